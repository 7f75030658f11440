"""Document numbers (发文字号) and numbers of orders, in every form in which people write them."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from corpus.document import Span
from corpus.recognise.script import simplify
from corpus.text import numerals
from corpus.text.fold import fold
from corpus.vocabulary.wordlists import any_of

_HAN = "㐀-䶿一-鿿"
_OPEN = r"[〔［\[【〖（(｛{〈⟦❲﹝「]"
_CLOSE = r"[〕］\]】〗）)｝}〉⟧❳﹞」]"
_YEAR_DIGIT = f"[0-9０-９一二三四五六七八九{numerals.ZEROS}]"
_SEQUENCE = r"[0-9０-９]{1,5}|[一二三四五六七八九十百千〇零]{1,7}"
_MARK = "[号號亏]"  # the last is what scanners make of it
_CORE = re.compile(
    rf"{_OPEN}\s*(?P<year>{_YEAR_DIGIT}{{4}}|\d{{2}})\s*年?\s*{_CLOSE}\s*(?:第\s*)?"
    rf"(?P<sequence>{_SEQUENCE})(?P<more>(?:[、,，]\s*\d{{1,5}}){{0,6}})\s*{_MARK}"
)
_YEAR_FIRST = re.compile(  # (87)国函字第24号
    rf"{_OPEN}\s*(?P<year>\d{{2}})\s*{_CLOSE}\s*(?P<code>[{_HAN}]{{1,8}}字)\s*第\s*"
    rf"(?P<sequence>{_SEQUENCE})\s*{_MARK}"
)
_ORDER = re.compile(
    rf"(?P<kind>令|公告)[（(]?\s*(?:{_OPEN}?\s*(?P<year>{_YEAR_DIGIT}{{4}})\s*年?\s*{_CLOSE}?\s*)?"
    rf"第\s*(?P<sequence>{_SEQUENCE})\s*{_MARK}[）)]?"
)
_PROMULGATES = re.compile(
    r"[\s，,]*(?:第[一二三四五六七八九十]{1,3}次)?(?:修订后?)?(?:重新)?(?:公布|发布|修订)(?!的)"
)
_JOINT = "、和， "  # between the orders of several bodies
_BODY_BEFORE = re.compile(rf"[{_HAN}、·\s]{{1,40}}$")
_CODE_BEFORE = re.compile(rf"[{_HAN}A-Za-z0-9·]{{1,18}}$")
_LETTER = re.compile(rf"[{_HAN}A-Za-z]")
_WHOLE = re.compile(  # white space is gone by then
    rf"(?P<code>[{_HAN}A-Za-z·]{{1,20}}?)第?"
    rf"(?:{_OPEN}(?P<short>\d{{2}}){_CLOSE}|{_OPEN}?(?P<year>(?:19|20)\d{{2}}|二[{numerals.ZEROS}]"
    rf"{_YEAR_DIGIT}{{2}}|一九{_YEAR_DIGIT}{{2}}|[12]{_YEAR_DIGIT}{{3}})年?{_CLOSE}?)"
    rf"[-—_]?第?(?P<sequence>0*\d{{1,5}}|[一二三四五六七八九十百千〇零]{{1,7}})(?P<mark>{_MARK}?)"
    "(?:文件|文)?"
)
_BRACKETED = re.compile(_CLOSE)
_CODE_ENDING = re.compile("[发函字规电办文]$")  # so 改革 2024 2025 is no number, 国发 2024 1 is one
_CODE_LENGTH_MAX = 14
_BEFORE_CODE = "0123456789年月日"
_CONNECTED = re.compile("^.*?(?:以|按照|依照|根据|你[院部委局厅省市县区办司])(?=.{2})")
_COUNTED_THROUGH = ("国务院", "主席")  # their orders are numbered on, whatever the year beside them


@dataclass(frozen=True, slots=True)
class NumberFound:
    """
    A document number in a text.

    Attributes:
        canonical: As the standard writes it: `国发〔2024〕1号`, `国务院令第703号`.
        key: Equal for every written form of one number: `国发|2024|1`.
        span: Where it stands, lists (`22、23号`) as one.
    """

    canonical: str
    key: str
    span: Span


def find_document_numbers(text: str) -> list[NumberFound]:
    """Find the bracketed document numbers in a text, in order; orders are `find_order_numbers`."""
    found = [number for core in _CORE.finditer(text) for number in _numbers_at(text, core)]
    found += [number for match in _YEAR_FIRST.finditer(text) for number in _year_first(match)]
    return sorted(found, key=lambda number: number.span.start)


def find_order_numbers(text: str) -> list[NumberFound]:
    """Find numbers of orders and announcements: 国务院令第703号, 财政部公告2024年第5号."""
    return [number for match in _ORDER.finditer(text) if (number := _order(text, match))]


def promulgating_orders(text: str) -> Iterator[NumberFound]:
    """
    Give the orders by which a text was promulgated, or revised as a whole, in order.

    Not the order of a decision that amends it (第666号《……的决定》修订); of several bodies' orders
    of one day (第10号、卫生部令第1号发布) the first.
    """
    orders = find_order_numbers(text)
    ends = [*(order.span.start for order in orders[1:]), len(text)]
    first: NumberFound | None = None
    for order, end in zip(orders, ends, strict=False):
        first = first or order
        between = text[order.span.end : end]
        if order is not orders[-1] and not between.strip(_JOINT):
            continue
        if _PROMULGATES.match(between):
            yield first
        first = None


def parse_document_number(text: str) -> NumberFound | None:
    """Read a text that is one number in any written form as a whole, or give None."""
    bare = re.sub(r"\s", "", text.strip())
    if not 4 <= len(bare) <= 60:
        return None
    span = Span(len(text) - len(text.lstrip()), len(text.rstrip()))
    numbers = _order_alone(bare) or _bracketed_alone(bare) or _loose_alone(bare)
    return NumberFound(numbers.canonical, numbers.key, span) if numbers else None


def document_number_key(text: str) -> str | None:
    """Give the key of a text that is one document number in any written form, or None."""
    number = parse_document_number(text)
    return number.key if number else None


def _order_alone(bare: str) -> NumberFound | None:
    match = _ORDER.search(bare)
    if not match or match.end() != len(bare):
        return None
    order = _order(bare, match)
    if order:
        return order if order.span.start == 0 else None
    return _announcement(match) if match.start() == 0 else None


def _bracketed_alone(bare: str) -> NumberFound | None:
    trimmed = re.sub("(?:文件|文)$", "", bare)
    found = find_document_numbers(trimmed)
    whole = len(found) == 1 and found[0].span == Span(0, len(trimmed))
    return found[0] if whole else None


def _loose_alone(bare: str) -> NumberFound | None:
    """Read forms that have lost their brackets: 国发2024年1号, 冀国资字2018年63号."""
    match = _WHOLE.fullmatch(unicodedata.normalize("NFKC", bare))
    if not match:
        return None
    year = _full_year(match["year"] or match["short"])
    sequence = numerals.integer(match["sequence"])
    certain = match["mark"] or _BRACKETED.search(match[0]) or _CODE_ENDING.search(match["code"])
    if not year or not sequence or not certain:
        return None
    return _number(match["code"], year, sequence, Span(0, len(bare)))


def _numbers_at(text: str, core: re.Match[str]) -> Iterator[NumberFound]:
    """Give the numbers of a core `〔2024〕22、23号` with the code that stands before it."""
    left = text[max(0, core.start() - 18) : core.start()].rstrip()
    before = _CODE_BEFORE.search(left)
    code = _code(before[0]) if before else None
    year, first = _full_year(core["year"]), numerals.integer(core["sequence"])
    if not code or not year or not first:
        return
    start = core.start() - 18 if core.start() > 18 else 0
    span = Span(start + left.rfind(code), core.end())
    for sequence in (first, *map(int, re.findall(r"\d{1,5}", core["more"]))):
        yield _number(code, year, sequence, span)


def _year_first(match: re.Match[str]) -> Iterator[NumberFound]:
    year, sequence = _full_year(match["year"]), numerals.integer(match["sequence"])
    if year and sequence:
        yield _number(match["code"], year, sequence, Span(match.start(), match.end()))


def _order(text: str, match: re.Match[str]) -> NumberFound | None:
    """Give the order of which *match* is the `令第703号`, with the body that stands before it."""
    left = text[max(0, match.start() - 40) : match.start()]
    before = _BODY_BEFORE.search(left)
    body = _order_body(re.sub(r"\s", "", before[0])) if before else ""
    sequence = numerals.integer(match["sequence"])
    if not before or not body or not sequence:
        return None
    start = match.start() - len(before[0].lstrip()) if body == "国" else _start(left, body, match)
    body = {"国": "国务院"}.get(body, body)
    year = "" if body in _COUNTED_THROUGH else numerals.year(match["year"] or "") or ""
    return _order_number(body, match["kind"], year, sequence, Span(start, match.end()))


def _start(left: str, body: str, match: re.Match[str]) -> int:
    """Find where the body's name begins, though blanks may stand in it."""
    spaced = re.search(r"\s*".join(map(re.escape, f"中华人民共和国{body}")), left)
    spaced = spaced or re.search(r"\s*".join(map(re.escape, body)), left)
    return match.start() - len(left) + spaced.start() if spaced else match.start()


