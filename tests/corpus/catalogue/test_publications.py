from datetime import UTC, date, datetime, timedelta

import pytest

from corpus.catalogue import Catalogue, papers, publications
from corpus.catalogue.papers import PaperKind
from corpus.errors import PaperNotFound

NOW = datetime(2026, 3, 1, 8, tzinfo=UTC)
LATER = NOW + timedelta(days=1)
DAY, NEXT_DAY = date(2026, 3, 1), date(2026, 3, 2)
THEME = PaperKind.THEME


@pytest.fixture
def connection(url):
    catalogue = Catalogue.open(url)
    with catalogue.write() as opened:
        yield opened
    catalogue.close()


def published(connection, title, actor="a", kind=THEME):
    paper = papers.make(connection, actor, kind, title, {"title": title}, now=NOW)
    publications.publish(connection, paper, now=NOW)
    return paper


def titles(connection, kind=THEME):
    return [each.title for each in publications.of_kind(connection, kind)]


def test_what_is_published_of_every_owner_is_listed_the_newest_first(connection):
    published(connection, "甲", "a")
    published(connection, "乙", "b")
    published(connection, "课程", "a", PaperKind.COURSE)
    assert titles(connection) == ["乙", "甲"]
    assert [each.title for each in publications.of_kind(connection, THEME, most=1)] == ["乙"]
    assert [each.actor for each in publications.of_kind(connection, THEME)] == ["b", "a"]


def test_a_change_is_read_by_others_only_when_it_is_published_too(connection):
    paper = published(connection, "甲")
    changed = papers.change(connection, paper, "甲改", {"title": "甲改"}, now=NOW)
    kept = publications.get(connection, THEME, paper.id)
    assert (kept.title, kept.revision, kept.published_on) == ("甲", 1, DAY)
    publications.publish(connection, changed, now=LATER)
    kept = publications.get(connection, THEME, paper.id)
    assert (kept.title, kept.content, kept.published_on) == ("甲改", {"title": "甲改"}, NEXT_DAY)
    assert kept.revision == changed.revision == 2


def test_what_is_published_again_stays_where_it_stood(connection):
    paper = published(connection, "甲")
    published(connection, "乙")
    publications.publish(connection, paper, now=LATER)
    assert titles(connection) == ["乙", "甲"]


def test_a_move_keeps_the_order_of_the_others_and_ends_at_the_edges(connection):
    for title in "丁丙乙甲":
        published(connection, title)
    numbers = {each.title: each.number for each in publications.of_kind(connection, THEME)}
    publications.move(connection, THEME, numbers["丙"], -1)
    assert titles(connection) == list("甲丙乙丁")
    publications.move(connection, THEME, numbers["甲"], 9)
    assert titles(connection) == list("丙乙丁甲")
    publications.move(connection, THEME, numbers["丙"], -9)
    assert titles(connection) == list("丙乙丁甲")


def test_two_moves_of_two_editors_both_hold(connection):
    for title in "丁丙乙甲":
        published(connection, title)
    numbers = {each.title: each.number for each in publications.of_kind(connection, THEME)}
    publications.move(connection, THEME, numbers["乙"], -1)  # by who saw 甲乙丙丁
    publications.move(connection, THEME, numbers["丁"], -1)  # by who saw 甲乙丙丁 too
    assert titles(connection) == list("乙甲丁丙")


def test_what_is_withdrawn_or_removed_is_not_read(connection):
    one, two = published(connection, "甲"), published(connection, "乙")
    publications.withdraw(connection, THEME, one.id)
    papers.remove(connection, two, now=NOW)
    assert titles(connection) == []
    for number in (one.id, two.id, 99):
        with pytest.raises(PaperNotFound):
            publications.get(connection, THEME, number)
        with pytest.raises(PaperNotFound):
            publications.withdraw(connection, THEME, number)
        with pytest.raises(PaperNotFound):
            publications.move(connection, THEME, number, 1)
    papers.restore(connection, "a", THEME, two.id)
    assert titles(connection) == ["乙"]
