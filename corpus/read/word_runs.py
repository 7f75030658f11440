"""Inside a paragraph of Word: its visible text, with the notes and boxes that hang on it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from corpus.read.word_styles import Style, Styles
from corpus.read.word_symbols import symbol
from corpus.read.word_xml import MC, Element, M, W, child, number, switch, value

# What is struck out, moved away, or says nothing to a reader.
_SKIPPED = frozenset(
    W + name for name in ["del", "moveFrom", "pPr", "rPr", "sdtPr", "sdtEndPr", "smartTagPr"]
)
_SIGNS = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "-",
}
_NOTES = {W + "footnoteReference": "footnote", W + "endnoteReference": "endnote"}
_DRAWINGS = frozenset((W + "drawing", W + "pict", W + "object"))
_DEEPEST = 200


@dataclass(slots=True)
class Fields:
    """Which fields are open; their instructions are no text, and they may span paragraphs."""

    in_result: list[bool] = field(default_factory=list)

    @property
    def is_visible(self) -> bool:
        """Say whether text that comes now is a result, or outside fields."""
        return all(self.in_result)

    def take(self, character: Element) -> None:
        """Follow `w:fldChar`: begin, separate, end."""
        kind = character.get(W + "fldCharType")
        if kind == "begin":
            self.in_result.append(False)
        elif self.in_result and kind == "separate":
            self.in_result[-1] = True
        elif self.in_result and kind == "end":
            self.in_result.pop()


@dataclass(slots=True)
class Runs:
    """
    What was found in a paragraph.

    Attributes:
        text: Visible text; line feeds are breaks within the paragraph.
        bold: Whether all of it is bold.
        sizes: Half points -> how many characters have that size.
        boxes_before, boxes_after: Contents of text boxes anchored before or after the first text.
        notes: References to notes: (`footnote` or `endnote`, id).
    """

    text: str = ""
    bold: bool = True
    sizes: dict[int, int] = field(default_factory=dict)
    boxes_before: list[Element] = field(default_factory=list)
    boxes_after: list[Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)

    @property
    def size(self) -> float | None:
        """Give the size in points that most characters have."""
        if not self.sizes:
            return None
        return max(self.sizes, key=lambda half_points: self.sizes[half_points]) / 2


class RunReader:
    """Reads paragraphs one after another, in reading order."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._fields = Fields()

    def read(self, paragraph: Element, style: Style) -> Runs:
        """Gather what a reader sees of the paragraph."""
        runs = Runs()
        self._into(paragraph, runs, style, 0)
        runs.bold = runs.bold and bool(runs.text.strip())
        return runs

    def _into(self, elements: Iterable[Element], runs: Runs, style: Style, depth: int) -> None:
        if depth > _DEEPEST:
            return
        for each in elements:
            tag = each.tag
            if tag == W + "r":
                self._run(each, runs, style)
            elif tag == MC + "AlternateContent":
                self._into(_chosen(each), runs, style, depth + 1)
            elif tag == M + "t":
                self._add(runs, each.text or "", style, None)
            elif tag in _DRAWINGS:
                _boxes(each, runs)
            elif isinstance(tag, str) and tag not in _SKIPPED:
                self._into(each, runs, style, depth + 1)

    def _run(self, run: Element, runs: Runs, style: Style) -> None:
        properties = child(run, "rPr")
        if switch(properties, "vanish"):  # hidden: no reader sees it, nor is it printed
            for each in run.iter(W + "fldChar"):
                self._fields.take(each)
            return
        for each in run:
            self._inside_run(each, runs, style, properties)

    def _inside_run(
        self, each: Element, runs: Runs, style: Style, properties: Element | None
    ) -> None:
        tag = each.tag
        text = _text(each)
        if text:
            self._add(runs, text, style, properties)
        elif tag == W + "fldChar":
            self._fields.take(each)
        elif tag in _NOTES:
            runs.notes.append((_NOTES[tag], each.get(W + "id") or ""))
        elif tag == W + "ruby":
            self._into(each.findall(W + "rubyBase"), runs, style, 1)
        elif tag == MC + "AlternateContent":
            for inner in _chosen(each):
                self._inside_run(inner, runs, style, properties)
        elif tag in _DRAWINGS:
            _boxes(each, runs)

    def _add(self, runs: Runs, text: str, style: Style, properties: Element | None) -> None:
        if not text or not self._fields.is_visible:
            return
        runs.text += text
        if text.isspace():
            return
        bold = switch(properties, "b")
        named = value(properties, "rStyle")
        if bold is None and named is not None:
            bold = self._styles.style(named).bold
        if not (style.bold if bold is None else bold):
            runs.bold = False
        size = number(properties, "sz") or style.half_points or self._styles.default_half_points
        if size:
            runs.sizes[size] = runs.sizes.get(size, 0) + len(text)


def _text(each: Element) -> str:
    """Give what a child of a run adds to the text by itself."""
    if each.tag == W + "t":
        return each.text or ""
    return symbol(each) if each.tag == W + "sym" else _SIGNS.get(each.tag, "")


def _chosen(alternate: Element) -> Element:
    """Take the first choice, or the fallback where the choice holds no text."""
    choice, fallback = alternate.find(MC + "Choice"), alternate.find(MC + "Fallback")
    if choice is None or (fallback is not None and next(choice.iter(W + "t"), None) is None):
        return alternate if fallback is None else fallback
    return choice


def _boxes(drawing: Element, runs: Runs) -> None:
    """Find the outermost text boxes of a drawing; each stands in it once, or once a choice."""
    target = runs.boxes_after if runs.text.strip() else runs.boxes_before
    pending = [drawing]
    while pending:
        element = pending.pop()
        if element.tag == W + "txbxContent":
            target.append(element)
        elif element.tag == MC + "AlternateContent":
            pending += reversed(_chosen(element))
        else:
            pending += reversed(element)
