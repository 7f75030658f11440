"""Files go in: every one of them, once, or with a reason."""

import os
import sys
import threading
from pathlib import Path

import pytest

from corpus.catalogue import documents, paths
from indexer.ingest import worker
from indexer.ingest.intake import add_paths, add_samples, find_files
from indexer.ingest.removal import remove_samples
from indexer.ingest.report import Outcome, State
from tests.library import add, open_library, search, write_notices


@pytest.fixture
def library(tmp_path):
    with open_library(tmp_path / "home") as opened:
        yield opened


def stored(library, path):
    with library.catalogue.read() as connection:
        return documents.get(connection, documents.find(connection, str(path)))


def test_what_is_added_is_found_when_adding_returns(library, tmp_path):
    report = add(library, write_notices(tmp_path / "files", 3))
    assert report.counts[State.INDEXED] == 3
    result = search(library, '国企改革 "第2批单位"')
    assert result.total == 1
    assert result.hits[0].card.document_number == "示例云政发〔2024〕2号"


def test_the_same_file_again_changes_nothing(library, tmp_path):
    folder = write_notices(tmp_path / "files", 2)
    add(library, folder)
    before = stored(library, folder / "001.txt")
    assert add(library, folder).counts[State.UNCHANGED] == 2
    assert stored(library, folder / "001.txt") == before


def test_the_same_bytes_elsewhere_only_add_the_path(library, tmp_path):
    folder = write_notices(tmp_path / "files", 1)
    (folder / "副本.txt").write_bytes((folder / "001.txt").read_bytes())
    report = add(library, folder)
    assert (report.counts[State.INDEXED], report.counts[State.DUPLICATE]) == (1, 1)
    assert stored(library, folder / "001.txt").paths == (
        str(folder / "001.txt"),
        str(folder / "副本.txt"),
    )
    assert search(library, "国企改革").total == 1


def test_the_same_bytes_much_later_in_one_run_are_read_once(library, tmp_path, monkeypatch):
    monkeypatch.setattr(worker, "FILES_AT_ONCE", 1)
    folder = write_notices(tmp_path / "files", 30)
    (folder / "999.txt").write_bytes((folder / "001.txt").read_bytes())
    report = add(library, folder)
    assert (report.counts[State.INDEXED], report.counts[State.DUPLICATE]) == (30, 1)
    assert stored(library, folder / "999.txt").revision == 1


def test_other_bytes_at_a_path_are_a_version_that_follows(library, tmp_path):
    folder = write_notices(tmp_path / "files", 1)
    add(library, folder)
    old = stored(library, folder / "001.txt")
    (folder / "001.txt").write_text("关于新事项的通知\n\n全新的内容。", encoding="utf-8")
    add(library, folder)
    assert stored(library, folder / "001.txt").follows == old.document.id
    assert search(library, '"第1批单位"').total == 0
    assert search(library, "全新").total == 1


def test_a_bad_file_costs_only_itself(library, tmp_path):
    folder = write_notices(tmp_path / "files", 2)
    (folder / "空.txt").write_bytes(b"")
    (folder / "坏.docx").write_bytes(b"PK\x03\x04 cut off")
    (folder / "未知.xyz").write_bytes(bytes(range(256)))
    report = add(library, folder, tmp_path / "不存在.txt")
    assert report.counts[State.INDEXED] == 2
    assert len(report.failed) == 4
    assert all(outcome.code and "。" in (outcome.detail or "") for outcome in report.failed)


def test_a_failed_file_that_was_mended_goes_in(library, tmp_path):
    path = tmp_path / "文件.txt"
    path.write_bytes(b"")
    assert len(add(library, path).failed) == 1
    path.write_text("关于某事的通知\n\n内容在此。", encoding="utf-8")
    assert add(library, path).counts[State.INDEXED] == 1


@pytest.mark.parametrize("name", ["有 空格.txt", "表情😀.txt", "长" * 80 + ".txt", "引'号\".txt"])
def test_any_name_will_do(library, tmp_path, name):
    path = write_notices(tmp_path, 1) / "001.txt"
    named = path.rename(tmp_path / name)
    assert add(library, named).counts[State.INDEXED] == 1
    assert stored(library, named).paths == (str(named),)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names themselves")
def test_a_name_that_is_no_text_is_told(tmp_path):
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt")).write_text("字", encoding="utf-8")
    (outcome,) = find_files([tmp_path])
    assert isinstance(outcome, Outcome)
    assert "改名" in outcome.detail


def test_clutter_is_passed_over(tmp_path):
    for name in (".DS_Store", "~$稿.docx", "Thumbs.db", "真.txt"):
        (tmp_path / name).write_text("字", encoding="utf-8")
    assert [path.name for path in find_files([tmp_path])] == ["真.txt"]


def test_each_file_is_told_once_with_the_count(library, tmp_path):
    heard = []
    add_paths(
        library,
        [write_notices(tmp_path / "files", 5)],
        lambda outcome, done, total: heard.append((outcome.path, done, total)),
    )
    assert len({path for path, _, _ in heard}) == 5
    assert [(done, total) for _, done, total in heard] == [(n, 5) for n in range(1, 6)]


def test_two_commands_at_once_both_end_with_everything_in(tmp_path):
    first, second = write_notices(tmp_path / "a", 6), tmp_path / "b"
    write_notices(second, 12)
    reports = {}

    def run(name, folder):
        with open_library(tmp_path / "home") as library:
            reports[name] = add(library, folder)

    threads = [threading.Thread(target=run, args=each) for each in (("a", first), ("b", second))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    taken = [sum(report.counts.values()) for report in (reports["a"], reports["b"])]
    assert taken == [6, 12]
    with open_library(tmp_path / "home") as library:
        assert search(library, "国企改革").total == 12


def test_the_samples_go_in_marked_and_out_without_a_trace(library):
    report = add_samples(library)
    assert report.counts[State.INDEXED] == 24
    result = search(library, "国企改革", limit=100)
    assert result.total >= 5
    assert {hit.card.source_grade for hit in result.hits} == {"示例"}
    assert remove_samples(library) == 24
    assert search(library, "国企改革").total == 0
    with library.catalogue.read() as connection:
        assert list(documents.entries(connection)) == []
        assert list(paths.samples(connection)) == []
    kept = [path for path in library.settings.originals.rglob("*") if path.is_file()]
    assert kept == []
