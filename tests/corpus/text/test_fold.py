"""Folding: one normal form, and the way back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.text.fold import fold, fold_with_origins


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("增长２０％", "增长20%"),
        ("國際論壇", "国际论坛"),
        ("万 东 立 刻", "万东立刻"),
        ("坚持党的\n　　建设", "坚持党的建设"),
        ("form 1a / Form  1b", "form 1a/form 1b"),
        ("到 2027 年", "到2027年"),
        ("“十四五”规划", "十四五规划"),
        ("㈠加强①", "(一)加强1"),
        ("a \u200b b", "a b"),
        ("二〇二四年", "二零二四年"),
        ("中国—东盟", "中国-东盟"),
        ("后、後、里、裏", "后、后、里、里"),
        ("  ", ""),
        ("", ""),
    ],
)
def test_what_reads_the_same_folds_to_the_same(text, folded):
    assert fold(text) == folded
    assert fold_with_origins(text).text == folded


def test_a_match_is_traced_to_the_original_characters():
    text = "坚 持“党 的\n领導”２０％"
    folded = fold_with_origins(text)
    start = folded.text.index("党的领导")
    span = folded.original(start, start + 4)
    assert text[span.start : span.end] == "党 的\n领導"


def test_one_character_that_folds_to_several_is_traced_as_one():
    text = "共㈠条"
    span = fold_with_origins(text).original(1, 3)
    assert text[span.start : span.end] == "㈠"


@given(st.text())
def test_folding_with_and_without_origins_is_the_same(text):
    assert fold_with_origins(text).text == fold(text)


@given(st.text())
def test_folding_twice_changes_nothing_more(text):
    once = fold(text)
    assert fold(once) == once


@given(st.text(min_size=1))
def test_every_letter_comes_from_inside_the_original(text):
    folded = fold_with_origins(text)
    for offset in range(len(folded.text)):
        span = folded.original(offset, offset + 1)
        assert 0 <= span.start < span.end <= len(text)
