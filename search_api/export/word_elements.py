"""What python-docx has no call for, in its smallest pieces: elements by name, and fields."""

from collections.abc import Mapping
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph


def new_element(tag: str, attributes: Mapping[str, str] | None = None) -> Any:
    """Make an element of a Word file: `w:altName`, with attributes by such names too."""
    element = OxmlElement(tag)
    for name, value in (attributes or {}).items():
        element.set(qn(name), value)
    return element


def add_field(paragraph: Paragraph, code: str, shown: str = "") -> None:
    """Add what the office program counts itself; *shown* until then."""
    begin_field(paragraph, code)
    paragraph.add_run(shown)
    end_field(paragraph)


def begin_field(paragraph: Paragraph, code: str) -> None:
    """Begin a field; what is shown of it follows, perhaps in further paragraphs."""
    _add(paragraph, new_element("w:fldChar", {"w:fldCharType": "begin"}))
    instruction = new_element("w:instrText", {"xml:space": "preserve"})
    instruction.text = f" {code} "
    _add(paragraph, instruction)
    _add(paragraph, new_element("w:fldChar", {"w:fldCharType": "separate"}))


def end_field(paragraph: Paragraph) -> None:
    """End a field."""
    _add(paragraph, new_element("w:fldChar", {"w:fldCharType": "end"}))


def _add(paragraph: Paragraph, element: Any) -> None:
    paragraph.add_run()._r.append(element)
