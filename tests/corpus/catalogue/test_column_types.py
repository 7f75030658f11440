"""Names that are no text are kept exactly, and shown so that they can be sent."""

import os

from hypothesis import given
from hypothesis import strategies as st

from corpus.catalogue import documents, jobs, paths
from corpus.catalogue.column_types import storable
from tests.corpus.catalogue.builders import NOW, document, put

GBK_NAME = "/资料/" + os.fsdecode("浙.docx".encode("gbk"))  # as an old archive unpacks it


def test_a_path_that_is_no_text_is_kept_exactly_and_shown_as_text(connection):
    ordinal = put(connection, document(3), path=GBK_NAME)
    assert paths.of(connection, ordinal) == [GBK_NAME]
    assert [entry.path for entry in documents.entries(connection)] == [GBK_NAME]
    assert documents.find(connection, GBK_NAME) == ordinal
    shown = "/资料/\ufffd\ufffd.docx"
    assert documents.get(connection, ordinal).paths == (shown,)
    assert documents.cards(connection, [ordinal])[ordinal].paths == (shown,)


def test_paths_that_are_no_text_are_told_apart(connection):
    other = GBK_NAME.replace("\udce3", "\udce4")
    assert other != GBK_NAME
    first = put(connection, document(1), path=GBK_NAME)
    second = put(connection, document(2), path=other)
    assert documents.find(connection, GBK_NAME) == first
    assert documents.find(connection, other) == second


def test_a_file_whose_name_is_no_text_can_be_queued(connection):
    assert jobs.enqueue(connection, [GBK_NAME], sample=False, now=NOW) == [1]
    assert [job.path for job in jobs.claim(connection, 1)] == [GBK_NAME]


@given(st.text(st.characters()))
def test_what_is_stored_is_text_of_the_same_length(text):
    stored = storable(text)
    assert stored.encode().decode() == stored
    assert "\0" not in stored
    assert [new for old, new in zip(text, stored, strict=True) if old != new] == [
        "\ufffd" for old in text if old == "\0" or "\ud800" <= old <= "\udfff"
    ]
