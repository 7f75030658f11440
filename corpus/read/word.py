"""Word documents (.docx): python-docx opens the package, our own walk reads it."""

import re
import zipfile
from io import BytesIO
from typing import Any

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from lxml import etree

from corpus.errors import DamagedFile
from corpus.read.compose import compose
from corpus.read.extracted import Extracted
from corpus.read.limits import open_archive, read_part
from corpus.read.word_blocks import Blocks
from corpus.read.word_numbering import Numbering
from corpus.read.word_styles import Styles
from corpus.read.word_xml import Element, W

_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
)
_RELATIONSHIP = re.compile(rb"<Relationship\b[^>]*?/>|<Relationship\b[^>]*?>\s*</Relationship>")
_TEXT_RELATIONS = re.compile(
    rb"/(?:officeDocument|styles|numbering|footnotes|endnotes)[\"']", re.IGNORECASE
)
_TEMPLATE = b"wordprocessingml.template.main+xml"
_DOCUMENT = b"wordprocessingml.document.main+xml"
_NOTE_KINDS = {"footnote": RELATIONSHIP_TYPE.FOOTNOTES, "endnote": RELATIONSHIP_TYPE.ENDNOTES}


def read_word(raw: bytes) -> Extracted:
    """
    Read a Word document as it is printed: insertions kept, deletions left out, numbers counted.

    Foot- and endnotes stand at the end, in the order of their references, so that no note parts
    the sentences of the text. Headers and footers are page furniture and left out.

    Raises:
        DamagedFile: The package or its main part cannot be read.
        EncryptedFile: An entry is encrypted.
        FileTooLarge: It unpacks to more than the limits.
        NoText: Pictures only.
    """
    part = _main_part(_text_parts(raw))
    styles = Styles(_related(part, RELATIONSHIP_TYPE.STYLES))
    numbering = Numbering(_related(part, RELATIONSHIP_TYPE.NUMBERING), styles)
    blocks = Blocks(styles, numbering)
    body = part.element.find(W + "body")
    pieces = [] if body is None else list(blocks.body(body))
    pieces += blocks.noted(_notes(part))
    return compose(pieces, file_format="docx")


def _text_parts(raw: bytes) -> bytes:
    """
    Repack what holds text: parts of XML and the relationships between them.

    Pictures, embedded files and links to them are left behind (many files link to parts that
    are not there), each part passes the limits, and strict files get the common names.
    """
    packed = BytesIO()
    with open_archive(raw) as archive, zipfile.ZipFile(packed, "w") as kept:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                kept.writestr(name, _translated(name, read_part(archive, name)))
    return packed.getvalue()


def _translated(name: str, part: bytes) -> bytes:
    for strict, common in _STRICT:
        part = part.replace(strict, common)
    if name.endswith(".rels"):
        return _RELATIONSHIP.sub(_kept_relationship, part)
    return part.replace(_TEMPLATE, _DOCUMENT) if name == "[Content_Types].xml" else part


def _kept_relationship(match: re.Match[bytes]) -> bytes:
    is_text = _TEXT_RELATIONS.search(match[0]) and b"External" not in match[0]
    return match[0] if is_text else b""


def _main_part(package: bytes) -> Any:
    try:
        return Document(BytesIO(package)).part
    except Exception as error:  # python-docx lets lxml's, zipfile's and Python's errors through
        raise DamagedFile("Word 文件内部结构已损坏。请用 Word 或 WPS 打开后另存再导入。") from error


def _related(part: Any, relationship: str) -> Element | None:
    """Parse the part's partner of that kind; None where there is none or it is broken."""
    for relation in part.rels.values():
        if relation.reltype == relationship and not relation.is_external:
            return _parsed(relation.target_part)
    return None


def _parsed(part: Any) -> Element | None:
    if hasattr(part, "element"):
        return part.element
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        return etree.fromstring(part.blob, parser)
    except etree.XMLSyntaxError as error:
        raise DamagedFile("Word 文件内部结构已损坏。请用 Word 或 WPS 打开后另存再导入。") from error


def _notes(part: Any) -> dict[tuple[str, str], Element]:
    """Find the notes by kind and id."""
    notes = {}
    for kind, relationship in _NOTE_KINDS.items():
        root = _related(part, relationship)
        for note in () if root is None else root.findall(W + kind):
            notes[kind, note.get(W + "id") or ""] = note
    return notes
