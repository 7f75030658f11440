"""Opening, transactions, and what power loss and full disks leave."""

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import text

from corpus.catalogue import Catalogue, database, documents, outbox
from corpus.catalogue.migrations.upgrade import upgrade
from corpus.errors import KnowledgeBaseError, StorageFull, WrongSetting
from tests.corpus.catalogue.builders import document, put
from tests.powerless import powerless
from tests.small_disk import fill, small_disk  # noqa: F401  a fixture

ROOT = Path(__file__).parents[3]
PUT_MANY = """
import sys
from corpus.catalogue import Catalogue
from tests.corpus.catalogue.builders import document, put
url, first, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
catalogue = Catalogue.open(url)
for number in range(first, first + count):
    with catalogue.write() as connection:
        put(connection, document(number), path=f"/{number}.docx")
"""
STOP_HALFWAY = """
import sys, time
from corpus.catalogue import Catalogue
from tests.corpus.catalogue.builders import document, put
with Catalogue.open(sys.argv[1]).write() as connection:
    for number in range(100, 140):
        put(connection, document(number, "改革" * 200_000), path=f"/{number}.docx")
    print("halfway", flush=True)
    time.sleep(60)
"""


def started(script, *arguments):
    return subprocess.Popen(
        [sys.executable, "-c", script, *map(str, arguments)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )


@pytest.fixture(autouse=True)
def _tables_made_anew(monkeypatch):
    monkeypatch.setattr(database, "upgrade", upgrade)


def ids(catalogue):
    with catalogue.read() as connection:
        return [entry.id for entry in documents.entries(connection)]


def test_many_may_open_a_new_home_at_once(tmp_path):
    for number in range(20):
        url = f"sqlite:///{tmp_path}/{number}.sqlite3"
        with ThreadPoolExecutor(8) as pool:
            opened = list(pool.map(lambda _, url=url: Catalogue.open(url), range(8)))
        assert [ids(catalogue) for catalogue in opened] == [[]] * 8
        for catalogue in opened:
            catalogue.close()


def test_a_new_home_is_made_with_its_folders(tmp_path):
    url = f"sqlite:///{tmp_path}/资料 库/家/catalogue.sqlite3"
    catalogue = Catalogue.open(url)
    assert ids(catalogue) == []
    catalogue.close()


def test_what_was_written_is_there_after_opening_again(url):
    catalogue = Catalogue.open(url)
    with catalogue.write() as connection:
        put(connection, document(7))
    catalogue.close()
    again = Catalogue.open(url)
    assert ids(again) == [document(7).id]
    again.close()


def test_processes_open_a_new_home_and_write_at_once(url):
    children = [started(PUT_MANY, url, first, 10) for first in (100, 200)]
    assert [child.wait(60) for child in children] == [0, 0]
    for child in children:
        child.stdout.close()
    catalogue = Catalogue.open(url)
    expected = {document(first + step).id for first in (100, 200) for step in range(10)}
    assert set(ids(catalogue)) == expected
    with catalogue.read() as connection:
        assert [change.seq for change in outbox.after(connection, 0, 99)] == list(range(1, 21))
    catalogue.close()


def test_a_process_killed_halfway_leaves_nothing_half(url):
    catalogue = Catalogue.open(url)
    with catalogue.write() as connection:
        put(connection, document(7))
    with started(STOP_HALFWAY, url) as child:
        assert child.stdout.readline() == "halfway\n"
        child.send_signal(signal.SIGKILL)
    assert child.returncode == -signal.SIGKILL
    catalogue.close()
    again = Catalogue.open(url)
    assert ids(again) == [document(7).id]
    with again.write() as connection:
        assert connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"
        assert put(connection, document(8)) == 2
    again.close()


def test_an_error_in_a_transaction_undoes_all_of_it(catalogue):
    with pytest.raises(ZeroDivisionError), catalogue.write() as connection:  # noqa: PT012
        put(connection, document(7))
        raise ZeroDivisionError
    assert ids(catalogue) == []


def test_a_reader_sees_one_state_while_others_write(catalogue):
    with catalogue.read() as reading:
        assert list(documents.entries(reading)) == []
        with catalogue.write() as writing:
            put(writing, document(7))
        assert list(documents.entries(reading)) == []
    assert ids(catalogue) == [document(7).id]


def test_a_full_database_is_told_as_a_full_disk_and_changes_nothing(catalogue):
    with catalogue.write() as connection:
        put(connection, document(7))
    with pytest.raises(StorageFull), catalogue.write() as connection:  # noqa: PT012
        connection.execute(text("PRAGMA max_page_count=60"))
        put(connection, document(8, "改革" * 200_000))
    assert ids(catalogue) == [document(7).id]


def test_a_full_disk_is_told_and_changes_nothing(small_disk):  # noqa: F811
    url = f"sqlite:///{small_disk}/catalogue.sqlite3"
    catalogue = Catalogue.open(url)
    with catalogue.write() as connection:
        put(connection, document(7))
    with pytest.raises(StorageFull), catalogue.write() as connection:
        put(connection, document(8, "改革" * 2_000_000))
    assert ids(catalogue) == [document(7).id]
    with catalogue.write() as connection:
        put(connection, document(9))
    assert ids(catalogue) == [document(7).id, document(9).id]
    catalogue.close()


def test_no_room_for_a_new_catalogue_is_told(small_disk):  # noqa: F811
    fill(small_disk)
    with pytest.raises(StorageFull):
        Catalogue.open(f"sqlite:///{small_disk}/catalogue.sqlite3")


def test_a_home_that_cannot_be_made_is_a_wrong_setting(tmp_path):
    (tmp_path / "file").write_text("不是目录")
    with pytest.raises(WrongSetting, match="不能写"):
        Catalogue.open(f"sqlite:///{tmp_path}/file/catalogue.sqlite3")


def test_a_folder_in_the_catalogues_place_is_a_wrong_setting(tmp_path):
    (tmp_path / "catalogue.sqlite3").mkdir()
    with pytest.raises(WrongSetting, match="打不开"):
        Catalogue.open(f"sqlite:///{tmp_path}/catalogue.sqlite3")


def test_a_home_that_is_not_ours_is_a_wrong_setting(tmp_path):
    (tmp_path / "home").mkdir(mode=0o555)
    with powerless(tmp_path), pytest.raises(WrongSetting, match="打不开或不能写"):
        Catalogue.open(f"sqlite:///{tmp_path}/home/catalogue.sqlite3")


def test_a_file_that_is_no_catalogue_is_told(tmp_path):
    (tmp_path / "catalogue.sqlite3").write_text("关于印发通知" * 100)
    with pytest.raises(KnowledgeBaseError, match="备份"):
        Catalogue.open(f"sqlite:///{tmp_path}/catalogue.sqlite3")


def test_a_catalogue_of_a_newer_program_is_told_and_left_alone(url):
    catalogue = Catalogue.open(url)
    with catalogue.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    catalogue.close()
    with pytest.raises(WrongSetting, match="升级"):
        Catalogue.open(url)


def test_a_fork_does_not_share_its_parents_connections(catalogue):
    with catalogue.write() as connection:
        put(connection, document(7))
    child = os.fork()
    if child == 0:
        try:
            with catalogue.write() as connection:
                put(connection, document(8))
            os._exit(0)
        finally:
            os._exit(1)
    assert os.waitpid(child, 0)[1] == 0
    with catalogue.write() as connection:
        put(connection, document(9))
    assert ids(catalogue) == [document(number).id for number in (7, 8, 9)]


def count_of_documents(connection):
    return len(list(documents.entries(connection)))


def test_what_was_looked_up_is_recalled_until_somebody_commits(catalogue):
    looked = []

    def look(connection):
        looked.append(connection)
        return count_of_documents(connection)

    assert [catalogue.recall(look), catalogue.recall(look)] == [0, 0]
    assert len(looked) == 1
    with catalogue.write() as connection:
        put(connection, document(1), path="/1.docx")
        assert catalogue.recall(look) == 0  # nothing is committed yet
    assert [catalogue.recall(look), catalogue.recall(look)] == [1, 1]
    assert len(looked) == 2


def test_what_another_process_commits_is_not_missed(catalogue, url):
    assert catalogue.recall(count_of_documents) == 0
    with started(PUT_MANY, url, 0, 3) as process:
        process.wait()
    assert catalogue.recall(count_of_documents) == 3


@pytest.mark.skipif(not hasattr(os, "fork"), reason="没有 fork")
def test_a_forked_process_looks_for_itself(catalogue):
    assert catalogue.recall(count_of_documents) == 0
    child = os.fork()
    if not child:
        with catalogue.write() as connection:
            put(connection, document(1), path="/1.docx")
        os._exit(0 if catalogue.recall(count_of_documents) == 1 else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert catalogue.recall(count_of_documents) == 1
