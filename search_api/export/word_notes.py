"""Footnotes and endnotes of a Word file, for which python-docx has no call: parts of their own."""

from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from search_api.export.blocks import NoteKind
from search_api.export.word_elements import new_element


@dataclass(frozen=True, slots=True)
class _Names:
    """What Word calls one kind of note: its element, and its two styles."""

    note: str
    text_style: str
    reference_style: str


_NAMES = {
    NoteKind.FOOTNOTES: _Names("footnote", "footnote text", "footnote reference"),
    NoteKind.ENDNOTES: _Names("endnote", "endnote text", "endnote reference"),
}
_SIZE = Pt(10.5)
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}"

# The lines between text and notes, which are notes themselves, before the first of ours.
_SEPARATORS = (("-1", "separator"), ("0", "continuationSeparator"))


class WordNotes:
    """The notes of a Word file, numbered from 1 in the order in which they are added."""

    def __init__(self, document: Document, kind: NoteKind) -> None:
        self._names = _NAMES[kind]
        self._add_styles(document)
        self._root = self._add_part(document, kind)
        self._name_separators(document)
        self._count = 0

    def add(self, paragraph: Paragraph, text: str) -> None:
        """Add a note to the last letter of a paragraph."""
        self._count += 1
        number = str(self._count)
        run = paragraph.add_run(style=self._names.reference_style)
        run._r.append(new_element(f"w:{self._names.note}Reference", {"w:id": number}))
        note = new_element(f"w:{self._names.note}", {"w:id": number})
        written = Paragraph(new_element("w:p"), paragraph._parent)
        written.style = self._names.text_style
        mark = written.add_run(style=self._names.reference_style)
        mark._r.append(new_element(f"w:{self._names.note}Ref"))
        written.add_run(f" {text}")
        note.append(written._p)
        self._root.append(note)

    def _add_styles(self, document: Document) -> None:
        text = document.styles.add_style(self._names.text_style, WD_STYLE_TYPE.PARAGRAPH, True)
        text.base_style = document.styles["Normal"]
        text.font.size = _SIZE
        text.paragraph_format.line_spacing = 1.0
        mark = document.styles.add_style(self._names.reference_style, WD_STYLE_TYPE.CHARACTER, True)
        mark.font.superscript = True

    def _add_part(self, document: Document, kind: NoteKind) -> Any:
        root = parse_xml(f"<w:{kind} {nsdecls('w')}/>")
        for number, line in _SEPARATORS:
            note = new_element(f"w:{self._names.note}", {"w:type": line, "w:id": number})
            run = new_element("w:r")
            run.append(new_element(f"w:{line}"))
            paragraph = new_element("w:p")
            paragraph.append(run)
            note.append(paragraph)
            root.append(note)
        name = PackURI(f"/word/{kind}.xml")
        part = XmlPart(name, _TYPE.format(kind), root, document.part.package)
        document.part.relate_to(part, _RELATION.format(kind))
        return root

    def _name_separators(self, document: Document) -> None:
        properties = self._properties()
        for number, _ in _SEPARATORS:
            properties.append(new_element(f"w:{self._names.note}", {"w:id": number}))
        document.settings.element.insert_element_before(properties, "w:compat")
        for section in document.sections:
            section._sectPr.insert_element_before(self._properties(), "w:type", "w:pgSz")

    def _properties(self) -> Any:
        properties = new_element(f"w:{self._names.note}Pr")
        properties.append(new_element("w:numFmt", {"w:val": "decimal"}))  # endnotes begin with i
        return properties
