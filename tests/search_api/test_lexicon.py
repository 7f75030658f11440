"""The keeper's lexicon by API."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from corpus.catalogue import candidates, documents
from corpus.catalogue.candidates import Candidate, CandidateOrigin
from corpus.settings import Settings
from indexer.ingest.background import work_once
from tests.library import open_library
from tests.search_api.shelf import HERE, PAPERS, fill
from web.app import create

BASE = "/api/v1/lexicon"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    fill(Settings(home=tmp_path / "home", jobs=1), PAPERS, tmp_path)
    return tmp_path / "home"


@pytest.fixture
def client(home: Path) -> Iterator[TestClient]:
    made = create(Settings(home=home, jobs=1))
    with TestClient(made, base_url=HERE, raise_server_exceptions=False) as client:
        yield client


def add(client: TestClient, *lines: str) -> dict:
    answer = client.post(BASE, json={"lines": lines})
    assert answer.status_code == 200, answer.text
    return answer.json()


def listed(client: TestClient, **asked: object) -> dict:
    return client.get(BASE, params=asked).json()


def test_the_bundled_entries_are_listed_and_looked_up(client: TestClient) -> None:
    everything = listed(client, size=200)
    assert everything["total"] > 400
    assert set(everything["counts"]) == {"term", "equal", "narrower", "related", "stop"}
    (entry,) = listed(client, q="混改", kind="equal")["entries"]
    assert entry["word"] == "混合所有制改革"
    assert entry["aliases"] == ["混改"]
    assert entry["line"] == "混合所有制改革 = 混改  # 通行用法"
    assert entry["bundled"] is True
    assert entry["source"]


def test_a_preview_tells_what_would_be_cut_again_and_changes_nothing(client: TestClient) -> None:
    seen = client.post(f"{BASE}/preview", json={"lines": ["改革实施意见", "考核到人"]}).json()
    assert seen["affected"] == 1
    assert seen["examples"] == ["在全省国资国企改革会议上的讲话"]
    assert seen["lines"] == ["改革实施意见", "考核到人"]
    assert listed(client, own=1)["total"] == 0


def test_a_preview_of_aliases_counts_each_word(client: TestClient) -> None:
    seen = client.post(f"{BASE}/preview", json={"lines": ["考核到人 = 分工到岗"]}).json()
    assert seen["affected"] == 0
    assert seen["counts"] == {"考核到人": 1, "分工到岗": 1}


def test_a_term_is_added_and_taken_back(client: TestClient, home: Path) -> None:
    added = add(client, "考核到人")
    assert added == {"added": 1, "known": 0, "change": added["change"], "recut": 1}
    (entry,) = listed(client, own=1)["entries"]
    assert entry["key"] == "term:考核到人"
    assert entry["actor"] == "local"
    answer = client.get("/api/v1/search", params={"q": "考核到人"}).json()
    assert [piece["text"] for piece in answer["pieces"]] == ["考核到人"]
    with open_library(home) as library:
        work_once(library)
    (change,) = client.get(f"{BASE}/changes").json()["changes"]
    assert change["changed"] == [[None, "考核到人"]]
    undone = client.post(f"{BASE}/changes/{change['change']}/undo").json()
    assert undone["recut"] == 1
    assert listed(client, own=1)["total"] == 0
    again = client.post(f"{BASE}/changes/{change['change']}/undo")
    assert again.json()["code"] == "LEXICON_ENTRY_NOT_FOUND"


def test_an_answer_is_not_kept_when_the_lexicon_changes(client: TestClient) -> None:
    first = client.get("/api/v1/search", params={"q": "落实责任"})
    add(client, "考核到人 = 落实责任")
    known = {"If-None-Match": first.headers["etag"]}
    second = client.get("/api/v1/search", params={"q": "落实责任"}, headers=known)
    assert second.status_code == 200
    assert second.json()["expansions"]["落实责任"][0]["text"] == "考核到人"


def test_the_variants_of_a_phrase_follow_the_lexicon(client: TestClient) -> None:
    def variants() -> list[str]:
        told = client.get("/api/v1/wording", params={"q": "考核到人"}).json()
        return [each["text"] for each in told["variants"]]

    assert "分工到岗" not in variants()
    add(client, "考核到人 = 分工到岗")
    assert "分工到岗" in variants()


def test_a_bundled_entry_is_switched_off_and_restored(client: TestClient) -> None:
    key = "alias:equal:混合所有制改革"
    assert client.delete(BASE, params={"key": key}).status_code == 200
    assert client.get("/api/v1/search", params={"q": "混改"}).json()["expansions"] == {}
    (entry,) = listed(client, own=1)["entries"]
    assert (entry["on"], entry["bundled"]) == (False, True)
    assert client.delete(BASE, params={"key": key}).json()["code"] == "LEXICON_ENTRY_NOT_FOUND"
    assert client.post(f"{BASE}/restore", json={"key": key}).status_code == 200
    assert listed(client, own=1)["total"] == 0
    assert client.get("/api/v1/search", params={"q": "混改"}).json()["expansions"]["混改"]


def test_the_keepers_entries_go_out_and_come_in_again(client: TestClient) -> None:
    add(client, "考核到人", "考核到人 = 落实责任  # 本单位", "!所谓", "-营商环境")
    text = client.get(f"{BASE}.txt").text
    assert text.splitlines()[1:] == [
        "!所谓",
        "-营商环境",
        "考核到人",
        "考核到人 = 落实责任  # 本单位",
    ]
    assert add(client, *text.splitlines()) == {"added": 0, "known": 4, "change": None, "recut": 0}
    for entry in listed(client, own=1)["entries"]:
        client.post(f"{BASE}/restore", json={"key": entry["key"]})
    assert add(client, *text.splitlines())["added"] == 4
    assert client.get(f"{BASE}.txt").text == text


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ([], "没有写词"),
        (["# 只有说明"], "没有写词"),
        (["字" * 1_000_001], "太长"),
        (["链长"] * 6000, "最多 5000 行"),
        (["链长", "链*"], "第 2 行"),
        (["甲类 > 乙类", "乙类 > 甲类"], "循环"),
        (["营商环境"], "已在词库里"),
        ([f"词条{n}号" for n in range(4990)] + [f"条目{n}号" for n in range(11)], "最多 5000 行"),
    ],
)
def test_what_cannot_be_is_refused_whole_with_its_reason(
    client: TestClient, lines: list[str], reason: str
) -> None:
    for address in (BASE, f"{BASE}/preview"):
        answer = client.post(address, json={"lines": lines})
        assert answer.status_code == 422
        assert answer.json()["code"] == "WRONG_VALUE"
        assert reason in answer.json()["detail"]
    assert listed(client, own=1)["total"] == 0


def test_there_is_room_for_so_many(client: TestClient) -> None:
    assert add(client, *(f"链长甲{n}" for n in range(4999)))["added"] == 4999
    assert add(client, "链长乙")["added"] == 1
    answer = client.post(BASE, json={"lines": ["链长丙"]})
    assert "最多 5000 条" in answer.json()["detail"]


def test_another_sites_page_changes_nothing(client: TestClient) -> None:
    foreign = {"Sec-Fetch-Site": "cross-site"}
    assert client.post(BASE, json={"lines": ["链长"]}, headers=foreign).status_code == 403
    assert client.delete(BASE, params={"key": "x"}, headers=foreign).status_code == 403
    assert client.post(f"{BASE}/restore", json={"key": "x"}, headers=foreign).status_code == 403
    assert client.post(f"{BASE}/changes/1/undo", headers=foreign).status_code == 403


@pytest.fixture
def mined(home: Path, client: TestClient) -> TestClient:
    assert client.post(f"{BASE}/mining").status_code == 202
    assert client.get(f"{BASE}/candidates").json()["mining"]["state"] == "asked"
    with open_library(home) as library, library.catalogue.write() as connection:
        (ordinal, *_) = (each.ordinal for each in documents.entries(connection))
        found = [
            Candidate(word, CandidateOrigin.PHRASE, 7, score, f"推行{word}。", ordinal)
            for word, score in (("实施意见稿", 2.0), ("改革方案稿", 1.0), ("营商环境", 3.0))
        ]
        candidates.replace_all(connection, found)
    return client


def words(client: TestClient, **asked: str) -> list[str]:
    found = client.get(f"{BASE}/candidates", params=asked).json()
    return [each["word"] for each in found["candidates"]]


def test_candidates_are_listed_with_count_and_sentence(mined: TestClient) -> None:
    found = mined.get(f"{BASE}/candidates").json()
    assert found["total"] == 2  # 营商环境 is known
    assert found["counts"] == {"quoted": 0, "titled": 0, "phrase": 2}
    first = found["candidates"][0]
    assert (first["word"], first["count"]) == ("实施意见稿", 7)
    assert first["sentence"] == "推行实施意见稿。"
    assert first["title"] == "云陵省人民政府关于深化国企改革的实施意见"
    assert words(mined, origin="quoted") == []


def test_a_candidate_is_taken_or_refused_by_one_call_and_does_not_come_again(
    mined: TestClient,
) -> None:
    judged = {"accept": ["实施意见稿"], "refuse": ["改革方案稿"]}
    change = mined.post(f"{BASE}/candidates", json=judged).json()["change"]
    assert words(mined) == []
    kept = {entry["word"]: entry["on"] for entry in listed(mined, own=1)["entries"]}
    assert kept == {"实施意见稿": True, "改革方案稿": False}
    mined.post(f"{BASE}/changes/{change}/undo")
    assert words(mined) == ["实施意见稿", "改革方案稿"]


def test_nothing_chosen_is_told(mined: TestClient) -> None:
    answer = mined.post(f"{BASE}/candidates", json={"accept": [], "refuse": []})
    assert "没有选词" in answer.json()["detail"]
    answer = mined.post(f"{BASE}/candidates", json={"accept": ["*"]})
    assert answer.status_code == 422
