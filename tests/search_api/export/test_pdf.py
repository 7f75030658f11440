"""A course as PDF: whatever signs its words have, they are printed as they are."""

import sys
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise

import pypdfium2
import pytest

from corpus.errors import ExportUnavailable
from search_api.export import typesetting
from search_api.export.blocks import NoteKind
from search_api.export.handout import HandoutLesson
from search_api.export.pdf import write_pdf
from tests.search_api.export.courses import SIGNS
from tests.search_api.export.extras import needs_typst

NOW = datetime(2026, 11, 29, 8, tzinfo=UTC)


def pages(content):
    return [page.get_textpage() for page in pypdfium2.PdfDocument(content)]


def letters(text):
    return "".join(text.split())


def page_letters(page):
    return letters(page.get_text_bounded())


def printed(content):
    return letters("".join(page.get_text_bounded() for page in pages(content)))


@needs_typst
@pytest.mark.parametrize("kind", NoteKind)
def test_words_citations_and_marks_are_printed_as_they_are(handout, course, kind):
    content = write_pdf(handout, NOW, kind)
    found = printed(content)
    for quoted in course.quoted:
        assert letters(quoted.quotation.text) in found
    for cited in handout.cited:
        assert letters(cited.citation) in found
    assert found.count("【引文须核对】") == 3
    assert "—1—" in found
    assert ("注释" in found) is (kind is NoteKind.ENDNOTES)
    assert pypdfium2.PdfDocument(content).get_metadata_value("Title") == course.title


@needs_typst
@pytest.mark.parametrize("kind", NoteKind)
def test_no_mark_of_a_note_stands_alone_on_a_line(handout, kind):
    lesson, *_ = handout.lessons
    words = "深化国有企业改革必须坚持和加强党的全面领导把党的领导融入公司治理各环节"
    cited = tuple(
        replace(lesson.basis[0], number=number, words=f"{words[:length]}。", concerns=())
        for number, length in enumerate(range(12, 36), 1)
    )
    lesson = replace(lesson, basis=cited, quotations=(), cases=())
    module = replace(handout.modules[0], lessons=(lesson,))
    content = write_pdf(replace(handout, modules=(module,)), NOW, kind)
    for page in pages(content):
        lines = list(filter(None, map(str.strip, page.get_text_bounded().split("\n"))))
        ends = [line for line, after in pairwise(lines) if after.isdigit()]
        assert not [each for each in ends if each.endswith("。")]


@needs_typst
@pytest.mark.parametrize("lines", range(8, 20))
def test_no_lesson_is_headed_on_one_page_and_begins_on_the_next(handout, lines):
    first, *_ = handout.lessons
    lessons = (
        HandoutLesson("第1课　甲", 0, ("目标",) * lines, (), (), (), (), ""),
        replace(first, title="第2课　乙"),
    )
    module = replace(handout.modules[0], lessons=lessons)
    content = write_pdf(replace(handout, modules=(module,)), NOW, NoteKind.FOOTNOTES)
    (page,) = [each for each in map(page_letters, pages(content)[1:]) if "第2课乙" in each]
    assert "1.说清改革的由来" in page.partition("第2课乙")[2]


@needs_typst
@pytest.mark.parametrize(
    "title",
    [
        SIGNS,
        '#read("/etc/passwd")',
        "$ x^2 $",
        "*甲* _乙_ `丙`",
        "= 甲\n- 乙",
        "\\u{1f600}",
        "//甲",
    ],
)
def test_a_title_is_never_read_as_markup(handout, title):
    content = write_pdf(replace(handout, title_words=(title,)), NOW, NoteKind.FOOTNOTES)
    assert printed(content).startswith(letters(title))
    (width, height) = pypdfium2.PdfDocument(content)[0].get_size()
    assert (round(width), round(height)) == (595, 842)


@needs_typst
def test_a_word_without_blanks_stays_on_the_page(handout):
    title = "https://example.com/" + "a" * 100
    content = write_pdf(replace(handout, title_words=(title,)), NOW, NoteKind.FOOTNOTES)
    page = pages(content)[0]
    edges = [page.get_charbox(at)[2] for at in range(page.count_chars())]
    assert max(edges) < 595 - 26 / 25.4 * 72 + 5  # a point may hang into the margin
    assert printed(content).replace("\u200b", "").startswith(title)


def test_without_the_extra_the_mend_is_named(handout, monkeypatch):
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(ExportUnavailable, match=r"xuejian\[export\].*docx"):
        write_pdf(handout, NOW, NoteKind.FOOTNOTES)


@needs_typst
def test_without_a_chinese_font_the_mend_is_named(handout, monkeypatch):
    monkeypatch.setattr(typesetting, "_families", lambda: frozenset({"dejavu sans"}))
    with pytest.raises(ExportUnavailable, match=r"中文字体.*fonts-noto-cjk.*docx"):
        write_pdf(handout, NOW, NoteKind.FOOTNOTES)


@needs_typst
def test_the_font_that_stands_for_an_official_one_is_the_first_that_is_there(monkeypatch):
    monkeypatch.setattr(typesetting, "_families", lambda: frozenset({"simsun", "fangsong"}))
    assert typesetting._chosen(("FZXiaoBiaoSong-B05S", "FangSong")) == ["FangSong", "SimSun"]
