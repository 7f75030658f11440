"""Three libraries in a ring: all end with the same, each keeps its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.actor import LOCAL
from search_api.exchange.deciding import open_conflicts
from search_api.exchange.provenance import came_from
from search_api.exchange.sharing import unshare
from tests.search_api.exchange.halls import Hall, everything_under, halls
from tests.search_api.exchange.here_pool import read_here

ROUNDS = 4


@pytest.fixture
def ring(tmp_path: Path, monkeypatch) -> Iterator[list[Hall]]:
    read_here(monkeypatch)
    with halls(tmp_path, "甲馆", "乙馆", "丙馆") as made:
        yield made


def around(ring: list[Hall], rounds: int = ROUNDS) -> int:
    """Send packages round the ring; give how many conflicts were told."""
    told = 0
    for _ in range(rounds):
        for sender, receiver in zip(ring, [*ring[1:], ring[0]], strict=True):
            _pass_on(sender)
            applied = receiver.take(sender.pack(), sender)
            told += len(applied.preview.comparison.conflicts)
    return told


def _pass_on(hall: Hall) -> None:
    """Share with the next what came from the one before."""
    for identity in hall.came():
        hall.share(hall.tier_of(identity), identity)


def hands(hall: Hall, identity: str) -> list[str]:
    came = came_from(hall.library, LOCAL, hall.id_of(identity))
    return [each.name for each in came.hands]


def test_all_end_with_the_same_documents_and_each_keeps_its_own(ring):
    first, second, third = ring
    (one,) = first.add(1)
    (two,) = second.add(2)
    (three,) = third.add(3, secret="玄武岩纤维试点在此处。")
    (private,) = first.add(4, secret="本馆内部的榆林路方案。")
    first.share("全文", one)
    second.share("摘要", two)
    third.share("目录", three)

    assert around(ring) == 0

    tiers = [{each: hall.tier_of(each) for each in (one, two, three)} for hall in ring]
    assert tiers == [
        {one: "全文", two: "摘要", three: "目录"},
        {one: "全文", two: "全文", three: "目录"},
        {one: "全文", two: "摘要", three: "全文"},
    ]
    assert hands(second, one) == ["甲馆"]
    assert hands(third, one) == ["甲馆", "乙馆"]
    assert hands(first, two) == ["乙馆", "丙馆"]
    assert hands(second, three) == ["丙馆", "甲馆"]
    for hall in (first, second):
        assert "玄武岩".encode() not in everything_under(hall.library.settings.home)
    for hall in (second, third):
        assert hall.stored(private) is None
        assert "榆林路".encode() not in everything_under(hall.library.settings.home)


def test_a_second_time_round_changes_nothing(ring):
    first, *_ = ring
    first.share("全文", *first.add(1))
    around(ring)
    changes = set()
    for sender, receiver in zip(ring, [*ring[1:], ring[0]], strict=True):
        applied = receiver.take(sender.pack(), sender)
        changes |= {line.change.value for line in applied.preview.comparison.lines}

    assert changes == {"相同", "本馆已有"}


def test_changes_on_all_sides_arrive_and_a_conflict_is_told_once(ring):
    first, second, third = ring
    (one,) = first.add(1)
    first.share("全文", one)
    (two,) = second.add(2)
    second.share("目录", two)
    around(ring)

    second.correct(two, title="乙馆改的标题")
    first.correct(one, title="甲馆改的标题")
    third.correct(one, title="丙馆改的标题")
    told = around(ring)

    assert told == 1
    assert [hall.title_of(two) for hall in ring] == ["乙馆改的标题"] * 3
    assert [hall.title_of(one) for hall in ring] == ["甲馆改的标题", "甲馆改的标题", "丙馆改的标题"]
    conflicts = open_conflicts(third.library, LOCAL)
    assert [(c.disagreement.ours, c.disagreement.theirs) for c in conflicts] == [
        ("丙馆改的标题", "甲馆改的标题")
    ]
    assert around(ring) == 0


def test_what_its_origin_takes_back_leaves_the_whole_ring(ring):
    first, second, third = ring
    (one,) = first.add(1, secret="玄武岩纤维试点在此处。")
    first.share("全文", one)
    around(ring)
    assert third.tier_of(one) == "全文"

    unshare(first.library, LOCAL, [one[:16]])
    around(ring)

    assert first.tier_of(one) == "全文"
    for hall in (second, third):
        assert hall.stored(one) is None
        assert "玄武岩".encode() not in everything_under(hall.library.settings.home)


def test_two_that_exchange_do_not_keep_alive_what_a_third_took_back(ring):
    first, second, third = ring
    (one,) = first.add(1)
    first.share("全文", one)
    package = first.pack()
    second.take(package, first)
    third.take(package, first)
    for _ in range(2):
        for sender, receiver in ((second, third), (third, second)):
            sender.share("全文", one)
            receiver.take(sender.pack(), sender)

    unshare(first.library, LOCAL, [one[:16]])
    gone = first.pack()
    second.take(gone)
    third.take(gone)
    for _ in range(2):
        for sender, receiver in ((second, third), (third, second)):
            receiver.take(sender.pack())

    assert second.stored(one) is None
    assert third.stored(one) is None


def test_a_document_that_another_shares_too_stays(ring):
    first, second, third = ring
    (one,) = first.add(1)
    second.add(1)
    first.share("全文", one)
    second.share("目录", one)
    third.take(first.pack(), first)
    third.take(second.pack(), second)
    assert third.tier_of(one) == "全文"

    unshare(first.library, LOCAL, [one[:16]])
    third.take(first.pack())

    assert third.tier_of(one) == "目录"
    assert hands(third, one) == ["乙馆"]
