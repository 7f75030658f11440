"""What a crash cuts off is done again, and nothing twice."""

import gc
import json
import os
import shutil
import signal
import subprocess
import sys
from itertools import islice

import pytest

from corpus.catalogue import documents, jobs, outbox
from corpus.errors import IndexLocked, StorageFull, WrongSetting
from corpus.settings import Settings
from corpus.storage import Originals
from indexer.ingest.background import REST_AFTER_TROUBLE_S, has_work, work_once
from indexer.ingest.condition import examine, find_faults
from indexer.ingest.indexing import Indexing
from indexer.ingest.removal import remove_document
from indexer.ingest.worker import Worker
from tests.library import add, open_library, search, titles, write_notices
from tests.small_disk import fill, small_disk  # noqa: F401 - a fixture

QUERIES = ("国企改革", '"第7批单位"', "文号:示例云政发〔2024〕9号", "党的领导 -第3批")


def snapshot(library):
    """Give all that a user can see of a library, whatever its ordinals."""
    with library.catalogue.read() as connection:
        everything = [
            documents.get(connection, entry.ordinal) for entry in documents.entries(connection)
        ]
        indexed = library.index.reader().ordinals()
        assert indexed == {each.ordinal for each in everything}
    shown = sorted((each.document.id, each.paths, each.document.text) for each in everything)
    found = [
        (result.total, sorted(titles(result)))
        for result in (search(library, query, limit=100) for query in QUERIES)
    ]
    return shown, found


def fault_codes(library):
    return [fault.code for fault in find_faults(library, lambda done, total: None)]


@pytest.mark.parametrize("lines_before_kill", [1, 15])
def test_killed_and_started_again_it_ends_the_same(tmp_path, lines_before_kill):
    folder = write_notices(tmp_path / "files", 30)
    command = [sys.executable, "-m", "search_api.command", "--jobs", "2"]
    command += ["--home", str(tmp_path / "killed"), "add", str(folder), "--json"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True)
    for _ in range(lines_before_kill):
        assert json.loads(process.stdout.readline())["state"] == "indexed"
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()
    with open_library(tmp_path / "killed") as killed, open_library(tmp_path / "whole") as whole:
        add(killed, folder)
        add(whole, folder)
        assert snapshot(killed) == snapshot(whole)
        assert fault_codes(killed) == []


@pytest.mark.parametrize(("step", "call"), [("catch_up", 2), ("commit", 3)])
def test_a_crash_before_the_index_commit_is_repaired_at_the_next_start(
    tmp_path, monkeypatch, step, call
):
    folder = write_notices(tmp_path / "files", 10)
    with open_library(tmp_path / "home") as library:
        with monkeypatch.context() as broken:
            broken.setattr(Indexing, step, crash_at(call, getattr(Indexing, step)))
            with pytest.raises(ZeroDivisionError):
                add(library, folder)
        with library.catalogue.read() as connection:
            assert len(list(documents.entries(connection))) == 10
    with open_library(tmp_path / "home") as library:
        assert has_work(library)
        Worker.open(library).close()
        assert not has_work(library)
        assert search(library, "国企改革").total == 10


def crash_at(call, step):
    calls = []

    def crashing(*arguments):
        calls.append(arguments)
        if len(calls) >= call:
            raise ZeroDivisionError
        return step(*arguments)

    return crashing


def test_stopped_by_the_user_it_keeps_what_was_read_and_goes_on_later(tmp_path, monkeypatch):
    folder = write_notices(tmp_path / "files", 90)
    queued = Worker._queued

    def stopped_after_eighty(worker, told):
        yield from islice(queued(worker, told), 80)
        raise KeyboardInterrupt

    with open_library(tmp_path / "home") as library:
        with monkeypatch.context() as stopped:
            stopped.setattr(Worker, "_queued", stopped_after_eighty)
            with pytest.raises(KeyboardInterrupt):
                add(library, folder)
        kept = search(library, "国企改革").total
        assert 0 < kept <= 80
        add(library, folder)
        assert search(library, "国企改革").total == 90


def test_jobs_that_were_running_are_queued_again(tmp_path):
    folder = write_notices(tmp_path / "files", 3)
    with open_library(tmp_path / "home") as library:
        with library.catalogue.write() as connection:
            every = [str(path) for path in sorted(folder.iterdir())]
            jobs.enqueue(connection, every, sample=False, now=library.clock())
            assert len(jobs.claim(connection, 2)) == 2
        work_once(library)
        assert search(library, "国企改革").total == 3


