from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Span
from search_api.snippets import quotable, snippet

LONG = (
    "第一句说的是背景。第二句讲基础，很重要。"
    + "中间是许多别的话，" * 12
    + "这里要坚持党的领导，一以贯之。"
    + "后面还有，" * 30
)


def test_a_short_passage_is_shown_whole() -> None:
    assert snippet("坚持党的领导。", [Span(2, 6)]) == Span(0, 7)


def test_it_begins_at_a_border_before_the_highlight() -> None:
    at = LONG.index("党的领导")
    window = snippet(LONG, [Span(at, at + 4)])
    assert LONG[: window.start].endswith(("。", "，"))
    assert window.start <= at
    assert LONG[window.start : window.end].endswith(("。", "，"))


def test_it_shows_where_most_highlights_are() -> None:
    text = "甲" + "无" * 300 + "乙丙丁" + "无" * 300
    spans = [Span(0, 1), Span(301, 302), Span(302, 303), Span(303, 304)]
    window = snippet(text, spans)
    assert window.start <= 301
    assert window.end >= 304


def test_what_stands_as_typed_is_shown_before_its_parts_again_and_again() -> None:
    text = "领导干部和领导班子的领导作用。" + "无" * 300 + "主要领导负责。" + "无" * 300
    at = text.index("主要领导")
    parts = [Span(each, each + 2) for each in range(at) if text.startswith("领导", each)]
    window = snippet(text, [*parts, Span(at, at + 4)])
    assert window.start <= at < window.end


def test_without_highlights_the_beginning_is_shown() -> None:
    assert snippet(LONG, []).start == 0


def test_a_quotation_is_of_whole_sentences_without_the_marks_and_breaks_around_them() -> None:
    text = "他说：“要改革。”会议强调，要抓落实。\n下一段另起。"
    at = text.index("抓落实")
    shown = quotable(text, Span(at, at + 3))
    assert text[shown.start : shown.end] == "会议强调，要抓落实。"
    at = text.index("下一段")
    shown = quotable(text, Span(at, at + 3))
    assert text[shown.start : shown.end] == "下一段另起。"


@given(
    text=st.text(alphabet="党，。文\n", max_size=600),
    cuts=st.lists(st.integers(0, 600), max_size=8, unique=True),
)
def test_it_lies_in_the_text_and_shows_a_highlight_whole(text: str, cuts: list[int]) -> None:
    edges = sorted(min(cut, len(text)) for cut in cuts)
    spans = [Span(a, b) for a, b in zip(edges[::2], edges[1::2], strict=False) if 0 < b - a <= 60]
    window = snippet(text, spans)
    assert 0 <= window.start <= window.end <= len(text)
    if spans:
        assert any(window.start <= each.start and each.end <= window.end for each in spans)
