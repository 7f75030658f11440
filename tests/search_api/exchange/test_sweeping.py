"""What a crash left in the exchange goes; what is at work, or waits to be confirmed, stays."""

import os
import time
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from corpus.actor import LOCAL
from search_api.command.main import run
from search_api.exchange.importing import apply_package, preview_package, receive
from search_api.exchange.opening import incoming
from search_api.exchange.refusing import PackageRefused
from search_api.exchange.sweeping import sweep_leftovers
from search_api.exchange.task import Task, TaskKind, TaskState, find_task, keep_task
from search_api.exchange.workroom import OUTGOING, UNPACKING, UPLOADS, Workroom
from tests.search_api.exchange.forging import contents, write
from tests.search_api.exchange.halls import Hall
from tests.search_api.shelf import HERE
from web.app import create

KINDS = (UPLOADS, OUTGOING, UNPACKING)


def left(hall: Hall) -> list[Path]:
    """Leave behind what a process that is gone would."""
    made = [hall.library.settings.home / "exchange" / kind / "gone" for kind in KINDS]
    for folder in made:
        folder.mkdir(parents=True)
        (folder / "body").write_bytes(b"PK")
        folder.with_name("gone.lock").touch()
    return made


def test_the_service_sweeps_when_it_starts(two):
    folders = left(two[0])
    with TestClient(create(two[0].library.settings), base_url=HERE):
        assert not any(each.exists() for each in folders)


@pytest.mark.parametrize("command", [["peers"], ["list"], ["conflicts"], ["give"]])
def test_every_command_sweeps(two, command):
    folders = left(two[0])
    assert run(["--home", str(two[0].library.settings.home), "exchange", *command]) == 0
    assert not any(each.exists() for each in folders)


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_at_work_stays(two, kind):
    with Workroom.open(two[0].library, kind) as room:
        sweep_leftovers(two[0].library)
        assert room.folder.is_dir()
    assert not room.folder.exists()


def test_a_package_waits_for_a_day_and_one_that_is_being_taken_in_for_ever(two, monkeypatch):
    sender, receiver = two
    sender.share("全文", *sender.add(1))
    preview = receive(receiver.library, LOCAL, sender.pack())
    folder = incoming(receiver.library) / preview.package
    sweep_leftovers(receiver.library)
    assert folder.is_dir()

    os.utime(folder, (time.time() - 90_000,) * 2)
    with monkeypatch.context() as patched:
        patched.setattr("search_api.exchange.importing.settle", lambda *_: [])
        apply_package(receiver.library, LOCAL, preview.package, trust=sender.fingerprint)
    sweep_leftovers(receiver.library)
    assert folder.is_dir()


def test_a_package_that_nobody_confirmed_goes_after_a_day(two):
    sender, receiver = two
    sender.share("全文", *sender.add(1))
    preview = receive(receiver.library, LOCAL, sender.pack())
    folder = incoming(receiver.library) / preview.package
    os.utime(folder, (time.time() - 90_000,) * 2)
    sweep_leftovers(receiver.library)
    assert not folder.exists()


def test_a_task_that_ended_long_ago_is_forgotten(two):
    library = two[0].library
    now = library.clock().isoformat()
    old = Task("1" * 32, TaskKind.IMPORT, "旧的", "2020-01-01T00:00:00+00:00", TaskState.DONE)
    new = Task("2" * 32, TaskKind.IMPORT, "新的", now, TaskState.FAILED)
    for each in (old, new):
        keep_task(library, each)
    sweep_leftovers(library)
    assert (find_task(library, old.id), find_task(library, new.id)) == (None, new)


def test_a_spoilt_second_copy_leaves_the_good_one(two, tmp_path):
    sender, receiver = two
    (identity,) = sender.add(1)
    sender.share("全文", identity)
    package = sender.pack()
    preview = receive(receiver.library, LOCAL, package)
    *rest, (name, original) = contents(package)
    spoilt = write(tmp_path / "spoilt.xjx", [*rest, (name, original[:-1] + b"?")])

    with pytest.raises(PackageRefused):
        receive(receiver.library, LOCAL, spoilt)

    assert preview_package(receiver.library, LOCAL, preview.package).manifest == preview.manifest
    apply_package(receiver.library, LOCAL, preview.package, trust=sender.fingerprint)
    assert receiver.tier_of(identity) == "全文"


def test_a_look_by_command_leaves_what_waits_on_the_page(two):
    sender, receiver = two
    sender.share("全文", *sender.add(1))
    package = sender.pack()
    preview = receive(receiver.library, LOCAL, package)
    home = str(receiver.library.settings.home)

    assert run(["--home", home, "exchange", "preview", str(package)]) == 0
    assert run(["--home", home, "exchange", "import", str(package)]) == 1  # not confirmed

    assert preview_package(receiver.library, LOCAL, preview.package).package == preview.package
