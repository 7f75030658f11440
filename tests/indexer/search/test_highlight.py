"""Spans of what was looked for, in the text as it is."""

from corpus.document import Span
from corpus.text.fold import fold
from indexer.search.highlight import Needle, highlight, highlight_each


def marked(text, *needles):
    return [text[span.start : span.end] for span in highlight(text, needles)]


def test_the_span_holds_the_original_characters():
    assert marked("坚持党 的\n領導。", Needle(fold("党的领导"))) == ["党 的\n領導"]


def test_every_occurrence_is_shown():
    assert marked("改革再改革", Needle("改革")) == ["改革", "改革"]


def test_spans_that_touch_are_joined():
    assert marked("国企改革", Needle("国企"), Needle("改革")) == ["国企改革"]


def test_a_plain_run_is_shown_only_whole():
    assert marked("20与2020", Needle("20")) == ["20"]
    assert marked("20与2020", Needle("20", whole_runs=False)) == ["20", "2020"]


def test_a_number_is_shown_in_whatever_form_it_stands():
    needle = Needle("国发|2024|1", is_number=True)
    assert marked("根据国发[2024]01号和国发〔2024〕11号", needle) == ["国发[2024]01号"]


def test_several_texts_are_shown_each_by_itself():
    texts = ["国企", "改革与国企", "", "无关"]
    assert highlight_each(texts, [Needle("国企"), Needle("企改")]) == (
        (Span(0, 2),),
        (Span(3, 5),),
        (),
        (),
    )


def test_nothing_is_shown_where_nothing_stands():
    assert highlight("改革", (Needle("发展"),)) == ()
    assert highlight("", (Needle("发展"),)) == ()
