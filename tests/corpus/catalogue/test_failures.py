"""What the database's own exceptions mean to a user, and what nobody else gets to see."""

import sqlite3

import pytest
from sqlalchemy import insert, text
from sqlalchemy.exc import IntegrityError

from corpus.catalogue import Catalogue, documents, tables
from corpus.errors import IndexLocked, KnowledgeBaseError
from tests.corpus.catalogue.builders import document, put

CANARY = "金丝雀七号绝密"


def read_everything(url):
    catalogue = Catalogue.open(url)
    try:
        with catalogue.read() as connection:
            for entry in documents.entries(connection):
                documents.get(connection, entry.ordinal)
    finally:
        catalogue.close()


def test_a_writer_that_waited_too_long_is_told_to_try_again(catalogue, tmp_path):
    other = sqlite3.connect(tmp_path / "catalogue.sqlite3", isolation_level=None)
    with catalogue.read() as connection:
        connection.execute(text("PRAGMA busy_timeout = 50"))  # the pool gives it out again
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(IndexLocked, match="重试"), catalogue.write():
        pytest.fail("another process is writing")
    other.execute("ROLLBACK")
    other.close()
    with catalogue.write() as connection:
        assert put(connection, document(1)) == 1


def test_a_damaged_catalogue_is_told_and_sends_to_the_backup(catalogue, url, tmp_path):
    with catalogue.write() as connection:
        for number in range(40):
            put(connection, document(number, "改革" * 2000))
    catalogue.close()
    file = tmp_path / "catalogue.sqlite3"
    content = bytearray(file.read_bytes())
    content[8192 : len(content) // 2] = bytes(len(content) // 2 - 8192)
    file.write_bytes(content)
    with pytest.raises(KnowledgeBaseError, match="备份"):
        read_everything(url)


def test_a_mistake_of_ours_stays_what_it_is_and_tells_no_text(catalogue):
    with pytest.raises(IntegrityError) as caught, catalogue.write() as connection:
        connection.execute(insert(tables.documents), {"ordinal": 1, "title": CANARY})
    assert CANARY not in str(caught.value)


def test_what_was_removed_cannot_be_read_from_the_files_either(catalogue, tmp_path):
    with catalogue.write() as connection:
        put(connection, document(1, "公开" * 3000, title="甲"))
        ordinal = put(connection, document(2, CANARY * 3000, title=CANARY), path=f"/{CANARY}")
    with catalogue.write() as connection:
        documents.remove(connection, ordinal)
    catalogue.close()
    left = b"".join(path.read_bytes() for path in sorted(tmp_path.iterdir()))
    assert "公开".encode() in left
    assert CANARY.encode() not in left
