"""Themes over HTTP: made, published, read by others, refused."""

from datetime import datetime
from io import BytesIO

import docx
import pytest
from starlette.testclient import TestClient

from corpus.actor import LOCAL, Actor
from corpus.document import Span
from corpus.quotation import quotation_values
from corpus.settings import Settings
from indexer.library import Library
from search_api.study.quoting import quote
from tests.search_api.shelf import EXPERIENCE, HERE, OPINION, PAPERS, SECRET, SPEECH, fill
from web.app import create

API = "/api/v1/themes"
WORDS = "坚持党的领导，深化国有企业改革。"
HIDDEN = "内部讨论稿。"
KEEPER = Actor("keeper", "另一位资料管理员", frozenset({"other"}), role="keeper")
READER = Actor("reader", "读者", frozenset({"other"}))


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    folder = tmp_path_factory.mktemp("theme-routes")
    settings = Settings(home=folder / "home", jobs=1)
    fill(settings, (*PAPERS, SECRET), folder)
    return create(settings)


@pytest.fixture(scope="module")
def client(app):
    with TestClient(app, base_url=HERE, raise_server_exceptions=False) as made:
        yield made


@pytest.fixture
def as_actor(monkeypatch):
    def become(actor):
        monkeypatch.setattr("search_api.access.LOCAL", actor)

    return become


@pytest.fixture(scope="module")
def items(app, client):
    """A public quotation, and one that only a group may see, as JSON."""
    library: Library = app.state.library

    def item(paper, words):
        start = paper.text.index(words)
        quotation = quote(library, LOCAL, paper.id, Span(start, start + len(words)))
        values = quotation_values(quotation)
        return {"reference": values["reference"], "quotations": [values], "remark": "请细读。"}

    return item(OPINION, WORDS), item(SECRET, HIDDEN)


@pytest.fixture
def theme(items):
    return {
        "title": "深化国企改革",
        "introduction": "改革要落到机制上。",
        "basis": list(items),
        "questions": ["差距在哪里？"],
        "recommended_by": "某市国资委",
        "on": "2026-03-02",
        "search": {"query": "国企改革"},
    }


@pytest.fixture
def made(client, theme):
    return client.post(API, json={"theme": theme}).json()


def publish(client, made):
    address = f"{API}/{made['id']}/published"
    return client.put(address, json={"revision": made["revision"]})


def test_a_theme_is_made_listed_opened_changed_copied_removed_and_restored(client, theme, made):
    assert made["theme"]["on"] == "2026-03-02"
    assert made["theme"]["basis"][0]["quotations"][0]["text"] == WORDS
    address = f"{API}/{made['id']}"
    assert client.get(address).json() == made
    assert client.get(API).json()["themes"][0]["id"] == made["id"]
    changed = client.put(address, json={"revision": 1, "theme": {**theme, "title": "改题"}})
    assert (changed.json()["title"], changed.json()["revision"]) == ("改题", 2)
    late = client.put(address, json={"revision": 1, "theme": theme})
    assert (late.status_code, late.json()["code"]) == (409, "CHANGED_MEANWHILE")
    assert client.post(f"{address}/copy").json()["title"] == "改题（副本）"
    client.delete(address)
    assert client.get(address).status_code == client.get(f"{address}/view").status_code == 404
    assert client.post(f"{address}/restore").json()["title"] == "改题"


def test_words_that_do_not_stand_so_in_their_document_are_refused(client, theme):
    (quotation,) = theme["basis"][0]["quotations"]
    twisted = {**quotation, "text": "坚持党的领导，放缓国有企业改革。"}
    basis = [{**theme["basis"][0], "quotations": [twisted]}]
    refused = client.post(API, json={"theme": {**theme, "basis": basis}})
    assert refused.status_code == 422
    assert "与《云陵省人民政府关于深化国企改革的实施意见》的原文不一致" in refused.json()["detail"]


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"theme": {}},
        {"theme": {"title": "长" * 121}},
        {"theme": {"title": "", "on": "昨天"}},
        {"theme": {"title": "", "introduction": "长" * 5001}},
        {"theme": {"title": "", "search": {"query": "甲", "sort": "sideways"}}},
        {"theme": {"title": "", "search": {"filters": {"strange": ["甲"]}}}},
        {"theme": {"title": "", "published_on": "2026-03-02"}},
    ],
)
def test_what_is_no_theme_is_refused(client, wrong):
    refused = client.post(API, json=wrong)
    assert refused.status_code == 422
    assert refused.headers["content-type"] == "application/problem+json"


