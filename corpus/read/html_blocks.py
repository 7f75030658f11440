"""From a part of a page to its paragraphs and table rows, in reading order."""

import re
from dataclasses import dataclass, replace

from selectolax.lexbor import LexborNode

from corpus.read.compose import Piece
from corpus.read.html_lists import Counters
from corpus.read.html_tags import BLOCKS, BOLD, HEADINGS, INVISIBLE
from corpus.read.lines import WIDE, glue

_DEEPEST = 150  # elements; what lies deeper is taken as plain text

_SPACE = re.compile("[ \t\r\n\f]+")
_BREAK_IN_HAN = re.compile(f"(?<=[{WIDE}])[ \t\r\f]*\n[ \t\r\n\f]*(?=[{WIDE}])")
_HIDDEN = re.compile("display\\s*:\\s*none|visibility\\s*:\\s*hidden", re.IGNORECASE)
_CENTRED = re.compile("text-align\\s*:\\s*center", re.IGNORECASE)
_ALIGNED = re.compile("text-align\\s*:\\s*(?:left|right|justify|start|end)", re.IGNORECASE)
_WEIGHT = re.compile("font-weight\\s*:\\s*(bold(?:er)?|[6-9]00|normal|[1-5]00)", re.IGNORECASE)
_SIZE = re.compile("font-size\\s*:\\s*(\\d+(?:\\.\\d+)?)\\s*(pt|px)", re.IGNORECASE)
_POINTS_A_PIXEL = 0.75
_MOST_COLUMNS = 200  # beyond, cells count as one column each
_LAYOUT_PARAGRAPHS = 3  # in one cell: then the table only sets out the page


@dataclass(frozen=True, slots=True)
class _Look:
    """How text looks where we are; inherited by what stands inside."""

    centred: bool = False
    bold: bool = False
    size: float | None = None
    level: int | None = None
    kept: bool = False  # white space as written, as in <pre>


def pieces_of(root: LexborNode, counters: Counters | None = None) -> list[Piece]:
    """
    Give the text of `root` as pieces; `<br>` parts pieces as `<p>` does.

    Args:
        root: A part of a page.
        counters: Of the page's ordered lists; without them no item has a number.
    """
    walk = _Walk(counters)
    walk.into(root, _Look(), 0)
    walk.flush()
    return walk.pieces


def is_hidden(node: LexborNode) -> bool:
    """Say whether the page itself hides the element."""
    attributes = node.attributes
    return "hidden" in attributes or _HIDDEN.search(attributes.get("style") or "") is not None


class _Walk:
    """A walk through the elements, gathering runs of text until a block ends."""

    def __init__(self, counters: Counters | None) -> None:
        self.pieces: list[Piece] = []
        self._runs: list[tuple[str, _Look]] = []
        self._counters = counters
        self._label = ""  # of a list item whose first text is still to come

    def into(self, node: LexborNode, look: _Look, depth: int) -> None:
        child = node.first_child
        while child is not None:
            self._node(child, look, depth)
            child = child.next

    def _node(self, node: LexborNode, look: _Look, depth: int) -> None:
        if node.is_text_node:
            self._runs.append((node.text_content or "", look))
        elif not node.is_element_node or node.tag in INVISIBLE or is_hidden(node):
            return
        elif node.tag == "br":
            self.flush()
        elif depth > _DEEPEST:
            self._runs.append((node.text(), look))
        elif node.tag == "table" and not is_layout(node):
            self.flush()
            if self._label.strip():
                self.pieces.append(Piece(self._label.strip()))
            self._label = ""
            self.pieces += [Piece(row, "row") for row in rows_of(node)]
        elif node.tag in BLOCKS:
            self._block(node, look, depth)
        else:
            self.into(node, _look(node, look), depth + 1)

    def _block(self, node: LexborNode, look: _Look, depth: int) -> None:
        self.flush()
        if node.tag == "li" and self._counters:
            self._label += self._counters.label(node)  # after that of an outer item without text
        self.into(node, _look(node, look), depth + 1)
        self.flush()
        if node.tag == "li":
            self._label = ""  # an empty item gives its number to no other

    def flush(self) -> None:
        """End the block: what was gathered becomes a piece."""
        runs, self._runs = self._runs, []
        if any(look.kept for _, look in runs):
            text = "".join(text for text, _ in runs)
        else:
            text = _collapsed("".join(text for text, _ in runs))
        if not text.strip():
            return
        if self._label:
            text, self._label = self._label + text.lstrip(), ""
        looks = [look for part, look in runs if part.strip()]
        sizes = [(len(part), look.size) for part, look in runs if part.strip()]
        self.pieces.append(
            Piece(
                text,
                level=looks[0].level,
                centred=all(look.centred for look in looks),
                bold=all(look.bold for look in looks),
                size=max(sizes, key=lambda sized: sized[0])[1],
            )
        )


