from datetime import UTC, datetime, timedelta

import pytest

from corpus.catalogue import Catalogue, history, saved

NOW = datetime(2026, 3, 1, 8, tzinfo=UTC)


@pytest.fixture
def catalogue(url):
    made = Catalogue.open(url)
    yield made
    made.close()


def note(catalogue, query, *, actor="a", days_ago=0):
    with catalogue.write() as connection:
        now = NOW - timedelta(days=days_ago)
        history.note(connection, actor, query, query.casefold(), now=now)


def recent(catalogue, actor="a"):
    with catalogue.read() as connection:
        return [(each.query, each.times) for each in history.recent(connection, actor)]


def test_a_query_stands_once_the_latest_first_and_is_counted(catalogue):
    note(catalogue, "国企改革", days_ago=2)
    note(catalogue, "AI", days_ago=1)
    note(catalogue, "国企改革")
    note(catalogue, "国企改革")
    note(catalogue, "党建", actor="b")
    assert recent(catalogue) == [("国企改革", 3), ("AI", 1)]
    assert recent(catalogue, "b") == [("党建", 1)]


def test_queries_of_one_key_are_one_as_typed_last(catalogue):
    note(catalogue, "ai", days_ago=1)
    note(catalogue, "AI")
    assert recent(catalogue) == [("AI", 2)]


def test_one_query_or_all_of_an_actor_are_forgotten(catalogue):
    for query in ("甲", "乙", "丙"):
        note(catalogue, query)
    note(catalogue, "乙", days_ago=3)
    note(catalogue, "乙", actor="b")
    with catalogue.write() as connection:
        (second,) = (each for each in history.recent(connection, "a") if each.query == "乙")
        assert history.forget(connection, "b", [second.id]) == 0
        assert history.forget(connection, "a", [second.id]) == 1
    assert {query for query, _ in recent(catalogue)} == {"甲", "丙"}
    with catalogue.write() as connection:
        assert history.forget(connection, "a") == 2
    assert recent(catalogue) == []
    assert recent(catalogue, "b") == [("乙", 1)]


def test_nothing_is_noted_when_it_is_switched_off(catalogue):
    note(catalogue, "甲")
    with catalogue.write() as connection:
        history.keep_history(connection, "a", keep=False)
    note(catalogue, "乙")
    note(catalogue, "丙", actor="b")
    assert recent(catalogue) == [("甲", 1)]
    assert recent(catalogue, "b") == [("丙", 1)]
    with catalogue.write() as connection:
        history.keep_history(connection, "a", keep=True)
        assert history.keeps_history(connection, "a")
    note(catalogue, "乙")
    assert ("乙", 1) in recent(catalogue)


def test_popular_is_what_was_asked_on_three_days_or_by_three(catalogue):
    for days_ago in (0, 1, 2):
        note(catalogue, "国企改革", days_ago=days_ago)
    for actor in "abc":
        note(catalogue, "党建", actor=actor)
    for _ in range(9):
        note(catalogue, "一日九次")
    note(catalogue, "党建")
    for days_ago in (0, 1, 40):
        note(catalogue, "过时", days_ago=days_ago)
    with catalogue.read() as connection:
        found = history.popular(connection, since="2026-01-30", fewest=3)
    assert found == [("党建", 4), ("国企改革", 3)]


def test_what_is_older_than_a_year_goes(catalogue):
    note(catalogue, "去年", days_ago=400)
    note(catalogue, "今天")
    assert recent(catalogue) == [("今天", 1)]


def test_lone_surrogates_are_storable(catalogue):
    note(catalogue, "\ud800国企")
    assert len(recent(catalogue)) == 1


def test_saved_searches_are_the_actors_own(catalogue):
    with catalogue.write() as connection:
        number = saved.save(connection, "a", "改革", {"query": "国企改革"}, now=NOW)
        saved.save(connection, "b", "党建", {"query": "党建"}, now=NOW)
    with catalogue.write() as connection:
        assert [(each.name, each.asked) for each in saved.saved(connection, "a")] == [
            ("改革", {"query": "国企改革"})
        ]
        assert saved.count(connection, "a") == 1
        assert saved.remove(connection, "b", number) is None
        gone = saved.remove(connection, "a", number)
        assert gone is not None
        assert (gone.name, gone.saved_at) == ("改革", NOW)
        assert saved.saved(connection, "a") == []
