"""A course as a Word file: real headings, real notes, the stored words; LibreOffice opens it."""

from datetime import UTC, datetime
from io import BytesIO

import docx
import pypdfium2
import pytest
from docx.oxml.ns import qn
from lxml import etree

from search_api.export.blocks import NoteKind
from search_api.export.word import write_word

NOW = datetime(2026, 11, 29, 8, tzinfo=UTC)
QUOTE = "Quote"


def opened(handout, kind=NoteKind.FOOTNOTES):
    return docx.Document(BytesIO(write_word(handout, NOW, kind)))


def quotes(document):
    """Give the quotations: paragraphs of their style, up to the one that has a note."""
    found, lines = [], []
    for paragraph in document.paragraphs:
        if paragraph.style.name == QUOTE:
            lines.append(paragraph.text)
            if noted(paragraph):
                found.append("\n".join(lines))
                lines = []
    assert not lines
    return found


def noted(paragraph):
    return [
        element.get(qn("w:id"))
        for tag in ("w:footnoteReference", "w:endnoteReference")
        for element in paragraph._p.iter(qn(tag))
    ]


def notes(document, kind):
    part = next(p for p in document.part.package.iter_parts() if p.partname == f"/word/{kind}.xml")
    root = etree.fromstring(part.blob)
    texts = {
        note.get(qn("w:id")): "".join(note.itertext(qn("w:t"))).strip()
        for note in root
        if note.get(qn("w:type")) is None
    }
    lines = [note.get(qn("w:type")) for note in root if note.get(qn("w:type"))]
    assert lines == ["separator", "continuationSeparator"]
    return texts


def test_the_words_are_the_stored_ones(handout, course):
    assert quotes(opened(handout)) == [each.quotation.text for each in course.quoted]


@pytest.mark.parametrize("kind", NoteKind)
def test_every_quotation_and_case_has_a_real_note_with_its_citation(handout, kind):
    document = opened(handout, kind)
    assert notes(document, kind) == {str(each.number): each.citation for each in handout.cited}
    marks = [number for paragraph in document.paragraphs for number in noted(paragraph)]
    assert marks == ["1", "2", "3", "4"]


def test_modules_and_lessons_are_headings_with_bookmarks_for_the_contents(handout, course):
    document = opened(handout)
    headed = [each for each in document.paragraphs if each.style.name in ("Heading 1", "Heading 2")]
    assert [each.text for each in headed] == [
        "课程目标",
        "第1单元　认识改革",
        "第1课　为什么改革",
        "第2单元　推动改革",
        f"第2课　{course.modules[1].lessons[0].title}",
        "第3课",
        "引文核对情况",
    ]
    names = [each._p.find(qn("w:bookmarkStart")).get(qn("w:name")) for each in headed]
    body = etree.tostring(document.element.body).decode()
    assert 'TOC \\o "1-2"' in body
    assert all(f"PAGEREF {name} " in body for name in names)
    assert document.settings.element.find(qn("w:updateFields")).get(qn("w:val")) == "true"


def test_what_must_be_looked_at_again_is_marked_below_its_words_and_listed(handout):
    paragraphs = opened(handout).paragraphs
    marks = [each.text for each in paragraphs if each.style.name == "Mark"]
    assert marks == [
        "【引文须核对】示例文件，非真实公文。",
        "【引文须核对】示例文件，非真实公文。",
        "【引文须核对】原文件已不在库中；来源文本有删减，不能证实字句。",
    ]
    listed = [each.text for each in paragraphs if each.text.startswith("注")]
    assert [each.partition("　")[0] for each in listed] == ["注1", "注2", "注4"]


def test_a_quotation_stays_on_the_page_of_its_mark(handout):
    paragraphs = opened(handout).paragraphs
    above = [paragraphs[at - 1] for at, each in enumerate(paragraphs) if each.style.name == "Mark"]
    assert [each.paragraph_format.keep_with_next for each in above] == [True] * 3


def test_a_heading_is_on_the_page_of_what_stands_under_it(handout):
    paragraphs = opened(handout).paragraphs
    styles = docx.Document(BytesIO(write_word(handout, NOW, NoteKind.FOOTNOTES))).styles
    assert all(styles[f"Heading {level}"].paragraph_format.keep_with_next for level in (1, 2, 3))
    durations = [each for each in paragraphs if each.text.startswith("时长：")]
    assert [each.paragraph_format.keep_with_next for each in durations] == [True, True]


def test_a_trainers_words_are_never_taken_for_the_sources(handout):
    document = opened(handout)
    told = [each for each in document.paragraphs if "先请学员说说" in each.text]
    assert [(each.style.name, each.text) for each in told] == [
        ("Body Text", "讲授提示：先请学员说说。")
    ]


@pytest.mark.parametrize("kind", NoteKind)
def test_libreoffice_opens_it_and_prints_every_word(handout, course, as_pdf, kind):
    pdf = pypdfium2.PdfDocument(as_pdf(write_word(handout, NOW, kind), "docx"))
    printed = "".join("".join(page.get_textpage().get_text_bounded().split()) for page in pdf)
    for words in (course.title, course.modules[0].title, "改革#不停", "看指标。", "— 1 —"):
        assert "".join(words.split()) in printed
    assert "国办发〔2023〕12号[Z].2023-05-06：第二条." in printed
