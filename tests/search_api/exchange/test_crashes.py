"""An import that is cut off leaves nothing, or goes on where it was."""

import pytest

from corpus.actor import LOCAL
from corpus.errors import StorageFull
from search_api.exchange import importing, opening, settling
from search_api.exchange.importing import apply_package, drop_package, receive
from search_api.exchange.opening import incoming
from search_api.exchange.settling import resume
from tests.library import open_library
from tests.search_api.exchange.halls import Hall


class PowerCut(BaseException):
    """Nothing of ours catches it."""


def cut(monkeypatch, module, name, *, after=False):
    """Let the power fail when a function is called, or when it is done."""
    real = getattr(module, name)

    def failing(*given, **named):
        if after:
            real(*given, **named)
        raise PowerCut

    monkeypatch.setattr(module, name, failing)


def started_again(hall: Hall) -> None:
    home = hall.library.settings.home
    hall.library.close()
    hall.library = open_library(home)


@pytest.mark.parametrize(
    ("module", "name", "after", "goes_on"),
    [
        (opening, "_copy", True, False),
        (importing, "check_files", False, False),
        (importing, "turn_to", True, False),
        (importing, "settle", False, True),
        (settling, "_sources", True, True),
        (settling, "work_off", False, True),
        (settling, "work_off", True, True),
        (settling, "_finish", True, True),
        (settling, "_close", True, True),
        (settling, "follow", False, True),
    ],
)
def test_wherever_the_power_fails_all_comes_or_nothing(two, module, name, after, goes_on):
    sender, receiver = two
    whole, abstract, listed, gone = sender.add(1, 2, 3, 4)
    sender.share("全文", gone, listed)
    receiver.take(sender.pack(), sender)
    receiver.correct(listed, title="乙馆改的标题")
    sender.share("全文", whole)
    sender.share("摘要", abstract)
    sender.share("目录", listed)
    from search_api.exchange.sharing import unshare

    unshare(sender.library, LOCAL, [gone])
    package = sender.pack("second")

    with pytest.MonkeyPatch.context() as patched:
        cut(patched, module, name, after=after)
        with pytest.raises(PowerCut):
            receiver.take(package)
    started_again(receiver)
    resume(receiver.library)

    if not goes_on:
        assert [receiver.tier_of(each) for each in (whole, abstract, listed, gone)] == [
            None,
            None,
            "全文",
            "全文",
        ]
    receiver.take(package)
    assert [receiver.tier_of(each) for each in (whole, abstract, listed, gone)] == [
        "全文",
        "摘要",
        "目录",
        None,
    ]
    assert receiver.title_of(listed) == "乙馆改的标题"
    assert receiver.title_of(abstract) == sender.title_of(abstract)
    assert receiver.found("技能比武2")
    assert not receiver.found("班组建设4")
    assert not list(incoming(receiver.library).iterdir())


def test_a_full_disk_refuses_a_package_and_leaves_nothing(two, monkeypatch):
    sender, receiver = two
    sender.share("全文", *sender.add(1))
    package = sender.pack()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(opening, "_copy", full)
    with pytest.raises(StorageFull, match="磁盘已满"):
        receive(receiver.library, LOCAL, package)

    left = (receiver.library.settings.home / "exchange").rglob("*")
    assert not [each for each in left if each.is_file()]


def test_two_who_take_the_same_package_take_it_once(two):
    sender, receiver = two
    (identity,) = sender.add(1)
    sender.share("全文", identity)
    preview = receive(receiver.library, LOCAL, sender.pack())
    other = open_library(receiver.library.settings.home)
    trust = sender.fingerprint

    first = apply_package(receiver.library, LOCAL, preview.package, trust=trust)
    with other, pytest.raises(importing.PackageRefused, match="已经导入"):
        apply_package(other, LOCAL, preview.package, trust=trust)

    assert not first.unsettled
    assert receiver.tier_of(identity) == "全文"


def test_a_file_that_fails_after_all_is_told_and_comes_with_the_same_package_again(
    two, monkeypatch
):
    sender, receiver = two
    whole, listed = sender.add(1, 2)
    sender.share("全文", whole)
    sender.share("目录", listed)
    package = sender.pack()

    with monkeypatch.context() as patched:
        patched.setattr(settling, "_source", lambda *_: None)
        applied = receiver.take(package, sender)
    assert {each.title for each in applied.unsettled} == {
        sender.title_of(whole),
        sender.title_of(listed),
    }

    again = receiver.take(package)
    assert not again.unsettled
    assert [receiver.tier_of(each) for each in (whole, listed)] == ["全文", "目录"]


def test_a_package_that_is_being_taken_in_is_not_dropped(two, monkeypatch):
    sender, receiver = two
    (identity,) = sender.add(1)
    sender.share("全文", identity)
    waiting = receive(receiver.library, LOCAL, sender.pack())
    work_off = settling.work_off

    def meanwhile(*given, **named):
        with pytest.raises(importing.PackageRefused, match="“甲馆”的第 1 号包正在导入，不能放弃"):
            drop_package(receiver.library, LOCAL, waiting.package)
        return work_off(*given, **named)

    monkeypatch.setattr(settling, "work_off", meanwhile)
    applied = apply_package(receiver.library, LOCAL, waiting.package, trust=sender.fingerprint)

    assert applied.unsettled == ()
    assert receiver.tier_of(identity) == "全文"
