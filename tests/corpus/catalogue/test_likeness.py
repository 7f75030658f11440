"""Texts that are alike are found whichever comes first, and forgotten with either of them."""

from itertools import permutations

import pytest

from corpus.catalogue import documents, likeness
from corpus.catalogue.likeness import MOST_CANDIDATES, likenesses_of
from corpus.text.clauses import sketch
from corpus.text.fold import fold
from tests.corpus.catalogue.builders import document, put

CLAUSES = [f"第{number}项任务由各地区各部门按照职责分工负责落实" for number in range(40)]
WHOLE = "。".join(CLAUSES)
TRUNCATED = "。".join(CLAUSES[:25])
OTHER_WORDS = WHOLE.replace("第7项任务由各地区各部门", "第7项任务由各企业各单位")
UNRELATED = "。".join(f"第{number}条规定了完全不同的事情并且没有别的" for number in range(40))
TEXTS = {1: WHOLE, 2: TRUNCATED, 3: OTHER_WORDS, 4: UNRELATED, 5: WHOLE + "\n"}


def write(connection, texts):
    ordinals = {number: put(connection, document(number, text)) for number, text in texts.items()}
    made = {ordinals[number]: sketch([fold(text)]) for number, text in texts.items()}
    likeness.write(connection, made)
    return ordinals


def some(*numbers):
    return {number: TEXTS[number] for number in numbers}


def found(connection, ordinals):
    numbers = {ordinal: number for number, ordinal in ordinals.items()}
    return {
        (frozenset((numbers[each.one], numbers[each.other])), each.same, each.replaced)
        for each in likenesses_of(connection)
    }


EXPECTED = {
    (frozenset((1, 2)), False, False),
    (frozenset((1, 3)), False, True),
    (frozenset((1, 5)), True, False),
    (frozenset((2, 3)), False, True),
    (frozenset((2, 5)), False, False),
    (frozenset((3, 5)), False, True),
}


@pytest.mark.parametrize("order", list(permutations(TEXTS))[::17])
def test_the_same_pairs_are_found_in_whatever_order_documents_come(connection, order):
    ordinals = {}
    for number in order:
        ordinals |= write(connection, some(number))
    assert found(connection, ordinals) == EXPECTED


def test_documents_that_come_together_are_compared_too(connection):
    assert found(connection, write(connection, TEXTS)) == EXPECTED


def test_reading_again_finds_the_same(connection):
    ordinals = write(connection, TEXTS)
    before = found(connection, ordinals)
    assert write(connection, some(1, 2)) == {1: ordinals[1], 2: ordinals[2]}
    assert found(connection, ordinals) == before


def test_what_is_removed_is_like_nothing(connection):
    ordinals = write(connection, some(1, 2, 5))
    documents.remove(connection, ordinals[1])
    assert {pair for pair, _, _ in found(connection, ordinals)} == {frozenset((2, 5))}


def test_what_hangs_together_with_one_document_is_found_without_the_rest(connection):
    ordinals = write(connection, some(1, 2, 4, 5))
    assert likenesses_of(connection, [ordinals[4]]) == []
    assert set(likenesses_of(connection, [ordinals[2]])) == set(likenesses_of(connection))


def test_short_texts_are_alike_only_when_they_are_the_same(connection):
    texts = {1: "特此通知。请遵照执行", 2: "特此通知。请遵照执行。", 3: "特此通知。请认真执行"}
    assert found(connection, write(connection, texts)) == {(frozenset((1, 2)), True, False)}


def test_a_document_without_text_is_like_nothing(connection):
    assert found(connection, write(connection, {1: "", 2: " "})) == set()


def test_a_flood_of_one_form_is_compared_only_so_far(connection):
    many = range(100, 100 + MOST_CANDIDATES + 20)
    for number in many:
        write(connection, {number: WHOLE.replace("第39项", f"第{number}项")})
    assert len(likenesses_of(connection)) <= len(many) * MOST_CANDIDATES


def marks_of(text):
    return sketch([fold(text)]).marks


UNMARKED = next(each for each in CLAUSES if sketch([fold(each)]).marks[0] not in marks_of(WHOLE))
FORM = [WHOLE.replace(UNMARKED, f"第{number}项工程由有关单位负责") for number in range(200)]
FLOOD = dict(enumerate([text for text in FORM if marks_of(text) == marks_of(WHOLE)], start=100))
REPRINT = WHOLE + "。本文由某网站转载如有不妥请联系我们删除"
ORDERS = {
    "copies first": [1, 999, *FLOOD],
    "copies last": [*FLOOD, 1, 999],
    "one of them first": [1, *FLOOD, 999],
    "the other first": [999, *reversed(FLOOD), 1],
}


@pytest.mark.no_cover  # its many rounds go through the same lines
@pytest.mark.parametrize("order", ORDERS.values(), ids=ORDERS)
@pytest.mark.parametrize("at_once", [True, False])
def test_a_flood_of_one_form_hides_no_copy_in_whatever_order_it_comes(connection, order, at_once):
    assert len(FLOOD) > MOST_CANDIDATES
    known = {1: WHOLE, 999: REPRINT, **FLOOD}
    texts = {number: known[number] for number in order}
    ordinals = {}
    for some in [texts] if at_once else [{number: text} for number, text in texts.items()]:
        ordinals |= write(connection, some)
    one, other = sorted((ordinals[1], ordinals[999]))
    pairs = {(each.one, each.other): each for each in likenesses_of(connection)}
    assert (one, other) in pairs
    assert not pairs[one, other].replaced
