"""Originals are kept whole or not at all, and are the bytes that came in."""

import hashlib
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from corpus.errors import (
    DamagedFile,
    DocumentNotFound,
    FileNotAccessible,
    StorageFull,
    WrongSetting,
)
from corpus.storage import Originals, hash_file
from tests.powerless import powerless
from tests.small_disk import small_disk  # noqa: F401  a fixture

KEEP_LITTLE = """
import resource, sys
from pathlib import Path
from corpus.errors import StorageFull
from corpus.storage import Originals
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
try:
    Originals(Path(sys.argv[1])).keep([(Path(sys.argv[2]), sys.argv[3])])
except StorageFull as error:
    print(error.code)
"""


def sha256_of(content):
    return hashlib.sha256(content).hexdigest()


@pytest.fixture
def originals(tmp_path):
    return Originals(tmp_path / "home" / "originals")


@pytest.fixture
def incoming(tmp_path):
    """Make a file; give what `keep` asks for."""

    def make(content, name="关于😀的“通知”.docx"):
        path = tmp_path / name
        path.write_bytes(content)
        return path, sha256_of(content)

    return make


def files(folder):
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_a_kept_file_is_there_for_all_to_read(originals, incoming):
    source, sha256 = incoming("正文".encode() * 1_000_000)
    source.chmod(0o400)
    assert originals.keep([(source, sha256)]) == {}
    kept = originals.path(sha256)
    assert kept.name == sha256
    assert kept.parent.name == sha256[:2]
    assert kept.stat().st_mode & stat.S_IRUSR
    assert b"".join(originals.read(sha256)) == source.read_bytes()
    assert originals.verify(sha256) is True
    assert list(originals.hashes()) == [sha256]


def test_a_kept_file_outlives_its_source(originals, incoming):
    source, sha256 = incoming(b"bytes")
    originals.keep([(source, sha256)])
    source.unlink()
    assert b"".join(originals.read(sha256)) == b"bytes"


def test_bytes_and_names_are_synced_before_keeping_is_done(originals, incoming, monkeypatch):
    synced = []
    fsync = os.fsync

    def note(descriptor):
        synced.append(Path(f"/proc/self/fd/{descriptor}").readlink())
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", note)
    source, sha256 = incoming(b"bytes")
    originals.keep([(source, sha256)])
    folder = originals.path(sha256).parent
    assert synced[0].parent == folder  # the copy, before it gets its name
    assert synced[0].name.startswith(sha256)
    assert synced[0] != originals.path(sha256)
    assert {folder, folder.parent, folder.parent.parent} <= set(synced[1:])


def test_a_file_that_changed_since_it_was_read_costs_only_itself(originals, incoming):
    good, bad = incoming(b"good", "good"), incoming(b"before", "bad")
    bad[0].write_bytes(b"after")
    failed = originals.keep([bad, good])
    assert {sha256: type(error) for sha256, error in failed.items()} == {bad[1]: DamagedFile}
    assert files(originals.path(good[1]).parents[1]) == [originals.path(good[1])]


def test_a_file_that_is_gone_costs_only_itself(originals, incoming):
    gone, good = incoming(b"gone", "gone"), incoming(b"good", "good")
    gone[0].unlink()
    failed = originals.keep([gone, good])
    assert {sha256: type(error) for sha256, error in failed.items()} == {gone[1]: FileNotAccessible}
    assert failed[gone[1]].facts == {"path": str(gone[0])}
    assert list(originals.hashes()) == [good[1]]


def test_the_same_bytes_may_come_twice_at_once_and_again(originals, incoming):
    first, second = incoming(b"same", "first"), incoming(b"same", "second")
    assert originals.keep([first, second]) == {}
    assert originals.keep([second]) == {}
    assert originals.keep([]) == {}
    assert list(originals.hashes()) == [first[1]]


def test_a_flipped_byte_is_seen_and_mended_when_the_file_comes_again(originals, incoming):
    source, sha256 = incoming(b"right")
    originals.keep([(source, sha256)])
    originals.path(sha256).write_bytes(b"Right")
    assert originals.verify(sha256) is False
    originals.keep([(source, sha256)])
    assert originals.verify(sha256) is True


def test_a_removed_file_is_gone_and_may_be_removed_again(originals, incoming):
    source, sha256 = incoming(b"bytes")
    originals.keep([(source, sha256)])
    originals.remove(sha256)
    originals.remove(sha256)
    assert originals.verify(sha256) is False
    with pytest.raises(DocumentNotFound, match=sha256[:16]):
        next(originals.read(sha256))


def test_what_a_crash_left_is_swept_and_nothing_else(originals, incoming):
    source, sha256 = incoming(b"bytes")
    originals.keep([(source, sha256)])
    originals.path(sha256).with_name("f" * 64 + ".new").write_bytes(b"half")
    assert list(originals.hashes()) == [sha256]
    originals.sweep()
    assert files(originals.path(sha256).parent) == [originals.path(sha256)]


def test_a_home_without_originals_may_be_swept(originals):
    originals.sweep()
    assert list(originals.hashes()) == []


def test_on_a_full_disk_nothing_of_the_batch_is_left(small_disk, incoming):  # noqa: F811
    originals = Originals(small_disk / "originals")
    kept = incoming(b"kept before", "kept")
    originals.keep([kept])
    batch = [incoming(os.urandom(900_000), f"{number}.pdf") for number in range(4)]
    with pytest.raises(StorageFull):
        originals.keep(batch)
    assert files(small_disk) == [originals.path(kept[1])]
    assert originals.keep(batch[:1]) == {}
    assert set(originals.hashes()) == {kept[1], batch[0][1]}


def test_a_quota_counts_as_a_full_disk(tmp_path, incoming):
    source, sha256 = incoming(bytes(200_000))
    run = subprocess.run(
        [sys.executable, "-c", KEEP_LITTLE, str(tmp_path / "originals"), str(source), sha256],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    assert run.stdout == "STORAGE_FULL\n"
    assert files(tmp_path / "originals") == []


def test_a_folder_that_cannot_be_written_is_a_wrong_setting(tmp_path, incoming):
    source = incoming(b"bytes")
    (tmp_path / "shut").mkdir(mode=0o555)
    with powerless(tmp_path), pytest.raises(WrongSetting, match="权限"):
        Originals(tmp_path / "shut").keep([source])


def test_a_file_is_hashed_with_its_size(incoming):
    content = os.urandom(3_000_000)
    path, sha256 = incoming(content)
    assert hash_file(path) == (sha256, 3_000_000)
    assert hash_file(incoming(b"", "empty")[0]) == (sha256_of(b""), 0)


def test_what_is_no_file_cannot_be_hashed(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    for path, why in (
        (tmp_path, "不是一个文件"),
        (tmp_path / "pipe", "不是一个文件"),
        (Path("/dev/null"), "不是一个文件"),
        (tmp_path / "gone", "不在了"),
        (tmp_path / ("长" * 200), "读不出来"),
    ):
        with pytest.raises(FileNotAccessible, match=why) as caught:
            hash_file(path)
        assert caught.value.facts == {"path": str(path)}


def test_a_file_that_is_not_ours_cannot_be_hashed(tmp_path, incoming):
    path, _ = incoming(b"bytes")
    path.chmod(0)
    with powerless(tmp_path), pytest.raises(FileNotAccessible, match="权限"):
        hash_file(path)
