"""Numbers in words and in digits: what one way of writing may stand for in another."""

import re
from collections.abc import Iterator
from decimal import Decimal

from corpus.text import numerals

_CHINESE = "零一二三四五六七八九"
_MEASURES = "届大次年月日条章号"
_DIGITS_WITH_MEASURE = re.compile(rf"([0-9]{{1,4}})([{_MEASURES}])$")
_WORDS_WITH_MEASURE = re.compile(rf"([{_CHINESE}十百千]{{1,8}})([{_MEASURES}])$")
_DIGITS = re.compile(r"[1-9][0-9]{1,2}")
_WORDS = re.compile(rf"[{_CHINESE}十百]{{2,6}}")
_PERCENT = re.compile(r"([0-9]{1,3})(?:\.([0-9]{1,3}))?%")
_SHARE = re.compile(rf"百分之([{_CHINESE}十百]{{1,5}})(?:点([{_CHINESE}]{{1,3}}))?")
_SUM = re.compile(r"([0-9]{1,8}(?:\.[0-9]{1,4})?)([万亿])(元?)")
_YEAR_LENGTH = 4  # only years are read digit by digit
_FEWEST_GREAT = 3  # 三大, 二十大
_TEN_THOUSANDS = 10_000  # 万 in 亿


def other_numerals(piece: str) -> Iterator[str]:
    """
    Give other ways to write a folded number: `二十届` for `20届`, `百分之二十` for `20%`.

    A share is never a difference: 20% is not 20个百分点.
    """
    if piece.startswith("第"):
        yield from (f"第{other}" for other in _measured(piece[1:]))
    yield from _measured(piece)
    yield from _bare(piece)
    yield from _share(piece)
    yield from _sum(piece)


def _measured(piece: str) -> Iterator[str]:
    """Give `二十届` for `20届`, `二〇二四年` for `2024年`, and the other way round."""
    if digits := _DIGITS_WITH_MEASURE.fullmatch(piece):
        value, measure = digits.groups()
        is_year = measure == "年" and len(value) == _YEAR_LENGTH
        if is_year or _is_counted(int(value), measure):
            yield (_spelt(value) if is_year else numerals.chinese(int(value))) + measure
    elif words := _WORDS_WITH_MEASURE.fullmatch(piece):
        numeral, measure = words.groups()
        is_spelt = len(numeral) > 1 and all(letter in _CHINESE for letter in numeral)
        number = numerals.integer(numeral)
        if is_spelt and measure == "年":
            yield _digits(numeral) + measure
        elif not is_spelt and number is not None and _is_counted(number, measure):
            yield f"{number}{measure}"


def _is_counted(number: int, measure: str) -> bool:
    """Tell whether it is a number that people write in both ways: 三大, but not 一大."""
    return measure != "大" or number >= _FEWEST_GREAT


def _bare(piece: str) -> Iterator[str]:
    """Give `30` for `三十` and the other way round; digit by digit is a name, not a number."""
    if _DIGITS.fullmatch(piece):
        yield numerals.chinese(int(piece))
    elif _WORDS.fullmatch(piece) and ("十" in piece or "百" in piece):
        number = numerals.integer(piece)
        if number is not None and numerals.chinese(number) == piece:
            yield str(number)


def _share(piece: str) -> Iterator[str]:
    if percent := _PERCENT.fullmatch(piece):
        whole, part = percent.groups()
        yield f"百分之{numerals.chinese(int(whole))}" + (f"点{_spelt(part)}" if part else "")
    elif share := _SHARE.fullmatch(piece):
        number, part = numerals.integer(share[1]), share[2]
        if number is not None:
            yield f"{number}" + (f".{_digits(part)}" if part else "") + "%"


def _sum(piece: str) -> Iterator[str]:
    """Give `15000万` for `1.5亿`, and the other way round."""
    found = _SUM.fullmatch(piece)
    if not found:
        return
    value, unit, measure = Decimal(found[1]), found[2], found[3]
    if unit == "亿":
        yield f"{_plain(value * _TEN_THOUSANDS)}万{measure}"
    elif value >= _TEN_THOUSANDS // 10:
        yield f"{_plain(value / _TEN_THOUSANDS)}亿{measure}"


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _spelt(digits: str) -> str:
    return "".join(_CHINESE[int(digit)] for digit in digits)


def _digits(spelt: str) -> str:
    return "".join(str(_CHINESE.index(letter)) for letter in spelt)
