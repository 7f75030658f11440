"""
One normal form for comparing: width, case, traditional characters, dashes, quotation marks, blanks.

What a reader sees as the same text folds to the same text:

- full-width, circled and other forms as NFKC has them (`２０％` → `20%`, `㈠` → `(一)`);
- traditional characters to simplified ones, one by one, so that every character keeps its place;
- capital letters to small ones, every dash to `-`, the zero 〇 to 零;
- quotation marks and invisible characters to nothing;
- white space to nothing, save one blank between two Latin letters or digits.
"""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache

import opencc

from corpus.document import Span

QUOTATION_MARKS = "“”‘’„‟‚‛\"'`´「」『』﹁﹂﹃﹄〝〞＂＇"
_DASHES = "‐‑‒–—―−⸺⸻﹘﹣－"
RESERVED = "¦¶"  # mark borders in the stream of bigrams, so no folded text holds them

_BLANKS = re.compile(" +")
_RUN_LETTERS = frozenset("0123456789abcdefghijklmnopqrstuvwxyz")
_ASTRAL_FORMS = (range(0x1D400, 0x1D800), range(0x1F100, 0x1F200), range(0x2F800, 0x2FA20))


@dataclass(frozen=True, slots=True)
class Folded:
    """
    A folded text that knows where its characters come from.

    Attributes:
        text: The normal form.
        anchors: Offsets in `text` at which a stretch begins, ascending.
        origins: For each anchor, the offset in the original from which it came.
        widths: For each anchor, 0 where the stretch came from that one original character, else 1.
    """

    text: str
    anchors: tuple[int, ...]
    origins: tuple[int, ...]
    widths: tuple[int, ...]

    def original(self, start: int, end: int) -> Span:
        """Give the span of the original from which `text[start:end]` came; not for empty ones."""
        return Span(self._origin(start), self._origin(end - 1) + 1)

    def _origin(self, offset: int) -> int:
        at = bisect_right(self.anchors, offset) - 1
        return self.origins[at] + (offset - self.anchors[at]) * self.widths[at]


def fold(text: str) -> str:
    """Give the normal form of *text*."""
    return _BLANKS.sub(_joined, text.translate(_table()))


def fold_with_origins(text: str) -> Folded:
    """Give the normal form of *text*, and the way from its characters to those of *text*."""
    table = _table()
    folding = _Folding()
    regular_from = 0
    for irregular in _irregular().finditer(text):
        offset = irregular.start()
        folding.add(text[regular_from:offset].translate(table), regular_from, width=1)
        folding.add(table[ord(irregular[0])], offset, width=0)
        regular_from = offset + 1
    folding.add(text[regular_from:].translate(table), regular_from, width=1)
    return folding.result()


class _Folding:
    """A folded text in the making, stretch by stretch."""

    def __init__(self) -> None:
        self._forms: list[str] = []
        self._stretches: list[tuple[int, int, int]] = []
        self._length = 0
        self._blank_at: int | None = None  # a blank of which the next letter decides

    def add(self, form: str, origin: int, *, width: int) -> None:
        if form == " ":
            self._blank_at = origin
        elif form:
            self._settle_blank(form[0])
            self._append(form, origin, width)

    def result(self) -> Folded:
        anchors, origins, widths = zip(*self._stretches, strict=True) if self._forms else ((),) * 3
        return Folded("".join(self._forms), anchors, origins, widths)

    def _settle_blank(self, following: str) -> None:
        blank_at, self._blank_at = self._blank_at, None
        if blank_at is None or not self._forms:
            return
        if is_run_letter(self._forms[-1][-1]) and is_run_letter(following):
            self._append(" ", blank_at, width=0)

    def _append(self, form: str, origin: int, width: int) -> None:
        self._forms.append(form)
        self._stretches.append((self._length, origin, width))
        self._length += len(form)


def is_run_letter(letter: str) -> bool:
    """Tell whether a folded letter makes runs (Latin letters and digits) that count as a whole."""
    return letter in _RUN_LETTERS


def _joined(blank: re.Match[str]) -> str:
    """Keep one blank between two letters of runs, none elsewhere."""
    text, start, end = blank.string, blank.start(), blank.end()
    between_runs = start and end < len(text) and {text[start - 1], text[end]} <= _RUN_LETTERS
    return " " if between_runs else ""


@cache
def _table() -> list[str]:
    """Build the folded form of every character, by code point, once a process."""
    table = [chr(code) for code in range(0x2FA20)]
    forms = [*range(0xD800), *range(0xE000, 0x10000), *(c for r in _ASTRAL_FORMS for c in r)]
    for code in forms:
        table[code] = _fold_form(chr(code))
    han = [code for code in forms if "\u3400" <= table[code][:1] <= "\U0002ffff"]
    simplified = opencc.OpenCC("t2s").convert("\n".join(table[code] for code in han))
    for code, form in zip(han, simplified.split("\n"), strict=True):
        table[code] = form
    return table


@cache
def _irregular() -> re.Pattern[str]:
    """Match the characters that do not fold to exactly one letter."""
    table = _table()
    odd = [chr(code) for code, form in enumerate(table) if len(form) != 1 or form == " "]
    return re.compile(f"[{''.join(map(re.escape, odd))}]")


def _fold_form(character: str) -> str:
    form = character
    if not unicodedata.is_normalized("NFKC", character):
        form = unicodedata.normalize("NFKC", character)
    elif "\u3400" <= character <= "\u9fff":
        return character
    return "".join(map(_fold_letter, form))


def _fold_letter(letter: str) -> str:
    if letter in QUOTATION_MARKS or letter in RESERVED:
        return ""
    if letter in _DASHES:
        return "-"
    if letter == "〇":
        return "零"
    if letter.isspace():
        return " "
    if unicodedata.category(letter) in ("Cf", "Cc", "Mn"):
        return ""
    return letter.lower()
