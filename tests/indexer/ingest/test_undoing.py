"""Who takes a correction back restores what he may see; the rest can still be taken back."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.actor import LOCAL, Actor
from corpus.errors import EditNotFound
from corpus.settings import Settings
from indexer.ingest.correction import Undone, correct_documents, undo_correction
from indexer.library import Library
from search_api.correcting_many import made
from search_api.problems import Forbidden
from search_api.reading import find_document
from tests.search_api.shelf import EXPERIENCE, OPINION, SECRET, fill

OUTSIDE = Actor(id="outside", name="外组", role="keeper")
GUEST = Actor(id="guest", name="来宾")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    settings = Settings(home=tmp_path / "home", jobs=1)
    fill(settings, (OPINION, EXPERIENCE, SECRET), tmp_path)
    with Library.open(settings) as opened:
        yield opened


def kinds(library: Library, *ids: str) -> list[object]:
    return [find_document(library, LOCAL, each).document.value("kind") for each in ids]


def test_what_may_not_be_seen_can_still_be_taken_back(library: Library) -> None:
    both = [OPINION.id, SECRET.id]
    number = correct_documents(library, LOCAL, both, {"kind": "办法"}).edit
    assert undo_correction(library, OUTSIDE, number) == Undone(restored=1, left=1)
    assert kinds(library, *both) == ["意见", "办法"]
    assert not made(library, LOCAL, number).is_undone
    assert undo_correction(library, OUTSIDE, number) == Undone(restored=0, left=2)
    assert undo_correction(library, LOCAL, number).restored == 1
    assert kinds(library, *both) == ["意见", None]
    assert made(library, LOCAL, number).is_undone
    with pytest.raises(EditNotFound):
        undo_correction(library, LOCAL, number)


def test_while_something_else_is_said_nothing_counts_as_taken_back(library: Library) -> None:
    first = correct_documents(library, LOCAL, [OPINION.id], {"kind": "办法"}).edit
    second = correct_documents(library, LOCAL, [OPINION.id], {"kind": "方案"}).edit
    assert undo_correction(library, LOCAL, first) == Undone(restored=0, left=1)
    assert not made(library, LOCAL, first).is_undone
    undo_correction(library, LOCAL, second)
    assert undo_correction(library, LOCAL, first) == Undone(restored=1, left=0)
    assert kinds(library, OPINION.id) == ["意见"]


def test_a_correction_of_what_may_not_be_seen_is_not_there(library: Library) -> None:
    number = correct_documents(library, LOCAL, [SECRET.id], {"kind": "办法"}).edit
    for ask in (made, undo_correction):
        with pytest.raises(EditNotFound):
            ask(library, OUTSIDE, number)
    with pytest.raises(Forbidden):
        made(library, GUEST, number)
    assert made(library, LOCAL, number).documents
