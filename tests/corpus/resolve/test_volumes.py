"""A law that lies in several files: each holds other articles, and none is a version of another."""

from dataclasses import replace
from datetime import date

import pytest

from corpus.catalogue.relations import works
from corpus.document import Passage
from corpus.resolve.duplicates import copies
from corpus.resolve.folding import same_text, wordings
from corpus.resolve.standing import Changed, standing
from corpus.resolve.volumes import volumes
from tests.corpus.catalogue.builders import document, put

TODAY = date(2026, 11, 25)
LAW = {"title": "云陵省水法典", "document_class": "regulation", "kind": "法典"}
PASSED = {"written": "2020-05-28"}
IN_FORCE = {"effective": "2021-01-01"}


def add(connection, number, articles, **facts):
    text = "\n".join(f"{each}　水面{number}号归谁管，由本条说了算。" for each in articles)
    lines = text.split("\n")
    starts = [text.index(line) for line in lines]
    passages = tuple(
        Passage(place, start, start + len(line), article=article)
        for place, (start, line, article) in enumerate(zip(starts, lines, articles, strict=True))
    )
    return put(connection, replace(document(number, text, **LAW, **facts), passages=passages))


@pytest.fixture
def code(connection):
    """A code in three files, of which the last names only the day from which it applies."""
    return (
        add(connection, 1, ("第一条", "第九十九条"), **PASSED, **IN_FORCE),
        add(connection, 2, ("第一百条", "第一百零一条"), **PASSED),
        add(connection, 3, ("第一百零二条",), **IN_FORCE),
    )


def standings(connection, *, changed=None):
    known = works(connection, range(1, 9)).values()
    told = standing(connection, known, TODAY, changed=changed)
    return {each: validity.value for each, validity in told.items()}


def test_no_volume_is_a_newer_version_of_another(connection, code):
    assert standings(connection) == dict.fromkeys(code, "不明")
    assert standings(connection, changed=Changed.gather(connection, TODAY)) == dict.fromkeys(
        code, "不明"
    )


def test_volumes_do_not_fold(connection, code):
    assert same_text(connection, copies(connection)) == {}


def test_a_volume_is_no_wording_of_another(connection, code):
    first = works(connection, code)[code[0]]
    assert [each.ordinal for each in wordings(connection, first)] == [code[0]]


def test_a_text_that_begins_again_is_a_version_of_every_volume(connection, code):
    newer = add(connection, 4, ("第一条", "第一百二十条"), written="2025-05-28")
    assert standings(connection) == {**dict.fromkeys(code, "已修改"), newer: "不明"}
    assert set(same_text(connection, copies(connection))[newer]) == {*code, newer}


def test_dates_that_contradict_make_versions(connection):
    old = add(connection, 1, ("第一条", "第九条"), written="2015-05-28")
    new = add(connection, 2, ("第十条", "第二十条"), written="2020-05-28")
    known = [(old, "水法典"), (new, "水法典")]
    assert volumes(connection, known) == {}


def test_files_without_articles_are_no_volumes(connection):
    known = [(put(connection, replace(document(each), passages=())), "水法典") for each in (1, 2)]
    assert volumes(connection, known) == {}