def test_forms_of_elsewhere_change_nothing(client, made):
    strange = {"Origin": "http://elsewhere.example"}
    address = f"{API}/{made['id']}"
    for method, path, body in (
        ("PUT", f"{address}/published", {"revision": 1}),
        ("DELETE", f"{address}/published", None),
        ("POST", f"{address}/move", {"by": 1}),
        ("POST", API, {"theme": {"title": ""}}),
    ):
        refused = client.request(method, path, json=body, headers=strange)
        assert (refused.status_code, refused.json()["code"]) == (403, "FORBIDDEN")
    assert all(each["id"] != made["id"] for each in listed(client))


def listed(client):
    return client.get(f"{API}/published").json()["themes"]


def test_others_read_what_was_published_and_no_later_change(client, theme, made, as_actor):
    as_actor(READER)
    assert client.get(f"{API}/{made['id']}/view").status_code == 404
    as_actor(LOCAL)
    told = publish(client, made).json()
    assert (told["id"], told["title"], told["revision"]) == (made["id"], "深化国企改革", 1)
    client.put(f"{API}/{made['id']}", json={"revision": 1, "theme": {**theme, "title": "改了一半"}})
    as_actor(READER)
    assert listed(client)[0]["title"] == "深化国企改革"
    assert client.get(f"{API}/{made['id']}/view").json()["title"] == "深化国企改革"
    assert client.get(f"{API}/{made['id']}").status_code == 404
    assert client.get(f"{API}/{made['id']}/view?draft=1").status_code == 404
    as_actor(LOCAL)
    assert client.get(f"{API}/{made['id']}/view?draft=1").json()["title"] == "改了一半"


def test_a_reader_never_hears_of_a_document_that_is_not_theirs(client, made, as_actor):
    publish(client, made)
    own = client.get(f"{API}/{made['id']}/view").json()
    (basis, *_) = own["parts"]
    assert [each["document"]["change"] for each in basis["items"]] == ["same", "same"]
    assert (own["left_out"], basis["items"][0]["remark"]) == (0, "请细读。")
    as_actor(READER)
    for address in (
        f"{API}/published",
        f"{API}/{made['id']}/view",
        f"{API}/{made['id']}/speech",
        "/",
        "/themes",
        f"/themes/{made['id']}",  # leads to its page
        f"/themes/{made['id']}/view",
        f"/themes/{made['id']}/speech",
    ):
        page = client.get(address)
        assert page.status_code == 200, address
        for secret in (HIDDEN, SECRET.id, "只给一个小组看"):
            assert secret not in page.text, address
    assert client.get(f"{API}/{made['id']}/view").json()["left_out"] == 1
    for name in ("theme", "speech"):
        word = docx.Document(BytesIO(client.get(f"{API}/{made['id']}/{name}.docx").content))
        written = "\n".join(each.text for each in word.paragraphs)
        assert WORDS in written
        assert HIDDEN not in written


def test_only_keepers_publish_withdraw_and_order(client, made, as_actor):
    publish(client, made)
    as_actor(READER)
    own = client.post(API, json={"theme": {"title": "读者的"}}).json()
    for refused in (
        publish(client, own),
        client.delete(f"{API}/{made['id']}/published"),
        client.post(f"{API}/{made['id']}/move", json={"by": 1}),
    ):
        assert (refused.status_code, refused.json()["code"]) == (403, "FORBIDDEN")
    as_actor(KEEPER)
    assert publish(client, made).status_code == 404  # it is not this keeper's to publish
    assert client.delete(f"{API}/{made['id']}/published").json() == {"withdrawn": made["id"]}
    assert client.delete(f"{API}/{made['id']}/published").status_code == 404


def test_an_older_revision_or_an_empty_theme_is_not_published(client, theme, made):
    client.put(f"{API}/{made['id']}", json={"revision": 1, "theme": {**theme, "title": "改题"}})
    refused = publish(client, made)
    assert (refused.status_code, refused.json()["code"]) == (409, "CHANGED_MEANWHILE")
    for empty, told in (
        ({"title": ""}, "没有标题"),
        ({"title": "空"}, "还是空的"),
    ):
        nothing = client.post(API, json={"theme": empty}).json()
        refused = publish(client, nothing)
        assert refused.status_code == 422
        assert told in refused.json()["detail"]
    assert client.put(f"{API}/99999/published", json={"revision": 1}).status_code == 404


