"""The revision changes with everything that an answer may show."""

from corpus.catalogue import documents, paths
from corpus.catalogue.revision import revision
from tests.corpus.catalogue.builders import NOW, document, put


def test_documents_and_paths_that_come_and_go_change_it(connection):
    seen = [revision(connection)]
    ordinal = put(connection, document(1), path="/一.txt")
    seen.append(revision(connection))
    paths.attach(connection, "/二.txt", ordinal, sample=False, now=NOW)
    seen.append(revision(connection))
    paths.detach(connection, "/二.txt")
    seen.append(revision(connection))
    documents.remove(connection, ordinal)
    seen.append(revision(connection))
    assert len({*seen[:3], seen[4]}) == 4
    assert revision(connection) == seen[4]
