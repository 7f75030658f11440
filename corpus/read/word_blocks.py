"""The body of a Word document in order: paragraphs, tables, boxes and notes as pieces."""

from collections.abc import Iterable, Iterator, Mapping

from corpus.read.compose import Piece
from corpus.read.lines import glue
from corpus.read.word_numbering import Numbering, with_label
from corpus.read.word_runs import RunReader, Runs
from corpus.read.word_styles import Style, Styles, is_centred, outline_level
from corpus.read.word_xml import MC, Element, W, child, number, value

# Containers that stand between a body and its paragraphs and hold nothing else of interest.
_OPENED = frozenset(
    W + name for name in ["sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"]
)
_DEEPEST = 40  # containers and tables in one another


class Blocks:
    """One reading of a document; the numbering counts along with it."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self._styles = styles
        self._numbering = numbering
        self._runs = RunReader(styles)
        self._held = ""  # text of a paragraph whose end is struck out: it goes on in the next
        self.notes: list[tuple[str, str]] = []

    def body(self, element: Element, kind: str = "paragraph", depth: int = 0) -> Iterator[Piece]:
        """Give the pieces of a body, cell, box or note."""
        if depth > _DEEPEST:
            return
        for each in element:
            if each.tag == W + "p":
                yield from self._paragraph(each, kind, depth)
            elif each.tag == W + "tbl":
                yield from self._table(each, kind, depth)
            elif each.tag in _OPENED:
                yield from self.body(each, kind, depth + 1)
            elif each.tag == MC + "AlternateContent":
                chosen = each.find(MC + "Choice")
                if chosen is None:
                    chosen = each.find(MC + "Fallback")
                yield from self.body(() if chosen is None else chosen, kind, depth + 1)

    def noted(self, notes: Mapping[tuple[str, str], Element]) -> Iterator[Piece]:
        """Give the notes that were referred to, numbered in the order of their references."""
        known = [each for each in dict.fromkeys(self.notes) if each in notes]
        for count, reference in enumerate(known, start=1):
            label = f"注{count}："
            for piece in self.body(notes[reference], "note"):
                yield piece._replace(text=label + piece.text.lstrip())
                label = ""

    def _paragraph(self, paragraph: Element, kind: str, depth: int) -> Iterator[Piece]:
        properties = child(paragraph, "pPr")
        style_id = value(properties, "pStyle")
        style = self._styles.style(style_id)
        runs = self._runs.read(paragraph, style)
        self.notes += runs.notes
        yield from self._boxes(runs.boxes_before, depth)
        text = self._held + runs.text
        struck = child(properties, "rPr", "del") is not None
        self._held = text if struck else ""
        # A paragraph struck out as a whole is not counted either.
        if not struck:
            text = self._numbered(text, properties, style_id, style)
            if text.strip():
                yield _piece(text, kind, properties, style, runs)
        yield from self._boxes(runs.boxes_after, depth)

    def _boxes(self, boxes: Iterable[Element], depth: int) -> Iterator[Piece]:
        for box in boxes:
            yield from self.body(box, "box", depth + 1)

    def _numbered(
        self, text: str, properties: Element | None, style_id: str | None, style: Style
    ) -> str:
        number_id = number(properties, "numPr", "numId")
        level = number(properties, "numPr", "ilvl")
        if number_id is None:
            number_id = style.number_id
            level = style.number_level if level is None else level
            by_style = style_id or self._styles.default_paragraph
        else:
            by_style = None
        if not number_id:
            return text
        label, suffix = self._numbering.label(number_id, level, by_style)
        return with_label(label, suffix, text) if text.strip() else text

    def _table(self, table: Element, kind: str, depth: int) -> Iterator[Piece]:
        rows = [row for row in _inside(table, "tr") if child(row, "trPr", "del") is None]
        cells = [list(_inside(row, "tc")) for row in rows]
        if all(len(row) <= 1 for row in cells) and any(
            _is_text(cell) for row in cells for cell in row
        ):
            for row in cells:  # a frame around text, not a table
                for cell in row:
                    yield from self.body(cell, kind, depth + 1)
            return
        for row in cells:
            yield from self._row(row, depth)

    def _row(self, cells: list[Element], depth: int) -> Iterator[Piece]:
        texts: list[str] = []
        aside: list[Piece] = []  # tables and boxes inside the cells
        for cell in cells:
            text = ""
            for piece in self._cell(cell, depth):
                if piece.kind == "paragraph":
                    text = glue(text, " ".join(piece.text.split()))
                else:
                    aside.append(piece)
            texts.append(text)
        if any(texts):
            yield Piece("\t".join(texts), "row")
        yield from aside

    def _cell(self, cell: Element, depth: int) -> Iterator[Piece]:
        merge = child(cell, "tcPr", "vMerge")
        if merge is None or merge.get(W + "val") == "restart":
            yield from self.body(cell, "paragraph", depth + 1)


def _inside(element: Element, name: str, depth: int = 0) -> Iterator[Element]:
    """Find rows or cells, also those that a content control or an insertion wraps."""
    for each in element:
        if each.tag == W + name:
            yield each
        elif each.tag in _OPENED and depth < _DEEPEST:
            yield from _inside(each, name, depth + 1)


def _is_text(cell: Element) -> bool:
    return len(cell.findall(W + "p")) > 1 or cell.find(W + "tbl") is not None


def _piece(text: str, kind: str, properties: Element | None, style: Style, runs: Runs) -> Piece:
    level = outline_level(properties)
    centred = is_centred(properties)
    return Piece(
        text,
        kind,
        style.level if level is None else level or None,
        bool(style.centred if centred is None else centred),
        runs.bold,
        runs.size,
    )
