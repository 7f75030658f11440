"""A text as the sentences to check, each with what is said of where it comes from."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from corpus.document import Span
from corpus.text.letters import letters
from search_api.quotations.attributions import Attribution, read_attribution
from search_api.quotations.marks import (
    FEWEST_LETTERS,
    OUGHT,
    SAYS,
    bracketed,
    quotations,
    stretches,
)
from search_api.quotations.wrapping import unwrapped

LONGEST_SENTENCE = 400  # characters; of longer ones each clause is looked for
LONGEST_HEADING = 40  # characters of a line that is a heading rather than a sentence
MOST_BESIDE_NAME = 8  # letters beside the name of a source in a cell that only names it
LONGEST_LEAD = 160  # characters before a quotation that may say whose words it is

_SENTENCE = re.compile(
    r"[^。！？!?\n\t]+(?:[。！？!?]+[”’」』）)]*)?"
)  # a tab parts the cells of a row
_CLAUSE = re.compile("[^；;]{1,400}[；;]?")  # of a sentence that is too long to be compared whole
_OMITTED = re.compile("…{1,2}|\\.{6}|——{2}")
_NUMBERED = re.compile(
    r"[\s　#>*-]*(?:[（(][一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十]{1,3}、"
    r"|\d{1,2}[.．、](?!\d)|注\d{0,3}[：:]"
    r"|第[一二三四五六七八九十百千零\d]{1,8}[章节编][\s　])?[\s　]*"
)
_ARTICLE = re.compile(
    r"第[一二三四五六七八九十百千零〇\d]{1,8}条(?:之[一二三四五六七八九十]{1,3})?[*\s　：:，]+"
)
_LED = re.compile(
    r"(?:(?!。).){0,160}?(?:"
    r"(?:》|[）)]|第[^，。]{1,9}条|款|项|法|条例|办法)(?:的)?(?:明确|中|还|也)?"
    r"(?:规定|指出|要求|提出|强调)"
    r"|(?:总书记|主席|总理|书记|省长|市长|部长|同志|会议|报告|讲话|上|中|时|日)"
    rf"[^，。]{{0,24}}?(?:{SAYS})"
    r"|^[一-鿿]{2,4}(?:在[^，。]{2,80})?(?:指出|强调|说|要求)"
    r"|^(?:根据|依据|依照|按照)(?:[^。]{0,20}《[^。]{2,120}?|[^。，]{2,40}第[^。，]{1,9}条[^。，]{0,4}))"
    rf"[，,：:]{OUGHT}"
)
_OWN = re.compile(
    "^违反|本(?:法|条例|办法|规定|规则|细则)|前款"
)  # a law's own words, announcing none
_ENDS = "。！？；;!?…”’」』"
_PAUSE = re.compile("[，；：]")
_LABEL = re.compile("[^，。；：:]{1,16}[：:]")
_TITLE_MARKED = re.compile("《[^《》\n]{2,120}》")
_ARTICLE_NAME = re.compile(r"第[一二三四五六七八九十百千零〇\d]{1,8}条")

_BLANKS = " \t\u3000\xa0"

_NOTHING = Attribution()


class ClaimKind(StrEnum):
    """Why a sentence is checked."""

    QUOTED = "quoted"  # it stands in quotation marks that something announces
    ATTRIBUTED = "attributed"  # it is said to be a document's or a person's
    PLAIN = "plain"  # it may have been taken over without a word about it


@dataclass(frozen=True, slots=True)
class Claim:
    """
    A sentence to check.

    Attributes:
        span: Where its words stand in the text, without what announces them.
        text: The words, verbatim.
        kind: Why it is checked.
        attribution: Where it is said to come from.
        lead: What announces the words in their own sentence, verbatim, or is a part of the quoted
            sentence after all: 违反本法第十条规定，…
    """

    span: Span
    text: str
    kind: ClaimKind
    attribution: Attribution = _NOTHING
    lead: str = ""


def find_claims(text: str) -> tuple[Claim, ...]:
    """Find the sentences to check, in order."""
    whole = unwrapped(text)
    found: list[Claim] = []
    for stretch in stretches(whole):
        found += _claims_of(whole, stretch)
    return tuple(replace(each, text=text[each.span.start : each.span.end]) for each in found)


def _claims_of(text: str, stretch: Span) -> Iterator[Claim]:
    """Give the claims of a paragraph: its quotations, and the sentences between them."""
    at = stretch.start
    for quoted in quotations(text, stretch):
        begin = _sentence_start(text, at, quoted.span.start)
        yield from _plain(text, Span(at, begin))
        lead = text[max(begin, quoted.span.start - LONGEST_LEAD) : quoted.span.start]
        told = read_attribution(lead, quoted.told)
        yield from _sentences(text, quoted.span, ClaimKind.QUOTED, told)
        at = quoted.end
    yield from _plain(text, Span(at, stretch.end))


def _sentence_start(text: str, start: int, end: int) -> int:
    """Give where the sentence begins that ends at *end*."""
    ended = max(text.rfind(mark, start, end - 1) for mark in "。！？\n")
    return ended + 1 if ended >= 0 else start


def _plain(text: str, span: Span) -> Iterator[Claim]:
    """Give the sentences of a stretch, what announces their words apart."""
    carried = _NOTHING
    for match in _SENTENCE.finditer(text, span.start, span.end):
        if named := _named_in_cell(text, Span(*match.span())):
            carried = named
            continue
        if _is_heading(text, Span(*match.span())):
            continue
        start = _NUMBERED.match(text, match.start(), match.end()).end()  # type: ignore[union-attr]
        begin, carries = _announced(text[start : match.end()])
        tail, _ = bracketed(text, match.end(), span.end)
        lead = text[start : start + begin]
        if _OWN.search(lead):
            begin, lead = 0, ""
        told = read_attribution(lead, tail)
        if carries:
            carried = told
        told = told or carried
        if len(letters(text[start + begin : match.end()])) < FEWEST_LETTERS:
            begin = 0
        words = Span(start + begin, match.end())
        yield from _sentences(text, words, _kind(told), told, led_from=start if begin else None)


def _named_in_cell(text: str, span: Span) -> Attribution:
    """Give what the cell of a row names, where it does nothing else: the words are in the next."""
    if text[span.end : span.end + 1] != "\t":
        return _NOTHING
    cell = text[span.start : span.end]
    rest = letters(_ARTICLE_NAME.sub("", _TITLE_MARKED.sub("", cell)))
    return read_attribution(cell) if len(rest) <= MOST_BESIDE_NAME else _NOTHING


def _is_heading(text: str, span: Span) -> bool:
    """Tell whether a line stands alone without a full stop in a text that has other lines."""
    line = text[span.start : span.end].strip()
    alone = span.start == 0 or text[span.start - 1] == "\n"
    ended = line.endswith(tuple(_ENDS)) or _PAUSE.search(line)
    return alone and not ended and len(line) <= LONGEST_HEADING and "\n" in text.strip()


def _kind(told: Attribution) -> ClaimKind:
    return ClaimKind.ATTRIBUTED if told else ClaimKind.PLAIN


def _announced(sentence: str) -> tuple[int, bool]:
    """Say where a sentence's words begin, and whether what announces them holds for the next."""
    if article := _ARTICLE.match(sentence):
        return article.end(), True
    led = _LED.match(sentence) or _LABEL.match(sentence)
    return (led.end(), sentence[led.end() - 1] in "：:") if led else (0, False)


