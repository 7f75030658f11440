"""The value of a figure, however it is written: 74% and 百分之七十四, 2,000 and 两千."""

import re
from decimal import Decimal

from corpus.text import numerals
from corpus.text.fold import fold

_DIGITS = r"[0-9]+(?:[,，][0-9]{3})*(?:\.[0-9]+)?"
_WORDS = "[零〇一二三四五六七八九十百千两]+(?:点[零〇一二三四五六七八九]+)?"
_SCALES = {"万": 10**4, "亿": 10**8, "万亿": 10**12}
_SCALED = re.compile(f"(?P<number>{_DIGITS}|{_WORDS})(?P<scale>万亿|万|亿)?")
_SHARES = {"百分之": "%", "千分之": "‰"}
FIGURE = re.compile(
    rf"(?:百分之|千分之){_WORDS}|(?:{_DIGITS}\s?[%‰]|(?:(?:{_DIGITS}|{_WORDS})(?:万亿|万|亿)?)+)"
)

Value = tuple[Decimal, str]


def value(written: str) -> Value | None:
    """Give the value of a figure and what it is a share of, % or ‰; None where it is no figure."""
    text = re.sub(r"\s", "", fold(written))
    for lead, sign in _SHARES.items():
        if text.startswith(lead):
            number = _number(text.removeprefix(lead))
            return (number, sign) if number is not None else None
    sign = text[-1:] if text[-1:] in ("%", "‰") else ""
    number = _number(text.removesuffix(sign)) if sign else _sum(text)
    return (number, sign) if number is not None else None


def _sum(text: str) -> Decimal | None:
    """Add 1亿 and 5000万 up."""
    total, least, at = Decimal(), 10**13, 0
    while match := _SCALED.match(text, at):
        number, scale = _number(match["number"]), _SCALES.get(match["scale"] or "", 1)
        if number is None or scale >= least:
            return None
        total, least, at = total + number * scale, scale, match.end()
    return total if 0 < at == len(text) else None


def _number(text: str) -> Decimal | None:
    plain = re.sub("[,，]", "", text)
    if re.fullmatch(r"[0-9]+(?:\.[0-9]+)?", plain):
        return Decimal(plain)
    whole, point, part = plain.partition("点")
    number = numerals.integer(whole)
    if number is None or not point:
        return None if number is None else Decimal(number)
    digits = numerals.year(part)
    return Decimal(f"{number}.{digits}") if digits else None
