"""A path belongs to one document, and the last path takes it along."""

import pytest

from corpus.catalogue import documents, outbox, paths
from tests.corpus.catalogue.builders import LATER, NOW, document, origin, put


def attach(connection, path, ordinal, *, now=NOW, sample=False):
    return paths.attach(connection, path, ordinal, sample=sample, now=now)


def test_the_same_file_twice_is_no_news(connection):
    ordinal = put(connection, document(1))
    assert attach(connection, "/甲.docx", ordinal) is True
    assert attach(connection, "/甲.docx", ordinal, now=LATER) is False
    assert paths.of(connection, ordinal) == ["/甲.docx"]


def test_the_same_bytes_may_lie_at_several_paths(connection):
    ordinal = put(connection, document(1), path="/乙.docx")
    before = outbox.newest(connection)
    assert attach(connection, "/甲.docx", ordinal, now=LATER) is True
    assert paths.of(connection, ordinal) == ["/乙.docx", "/甲.docx"]
    assert outbox.newest(connection) == before  # the index knows no paths


def test_other_bytes_at_the_same_path_follow_and_the_older_go(connection):
    older = put(connection, document(1), path="/甲.docx")
    newer = put(connection, document(2))
    assert attach(connection, "/甲.docx", newer) is True
    assert documents.get(connection, newer).follows == document(1).id
    assert documents.get(connection, older) is None
    assert outbox.after(connection, 2, 9)[0].action == "delete"
    assert documents.find(connection, "/甲.docx") == newer


def test_only_a_document_that_is_new_follows_another(connection):
    put(connection, document(1), path="/甲.docx")
    known = put(connection, document(2), path="/乙.docx")
    attach(connection, "/甲.docx", known)
    assert documents.get(connection, known).follows is None


def test_an_older_version_that_lies_elsewhere_too_stays(connection):
    older = put(connection, document(1), path="/甲.docx")
    attach(connection, "/存档/甲.docx", older)
    newer = put(connection, document(2), path="/甲.docx")
    assert documents.get(connection, newer).follows == document(1).id
    assert documents.get(connection, older).paths == ("/存档/甲.docx",)


def test_only_the_last_path_takes_the_document_along(connection):
    ordinal = put(connection, document(1), path="/甲.docx")
    attach(connection, "/乙.docx", ordinal)
    assert paths.detach(connection, "/甲.docx") is None
    assert documents.get(connection, ordinal).paths == ("/乙.docx",)
    assert paths.detach(connection, "/乙.docx") == origin(1).sha256
    assert documents.get(connection, ordinal) is None


def test_an_unknown_path_may_be_forgotten(connection):
    assert paths.detach(connection, "/无.docx") is None


@pytest.mark.parametrize("sample", [True, False])
def test_samples_are_told_from_other_documents(connection, sample):
    ordinal = put(connection, document(1), path="/自己的.docx")
    attach(connection, "/示例.docx", ordinal, sample=sample)
    assert list(paths.samples(connection)) == ["/示例.docx"][: int(sample)]
    assert documents.get(connection, ordinal).sample is sample
