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
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import opencc

from corpus.document import Span

QUOTATION_MARKS = "“”‘’„‟‚‛\"'`´「」『』﹁﹂﹃﹄〝〞＂＇"
_NO_QUOTES = str.maketrans("", "", QUOTATION_MARKS)
_DASHES = "‐‑‒–—―−⸺⸻﹘﹣－"
RESERVED = "¦¶"  # mark borders in the stream of bigrams, so no folded text holds them

_BLANKS = re.compile(" +")
_MOST_PATTERNS = 512  # kept at hand; texts have the same few irregular letters again and again
_RUN_LETTERS = frozenset("0123456789abcdefghijklmnopqrstuvwxyz")
_ASTRAL_FORMS = (range(0x1D400, 0x1D800), range(0x1F100, 0x1F200), range(0x2F800, 0x2FA20))


@dataclass(frozen=True, slots=True)
class Folded:
    """
    A folded text that knows where its characters come from.

    Attributes:
        text: The normal form.
        anchors: Offsets in `text` at which a stretch begins, ascending, the first 0.
        origins: For each anchor, the offset in the original from which it came.
        widths: For each anchor, 0 where the stretch came from that one original character, else 1.
    """

    text: str
    anchors: Sequence[int]
    origins: Sequence[int]
    widths: Sequence[int]

    def original(self, start: int, end: int) -> Span:
        """Give the span of the original from which `text[start:end]` came; not for empty ones."""
        return Span(self._origin(start), self._origin(end - 1) + 1)

    def _origin(self, offset: int) -> int:
        at = bisect_right(self.anchors, offset) - 1
        return self.origins[at] + (offset - self.anchors[at]) * self.widths[at]


def without_quotes(text: str) -> str:
    """Give a text without its quotation marks, otherwise as it is."""
    return text.translate(_NO_QUOTES)


def fold(text: str) -> str:
    """Give the normal form of *text*."""
    formed = text.translate(_table())
    return _BLANKS.sub(_joined, formed) if " " in formed else formed


def fold_with_origins(text: str) -> Folded:
    """Give the normal form of *text*, and the way from its characters to those of *text*."""
    table, folded = _table(), fold(text)
    anchors, origins, widths = [0], [0], [1]
    shift = 0  # how far the folded text is ahead of the original
    for irregular in _find_any(text, _irregular().intersection(text)):
        offset = irregular.start()
        at, form = offset + shift, table[ord(irregular[0])]
        length = len(form)
        if form == " " and not folded.startswith(" ", at):
            length = 0  # a blank that joins nothing
        if length == 1:
            continue
        if length:
            anchors.append(at)
            origins.append(offset)
            widths.append(0)
        anchors.append(at + length)
        origins.append(offset + 1)
        widths.append(1)
        shift += length - 1
    return Folded(folded, anchors, origins, widths)


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
def _irregular() -> frozenset[str]:
    """Give the characters that do not fold to exactly one letter."""
    return frozenset(
        chr(code) for code, form in enumerate(_table()) if len(form) != 1 or form == " "
    )


def _find_any(text: str, letters: frozenset[str]) -> Iterator[re.Match[str]]:
    """Find some letters; a few that are there, and not the thousands that might be."""
    return _any_of(letters).finditer(text) if letters else iter(())


@lru_cache(_MOST_PATTERNS)
def _any_of(letters: frozenset[str]) -> re.Pattern[str]:
    return re.compile(f"[{''.join(map(re.escape, letters))}]")


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
