"""Which documents are copies: what tells them apart, and which of them stands for all."""

from dataclasses import replace
from datetime import timedelta
from itertools import permutations

import pytest
from sqlalchemy import update

from corpus.catalogue import documents, likeness, tables
from corpus.catalogue.correcting import correct
from corpus.document import Fact, Span
from corpus.resolve.duplicates import copies
from corpus.resolve.folding import same_text
from corpus.text.clauses import sketch
from corpus.text.fold import fold
from tests.corpus.catalogue.builders import LATER, NOW, document, put

CLAUSES = [f"第{number}项任务由各地区各部门按照职责分工负责落实" for number in range(40)]
TEXT = "。".join(CLAUSES)
LONGER = TEXT + "。另有一句话说的是本通知由有关部门负责解释"
CHANGED = LONGER.replace("第7项任务由各地区各部门", "第7项任务由各企业各单位")
SHORTER = "。".join(CLAUSES[:20])

NAMED = {"title": "关于深化国企改革的通知", "written": "2024-03-05"}


def add(connection, number, text=TEXT, *, now=NOW, grade="待核实", completeness="完整", **facts):
    title = facts.get("title")
    if isinstance(title, str):
        facts["title"] = Fact(title, 0.9, "rule", Span(0, 2))
    made = replace(document(number, text, **facts), source_grade=grade, completeness=completeness)
    ordinal = put(connection, made, now=now)
    likeness.write(connection, {ordinal: sketch([fold(text)])})
    return ordinal


@pytest.mark.parametrize(
    ("text", "one", "other", "expected"),
    [
        (TEXT, {}, {"title": "2024年通知终版"}, True),  # the same words, whatever its name
        (TEXT, {}, {"document_number": "国发〔2024〕2号"}, False),
        (LONGER, {}, {}, True),
        (LONGER, {}, {"title": "云陵省国资委关于深化国企改革的通知"}, True),
        (LONGER, {}, {"title": "关于深化国企改革的补充通知"}, False),
        (LONGER, {}, {"title": "关于深化国企改革的通知（征求意见稿）"}, False),
        (LONGER, {}, {"written": "2024-03"}, True),
        (LONGER, {}, {"written": "2024-03-06"}, False),
        (LONGER, {"published": "2024-03-08"}, {"published": "2024-04-02"}, True),
        (LONGER, {}, {"revised": "2025-06-01"}, False),
        (LONGER, {"effective": "2024-05-01"}, {"effective": "2025-01-01"}, False),
        (CHANGED, {}, {}, False),
        (SHORTER, {}, {}, True),
        (SHORTER, {}, {"written": ""}, True),
    ],
)
def test_texts_that_are_alike_are_copies_when_nothing_contradicts(
    connection, text, one, other, expected
):
    first = add(connection, 1, **{"document_number": "国发〔2024〕1号", **NAMED, **one})
    second = add(connection, 2, text, **{**NAMED, **other})
    assert set(copies(connection)) == ({first, second} if expected else set())


def test_a_title_that_is_only_the_name_of_a_file_tells_nothing_apart(connection):
    named_by_file = {**NAMED, "title": Fact("扫描0012", 0.3, "rule")}
    found = {**NAMED, "title": Fact(NAMED["title"], 0.9, "rule", Span(0, 4))}
    first, second = add(connection, 1, **found), add(connection, 2, LONGER, **named_by_file)
    assert set(copies(connection)) == {first, second}


def test_one_number_outweighs_words_that_were_misread(connection):
    numbered = {**NAMED, "document_number": "国发〔2024〕1号"}
    first, second = add(connection, 1, **numbered), add(connection, 2, CHANGED, **numbered)
    assert copies(connection) == {first: (first, second), second: (first, second)}


def test_the_whole_text_stands_first_then_the_issuers_own_then_what_came_first(connection):
    reprint = add(connection, 1, grade="转载", **NAMED)
    cut = add(connection, 2, SHORTER, grade="权威", completeness="截断", **NAMED)
    own = add(connection, 3, LONGER, grade="权威", now=LATER, **NAMED)
    twin = add(connection, 4, TEXT + "。", grade="权威", now=LATER + timedelta(1), **NAMED)
    assert copies(connection)[cut] == (own, twin, reprint, cut)
    documents.remove(connection, own)
    assert copies(connection)[cut] == (twin, reprint, cut)


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_groups_are_the_same_in_whatever_order_documents_come(connection, order):
    made = [
        (1, SHORTER, {"title": NAMED["title"]}),  # a scrap, like both wordings
        (2, TEXT, {**NAMED, "revised": ""}),
        (3, LONGER, {**NAMED, "effective": "2024-05-01"}),
        (4, LONGER + "。", {**NAMED, "effective": "2025-05-01"}),
    ]
    ordinals = {}
    for place in order:
        number, text, facts = made[place]
        ordinals[add(connection, number, text, **facts)] = number
    groups = {frozenset(ordinals[each] for each in group) for group in copies(connection).values()}
    assert groups == {frozenset((1, 2, 3))}


def test_a_correction_that_contradicts_parts_copies(connection):
    first, second = add(connection, 1, **NAMED), add(connection, 2, LONGER, **NAMED)
    assert set(copies(connection, [first])) == {first, second}
    correct(connection, [second], {"written": "2020-01-01"}, now=LATER)
    assert copies(connection, [first]) == {}


def test_versions_and_their_copies_are_one_text_the_newest_first(connection):
    law = {"title": "供水条例", "document_class": "regulation", "written": "2001-03-01"}
    old = add(connection, 1, **law)
    old_copy = add(connection, 2, LONGER, **{**law, "title": "云陵省供水条例"})
    new = add(connection, 3, CHANGED, **law, revised="2015-06-01")
    alone = add(connection, 4, "别的文件。", **law | {"title": "排水条例"})
    found = same_text(connection, copies(connection))
    assert found[old] == found[old_copy] == found[new] == (new, old, old_copy)
    assert alone not in found


def test_a_text_too_short_to_tell_is_no_copy_under_another_title(connection):
    words = "现予印发，请认真贯彻执行。"
    for number, title in ((1, "关于印发节水办法的通知"), (2, "关于印发供热办法的通知")):
        add(connection, number, words, title=title)
    assert copies(connection) == {}


def test_short_texts_of_one_title_are_copies(connection):
    words = "现予印发，请认真贯彻执行。"
    first, second = (add(connection, number, words, **NAMED) for number in (1, 2))
    assert set(copies(connection)) == {first, second}


def test_an_annex_never_stands_with_its_document_behind_another_copy(connection):
    whole = add(connection, 1, **NAMED)
    annex = add(connection, 2, **NAMED)
    best = add(connection, 3, grade="权威", **NAMED)
    told = update(tables.documents).where(tables.documents.c.ordinal == annex)
    connection.execute(told.values(parent=f"{1:016x}"))
    assert copies(connection) == {best: (best, whole), whole: (best, whole)}
