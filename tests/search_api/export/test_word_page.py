"""The page of a Word file: A4, its fonts for Chinese, real headings, numbers at its foot."""

from datetime import UTC, datetime
from io import BytesIO

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm

from search_api.export import word_page
from search_api.export.words import printable

NOW = datetime(2026, 11, 29, 8, tzinfo=UTC)


def opened(document):
    return docx.Document(BytesIO(word_page.saved(document)))


def test_the_page_is_a4_with_the_margins_of_an_official_document():
    (section,) = opened(word_page.new_document("题", NOW)).sections
    sides = (section.page_width, section.page_height, section.top_margin, section.left_margin)
    for found, asked in zip(sides, (Mm(210), Mm(297), Mm(37), Mm(28)), strict=True):
        assert abs(found - asked) < Mm(0.1)


def test_a_page_for_wide_tables_lies_on_its_side():
    (section,) = opened(word_page.new_document("题", NOW, landscape=True)).sections
    assert section.page_width > section.page_height


@pytest.mark.parametrize(
    ("style", "font"),
    [
        (word_page.TITLE, "方正小标宋简体"),
        ("Heading 1", "黑体"),
        ("Heading 2", "楷体"),
        ("Heading 3", "仿宋"),
        (word_page.BODY, "仿宋"),
        (word_page.QUOTE, "楷体"),
    ],
)
def test_every_style_names_its_font_for_chinese(style, font):
    document = opened(word_page.new_document("题", NOW))
    fonts = document.styles[style].element.rPr.rFonts
    assert fonts.get(qn("w:eastAsia")) == font
    table = next(p for p in document.part.package.iter_parts() if "fontTable" in p.partname)
    assert f'<w:font w:name="{font}"><w:altName' in table.blob.decode()


def test_headings_are_real_headings():
    document = word_page.new_document("题", NOW)
    for level in (1, 2, 3):
        word_page.add_heading(document, f"第{level}级", level)
    found = [each.style for each in opened(document).paragraphs]
    assert [each.name for each in found] == ["Heading 1", "Heading 2", "Heading 3"]
    levels = [each.element.pPr.find(qn("w:outlineLvl")).get(qn("w:val")) for each in found]
    assert levels == ["0", "1", "2"]


def test_both_feet_number_the_page():
    (section,) = opened(word_page.new_document("题", NOW)).sections
    for foot in (section.footer, section.even_page_footer):
        (paragraph,) = foot.paragraphs
        assert paragraph.text == "— 1 —"
        assert [each.text for each in paragraph._p.iter(qn("w:instrText"))] == [" PAGE "]


def test_a_text_is_a_paragraph_a_line_and_keeps_its_signs():
    document = word_page.new_document("题\x00", NOW)
    word_page.add_lines(document, '一 < & "二"\n\n\t三😀\x07\r\n四', word_page.BODY)
    found = opened(document)
    assert [each.text for each in found.paragraphs] == ['一 < & "二"', "", "\t三😀", "四"]
    assert (found.core_properties.title, found.core_properties.author) == ("题", "学鉴")
    assert found.core_properties.created.replace(tzinfo=UTC) == NOW


def test_what_no_file_can_hold_is_left_out():
    assert printable("甲\x00\x0c乙\ud800\ufffe丙\u2028丁😀") == "甲\n乙丙\n丁😀"
