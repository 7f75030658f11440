"""How our slides look: paper, ink and one red, 16:9, on python-pptx."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import count
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from search_api.export.slide_text import BETWEEN, LINE
from search_api.export.slides import HEIGHT, WIDTH
from search_api.export.words import MAKER

PAPER, INK, SECONDARY, RED = "FBFAF6", "1F2328", "5B6470", "A61B1B"
QUOTE_FONT = "楷体"

_FONT = "微软雅黑"
_TITLE_ONLY = "Title Only"
_FORM = (  # of a paragraph: written at once, a slide takes a third of the time
    '<a:p {namespace}><a:pPr algn="l"><a:lnSpc><a:spcPts val="{line}"/></a:lnSpc>'
    '<a:spcBef><a:spcPts val="0"/></a:spcBef><a:spcAft><a:spcPts val="{after}"/></a:spcAft></a:pPr>'
    '<a:r><a:rPr lang="zh-CN" sz="{size}" b="{bold}"><a:solidFill><a:srgbClr val="{colour}"/>'
    "</a:solidFill>{font}</a:rPr><a:t/></a:r></a:p>"
)
_FIELD = (
    '<a:fld {} id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum">'
    '<a:rPr lang="zh-CN"/><a:t>{}</a:t></a:fld>'
)


def new_presentation(title: str) -> Any:
    """Begin a presentation: its size, its paper, its fonts, one layout."""
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = Pt(WIDTH), Pt(HEIGHT)
    master = presentation.slide_master
    master.background.fill.solid()
    master.background.fill.fore_color.rgb = _rgb(PAPER)
    for layout in list(presentation.slide_layouts):
        if layout.name != _TITLE_ONLY:
            presentation.slide_layouts.remove(layout)
    (layout,) = presentation.slide_layouts
    for shape in [*layout.placeholders, *master.placeholders]:
        if "Title" not in shape.name:
            shape._element.getparent().remove(shape._element)
    _drop_picture(presentation)
    _set_fonts(master)
    _count_parts(presentation)
    properties = presentation.core_properties
    properties.title, properties.author, properties.last_modified_by = title, MAKER, MAKER
    return presentation


def new_slide(presentation: Any) -> Any:
    """Add a slide of our layout."""
    return presentation.slides.add_slide(presentation.slide_layouts[0])


def place(shape: Any, left: float, top: float, width: float, height: float) -> Any:
    """Put a shape somewhere, in points, and give the frame of its text, which never shrinks."""
    shape.left, shape.top, shape.width, shape.height = map(Pt, (left, top, width, height))
    frame = shape.text_frame
    frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    return frame


def add_box(slide: Any, left: float, top: float, width: float, height: float) -> Any:
    """Add a box for text, and give its frame."""
    return place(slide.shapes.add_textbox(0, 0, 0, 0), left, top, width, height)


def write(
    frame: Any,
    paragraphs: tuple[str, ...],
    size: float,
    *,
    colour: str = INK,
    font: str = "",
    bold: bool = False,
    anchor: MSO_ANCHOR = MSO_ANCHOR.TOP,
) -> None:
    """Write paragraphs into a frame, behind those that are there."""
    frame.vertical_anchor = anchor
    form = _FORM.format(
        namespace=nsdecls("a"),
        line=round(size * LINE * 100),
        after=round(size * BETWEEN * 100),
        size=round(size * 100),
        bold=int(bold),
        colour=colour,
        font=f'<a:ea typeface="{font}"/>' if font else "",
    )
    first = frame._txBody.p_lst[0]
    if not first.text:
        first.getparent().remove(first)
    for text in "\n".join(paragraphs).split("\n"):
        paragraph = parse_xml(form)
        paragraph.r_lst[0].text = text
        frame._txBody.append(paragraph)


def add_rule(slide: Any, left: float, top: float) -> None:
    """Add the one red: a short rule."""
    rule = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, Pt(left), Pt(top), Pt(44), Pt(3))
    rule.fill.solid()
    rule.fill.fore_color.rgb = _rgb(RED)
    rule.line.fill.background()
    rule.shadow.inherit = False


def number(frame: Any, shown: int) -> None:
    """Write the number of the slide as a field, which follows when slides are moved."""
    write(frame, ("",), 12, colour=SECONDARY)
    (paragraph,) = frame.paragraphs
    paragraph.alignment = PP_ALIGN.RIGHT
    run = paragraph.runs[0]._r
    field = parse_xml(_FIELD.format(nsdecls("a"), shown))
    field.replace(field.find(qn("a:rPr")), run.find(qn("a:rPr")))
    run.getparent().replace(run, field)


def _drop_picture(presentation: Any) -> None:
    """Leave out the template's own picture, which a folder would show for every file."""
    relations = presentation.part.package._rels
    for name, relation in list(relations.items()):
        if relation.reltype.endswith("/thumbnail"):
            relations.pop(name)


def _count_parts(presentation: Any) -> None:
    """Name new parts by counting: python-pptx looks through all parts for each."""
    numbers: defaultdict[str, Iterator[int]] = defaultdict(lambda: count(2))
    package = presentation.part.package
    package.next_partname = lambda template: PackURI(template % next(numbers[template]))


def _rgb(colour: str) -> Any:
    return RGBColor.from_string(colour)  # type: ignore[no-untyped-call]  # it has none


def _set_fonts(master: Any) -> None:
    """Name the font for Chinese in the theme, for all that names none itself."""
    theme = next(each.target_part for each in master.part.rels.values() if "theme" in each.reltype)
    root = etree.fromstring(theme.blob)
    for scheme in (*root.iter(qn("a:majorFont")), *root.iter(qn("a:minorFont"))):
        for font in scheme.iter(qn("a:ea")):
            font.set("typeface", _FONT)
    theme._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
