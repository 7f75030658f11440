"""The page of our Word files: A4 as an official document has it, its fonts, headings and foot."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from types import MappingProxyType
from typing import Any

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENTATION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from lxml import etree

from search_api.export.word_elements import add_field, new_element
from search_api.export.words import MAKER, printable

WORD_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

TITLE = "Title"
SUBTITLE = "Subtitle"
BODY = "Body Text"
QUOTE = "Quote"
MARK = "Mark"  # what a reader must know before using the words above
CELL = "Table Text"
HEADINGS = ("Heading 1", "Heading 2", "Heading 3")

_RED = RGBColor(0xA6, 0x1B, 0x1B)
_LATIN = "Times New Roman"
_BODY_SIZE = 16  # points: 三号
_FOOT_SIZE = 14  # 四号

# The fonts of official documents are not free: where one is missing, the next is taken.
_FALLBACKS: Mapping[str, str] = MappingProxyType(
    {
        "方正小标宋简体": "FZXiaoBiaoSong-B05S,华文中宋,宋体,Noto Serif CJK SC",
        "黑体": "SimHei,Noto Sans CJK SC",
        "楷体": "KaiTi,楷体_GB2312,Noto Serif CJK SC",
        "仿宋": "FangSong,仿宋_GB2312,Noto Serif CJK SC",
        "宋体": "SimSun,Noto Serif CJK SC",
    }
)


@dataclass(frozen=True, slots=True)
class _Look:
    """
    How paragraphs of a style look.

    Attributes:
        font: For Chinese.
        size: In points.
        indent: Of the first line, in characters.
        sides: Indent of both sides, in characters.
        before: Space above, in points; half of it below.
        line: Height of a line in points; None for what the font needs.
    """

    font: str
    size: float = _BODY_SIZE
    indent: int = 0
    sides: int = 0
    before: float = 0
    line: float | None = 28
    bold: bool = False
    centred: bool = False
    colour: RGBColor | None = None
    stays: bool = False  # on the page of what follows


_LOOKS: Mapping[str, _Look] = MappingProxyType(
    {
        "Normal": _Look("仿宋"),
        TITLE: _Look("方正小标宋简体", 22, line=36, before=12, centred=True, stays=True),
        SUBTITLE: _Look("楷体", before=4, centred=True),
        "Heading 1": _Look("黑体", indent=2, before=14, stays=True),
        "Heading 2": _Look("楷体", indent=2, before=8, stays=True),
        "Heading 3": _Look("仿宋", indent=2, bold=True, stays=True),
        BODY: _Look("仿宋", indent=2),
        QUOTE: _Look("楷体", indent=2, sides=2),
        MARK: _Look("黑体", 12, sides=2, line=20, before=4, colour=_RED),
        CELL: _Look("仿宋", 12, line=20),
        "Footer": _Look("宋体", _FOOT_SIZE, line=None),
    }
)
_ALSO_KEPT = ("Default Paragraph Font", "Normal Table", "No List", "Header", "Table Grid")


def new_document(title: str, made_at: datetime, *, landscape: bool = False) -> Document:
    """
    Begin a Word file: the page, its styles, page numbers in its foot.

    Args:
        title: For its properties; the title on the page is written by `add_title`.
        made_at: When.
        landscape: Whether the page lies on its side, as wide tables need it.
    """
    document = docx.Document()
    _drop_picture(document)
    _keep_styles(document)
    _set_defaults(document)
    for name, look in _LOOKS.items():
        _set_style(document, name, look)
    _set_page(document, landscape=landscape)
    _set_foot(document)
    _name_fallbacks(document)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = printable(title), MAKER, ""
    properties.last_modified_by = MAKER
    properties.created = properties.modified = made_at.astimezone(UTC).replace(tzinfo=None)
    return document


def add_lines(document: Document, text: str, style: str) -> list[Paragraph]:
    """Add a text, one paragraph a line."""
    return [document.add_paragraph(line, style) for line in printable(text).split("\n")]


def add_title(document: Document, text: str) -> Paragraph:
    """Add the title of the whole, in one paragraph."""
    return document.add_paragraph(printable(text), TITLE)


def add_heading(document: Document, text: str, level: int) -> Paragraph:
    """Add a heading; *level* from 1 to 3."""
    return document.add_paragraph(printable(text), HEADINGS[level - 1])


def saved(document: Document) -> bytes:
    """Give the file."""
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _drop_picture(document: Document) -> None:
    """Leave out the template's own picture, which a folder would show for every file."""
    relations = document.part.package.rels
    for name, relation in list(relations.items()):
        if relation.reltype.endswith("/thumbnail"):
            del relations[name]