def test_only_one_worker_is_at_work_in_a_home(tmp_path):
    with (
        open_library(tmp_path / "home") as first,
        open_library(tmp_path / "home") as second,
        Worker.open(first),
        pytest.raises(IndexLocked),
    ):
        Worker.open(second)


@pytest.mark.parametrize("engine", ["tantivy", "whoosh"])
def test_the_index_can_be_thrown_away(tmp_path, engine):
    with open_library(tmp_path / "home", engine) as library:
        add(library, write_notices(tmp_path / "files", 9))
        before = snapshot(library)
    shutil.rmtree(tmp_path / "home" / "index")
    with open_library(tmp_path / "home", engine) as library:
        assert fault_codes(library) == ["INDEX_OUT_OF_DATE"]
        Worker.open(library).close()
        assert snapshot(library) == before


def test_another_engine_makes_its_index_from_the_catalogue(tmp_path):
    with open_library(tmp_path / "home", "tantivy") as library:
        add(library, write_notices(tmp_path / "files", 9))
        before = snapshot(library)
    with open_library(tmp_path / "home", "whoosh") as library:
        work_once(library)
        assert snapshot(library) == before


def test_rebuilding_gives_the_same_answers(tmp_path):
    with open_library(tmp_path / "home") as library:
        add(library, write_notices(tmp_path / "files", 9))
        before = snapshot(library)
        Worker.open(library, anew=True).close()
        assert library.index_folder.current() == "2"
        assert snapshot(library) == before


def test_reading_an_original_again_gives_the_same_document(tmp_path):
    path = tmp_path / "办法.md"
    path.write_text(
        "# 某办法\n\n<!-- 说明 -->\n\n## 第一章 总则\n\n第一条 为了管理。\n", encoding="utf-8"
    )
    with open_library(tmp_path / "home") as library:
        add(library, path)
        with library.catalogue.read() as connection:
            before = documents.get(connection, 1)
        with Worker.open(library) as worker:
            worker.read_again(lambda outcome: None)
        with library.catalogue.read() as connection:
            after = documents.get(connection, 1)
    assert before.format == after.format == "md"
    assert before.document == after.document


def test_reading_again_makes_a_new_revision_of_the_same_document(tmp_path):
    with open_library(tmp_path / "home") as library:
        add(library, write_notices(tmp_path / "files", 3))
        before = snapshot(library)
        heard = []
        with Worker.open(library) as worker:
            worker.read_again(heard.append)
        assert [outcome.state for outcome in heard] == ["indexed"] * 3
        assert snapshot(library) == before
        with library.catalogue.read() as connection:
            assert documents.get(connection, 1).revision == 2


def test_an_index_that_is_ahead_of_a_restored_catalogue_is_made_anew(tmp_path):
    home = tmp_path / "home"
    with open_library(home) as library:
        add(library, write_notices(tmp_path / "files", 2))
    shutil.copy(home / "catalogue.sqlite3", tmp_path / "backup")
    with open_library(home) as library:
        add(library, write_notices(tmp_path / "more", 5))
    shutil.copy(tmp_path / "backup", home / "catalogue.sqlite3")
    with open_library(home) as library:
        Worker.open(library).close()
        assert search(library, "国企改革").total == 2
        # What came after the backup is not thrown away, and can be taken in again from there.
        assert fault_codes(library) == ["ORIGINAL_UNKNOWN"]
        add(library, library.settings.originals)
        assert search(library, "国企改革").total == 5
        assert fault_codes(library) == []


def test_the_original_of_an_older_version_goes_at_the_next_start(tmp_path):
    folder = write_notices(tmp_path / "files", 1)
    with open_library(tmp_path / "home") as library:
        add(library, folder)
        (folder / "001.txt").write_text("关于新事项的通知\n\n全新的内容。", encoding="utf-8")
        add(library, folder)
        Worker.open(library).close()
        assert len(list(library.originals.hashes())) == 1


def test_adding_a_damaged_original_again_mends_it(tmp_path):
    folder = write_notices(tmp_path / "files", 1)
    with open_library(tmp_path / "home") as library:
        add(library, folder)
        (sha256,) = library.originals.hashes()
        library.originals.path(sha256).chmod(0o600)
        library.originals.path(sha256).write_bytes(b"other")
        assert fault_codes(library) == ["ORIGINAL_DAMAGED"]
        add(library, folder)
        assert fault_codes(library) == []