def test_two_who_move_at_once_both_have_their_way(client, theme):
    numbers = []
    for title in "丙乙甲":
        made = client.post(API, json={"theme": {**theme, "title": title}}).json()
        publish(client, made)
        numbers.append(made["id"])
    third, second, first = numbers
    before = [each["id"] for each in listed(client)]
    assert before[:3] == [first, second, third]
    client.post(f"{API}/{second}/move", json={"by": -1})
    moved = client.post(f"{API}/{third}/move", json={"by": -1}).json()["themes"]
    assert [each["id"] for each in moved] == [second, third, first, *before[3:]]


def test_a_theme_begins_with_a_saved_search_and_is_offered_what_it_finds(client):
    saved = client.post("/api/v1/saved", json={"name": "改革", "query": "国企改革"}).json()
    made = client.post(f"{API}/from/search", json={"of": saved["id"]}).json()
    assert (made["title"], made["theme"]["search"]["query"]) == ("改革", "国企改革")
    offered = client.get(f"{API}/{made['id']}/suggested").json()["suggested"]
    assert offered["basis"][0]["document"]["id"] == OPINION.id
    assert offered["basis"][0]["quotation"]["text"] in OPINION.text
    assert [each["document"]["id"] for each in offered["speeches"]] == [SPEECH.id]
    assert [each["document"]["id"] for each in offered["cases"]] == [EXPERIENCE.id]
    view = client.get(f"{API}/{made['id']}/view").json()
    assert view["newest"] == []  # all of it was there before
    assert datetime.fromisoformat(view["new_since"]).tzinfo is not None
    assert client.post(f"{API}/from/search", json={"of": 99999}).status_code == 404


def test_what_a_theme_holds_is_neither_offered_nor_new(client, made):
    offered = client.get(f"{API}/{made['id']}/suggested").json()["suggested"]
    words = [each["quotation"]["text"] for each in offered["basis"]]
    assert WORDS not in words
    newest = client.get(f"{API}/{made['id']}/view").json()["newest"]
    assert OPINION.id not in {each["id"] for each in newest}


def test_a_search_that_is_no_longer_understood_finds_nothing(client):
    theme = {"title": "甲", "search": {"query": "改革 -机关："}}
    assert client.get("/api/v1/search", params={"q": "改革 -机关："}).status_code == 400
    made = client.post(API, json={"theme": theme}).json()
    assert client.get(f"{API}/{made['id']}/view").json()["newest"] == []
    offered = client.get(f"{API}/{made['id']}/suggested").json()["suggested"]
    assert set(map(tuple, offered.values())) == {()}


def test_a_theme_leaves_as_a_word_file_with_footnotes(client, made):
    answer = client.get(f"{API}/{made['id']}/theme.docx")
    assert answer.status_code == 200
    word = docx.Document(BytesIO(answer.content))
    section = word.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    lines = [each.text for each in word.paragraphs]
    assert lines[0] == "深化国企改革"
    assert "推荐单位：某市国资委　2026年3月2日" in lines
    for each in ("改革要落到机制上。", WORDS, "编者按：请细读。", "1. 差距在哪里？"):
        assert each in lines
    titles = [each for each in word.paragraphs if each.text.startswith("1. 《")]
    assert [each.paragraph_format.keep_with_next for each in titles] == [True]
    (notes,) = (
        part.blob.decode()
        for part in word.part.package.iter_parts()
        if part.partname == "/word/footnotes.xml"
    )
    assert "（示例云政发〔2024〕3号），云陵省人民政府，2024年3月5日，第一条。" in notes


def test_a_speech_tells_its_time_and_its_sources(client, made):
    speech = client.get(f"{API}/{made['id']}/speech").json()
    assert speech["seconds"] <= speech["minutes"] * 60 == 300
    lines = [line for part in speech["parts"] for line in part["lines"]]
    (first, *_) = [line for line in lines if line["source"]]
    assert (first["text"], first["source"]["quotation"]["text"]) == (WORDS, WORDS)
    assert first["lead"] == "《云陵省人民政府关于深化国企改革的实施意见》提出："
    assert [line for line in lines if line["to_write"]]


def test_unknown_numbers_are_not_found(client):
    for path in ("", "/view", "/speech", "/suggested", "/theme.docx", "/speech.docx", "/versions"):
        assert client.get(f"{API}/99999{path}").status_code == 404, path
