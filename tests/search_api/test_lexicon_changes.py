"""Changes of the lexicon that meet: none is lost or closes a circle, or tells what is hidden."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from corpus.actor import LOCAL, Actor
from corpus.catalogue import candidates, documents
from corpus.catalogue.candidates import Candidate, CandidateOrigin
from corpus.errors import WrongValue
from corpus.settings import Settings
from indexer.library import Library
from search_api.candidate_words import list_candidates
from search_api.lexicon import (
    add_lines,
    list_entries,
    preview,
    remove_entry,
    restore_entry,
    undo_lexicon_change,
)
from tests.search_api.shelf import PAPERS, SECRET, fill

KEEPER = Actor(id="keeper", name="资料员", role="keeper")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    home = Settings(home=tmp_path / "home", jobs=1)
    fill(home, (*PAPERS, SECRET), tmp_path)
    with Library.open(home) as opened:
        yield opened


def lines(library: Library) -> set[str]:
    return {each.line for each in list_entries(library, LOCAL, own=True).entries}


def test_words_that_are_added_at_once_are_all_kept(library: Library) -> None:
    with ThreadPoolExecutor(8) as pool:
        every = [f"甲甲 = 别名{number}号" for number in range(8)]
        list(pool.map(lambda line: add_lines(library, LOCAL, line), every))
    (entry,) = list_entries(library, LOCAL, own=True).entries
    assert entry.entry.group is not None
    assert sorted(entry.entry.group.aliases) == [f"别名{number}号" for number in range(8)]


def test_what_was_there_comes_back_only_where_it_makes_no_circle(library: Library) -> None:
    add_lines(library, LOCAL, "甲甲 > 乙乙")
    removed = remove_entry(library, LOCAL, "alias:narrower:甲甲")
    add_lines(library, LOCAL, "乙乙 > 甲甲")
    with pytest.raises(WrongValue, match="循环"):
        undo_lexicon_change(library, LOCAL, removed.number)
    assert lines(library) == {"乙乙 > 甲甲"}


def test_a_bundled_entry_comes_back_only_where_it_makes_no_circle(library: Library) -> None:
    remove_entry(library, LOCAL, "alias:narrower:双碳")
    add_lines(library, LOCAL, "碳达峰 > 双碳")
    with pytest.raises(WrongValue, match="循环"):
        restore_entry(library, LOCAL, "alias:narrower:双碳")


def test_counts_are_of_what_the_keeper_may_see(library: Library) -> None:
    for actor, count in ((LOCAL, 1), (KEEPER, 0)):
        assert preview(library, actor, "内部讨论稿").affected == count
        seen = preview(library, actor, "内部讨论稿 = 别的稿子")
        assert dict(seen.counts) == {"内部讨论稿": count, "别的稿子": 0}
    added = add_lines(library, KEEPER, "内部讨论稿")
    assert added.changed is not None
    assert added.changed.recut == 0


def test_candidates_are_counted_in_what_the_keeper_may_see(library: Library) -> None:
    with library.catalogue.write() as connection:
        ordinal = min(each.ordinal for each in documents.entries(connection))
        found = Candidate("改革方案", CandidateOrigin.PHRASE, 7, 1.0, "改革方案", ordinal)
        candidates.replace_all(connection, [found])
    for actor, count in ((LOCAL, 7), (KEEPER, 0)):
        (listed,) = list_candidates(library, actor).entries
        assert listed.candidate.count == count
