"""您是不是要找: offered when little is found, counted for whoever asks."""

import re
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from corpus.actor import LOCAL, Actor
from corpus.settings import EngineName, Settings
from indexer.library import Library
from search_api import meaning
from search_api.loosening import MOST_LOOSER, looser_searches
from search_api.meaning import did_you_mean
from search_api.searching import SearchForm, run_search
from tests.search_api.shelf import PAPERS, SECRET, fill

GUEST = Actor(id="guest", name="来宾")


def meant(client: TestClient, query: str, **more: str) -> list[dict[str, Any]]:
    found = client.get("/api/v1/search", params={"q": query, **more}).json()
    suggested: list[dict[str, Any]] = found["did_you_mean"]
    return suggested


@pytest.mark.parametrize(
    "typed", ["guoqi gaige", "gqgg", "国企该革", "国企gg", "国期改革", "国企革改"]
)
def test_a_slip_is_told_with_what_it_would_find(client: TestClient, typed: str) -> None:
    assert meant(client, typed)[0] == {"query": "国企改革", "total": 4}


def test_a_run_that_nobody_writes_is_doubted_however_much_its_parts_find(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(meaning, "LITTLE", -1)
    monkeypatch.setattr(meaning, "_MANY", 3)
    assert meant(client, "国企改各") == [{"query": "国企改革", "total": 4}]
    assert meant(client, "国企改革") == []
    assert meant(client, "国企改各", **{"class": "speech"}) == []


def test_filters_hold_in_what_is_offered(client: TestClient) -> None:
    assert meant(client, "国企该革", **{"class": "speech"})[0] == {"query": "国企改革", "total": 1}
    assert meant(client, "国企该革", year="1999") == []


@pytest.mark.parametrize(
    "typed", ["国企改革", "", "云陵省人民政府关于深化国企改革的实施意见", "数字画转星" * 9]
)
def test_nothing_is_offered_where_enough_is_found_or_nothing_is_alike(
    client: TestClient, typed: str
) -> None:
    assert meant(client, typed) == []


def test_the_query_itself_is_answered_all_the_same(client: TestClient) -> None:
    found = client.get("/api/v1/search", params={"q": "国企该革", "relaxed": "0"}).json()
    assert (found["total"], found["hits"]) == (0, [])


def test_the_page_offers_it_as_a_link(client: TestClient) -> None:
    page = client.get("/search", params={"q": "国企该革", "class": "speech"}).text
    assert "您是不是要找：" in page
    assert "class=speech" in page.partition("您是不是要找：")[2].partition("</p>")[0]
    assert "您是不是要找" not in client.get("/search", params={"q": "国企改革"}).text


def test_each_looser_search_finds_what_it_says(client: TestClient) -> None:
    page = client.get("/search", params={"q": "国企改革 砺轴重机 火星", "relaxed": "0"}).text
    offered = page.partition("试试放宽")[2].partition("</ul>")[0]
    assert "去掉“火星”" in offered
    assert "1 篇" in offered
    assert "去掉“国企改革”" not in offered
    assert "去掉“砺轴重机”" not in offered


def test_words_that_do_not_stand_together_are_offered_apart(client: TestClient) -> None:
    html = client.get(
        "/search", params={"q": "党的领导 同句 砺轴重机"}, headers={"Accept": "text/html"}
    ).text
    assert "只要这些词，不论怎样组合" in html
    for address in re.findall(r'<li><a href="(/search[^"]+)"', html):
        assert (
            client.get(address.replace("&amp;", "&"), headers={"Accept": "text/html"}).status_code
            == 200
        )


def test_where_no_single_step_helps_all_limits_are_dropped(client: TestClient) -> None:
    page = client.get("/search?q=国企改革 火星 木星&relaxed=0&class=study&year=1999").text
    offered = page.partition("试试放宽")[2].partition("</ul>")[0]
    assert "放开全部限制" in offered
    assert "只查“国企改革”" in offered
    assert "火星”" not in offered


def test_a_query_that_nothing_is_like_offers_nothing(client: TestClient) -> None:
    assert "试试放宽" not in client.get("/search?q=火星").text


@pytest.mark.parametrize("engine", ["tantivy", "whoosh"])
def test_what_one_may_not_see_is_neither_meant_nor_counted(
    tmp_path: Path, engine: EngineName
) -> None:
    home = Settings(home=tmp_path / "home", jobs=1, engine=engine)
    fill(home, (*PAPERS, SECRET), tmp_path)
    with Library.open(home) as library:
        for actor, total in ((LOCAL, 5), (GUEST, 4)):
            form = SearchForm(query="国企该革")
            result = run_search(library, actor, form).result
            (first, *_) = did_you_mean(library, actor, form, result)
            assert (first.query, first.total) == ("国企改革", total)
        form = SearchForm(query="国企改革 讨论稿 火星", relaxed=False)
        query = run_search(library, LOCAL, form).result.query
        assert [(each.label, each.total) for each in looser_searches(library, LOCAL, form, query)][
            :1
        ] == [("也看部分符合的", 5)]
        own = {each.label: each.total for each in looser_searches(library, LOCAL, form, query)}
        theirs = {each.label: each.total for each in looser_searches(library, GUEST, form, query)}
        assert own["去掉“火星”"] == 1
        assert "去掉“火星”" not in theirs


def test_not_more_than_six_looser_searches_are_offered(
    client: TestClient, settings: Settings
) -> None:
    filters = dict.fromkeys(("issuer", "year", "kind", "region", "industry", "topic"), ("无",))
    form = SearchForm(query="“国企改革 党的领导”", filters=filters, relaxed=False, expand=False)
    with Library.open(settings) as library:
        query = run_search(library, LOCAL, form).result.query
        assert len(looser_searches(library, LOCAL, form, query)) <= MOST_LOOSER
