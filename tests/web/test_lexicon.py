"""The page of the lexicon."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from corpus.catalogue import candidates, documents
from corpus.catalogue.candidates import Candidate, CandidateOrigin
from corpus.settings import Settings
from tests.library import open_library
from tests.search_api.shelf import HERE, PAPERS, fill
from web.app import create


@pytest.fixture
def home(tmp_path: Path) -> Path:
    fill(Settings(home=tmp_path / "home", jobs=1), PAPERS, tmp_path)
    return tmp_path / "home"


@pytest.fixture
def client(home: Path) -> Iterator[TestClient]:
    made = create(Settings(home=home, jobs=1))
    with TestClient(made, base_url=HERE, raise_server_exceptions=False) as client:
        client.headers["Accept"] = "text/html"
        yield client


def page(client: TestClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.text


def test_entries_are_listed_by_kind_and_looked_up(client: TestClient) -> None:
    html = page(client, "/lexicon")
    assert "词 22" in html.replace("\n", "")
    found = page(client, "/lexicon?word=混改")
    assert "混合所有制改革" in found
    assert "营商环境" not in found
    assert "没有含“无此词”的词条" in page(client, "/lexicon?word=无此词")
    assert page(client, "/lexicon?kind=x&page=99999999&done=x&own=1")


def test_a_term_is_previewed_then_added_then_taken_back(client: TestClient) -> None:
    seen = client.post("/lexicon", data={"kind": "term", "word": "考核到人", "do": "preview"})
    assert "1 篇文档受影响" in seen.text
    assert "《在全省国资国企改革会议上的讲话》" in seen.text
    assert 'name="lines" value="考核到人"' in seen.text
    added = client.post("/lexicon", data={"lines": "考核到人", "do": "add"})
    assert "已收入“考核到人”" in added.text
    assert "1 篇文件正在后台重新切分" in added.text
    undone = client.post("/lexicon/undo", data={"number": added.url.params["done"]})
    assert "删去“考核到人”" in undone.text
    assert (
        "考核到人"
        not in page(client, "/lexicon?own=1&word=考核")
        .split("最近的修改")[0]
        .split("按种类查看")[1]
    )


@pytest.mark.parametrize(
    ("kind", "others", "line"),
    [
        ("equal", "落实责任 责任到人", "考核到人 = 落实责任 = 责任到人"),
        ("narrower", "落实责任｜责任到人", "考核到人 &gt; 落实责任 | 责任到人"),
        ("related", "落实责任", "考核到人 ~ 落实责任"),
        ("equal", "落实责任、责任到人；人人有责", "考核到人 = 落实责任 = 责任到人 = 人人有责"),
        ("stop", "", "!考核到人"),
    ],
)
def test_every_kind_can_be_filled_in(client: TestClient, kind: str, others: str, line: str) -> None:
    given = {"kind": kind, "word": "考核到人", "others": others, "do": "preview"}
    assert f'name="lines" value="{line}"' in client.post("/lexicon", data=given).text


def test_what_cannot_be_is_told_and_what_was_typed_is_kept(client: TestClient) -> None:
    given = {"kind": "equal", "word": "考核*", "others": "落实 责任", "do": "preview"}
    answer = client.post("/lexicon", data=given)
    assert answer.status_code == 422
    assert "不支持通配符" in answer.text
    assert 'value="考核*"' in answer.text
    assert 'value="落实 责任"' in answer.text
    many = client.post("/lexicon", data={"lines": "考核到人\n改\n链长*", "do": "add"})
    assert "第 2 行" in many.text
    assert "第 3 行" in many.text
    assert "考核到人\n改\n链长*</textarea>" in many.text
    alone = client.post("/lexicon", data={"kind": "equal", "word": "考核到人", "do": "preview"})
    assert "“考核到人”没有写别的说法" in alone.text


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (
            "国企改革 = 三年节约",
            "现在“国企改革”4 篇，“三年节约”1 篇；以后查其中任何一个，都查到这 4 篇",
        ),
        ("三年节约 > 国企改革", "以后查“三年节约”，查到这 4 篇"),
        ("三年节约 ~ 国企改革", "以后互相提示，不改变找到的文件"),
        ("!国企改革", "现有 4 篇含有它：检索里有它时，不含它的也列出"),
        ("三生三世", "库里没有文档含有新词，不必重新切分文档"),
        ("考核到人", "1 篇文档受影响：含有新词，要重新切分"),
    ],
)
def test_a_preview_says_what_a_search_finds_otherwise(
    client: TestClient, line: str, told: str
) -> None:
    html = client.post("/lexicon", data={"lines": line, "do": "preview"}).text
    assert told in html


def test_who_changed_it_is_named_for_a_reader(client: TestClient) -> None:
    client.post("/lexicon", data={"word": "考核到人", "do": "add"})
    changes = page(client, "/lexicon").partition("最近的修改")[2]
    assert "本机" in changes
    assert "local" not in changes


def test_a_bundled_entry_is_switched_off_and_restored(client: TestClient) -> None:
    off = client.post("/lexicon/remove", data={"key": "term:营商环境"})
    assert "已停用“营商环境”" in off.text
    assert "自带，已停用" in page(client, "/lexicon?own=1")
    assert "恢复“营商环境”" in client.post("/lexicon/restore", data={"key": "term:营商环境"}).text
    assert client.post("/lexicon/remove", data={"key": "x"}).status_code == 404
    assert client.post("/lexicon/anything").status_code == 404


def test_markup_in_a_word_is_shown_as_it_is(client: TestClient) -> None:
    html = client.post("/lexicon", data={"word": "<b>x</b>", "do": "preview"}).text
    assert "&lt;b&gt;x&lt;/b&gt;" in html
    assert "<b>x</b>" not in html
    assert "里有词库不收的符号 &lt;" in html


def test_candidates_are_judged_by_one_click(client: TestClient, home: Path) -> None:
    assert "还没有挖掘过" in page(client, "/lexicon/candidates")
    assert "正在挖掘" in client.post("/lexicon/mining").text
    with open_library(home) as library, library.catalogue.write() as connection:
        (ordinal, *_) = (each.ordinal for each in documents.entries(connection))
        found = [
            Candidate(word, CandidateOrigin.PHRASE, 7, 1.0, f"推行{word}。", ordinal)
            for word in ("实施意见稿", "改革方案稿", "会议纪要稿")
        ]
        candidates.replace_all(connection, found)
        candidates.note(connection, 4, 4, finished_at=library.clock())
    assert "推行实施意见稿。" in page(client, "/lexicon/candidates?origin=phrase")
    taken = client.post("/lexicon/candidates", data={"accept": "实施意见稿", "origin": "phrase"})
    assert taken.url.params["origin"] == "phrase"
    assert "已收入“实施意见稿”" in taken.text
    given = {"word": ["改革方案稿", "会议纪要稿"], "ticked": "refuse"}
    refused = client.post("/lexicon/candidates", data=given)
    assert "推行" not in refused.text
    assert "没有新的候选词" in refused.text
    assert "没有选词" in client.post("/lexicon/candidates", data={}).text


def test_another_sites_page_changes_nothing(client: TestClient) -> None:
    foreign = {"Sec-Fetch-Site": "cross-site"}
    for address in ("/lexicon", "/lexicon/undo", "/lexicon/candidates", "/lexicon/mining"):
        assert client.post(address, headers=foreign).status_code == 403
