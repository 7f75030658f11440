"""Where a text stands in another one nearly."""

from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Span
from corpus.text.alignment import differences, nearest

LETTERS = st.text("甲乙丙丁", max_size=12)


def distances(pattern: str, text: str) -> int:
    """Fill in the whole table, as a book has it."""
    row = [0] * (len(text) + 1)
    for letter in pattern:
        last, row = row, [row[0] + 1]
        for at, other in enumerate(text):
            row.append(min(last[at] + (letter != other), last[at + 1] + 1, row[at] + 1))
    return min(row)


@given(LETTERS, LETTERS)
def test_the_distance_is_that_of_the_whole_table(pattern, text):
    assert nearest(pattern, text).distance == distances(pattern, text)


@given(LETTERS, LETTERS)
def test_the_stretch_has_the_distance(pattern, text):
    found = nearest(pattern, text)
    stretch = text[found.span.start : found.span.end]
    assert distances(pattern, stretch) <= found.distance


def test_a_changed_letter_is_found_where_it_stands():
    found = nearest("深化国有企业改革", "要全面深化国营企业改革工作")
    assert found.span == Span(3, 11)
    assert found.distance == 1


def test_differences_are_told_in_order():
    one, other = "三年节约成本两千万元", "两年节约成本三千万元"
    told = [
        (one[each.one.start : each.one.end], other[each.other.start : each.other.end])
        for each in differences(one, other)
    ]
    assert told == [("三", "两"), ("两", "三")]


def test_what_is_left_out_is_an_edit_with_an_empty_side():
    (edit,) = differences("坚持和完善制度", "坚持完善制度")
    assert (edit.one, edit.other, edit.size) == (Span(2, 3), Span(2, 2), 1)
