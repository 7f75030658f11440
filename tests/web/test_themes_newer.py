"""What a theme tells and does where the source of a quotation was replaced, or is gone."""

import re

import pytest
from starlette.testclient import TestClient

from corpus.actor import LOCAL
from corpus.quotation import read_reference
from corpus.settings import Settings
from indexer.ingest.removal import remove_document
from search_api.themes.theme import Theme, ThemeItem
from search_api.themes.themes import THEMES, with_quotations
from tests.library import open_library
from tests.search_api.shelf import HERE
from tests.search_api.study.test_watching import NUMBER, RULES, WORDS, put, quoted
from web.app import create

OTHERS = "各单位要抓好评价工作。"
NEWER = RULES.replace(NUMBER, "示例云政发〔2026〕31号")


@pytest.fixture
def client(tmp_path):
    """A service whose one theme quotes a file that was replaced since."""
    with open_library(tmp_path / "home") as library:
        put(library, tmp_path, "办法", RULES)
        quotations = [quoted(library, words=words) for words in (WORDS, OTHERS)]
        THEMES.make(library, LOCAL, with_quotations(Theme(title="评价专题"), quotations))
        put(library, tmp_path, "办法", NEWER)
    with TestClient(create(Settings(home=tmp_path / "home", jobs=1)), base_url=HERE) as made:
        yield made


def renew(client, at):
    revision = client.get("/api/v1/themes/1").json()["revision"]
    return client.post("/themes/1", data={"revision": revision, "act": f"renew:{at}"})


def basis(client):
    return client.get("/api/v1/themes/1").json()["theme"]["basis"]


def test_its_owner_is_alerted_and_led_to_the_document_in_its_part(client):
    html = re.sub(r"\s+", " ", client.get("/watch").text)
    assert '<a href="/themes/1#basis.0">专题《评价专题》“政策依据”第1篇</a>' in html
    (alert,) = client.get("/api/v1/alerts").json()["alerts"]
    assert (alert["kind"], alert["concern"]["kind"]) == ("superseded", "theme")


def test_quotations_are_renewed_by_one_click_each_and_the_act_is_undone(client):
    older = basis(client)
    desk = re.sub(r"\s+", " ", client.get("/themes/1").text)
    assert desk.count("换成新版的引文</button>") == 2
    said = renew(client, "basis.0.1").text
    assert "已换过来；引文只在字句未变时才换。撤销会换回原来的。" in said
    newer = basis(client)
    assert [[q["text"] for q in each["quotations"]] for each in newer] == [[WORDS], [OTHERS]]
    renew(client, "basis.0.0")
    (whole,) = basis(client)
    assert [each["text"] for each in whole["quotations"]] == [OTHERS, WORDS]
    assert whole["reference"]["document_number"] == "示例云政发〔2026〕31号"
    revision = client.get("/api/v1/themes/1").json()["revision"]
    client.post("/themes/1/back", data={"revision": revision - 2, "expected": revision})
    assert basis(client) == older


def test_a_document_that_is_only_named_is_exchanged_for_the_newer_one_by_one_click(client):
    library = client.app.state.library
    older = basis(client)[0]["reference"]
    named = [
        ThemeItem(reference=read_reference(older), remark="先读"),
        ThemeItem(reference=read_reference(older | {"document_id": "0" * 16})),
    ]
    THEMES.make(library, LOCAL, Theme(title="只列篇目", basis=named))
    desk = re.sub(r"\s+", " ", client.get("/themes/2").text)
    assert desk.count("换成新版</button>") == 1

    def act(verb):
        return client.post("/themes/2", data={"revision": 1, "act": verb})

    assert "篇目没有换：原来的位置上没有别的文件" in act("renew:basis.1").text
    said = act("renew:basis.0").text

    assert "已换过来" in said
    newer, gone = client.get("/api/v1/themes/2").json()["theme"]["basis"]
    assert newer["reference"]["document_number"] == "示例云政发〔2026〕31号"
    assert (newer["remark"], newer["quotations"]) == ("先读", [])
    assert gone["reference"]["document_id"] == "0" * 16
    assert "换成新版</button>" not in client.get("/themes/2").text


def test_where_the_newer_one_stands_already_it_takes_the_remark_and_is_never_doubled(client):
    library = client.app.state.library
    older = basis(client)[0]["reference"]
    renew(client, "basis.0.0")
    newer = basis(client)[-1]["reference"]
    assert newer["document_id"] != older["document_id"]

    def made(*remarks):
        items = [
            ThemeItem(reference=read_reference(each), remark=remark)
            for each, remark in zip((older, newer), remarks, strict=True)
        ]
        number = THEMES.make(library, LOCAL, Theme(title="两篇", basis=items)).paper.id
        page = client.post(f"/themes/{number}", data={"revision": 1, "act": "renew:basis.0"})
        kept = client.get(f"/api/v1/themes/{number}").json()["theme"]["basis"]
        return page, [(each["reference"]["document_id"], each["remark"]) for each in kept]

    new, old = newer["document_id"], older["document_id"]
    assert made("先读", "")[1] == [(new, "先读")]
    assert made("", "后读")[1] == [(new, "后读")]
    page, kept = made("先读", "后读")
    assert kept == [(old, "先读"), (new, "后读")]
    assert "两篇都有编者按" in page.text


def test_what_was_replaced_is_not_spoken_of_and_marked_where_it_is_read(client):
    speech = client.get("/api/v1/themes/1/speech").json()
    assert not [line for part in speech["parts"] for line in part["lines"] if line["source"]]
    assert {each["words"] for each in speech["left_out"]} == {WORDS, OTHERS}
    page = re.sub(r"\s+", " ", client.get("/themes/1/view").text)
    assert "原文件已被替换" in page


def test_what_is_gone_stays_in_the_owner_s_theme_with_a_mark(client):
    library = client.app.state.library
    (newer,) = {
        each["newer"]["id"]
        for part in client.get("/api/v1/themes/1/view").json()["parts"]
        for item in part["items"]
        for each in item["quotations"]
    }
    remove_document(library, newer)
    page = client.get("/themes/1/view").text
    assert WORDS in page
    assert "原文件已不在库中" in page