def _keep_styles(document: Document) -> None:
    """Leave out the 150 styles of the template that nobody asks for; a look-up reads them all."""
    for style in list(document.styles):
        if style.name not in _LOOKS and style.name not in _ALSO_KEPT:
            style.element.getparent().remove(style.element)
    for link in list(document.styles.element.iter(qn("w:link"))):  # to the styles of letters
        link.getparent().remove(link)


def _set_defaults(document: Document) -> None:
    (defaults,) = document.styles.element.iter(qn("w:rPrDefault"))
    properties = defaults.find(qn("w:rPr"))
    _set_fonts(properties, "仿宋")
    properties.find(qn("w:lang")).set(qn("w:eastAsia"), "zh-CN")
    (spacing,) = document.styles.element.find(qn("w:docDefaults")).iter(qn("w:spacing"))
    spacing.getparent().remove(spacing)
    document.settings.element.find(qn("w:themeFontLang")).set(qn("w:eastAsia"), "zh-CN")


def _set_style(document: Document, name: str, look: _Look) -> None:
    styles = document.styles
    known = name in styles
    style = styles[name] if known else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    if not known:
        style.base_style = styles["Normal"]
    for old in list(_told_by_template(style.element)):
        old.getparent().remove(old)
    _set_fonts(style.element.get_or_add_rPr(), look.font)
    style.font.size, style.font.bold, style.font.italic = Pt(look.size), look.bold, False
    if look.colour is not None:
        style.font.color.rgb = look.colour
    paragraph = style.paragraph_format
    paragraph.space_before, paragraph.space_after = Pt(look.before), Pt(look.before / 2)
    if look.line is not None:
        paragraph.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        paragraph.line_spacing = Pt(look.line)
    if look.centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.keep_with_next = look.stays
    paragraph.widow_control = True
    _indent(style.element.get_or_add_pPr(), look)


def _told_by_template(style: Any) -> Iterator[Any]:
    """Give what the template says of a look, but not of the place in the outline."""
    yield from style.findall(qn("w:rPr"))
    for properties in style.findall(qn("w:pPr")):
        yield from (each for each in properties if each.tag != qn("w:outlineLvl"))


def _indent(properties: Any, look: _Look) -> None:
    """Indent by characters, as Chinese typesetting counts, and by length for others."""
    indent = properties.get_or_add_ind()
    for name, count, size in (
        ("firstLine", look.indent, look.size),
        ("left", look.sides, _BODY_SIZE),
        ("right", look.sides, _BODY_SIZE),
    ):
        indent.set(qn(f"w:{name}Chars"), str(count * 100))
        indent.set(qn(f"w:{name}"), str(round(count * size * 20)))  # twentieths of a point


def _set_fonts(properties: Any, font: str) -> None:
    fonts = properties.get_or_add_rFonts()
    fonts.attrib.clear()
    for name, value in (("ascii", _LATIN), ("hAnsi", _LATIN), ("eastAsia", font), ("cs", _LATIN)):
        fonts.set(qn(f"w:{name}"), value)
    fonts.set(qn("w:hint"), "eastAsia")  # or “” would be as narrow as in English


def _set_page(document: Document, *, landscape: bool) -> None:
    (section,) = document.sections
    width, height = Mm(210), Mm(297)
    if landscape:
        section.orientation = WD_ORIENTATION.LANDSCAPE
        width, height = height, width
    section.page_width, section.page_height = width, height
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(25)


def _set_foot(document: Document) -> None:
    """Number the pages: — 1 —, to the outer side."""
    document.settings.odd_and_even_pages_header_footer = True
    (section,) = document.sections
    feet = (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
    )
    for foot, side in feet:
        foot.is_linked_to_previous = False
        (paragraph,) = foot.paragraphs
        paragraph.style = document.styles["Footer"]
        paragraph.alignment = side
        paragraph.add_run("— ")
        add_field(paragraph, "PAGE", "1")
        paragraph.add_run(" —")


def _name_fallbacks(document: Document) -> None:
    """Say in the table of fonts what may stand for a font that a machine lacks."""
    part = next(each for each in document.part.package.iter_parts() if "fontTable" in each.partname)
    root = parse_xml(part.blob)
    for name, instead in _FALLBACKS.items():
        font = new_element("w:font", {"w:name": name})
        font.append(new_element("w:altName", {"w:val": instead}))
        font.append(new_element("w:charset", {"w:val": "86"}))
        root.append(font)
    part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
