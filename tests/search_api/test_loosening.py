"""What an empty result offers: searches that find something, whatever kept the first from it."""

import re
from html import unescape

import pytest
from starlette.testclient import TestClient

from corpus.actor import LOCAL, Actor
from corpus.errors import QueryTooSlow
from corpus.settings import Settings
from indexer.library import Library
from search_api import loosening, meaning
from search_api.loosening import MOST_TRIES, looser_searches
from search_api.searching import SearchForm, count_matches, run_search

HTML = {"Accept": "text/html"}


def offered(client: TestClient, query: str, **more: str) -> dict[str, str]:
    """Give what is offered: its words, and its address."""
    page = client.get("/search", params={"q": query, **more}, headers=HTML)
    assert page.status_code == 200
    listed = page.text.partition("试试放宽")[2].partition("</ul>")[0]
    found = re.findall(r'<a href="([^"]+)">(.*?) <span', listed)
    return {unescape(label): unescape(address) for address, label in found}


@pytest.mark.parametrize(
    ("query", "more", "label"),
    [
        ("砺轴重机 三年", {"scope": "title"}, "不限范围"),
        ("标题:节约成本", {}, "在全文里查“节约成本”"),
        ("文号:三项制度", {}, "在全文里查“三项制度”"),
        ("讲话人:砺轴重机", {}, "在全文里查“砺轴重机”"),
        ("标题:(节约成本 OR 火星)", {}, "在全文里查“(节约成本 OR 火星)”"),
        ("改革 日期:2050~", {}, "去掉“日期:2050~”"),
        ("-改革", {}, "查“改革”"),
    ],
)
def test_whatever_keeps_a_search_from_its_hits_can_be_dropped(
    client: TestClient, query: str, more: dict[str, str], label: str
) -> None:
    found = offered(client, query, **more)
    assert label in found
    assert "没有找到" not in client.get(found[label], headers=HTML).text


def test_dropping_every_limit_drops_the_scope_too(client: TestClient) -> None:
    found = offered(client, "国企改革 火星 木星", scope="title", relaxed="0", year="1999")
    assert "scope" not in found["放开全部限制"]


def test_what_stays_keeps_its_quotation_marks(settings: Settings) -> None:
    form = SearchForm(query='"国企改革必须" 火星', relaxed=False)
    with Library.open(settings) as library:
        query = run_search(library, LOCAL, form).result.query
        found = {e.label: e.form.query for e in looser_searches(library, LOCAL, form, query)}
    assert found["去掉“火星”"] == '"国企改革必须"'


@pytest.mark.parametrize("query", ['"国企 OR 央企"', '"火星 NOT 木星"', '"OR 火星" 改革'])
def test_a_phrase_may_hold_the_word_of_an_operator(client: TestClient, query: str) -> None:
    assert client.get("/search", params={"q": query}, headers=HTML).status_code == 200


def test_an_empty_result_says_nothing_untrue(client: TestClient) -> None:
    page = client.get("/search", params={"q": "改革", "scope": "number"}, headers=HTML).text
    assert "接近" not in page


def test_a_slow_engine_takes_nothing_from_the_answer(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(library: Library, actor: Actor, form: SearchForm) -> int:
        raise QueryTooSlow(2.0)

    monkeypatch.setattr(loosening, "count_matches", slow)
    monkeypatch.setattr(meaning, "count_matches", slow)
    for asked in ({"q": "国企该革"}, {"q": "火星 木星", "class": "speech"}):
        assert client.get("/search", params=asked, headers=HTML).status_code == 200
    assert client.get("/api/v1/search", params={"q": "国企该革"}).status_code == 200


def test_tries_are_bounded_and_not_the_time(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[str] = []

    def counted(library: Library, actor: Actor, form: SearchForm) -> int:
        tried.append(form.query)
        return count_matches(library, actor, form)

    monkeypatch.setattr(loosening, "count_matches", counted)
    filters = dict.fromkeys(("issuer", "year", "kind", "region", "industry", "topic"), ("无",))
    form = SearchForm(query="一二三 四五六 七八九 甲乙丙 丁戊己", filters=filters)
    with Library.open(settings) as library:
        query = run_search(library, LOCAL, form).result.query
        assert looser_searches(library, LOCAL, form, query) == ()
    assert len(tried) <= 2 * MOST_TRIES