def _collapsed(text: str) -> str:
    """Collapse white space as browsers do, and drop a line end of the source between Han."""
    return _SPACE.sub(" ", _BREAK_IN_HAN.sub("", text))


def _look(node: LexborNode, look: _Look) -> _Look:
    tag, attributes = node.tag or "", node.attributes
    style = attributes.get("style") or ""
    align = (attributes.get("align") or "").lower()
    if tag in HEADINGS:
        look = replace(look, level=HEADINGS[tag])
    if tag in BOLD:
        look = replace(look, bold=True)
    if tag == "pre":
        look = replace(look, kept=True)
    if tag == "center" or align == "center" or _CENTRED.search(style):
        look = replace(look, centred=True)
    elif align in ("left", "right", "justify") or _ALIGNED.search(style):
        look = replace(look, centred=False)
    if style:
        look = _styled(look, style)
    return look


def _styled(look: _Look, style: str) -> _Look:
    if weight := _WEIGHT.search(style):
        look = replace(look, bold=weight[1][0] in "bB6789")
    if size := _SIZE.search(style):
        points = float(size[1]) * (_POINTS_A_PIXEL if size[2].lower() == "px" else 1)
        look = replace(look, size=points)
    return look


def is_layout(table: LexborNode) -> bool:
    """Say whether the table only sets out the page: a single column, or whole texts in a cell."""
    if holds_table(table):
        return True
    widest = max((len(row.css("td, th")) for row in table.css("tr")), default=0)
    if widest <= 1:
        return True
    return any(len(cell.css("p")) > _LAYOUT_PARAGRAPHS for cell in table.css("td")) and widest == 2


def holds_table(table: LexborNode) -> bool:
    """Say whether another table stands inside this one."""
    return any(inner.mem_id != table.mem_id for inner in table.css("table"))


def cells_of(row: LexborNode) -> list[LexborNode]:
    """Give the cells of a table row."""
    cells = []
    child = row.first_child
    while child is not None:
        if child.tag in ("td", "th"):
            cells.append(child)
        child = child.next
    return cells


def cell_text(cell: LexborNode) -> str:
    """Give the text of a cell as one line, its paragraphs joined."""
    text = ""
    for piece in pieces_of(cell):
        text = glue(text, " ".join(piece.text.split("\t")).strip())
    return text


def rows_of(table: LexborNode) -> list[str]:
    """Give a line a row, cells joined by tabs; a cell that spans several stands in its first."""
    lines = []
    held: dict[int, int] = {}  # column -> rows that a cell from above still covers
    for row in table.css("tr"):
        texts: list[str] = []
        column = 0
        for cell in cells_of(row):
            while held.get(column, 0) > 0:
                held[column] -= 1
                texts.append("")
                column += 1
            rows = _span(cell, "rowspan")
            columns = min(_span(cell, "colspan"), max(_MOST_COLUMNS - column, 1))
            texts += [cell_text(cell), *[""] * (columns - 1)]
            if rows > 1:
                held |= dict.fromkeys(range(column, column + columns), rows - 1)
            column += columns
        for later in [place for place in held if place >= column]:
            held[later] = max(held[later] - 1, 0)
        lines.append("\t".join(texts))
    return lines


def _span(cell: LexborNode, name: str) -> int:
    value = cell.attributes.get(name) or "1"
    return min(max(int(value), 1), 100) if value.isascii() and value.isdigit() else 1
