"""Terms: what matches, and what orders."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.settings import Settings
from corpus.text.fold import fold
from indexer.analysis.terms import bigrams, bounded_bigrams, open_analyser, phrase_stream, stream

ANALYSER = open_analyser(Settings())


def test_bigrams_are_the_neighbours_of_the_stream_in_order():
    assert bigrams(stream("党的建设")) == "党的 的建 建设"


def test_a_run_carries_a_mark_at_both_ends():
    assert stream("增长20%以上") == "增长¦20¦%以上"
    assert stream("form 1a") == "¦form¦1a¦"


def test_a_quoted_phrase_may_begin_and_end_inside_a_run():
    assert phrase_stream("2024年1") == "2024¦年¦1"
    assert phrase_stream("2024年1") in stream("12024年10月")
    assert stream("2024年1") not in stream("12024年10月")


def test_every_character_of_a_whole_text_begins_a_bigram():
    assert bounded_bigrams("改革") == "改革 革¶"
    assert bounded_bigrams("税") == "税¶"


@pytest.mark.parametrize(
    ("query", "pieces"),
    [
        ("国企改革的成效", ["国企改革", "的", "成效"]),
        ("20届三中全会", ["20届三中全会"]),
        ("21届会议", ["21届", "会议"]),
        ("第十四个五年规划纲要", ["第十四个五年规划", "纲要"]),
        ("国家发展和改革委员会的职责", ["国家发展和改革委员会", "的", "职责"]),
        ("两办事处", ["两", "办事处"]),
        ("占百分之二十", ["占", "百分之二十"]),
        ("20个百分点", ["20个", "百分点"]),
        ("2024年工作总结", ["2024年", "工作", "总结"]),
        ("增长20%", ["增长", "20%"]),
        ("1.5亿元", ["1.5亿元"]),
        ("ppr-9087", ["ppr", "9087"]),
        ("，。！", []),
        ("", []),
    ],
)
def test_a_query_is_cut_into_pieces(query, pieces):
    assert ANALYSER.pieces(query) == pieces


def test_words_leave_symbols_out():
    assert ANALYSER.words("安全、生产").split() == ["安全", "生产"]


@given(st.text())
def test_every_piece_stands_in_the_text(text):
    folded = fold(text)
    assert all(piece in folded for piece in ANALYSER.pieces(folded))


@given(st.text(), st.text(min_size=2, max_size=12), st.text())
def test_a_quoted_part_of_a_text_is_a_part_of_its_stream(before, part, after):
    whole = fold(f"{before}，{part}，{after}")
    quoted = phrase_stream(fold(part))
    assert quoted in stream(whole)
