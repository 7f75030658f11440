"""A long title is broken between its words, into lines of about one length."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis.segment import open_segmenter
from search_api.export.title_lines import title_lines, title_words


def lines_of(title, room=20):
    return title_lines(title_words(open_segmenter("auto", ()), title), room)


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("国企改革专题培训", ("国企改革专题培训",)),
        (
            "深化国有企业改革推动企业高质量发展专题培训班",
            ("深化国有企业改革推动企业", "高质量发展专题培训班"),
        ),
        (
            "学习贯彻《关于深化国有企业改革的实施意见》专题党课",
            ("学习贯彻《关于深化国有企业", "改革的实施意见》专题党课"),
        ),
        ("甲\n乙", ("甲\n乙",)),
        ("", ()),
    ],
)
def test_a_title_is_broken_between_words(title, lines):
    assert lines_of(title) == lines


@pytest.mark.parametrize("length", range(21, 60))
def test_no_single_letter_stands_on_the_last_line(length):
    title = ("深化国有企业改革推动企业高质量发展" * 4)[:length]
    lines = lines_of(title)
    assert "".join(lines) == title
    assert len(lines[-1]) > 1
    assert max(map(len, lines)) <= 20
    assert max(map(len, lines)) - min(map(len, lines)) <= 12


@given(st.text(st.sampled_from("国企改革的《》（）、，“”a1 😀"), max_size=80))
def test_the_lines_are_the_title(title):
    assert "".join(lines_of(title)) == title
