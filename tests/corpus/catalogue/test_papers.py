from datetime import UTC, datetime, timedelta

import pytest

from corpus.catalogue import Catalogue, papers
from corpus.catalogue.papers import PaperKind
from corpus.errors import PaperNotFound

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
        papers.change(connection, one, "甲改", {}, now=LATER)
    with catalogue.read() as connection:
        listed = papers.of_actor(connection, "a", PaperKind.COURSE)
        assert [each.title for each in listed] == ["甲改", "乙"]
        assert len(papers.of_actor(connection, "a")) == 3
        assert papers.of_actor(connection, "b") == []
    assert two.revision == 1


def test_a_change_raises_the_revision(catalogue):
    made = make(catalogue)
    with catalogue.write() as connection:
        changed = papers.change(connection, made, "改题", {"n": 1}, now=LATER)
    assert (changed.title, changed.content, changed.revision) == ("改题", {"n": 1}, 2)
    assert (changed.created_at, changed.updated_at) == (NOW, LATER)


def test_an_automatic_version_never_takes_the_name_of_one_that_was_kept(catalogue):
    made = make(catalogue)
    with catalogue.write() as connection:
        papers.keep_version(connection, made, "初稿", now=NOW)
        papers.keep_automatic(connection, made, "移除", now=LATER)
        (kept,) = papers.versions(connection, made)
    assert (kept.name, kept.is_automatic, kept.saved_at) == ("初稿", False, NOW)


def test_only_the_newest_automatic_versions_stay_beside_all_that_were_kept(catalogue):
    paper = make(catalogue)
    with catalogue.write() as connection:
        papers.keep_version(connection, paper, "初稿", now=NOW)
        for number in range(30):
            paper = papers.change(connection, paper, "题", {"n": number}, now=LATER)
            papers.keep_automatic(connection, paper, "移除", now=LATER)
        kept = papers.versions(connection, paper)
    assert [each.revision for each in kept if each.is_automatic] == list(range(31, 11, -1))
    assert [each.name for each in kept if not each.is_automatic] == ["初稿"]
    assert {each.name for each in kept if each.is_automatic} == {"移除"}


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
        changed = papers.change(connection, made, "改题", {"n": 2}, now=LATER)
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