def test_an_index_of_older_rules_is_made_anew(tmp_path):
    with open_library(tmp_path / "home") as library:
        add(library, write_notices(tmp_path / "files", 3))
    (state,) = (tmp_path / "home" / "index").rglob("state.json")
    state.write_text(state.read_text().replace('"analysis": "', '"analysis": "0-'))
    with open_library(tmp_path / "home") as library:
        assert has_work(library)
        work_once(library)
        assert search(library, "国企改革").total == 3


def test_removing_removes_everywhere(tmp_path):
    folder = write_notices(tmp_path / "files", 2)
    (folder / "副本.txt").write_bytes((folder / "001.txt").read_bytes())
    with open_library(tmp_path / "home") as library:
        add(library, folder)
        first = remove_document(library, str(folder / "001.txt"))
        assert not first.whole
        assert search(library, '"第1批单位"').total == 1
        second = remove_document(library, str(folder / "副本.txt"))
        assert second.whole
        assert search(library, '"第1批单位"').total == 0
        assert fault_codes(library) == []
        by_id = search(library, "国企改革").hits[0].card.id
        assert remove_document(library, by_id).whole
        assert not any(path.is_file() for path in library.settings.originals.rglob("*"))
        kept = [path.read_bytes() for path in (tmp_path / "home").glob("catalogue.sqlite3*")]
        assert not any("现就有关事项通知如下".encode() in each for each in kept)


def test_verify_names_what_is_wrong(tmp_path):
    with open_library(tmp_path / "home") as library:
        add(library, write_notices(tmp_path / "files", 2))
        assert fault_codes(library) == []
        with library.catalogue.read() as connection:
            entry = next(documents.entries(connection))
        library.originals.path(entry.sha256).write_bytes(b"other")
        assert fault_codes(library) == ["ORIGINAL_DAMAGED"]
        with library.catalogue.write() as connection:
            documents.remove(connection, entry.ordinal)
        assert fault_codes(library) == ["INDEX_DIFFERS"]


def test_a_full_disk_is_told_for_each_file_and_the_next_try_goes_on(tmp_path, monkeypatch):
    folder = write_notices(tmp_path / "files", 3)
    with open_library(tmp_path / "home") as library:
        with monkeypatch.context() as full:
            error = StorageFull("磁盘已满。请腾出空间。")
            full.setattr(Originals, "keep", lambda *_: (_ for _ in ()).throw(error))
            report = add(library, folder)
        assert [outcome.code for outcome in report.failed] == ["STORAGE_FULL"] * 3
        assert add(library, folder).failed == ()
        assert search(library, "国企改革").total == 3


def test_a_mislaid_catalogue_costs_no_original(tmp_path):
    home = tmp_path / "home"
    with open_library(home) as library:
        add(library, write_notices(tmp_path / "files", 3))
    for path in home.glob("catalogue.sqlite3*"):
        path.unlink()
    with open_library(home) as library:
        add(library, write_notices(tmp_path / "other", 1))
        assert len(list(library.originals.hashes())) == 3


@pytest.mark.parametrize("damage", ["no files", "empty files", "no folder"])
@pytest.mark.parametrize("engine", ["tantivy", "whoosh"])
# Whoosh leaves the broken file open.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_damaged_index_is_made_anew_at_the_next_start(tmp_path, engine, damage):
    with open_library(tmp_path / "home", engine) as library:
        add(library, write_notices(tmp_path / "files", 3))
    (data,) = (tmp_path / "home" / "index").rglob("data")
    for path in data.iterdir():
        path.write_bytes(b"") if damage == "empty files" else path.unlink()
    if damage == "no folder":
        data.rmdir()
    with open_library(tmp_path / "home", engine) as library:
        Worker.open(library).close()
        assert search(library, "国企改革").total == 3
        assert fault_codes(library) == []


