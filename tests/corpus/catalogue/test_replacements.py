"""What was replaced is followed to what lies in its place today."""

from corpus.catalogue import paths, replacements
from tests.corpus.catalogue.builders import NOW, document, put

ONE, TWO, THREE = (document(number).id for number in (1, 2, 3))


def lay(connection, number):
    ordinal = put(connection, document(number))
    paths.attach(connection, "/甲.docx", ordinal, sample=False, now=NOW)
    return ordinal


def test_a_lineage_holds_when_what_lay_between_is_gone(connection):
    lay(connection, 1)
    second = lay(connection, 2)
    assert replacements.following(connection, [ONE, TWO]) == {ONE: second}
    third = lay(connection, 3)
    assert replacements.following(connection, [ONE, TWO, THREE]) == {ONE: third, TWO: third}


def test_a_version_that_comes_back_is_no_longer_replaced(connection):
    lay(connection, 1)
    lay(connection, 2)
    back = lay(connection, 1)
    assert replacements.following(connection, [ONE, TWO]) == {TWO: back}
    paths.detach(connection, "/甲.docx")
    assert replacements.following(connection, [ONE, TWO]) == {}


def test_versions_that_replaced_each_other_and_are_gone_end_the_search(connection):
    lay(connection, 1)
    replacements.note(connection, TWO, THREE)
    connection.execute(replacements.replacements.insert(), {"older": THREE, "newer": TWO})
    assert replacements.following(connection, [TWO]) == {}
