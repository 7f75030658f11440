from datetime import UTC, datetime, timedelta

import pytest

from corpus.catalogue import Catalogue, papers
from corpus.catalogue.papers import PaperKind
from corpus.errors import ChangedMeanwhile, PaperNotFound

NOW = datetime(2026, 3, 1, 8, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def catalogue(url):
    made = Catalogue.open(url)
    yield made
    made.close()


def make(catalogue, title="专题党课", kind=PaperKind.COURSE, actor="a"):
    with catalogue.write() as connection:
        return papers.make(connection, actor, kind, title, {"lessons": [title]}, now=NOW)


def test_a_paper_comes_back_as_it_was_only_to_its_actor_and_of_its_kind(catalogue):
    made = make(catalogue)
    assert (made.title, made.content, made.revision) == ("专题党课", {"lessons": ["专题党课"]}, 1)
    assert (made.created_at, made.updated_at, made.shared_key) == (NOW, NOW, None)
    with catalogue.read() as connection:
        assert papers.get(connection, "a", PaperKind.COURSE, made.id) == made
        for actor, kind in (("b", PaperKind.COURSE), ("a", PaperKind.SESSION)):
            with pytest.raises(PaperNotFound):
                papers.get(connection, actor, kind, made.id)


def test_the_paper_changed_last_is_listed_first(catalogue):
    one, two = make(catalogue, "甲"), make(catalogue, "乙")
    make(catalogue, "丙", PaperKind.BORROWING)
    with catalogue.write() as connection:
        papers.change(connection, one, "甲改", {}, expected=1, now=LATER)
    with catalogue.read() as connection:
        listed = papers.of_actor(connection, "a", PaperKind.COURSE)
        assert [each.title for each in listed] == ["甲改", "乙"]
        assert len(papers.of_actor(connection, "a")) == 3
        assert papers.of_actor(connection, "b") == []
    assert two.revision == 1


def test_of_two_editors_the_second_is_refused_and_nothing_is_lost(catalogue):
    made = make(catalogue)
    with catalogue.write() as connection:
        changed = papers.change(connection, made, "第一人", {"n": 1}, expected=1, now=LATER)
    assert (changed.title, changed.revision, changed.updated_at) == ("第一人", 2, LATER)
    with catalogue.write() as connection, pytest.raises(ChangedMeanwhile) as refused:
        papers.change(connection, changed, "第二人", {"n": 2}, expected=1, now=LATER)
    assert refused.value.facts == {"expected": 1, "revision": 2}
    with catalogue.read() as connection:
        assert papers.get(connection, "a", PaperKind.COURSE, made.id) == changed


def test_a_removed_paper_comes_back(catalogue):
    made = make(catalogue)
    with catalogue.write() as connection:
        papers.share(connection, made, "k" * 32)
        papers.remove(connection, made, now=LATER)
    with catalogue.read() as connection:
        assert papers.of_actor(connection, "a") == []
        with pytest.raises(PaperNotFound):
            papers.shared(connection, PaperKind.COURSE, "k" * 32)
    with catalogue.write() as connection:
        assert papers.restore(connection, "a", PaperKind.COURSE, made.id).title == made.title
        assert papers.shared(connection, PaperKind.COURSE, "k" * 32).id == made.id
        papers.share(connection, made, None)
        with pytest.raises(PaperNotFound):
            papers.shared(connection, PaperKind.COURSE, "k" * 32)


def test_kept_versions_come_back_the_newest_first(catalogue):
    made = make(catalogue)
    with catalogue.write() as connection:
        papers.keep_version(connection, made, "初稿", now=NOW)
        papers.keep_version(connection, made, "初稿定名", now=LATER)
        changed = papers.change(connection, made, "改题", {"n": 2}, expected=1, now=LATER)
        papers.keep_version(connection, changed, "", now=LATER)
    with catalogue.read() as connection:
        kept = papers.versions(connection, made)
        assert [(each.revision, each.name, each.title) for each in kept] == [
            (2, "", "改题"),
            (1, "初稿定名", "专题党课"),
        ]
        assert papers.at_version(connection, made, 1) == (made.title, made.content)
        with pytest.raises(PaperNotFound):
            papers.at_version(connection, made, 7)
