"""The outbox tells every change once, in the order of commits."""

from corpus.catalogue import documents, outbox
from corpus.catalogue.values import Change
from tests.corpus.catalogue.builders import NOW, document, origin, put


def test_changes_are_told_in_the_order_of_commits(catalogue):
    with catalogue.write() as connection:
        arrived = [(document(number), origin(number)) for number in (8, 3)]
        first, second = documents.put_many(connection, arrived, now=NOW)
    with catalogue.write() as connection:
        documents.remove(connection, first)
    with catalogue.write() as connection:
        put(connection, document(3))
    changes = [
        Change(1, first, "put"),
        Change(2, second, "put"),
        Change(3, first, "delete"),
        Change(4, second, "put"),
    ]
    with catalogue.read() as connection:
        assert outbox.after(connection, 0, 99) == changes
        assert outbox.after(connection, 1, 2) == changes[1:3]
        assert outbox.after(connection, 4, 99) == []


def test_the_newest_grows_with_every_change(connection):
    seen = [outbox.newest(connection)]
    for number in (1, 2, 1):
        ordinal = put(connection, document(number))
        seen.append(outbox.newest(connection))
    documents.remove(connection, ordinal)
    seen.append(outbox.newest(connection))
    assert seen == [0, 1, 2, 3, 4]


def test_a_change_that_was_undone_is_not_told(catalogue):
    with catalogue.read() as connection:
        put(connection, document(1))
        assert outbox.newest(connection) == 1
    with catalogue.read() as connection:
        assert outbox.newest(connection) == 0


def test_the_original_of_a_removed_document_may_go_unless_it_came_again(connection):
    first, second = put(connection, document(1)), put(connection, document(2))
    for ordinal in (first, second):
        documents.remove(connection, ordinal)
    gone = {origin(1).sha256, origin(2).sha256}
    assert set(outbox.originals_to_go(connection)) == gone
    put(connection, document(1))
    assert outbox.originals_to_go(connection) == [origin(2).sha256]
    outbox.forget_originals(connection, [origin(2).sha256])
    assert outbox.originals_to_go(connection) == []
