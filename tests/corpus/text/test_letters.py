"""The letters by which wordings are compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.text.letters import Letters, letters


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("“坚持”、 完善\n发展。", "坚持完善发展"),
        ("增长1.5%，达到３０.２亿元。", "增长1.5%达到30.2亿元"),
        ("見第1.條", "见第1条"),
    ],
)
def test_punctuation_is_no_letter_but_that_of_a_number_is(text, told):
    assert letters(text) == told


@given(st.text("国，。 ①㎡1.%“”繁體\n", min_size=1))
def test_every_letter_knows_where_it_comes_from(text):
    made = Letters(text)
    for at, letter in enumerate(made.text):
        span = made.span(at, at + 1)
        assert letter in letters(text[span.start : span.end] + "0") or letter in ".%"


def test_letters_stand_at_a_border_where_something_else_is_between():
    made = Letters("第三条　公司，是")
    assert [made.is_border(at) for at in range(len(made.text) + 1)] == [
        True,
        False,
        False,
        True,
        False,
        True,
        True,
    ]