def _sentences(
    text: str, span: Span, kind: ClaimKind, told: Attribution, *, led_from: int | None = None
) -> Iterator[Claim]:
    """Give what is looked for as one: sentences, cut where something is left out of them."""
    for match in _SENTENCE.finditer(text, span.start, span.end):
        for part in _parts(text, Span(*match.span())):
            words = text[part.start : part.end]
            if len(letters(words)) >= FEWEST_LETTERS:
                lead = text[led_from : part.start] if led_from is not None else ""
                yield Claim(part, words, kind, told, lead)
            led_from = None


def _parts(text: str, span: Span) -> Sequence[Span]:
    at, found = span.start, list[Span]()
    for match in _OMITTED.finditer(text, span.start, span.end):
        found.append(Span(at, match.start()))
        at = match.end()
    found.append(Span(at, span.end))
    return [_stripped(text, short) for each in found for short in _short(text, each)]


def _short(text: str, span: Span) -> Sequence[Span]:
    if span.end - span.start <= LONGEST_SENTENCE:
        return (span,)
    return [Span(*match.span()) for match in _CLAUSE.finditer(text, span.start, span.end)]


def _stripped(text: str, span: Span) -> Span:
    """Leave blanks at the ends out, and the mark that opens a quotation's paragraph again."""
    words = text[span.start : span.end]
    lead = len(words) - len(words.lstrip(_BLANKS if "”" in words else f"{_BLANKS}“"))
    return Span(span.start + lead, span.start + len(words.rstrip())) if words.strip() else span