def _order_body(text: str) -> str:
    """Cut what leads up to the body away, and the name of the state before it."""
    text = _leads().sub("", text.lstrip(_BEFORE_CODE))
    text = re.sub("^.*[的由以](?=.{2})", "", text).removeprefix("中华人民共和国")
    return next((body for body in _COUNTED_THROUGH if text.endswith(body)), text)


def _announcement(match: re.Match[str]) -> NumberFound | None:
    """Read 公告2024年第5号, which names no body."""
    year, sequence = numerals.year(match["year"] or ""), numerals.integer(match["sequence"])
    if not year or not sequence:
        return None
    return _order_number("", match["kind"], year, sequence, Span(match.start(), match.end()))


def _order_number(body: str, kind: str, year: str, sequence: int, span: Span) -> NumberFound:
    body = simplify(body)
    canonical = f"{body}{kind}{year and year + '年'}第{sequence}号"
    return NumberFound(canonical, f"{_key_form(body)}{kind}|{year}|{sequence}", span)


def _number(code: str, year: str, sequence: int, span: Span) -> NumberFound:
    code = simplify(code)
    key = f"{_key_form(code)}|{year}|{sequence}"
    return NumberFound(f"{code}〔{year}〕{sequence}号", key, span)


def _code(text: str) -> str | None:
    """Cut what leads up to the code away: 贯彻落实中发 → 中发, 交通部交基发 → 交基发."""
    stripped = None
    while stripped != text:
        stripped, text = text, _leads().sub("", text.lstrip(_BEFORE_CODE))
    text = _CONNECTED.sub("", text)
    text = _bodies().sub("", text) or text
    text = text.lstrip(_BEFORE_CODE)
    fits = 0 < len(text) <= _CODE_LENGTH_MAX and _LETTER.search(text)
    return text if fits else None


@cache
def _leads() -> re.Pattern[str]:
    return re.compile(f"^(?:{any_of('number_leads')}|对(?!外))+")


@cache
def _bodies() -> re.Pattern[str]:
    return re.compile(f"^.{{0,10}}?{any_of('number_bodies')}(?=[^部委局院厅令府]{{2,9}}$)")


def _full_year(text: str) -> str | None:
    """Read the year of a number, of two digits only from 1949 on; None where it cannot be one."""
    year = numerals.year(text)
    if year and len(year) == 2:
        year = f"19{year}"
    return year if year and 1949 <= int(year) <= 2099 else None


def _key_form(text: str) -> str:
    return fold(text).replace(" ", "")
