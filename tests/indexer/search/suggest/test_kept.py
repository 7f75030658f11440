import threading
import time
from typing import cast

import pytest

from corpus.errors import StorageFull
from indexer.search.suggest.kept import KeptNames
from indexer.search.suggest.names import Names


class Making:
    """Makes names that are texts, when it is let."""

    def __init__(self) -> None:
        self.made: list[str] = []
        self.let = threading.Event()
        self.let.set()
        self.fails = False

    def __call__(self) -> Names:
        assert self.let.wait(5)
        if self.fails:
            raise StorageFull("满了")
        self.made.append(f"names {len(self.made) + 1}")
        return cast(Names, self.made[-1])


def eventually(kept: KeptNames, state: str) -> bool:
    """Ask until the names of *state* are there; a making pauses in proportion to the last."""
    until = time.monotonic() + 5
    while time.monotonic() < until:
        kept.of(state)
        if kept.are_of(state):
            return True
        time.sleep(0.01)
    return False


def test_the_first_to_ask_waits_and_others_are_answered_at_once() -> None:
    making = Making()
    kept = KeptNames(making)
    assert not kept.are_there
    assert kept.of("1") == "names 1"
    assert kept.are_there
    assert kept.of("1") == "names 1"
    assert making.made == ["names 1"]


def test_what_was_begun_ahead_is_waited_for_not_made_twice() -> None:
    making = Making()
    making.let.clear()
    kept = KeptNames(making)
    kept.prepare("1")
    kept.prepare("1")
    threading.Timer(0.05, making.let.set).start()
    assert kept.of("1") == "names 1"
    assert making.made == ["names 1"]


def test_after_a_change_the_older_are_given_until_the_new_are_made() -> None:
    making = Making()
    kept = KeptNames(making)
    kept.of("1")
    time.sleep(0.05)  # the pause after a making
    making.let.clear()
    assert kept.of("2") == "names 1"
    assert kept.of("3") == "names 1"
    assert kept.are_of("1")
    making.let.set()
    assert eventually(kept, "3")
    assert kept.of("3") == making.made[-1] != "names 1"
    kept.close()


def test_a_failure_is_told_to_the_first_and_leaves_the_older_to_others() -> None:
    making = Making()
    making.fails = True
    kept = KeptNames(making)
    with pytest.raises(StorageFull):
        kept.of("1")
    making.fails = False
    assert kept.of("1") == "names 1"
    making.fails = True
    assert kept.of("2") == "names 1"
    kept.close()
    assert kept.of("2") == "names 1"
    making.fails = False
    assert eventually(kept, "2")
    assert kept.of("2") == "names 2"
    kept.close()