@pytest.mark.parametrize("engine", ["tantivy", "whoosh"])
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # as above
def test_a_disk_that_fills_under_the_index_keeps_what_is_catalogued(
    tmp_path,
    small_disk,  # noqa: F811
    engine,
    monkeypatch,
):
    folder = write_notices(tmp_path / "files", 3)
    monkeypatch.setattr(Settings, "index", property(lambda settings: small_disk / "index"))
    with open_library(tmp_path / "home", engine) as library:
        add(library, folder)
        fill(small_disk)
        report = add(library, write_notices(tmp_path / "more", 20))
        assert "索引写不下" in (report.trouble or "")
        kept = sorted(path.name for path in (small_disk / "index" / engine).iterdir())
        assert kept == ["1", "current"]
        assert search(library, "国企改革").total == 3
        gc.collect()  # the files that Whoosh leaves open
        (small_disk / "filler").unlink()
        assert add(library, tmp_path / "more").failed == ()
        assert search(library, "国企改革").total == 20
        assert fault_codes(library) == []


def test_a_copy_of_a_file_that_was_just_removed_is_read_after_all(tmp_path, monkeypatch):
    folder = write_notices(tmp_path / "files", 1)
    copy = tmp_path / "副本.txt"
    copy.write_bytes((folder / "001.txt").read_bytes())
    with open_library(tmp_path / "home") as library:
        add(library, folder)
        keep = Originals.keep

        def remove_meanwhile(originals, files):
            remove_document(library, str(folder / "001.txt"))
            monkeypatch.setattr(Originals, "keep", keep)
            return keep(originals, files)

        monkeypatch.setattr(Originals, "keep", remove_meanwhile)
        assert add(library, copy).failed == ()
        assert search(library, "国企改革").total == 1
        assert fault_codes(library) == []


def test_a_full_disk_lets_the_background_rest(tmp_path, monkeypatch):
    folder = write_notices(tmp_path / "files", 3)
    with open_library(tmp_path / "home") as library:
        with library.catalogue.write() as connection:
            files = [str(path) for path in sorted(folder.iterdir())]
            jobs.enqueue(connection, files, sample=False, now=library.clock())
        with monkeypatch.context() as full:
            error = StorageFull("磁盘已满。请腾出空间。")
            full.setattr(Originals, "keep", lambda *_: (_ for _ in ()).throw(error))
            assert work_once(library) == REST_AFTER_TROUBLE_S
        assert work_once(library) < REST_AFTER_TROUBLE_S
        assert search(library, "国企改革").total == 3


def test_what_is_removed_while_a_worker_is_at_work_goes_afterwards(tmp_path):
    folder = write_notices(tmp_path / "files", 2)
    with open_library(tmp_path / "home") as library:
        add(library, folder)
        with Worker.open(library) as worker:
            remove_document(library, str(folder / "001.txt"))
            worker.catch_up()
        assert has_work(library)
        work_once(library)
        assert not has_work(library)
        assert len(list(library.originals.hashes())) == 1


def test_the_condition_counts_what_there_is(tmp_path):
    folder = write_notices(tmp_path / "files", 2)
    (folder / "空.txt").write_bytes(b"")
    with open_library(tmp_path / "home") as library:
        add(library, folder)
        condition = examine(library)
        with library.catalogue.read() as connection:
            assert outbox.newest(connection) == 2
    assert (condition.documents, condition.queued) == (2, 0)
    assert [failure.code for failure in condition.failures] == ["EMPTY_FILE"]
    assert (condition.behind, condition.classes) == (0, {"policy": 2})
    assert condition.index_bytes > 0


def test_the_keeper_s_list_of_enterprises_names_what_comes_in(tmp_path):
    report = tmp_path / "改革.txt"
    report.write_text("岑矿改革典型案例\n\n岑矿抓改革，促发展。\n", encoding="utf-8")
    with open_library(tmp_path / "home") as library:
        keepers = library.settings.enterprises
        keepers.write_text("云陵岑垩矿业集团有限公司 | 岑矿", encoding="utf-8")
        add(library, report)
        with library.catalogue.read() as connection:
            entry = next(iter(documents.entries(connection)))
            stored = documents.get(connection, entry.ordinal)
    assert stored.document.values("enterprise") == ("云陵岑垩矿业集团有限公司",)


def test_a_wrong_list_of_enterprises_is_told_and_the_queue_waits(tmp_path):
    with open_library(tmp_path / "home") as library:
        library.settings.enterprises.write_text("甲公司 | 甲", encoding="utf-8")
        with pytest.raises(WrongSetting, match="第 1 行"):
            add(library, write_notices(tmp_path / "files", 1))
        assert has_work(library)
        library.settings.enterprises.unlink()
        work_once(library)
        assert not has_work(library)
