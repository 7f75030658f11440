"""What was searched for: one's own, clearable, switchable; hot ones; saved ones."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from corpus.actor import LOCAL, Actor
from corpus.settings import Settings
from indexer.library import Library
from search_api.past import hot_searches, note_search, past_searches
from search_api.suggesting import suggest
from tests.search_api.shelf import HERE, PAPERS, SECRET, fill
from web.app import create

GUEST = Actor(id="guest", name="来宾")
NOW = datetime(2026, 3, 9, 8, tzinfo=UTC)
HTML = {"Accept": "text/html"}


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    settings = Settings(home=tmp_path / "home", jobs=1)
    fill(settings, PAPERS, tmp_path)
    with TestClient(create(settings), base_url=HERE) as made:
        yield made


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    settings = Settings(home=tmp_path / "home", jobs=1)
    fill(settings, (*PAPERS, SECRET), tmp_path)
    with Library.open(settings) as made:
        yield made


def past(client: TestClient) -> list[dict[str, Any]]:
    searches: list[dict[str, Any]] = client.get("/api/v1/history").json()["searches"]
    return searches


def queries(client: TestClient) -> list[str]:
    return [each["query"] for each in past(client)]


def ask(library: Library, actor: Actor, query: str, *, days: tuple[int, ...]) -> None:
    for ago in days:
        library.clock = lambda ago=ago: NOW - timedelta(days=ago)  # type: ignore[misc]
        note_search(library, actor, query)
    library.clock = lambda: NOW


def test_a_search_on_the_page_is_noted_and_one_by_a_program_is_not(client: TestClient) -> None:
    for query in ("国企改革", "国企改革", "  党的  领导 "):
        client.get("/search", params={"q": query})
    client.get("/api/v1/search", params={"q": "数字化"})
    assert [(each["query"], each["times"]) for each in past(client)] == [
        ("党的 领导", 1),
        ("国企改革", 2),
    ]


@pytest.mark.parametrize(
    "headers",
    [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Purpose": "prefetch;prerender"}],
)
def test_what_no_person_asked_here_is_not_noted(
    client: TestClient, headers: dict[str, str]
) -> None:
    client.get("/search", params={"q": "国企改革"}, headers=headers)
    assert past(client) == []


def test_further_pages_and_odd_queries_are_not_noted(client: TestClient) -> None:
    for query, page in (("国企改革", "2"), ("。。", "1"), ("国" * 300, "1"), ("标题:", "1")):
        client.get("/search", params={"q": query, "page": page}, headers=HTML)
    assert past(client) == []


def test_a_busy_catalogue_costs_the_note_and_not_the_answer(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search_api.past.MOST_WAITING", 0)
    assert client.get("/search", params={"q": "国企改革"}).status_code == 200
    assert past(client) == []


def test_past_queries_are_suggested_first_by_pinyin_too(client: TestClient) -> None:
    client.get("/search", params={"q": "国企改革 党的领导"})
    for typed in ("国企改革 党", "gqggd", "guoqigaigedang"):
        first = client.get("/api/v1/suggest", params={"q": typed}).json()["suggestions"][0]
        assert (first["text"], first["field"], first["label"]) == (
            "国企改革 党的领导",
            "history",
            "历史",
        )
        assert first["spans"] == [[0, 4], [5, 6]]


def test_one_is_forgotten_or_all(client: TestClient) -> None:
    for query in ("国企改革", "党的领导", "数字化"):
        client.get("/search", params={"q": query})
    (number,) = (each["id"] for each in past(client) if each["query"] == "党的领导")
    assert client.delete(f"/api/v1/history/{number}").json() == {"forgotten": 1}
    assert client.delete(f"/api/v1/history/{number}").json() == {"forgotten": 0}
    assert queries(client) == ["数字化", "国企改革"]
    assert client.delete("/api/v1/history").json() == {"forgotten": 2}
    assert past(client) == []
    assert client.get("/api/v1/suggest", params={"q": "数字"}).json()["suggestions"][0][
        "field"
    ] != ("history")


def test_noting_is_switched_off_and_on(client: TestClient) -> None:
    client.get("/search", params={"q": "国企改革"})
    assert client.put("/api/v1/history", json={"kept": False}).json() == {"kept": False}
    client.get("/search", params={"q": "党的领导"})
    assert client.get("/api/v1/history").json()["kept"] is False
    assert queries(client) == ["国企改革"]
    client.put("/api/v1/history", json={"kept": True})
    client.get("/search", params={"q": "党的领导"})
    assert queries(client) == ["党的领导", "国企改革"]


def test_the_page_forgets_and_switches_without_scripts(client: TestClient) -> None:
    for query in ("国企改革", "党的领导"):
        client.get("/search", params={"q": query})
    shown = client.get("/searches").text
    assert "国企改革" in shown
    assert "停止记录" in shown
    number = past(client)[0]["id"]
    assert "已清除 1 条" in client.post("/searches/forget", data={"number": number}).text
    assert queries(client) == ["国企改革"]
    assert "开始记录" in client.post("/searches/keep", data={"keep": "0"}).text
    assert "已清除 1 条" in client.post("/searches/forget", data={"all": "1"}).text
    assert "停止记录" in client.post("/searches/keep", data={"keep": "1"}).text


def test_a_form_without_a_number_forgets_nothing(client: TestClient) -> None:
    client.get("/search", params={"q": "国企改革"})
    assert "已清除 0 条" in client.post("/searches/forget", data={"number": "x"}).text
    assert queries(client) == ["国企改革"]


@pytest.mark.parametrize(
    ("method", "address"),
    [
        *(("DELETE", "/api/v1/history"), ("DELETE", "/api/v1/history/1")),
        *(("PUT", "/api/v1/history"), ("POST", "/api/v1/saved"), ("DELETE", "/api/v1/saved/1")),
        *(("POST", f"/searches/{each}") for each in ("save", "remove", "forget", "keep")),
    ],
)
def test_no_other_sites_page_changes_anything(
    client: TestClient, method: str, address: str
) -> None:
    body = {"kept": False} if method == "PUT" else {"query": "x"}
    foreign = {"Sec-Fetch-Site": "cross-site"}
    sent = {} if method == "DELETE" else {"json": body}
    response = client.request(method, address, headers=foreign, **sent)  # type: ignore[arg-type]
    assert response.status_code == 403


def test_hot_is_what_was_asked_on_three_days_or_by_three(library: Library) -> None:
    ask(library, LOCAL, "国企改革", days=(0, 1, 2, 2))
    ask(library, LOCAL, "党的领导", days=(0, 1))
    ask(library, LOCAL, "数字化", days=(0, 40, 41))
    ask(library, LOCAL, "火星", days=(0, 1, 2))
    for id_ in "abc":
        ask(library, Actor(id=id_, name=id_), "三项制度", days=(3,))
    assert [(each.query, each.total) for each in hot_searches(library, GUEST)] == [
        ("国企改革", 4),
        ("三项制度", 1),
    ]


def test_no_hot_search_names_what_one_may_not_see(library: Library) -> None:
    ask(library, LOCAL, "小组看的国企改革方案", days=(0, 1, 2))
    ask(library, LOCAL, "国企改革 讨论稿", days=(0, 1, 2))
    ask(library, LOCAL, "国企改革", days=(0, 1, 2))
    assert [each.query for each in hot_searches(library, GUEST)] == ["国企改革"]
    assert {each.total for each in hot_searches(library, LOCAL)} == {1, 5}


def test_nobody_is_told_what_another_has_searched_for(library: Library) -> None:
    note_search(library, LOCAL, "国企改革 小组")
    assert past_searches(library, GUEST).searches == ()
    assert all(each.field != "history" for each in suggest(library, GUEST, "国企改革"))


def test_a_search_is_saved_with_its_filters_and_removed_with_a_way_back(
    client: TestClient,
) -> None:
    asked = {
        "query": "国企改革",
        "filters": {"document_class": ["speech"]},
        "sort": "newest",
        "without": ["国企改革→国有企业改革"],
        "plain": True,
        "scope": "title",
    }
    made = client.post("/api/v1/saved", json={"name": "讲话", **asked})
    assert made.status_code == 201
    kept = made.json()
    assert client.get("/api/v1/saved").json()["saved"] == [kept]
    assert asked.items() <= kept.items()
    assert client.delete(f"/api/v1/saved/{kept['id']}").json()["removed"] == kept
    assert client.delete(f"/api/v1/saved/{kept['id']}").json() == {"removed": None}
    again = client.post("/api/v1/saved", json={k: v for k, v in kept.items() if k != "id"}).json()
    assert {**again, "id": 0, "saved_at": ""} == {**kept, "id": 0, "saved_at": ""}


def test_the_page_saves_and_removes_and_takes_back(client: TestClient) -> None:
    results = client.get("/search?q=国企改革&class=speech&sort=newest").text
    assert "保存检索" in results
    told = client.post(
        "/searches/save", data={"name": "", "asked": "/search?q=国企改革&class=speech&sort=newest"}
    ).text
    assert "已保存“" in told
    assert "国企改革 · 领导讲话" in told
    assert "国企改革 · 领导讲话" in client.get("/").text
    (kept,) = client.get("/api/v1/saved").json()["saved"]
    assert kept["filters"] == {"document_class": ["speech"]}
    removed = client.post("/searches/remove", data={"number": str(kept["id"])}).text
    assert "已移除“国企改革 · 领导讲话”" in removed
    assert client.get("/api/v1/saved").json()["saved"] == []
    back = removed.partition('name="asked" value="')[2].partition('"')[0].replace("&amp;", "&")
    client.post("/searches/save", data={"name": kept["name"], "asked": back})
    (again,) = client.get("/api/v1/saved").json()["saved"]
    assert {**again, "id": 0, "saved_at": ""} == {**kept, "id": 0, "saved_at": ""}


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"name": "长" * 61, "query": "国企"},
        {"query": "国" * 300},
        {"query": "国企", "filters": {"colour": ["red"]}},
        {"query": "国企", "on": "昨天"},
        {"query": "国企", "filters": {"year": ["2024"] * 51}},
    ],
)
def test_what_cannot_be_asked_is_not_saved(client: TestClient, wrong: dict[str, Any]) -> None:
    response = client.post("/api/v1/saved", json=wrong)
    assert (response.status_code, response.json()["code"]) == (422, "WRONG_VALUE")
    assert client.get("/api/v1/saved").json()["saved"] == []


def test_the_page_tells_why_nothing_was_saved(client: TestClient) -> None:
    response = client.post("/searches/save", data={"asked": "/search"})
    assert response.status_code == 422
    assert "不必保存" in response.text


def test_the_first_page_shows_ones_own_searches(client: TestClient) -> None:
    assert "我的检索" not in client.get("/").text
    client.get("/search", params={"q": "<b>国企</b>"})
    shown = client.get("/").text
    assert "&lt;b&gt;国企&lt;/b&gt;" in shown
    assert "管理检索记录" in shown
