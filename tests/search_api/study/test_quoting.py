"""A quotation is verbatim, and says where it stands."""

from dataclasses import replace

import pytest

from corpus.actor import LOCAL, Actor
from corpus.document import Span
from corpus.errors import DocumentNotFound, WrongValue
from corpus.settings import Settings
from indexer.library import Library
from search_api.reading import find_document
from search_api.study.quoting import quote, quoted
from tests.search_api.shelf import EXPERIENCE, OPINION, PAPERS, SECRET, SPEECH, fill


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    folder = tmp_path_factory.mktemp("quoting")
    settings = Settings(home=folder / "home", jobs=1)
    fill(settings, (*PAPERS, SECRET), folder)
    with Library.open(settings) as made:
        yield made


def span_of(paper, words):
    start = paper.text.index(words)
    return Span(start, start + len(words))


def test_an_article_is_quoted_with_its_source(library):
    words = "坚持党的领导，深化国有企业改革。"
    found = quote(library, LOCAL, OPINION.id, span_of(OPINION, words))
    assert found.text == words
    assert (found.place, found.page, found.passage) == ("第一条", None, 1)
    assert found.reference.document_number == "示例云政发〔2024〕3号"
    assert found.reference.authors == ("云陵省人民政府",)
    assert (found.reference.date, found.reference.date_field) == ("2024-03-05", "written")


def test_a_quotation_over_a_page_break_names_both_pages(library):
    words = "这是根本原则。\n二、狠抓落实"
    found = quote(library, LOCAL, SPEECH.id, span_of(SPEECH, words))
    assert found.text == words
    assert (found.place, found.page) == ("第1—2页", 1)
    assert found.reference.authors == ("谷敬岑",)


def test_a_quotation_over_two_articles_names_both(library):
    words = OPINION.text[OPINION.text.index("深化国有企业") : OPINION.text.index("第三条") - 1]
    found = quote(library, LOCAL, OPINION.id, span_of(OPINION, words))
    assert (found.text, found.place) == (words, "第一条至第二条")


def test_blanks_at_the_ends_are_left_out_and_offsets_count_code_points(library):
    words = "\n一是😀分工到岗；"
    start = SPEECH.text.index("：一是") + 1
    found = quote(library, LOCAL, SPEECH.id, Span(start, start + len(words) - 1))
    assert found.text == "一是😀分工到岗；"
    whole = quote(library, LOCAL, EXPERIENCE.id, Span(0, len(EXPERIENCE.text)))
    assert whole.text == EXPERIENCE.text.strip()
    assert whole.reference.authors == ("砺轴重机",)


def test_debris_of_a_page_is_left_out_as_a_list_of_spans(library):
    stored = find_document(library, LOCAL, OPINION.id)
    debris = span_of(OPINION, "党的领导，")
    document = replace(stored.document, removed=(debris,))
    found = quoted(replace(stored, document=document), span_of(OPINION, "坚持党的领导，深化"))
    assert found.text == "坚持深化"
    assert found.spans == (Span(debris.start - 2, debris.start), Span(debris.end, debris.end + 2))
    with pytest.raises(WrongValue, match="没有可以引用的文字"):
        quoted(replace(stored, document=document), debris)


@pytest.mark.parametrize("span", [Span(5, 5), Span(-1, 3), Span(0, 10**6), Span(9, 2)])
def test_a_span_that_is_not_in_the_text_is_refused(library, span):
    with pytest.raises(WrongValue, match="不在文件里"):
        quote(library, LOCAL, OPINION.id, span)


def test_nobody_quotes_what_they_may_not_see(library):
    stranger = Actor("x", "外人", frozenset({"other"}))
    assert quote(library, stranger, OPINION.id, Span(0, 5)).text
    assert quote(library, LOCAL, SECRET.id, Span(0, 5)).text
    with pytest.raises(DocumentNotFound):
        quote(library, stranger, SECRET.id, Span(0, 5))
