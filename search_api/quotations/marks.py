"""Quotations in a text: what stands between marks, and what is said of it before and behind."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.document import Span
from corpus.text.letters import letters
from search_api.quotations.attributions import read_attribution

FEWEST_LETTERS = 8  # of a sentence that is looked for: shorter ones stand everywhere
FEWEST_UNANNOUNCED = 12  # of a quotation that nothing announces, or it is a term
LONGEST_QUOTATION = 3000  # characters between two marks; beyond, the second belongs elsewhere
MOST_LINES = 8  # of a quotation

LONGEST_BEFORE = 40  # characters of its sentence before a quotation that nothing announces

SAYS = "指出|强调|要求|提出|明确|规定|说|讲|谈到|讲到|写道|认为|表示|论述|讲话|报告"
OUGHT = "(?:要|必须|应当|坚持|把|将)?"
_PAIRS = {"“": "”", "「": "」", "『": "』"}
_OPEN, _CLOSE = "".join(_PAIRS), "".join(_PAIRS.values())
_MARK = re.compile(f"[{_OPEN}{_CLOSE}]")
# A quotation of words, rather than a term in marks, is announced or stands apart.
_OPENS = re.compile(
    rf"(?:(?P<announced>[：:]|(?:{SAYS})的?[，,：:]?{OUGHT})|^|(?<=[，,、。！？；;\n]))"
    rf"\s*(?P<open>[{_OPEN}])"
)
_PAUSE = re.compile("[，。；！？]")
_ENDS = re.compile("[，,]?\\s*$|[。！？；;\n]")
_IN_BRACKETS = r"[^（）()\n]"
_BRACKETED = re.compile(
    rf"\s*。?[（(](?P<told>{_IN_BRACKETS}{{2,120}}(?:[（(]{_IN_BRACKETS}{{2,40}}[)）])?"
    rf"{_IN_BRACKETS}{{0,40}})[)）]"
)
# “……”，李书记这样说。 and “……”——李书记
_SAID = re.compile(
    rf"(?P<comma>[，,])?\s*(?:这是|正如)?(?P<said>[^，。！？；：:{_OPEN}{_CLOSE}\n]{{2,60}}?"
    rf"(?:{SAYS}|语|的话))(?:[讲说提]?的)?"
    rf"(?:(?P<goes_on>[，,](?=[{_OPEN}]))|[。！；;]|$|(?=\n))"
)
_SIGNED = re.compile(r"\s*—{1,2}\s*(?P<signed>[^。\n]{2,60})(?=$|\n)")


@dataclass(frozen=True, slots=True)
class Quotation:
    """
    What stands between two marks.

    Attributes:
        span: Between the marks.
        told: What is said behind it of where it comes from: in brackets, behind a dash, or in the
            words of a speaker; empty where nothing is.
        end: Where the text goes on behind all this.
    """

    span: Span
    told: str
    end: int


def stretches(text: str) -> Iterator[Span]:
    """Give the lines of a text, as one those over which a quotation goes on."""
    lines = [Span(*match.span()) for match in re.finditer("[^\n]+", text)]
    at = 0
    while at < len(lines):
        last = _last_line(text, lines[at : at + MOST_LINES])
        yield Span(lines[at].start, last.end)
        at = lines.index(last, at, at + MOST_LINES) + 1


def _last_line(text: str, lines: list[Span]) -> Span:
    first = lines[0]
    closed = _closed(text, first)
    opens = _OPENS.finditer(text, first.start, first.end)
    announced = (match.start("open") for match in opens if match["announced"])
    left_open = next((at for at in announced if at not in closed), None)
    window = Span(left_open or 0, lines[-1].end)
    if left_open is None or not any(mark in text[window.start : window.end] for mark in _CLOSE):
        return first
    end = _closed(text, window).get(left_open, -1)
    if not 0 < end - left_open <= LONGEST_QUOTATION:
        return first
    return next(line for line in lines if end <= line.end)


def quotations(text: str, stretch: Span) -> Iterator[Quotation]:
    """Give the quotations of a stretch that are long enough to be looked for."""
    closed = _closed(text, stretch)
    at = stretch.start
    while match := _OPENS.search(text, at, stretch.end):
        opened = match.start("open")
        at, end = opened + 1, closed.get(opened)
        if end is None or end - at > LONGEST_QUOTATION:
            continue
        found = Quotation(Span(at, end), *_told(text, end + 1, stretch.end))
        if _is_quotation(text, found, announced=match["announced"] is not None):
            yield found
            at = found.end


def bracketed(text: str, start: int, end: int) -> tuple[str, int]:
    """Give what stands in brackets at a place, and where the text goes on behind them."""
    found = _BRACKETED.match(text, start, end)
    return (found["told"], found.end()) if found else ("", start)


def _is_quotation(text: str, found: Quotation, *, announced: bool) -> bool:
    words = text[found.span.start : found.span.end]
    size = len(letters(words))
    if announced or read_attribution("", found.told):
        return size >= FEWEST_LETTERS
    opened = found.span.start - 1
    before = text[max(0, opened - LONGEST_BEFORE) : opened]
    begins = opened <= LONGEST_BEFORE or any(mark in before for mark in "。！？\n")
    ends = words.endswith(("。", "！", "？")) or _ENDS.match(text, found.span.end + 1)
    return bool(size >= FEWEST_UNANNOUNCED and _PAUSE.search(words) and begins and ends)


def _told(text: str, behind: int, end: int) -> tuple[str, int]:
    """Give what is said behind a quotation of its source, and where the text goes on."""
    told, at = bracketed(text, behind, end)
    if told:
        return told, at
    if signed := _SIGNED.match(text, behind, end):
        return signed["signed"], signed.end()
    said = _SAID.match(text, behind, end)
    if said is None or (said["goes_on"] and not said["comma"]):  # that announces the next one
        return "", behind
    return said["said"], behind if said["goes_on"] else said.end()


def _closed(text: str, stretch: Span) -> dict[int, int]:
    """
    Give for each quotation mark that opens where it closes; marks stand within marks.

    A quotation of several paragraphs may open again with each of them.
    """
    closed: dict[int, int] = {}
    opened: dict[str, list[int]] = {mark: [] for mark in _PAIRS.values()}
    for match in _MARK.finditer(text, stretch.start, stretch.end):
        at, mark = match.start(), match[0]
        if mark not in _PAIRS:
            if opened[mark]:
                closed[opened[mark].pop()] = at
        elif not (opened[_PAIRS[mark]] and _begins_line(text, at)):
            opened[_PAIRS[mark]].append(at)
    return closed


def _begins_line(text: str, at: int) -> bool:
    return text[max(0, at - 8) : at].rstrip(" \u3000").endswith("\n")
