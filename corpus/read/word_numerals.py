"""How Word writes an automatic number: its number formats, rendered."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

_DIGITS = "〇一二三四五六七八九"
_UNITS = ("", "十", "百", "千")
_LEGAL = str.maketrans("零一二三四五六七八九十百千万", "零壹贰叁肆伍陆柒捌玖拾佰仟万")
_LEGAL_TRADITIONAL = str.maketrans("零一二三四五六七八九十百千万", "零壹貳參肆伍陸柒捌玖拾佰仟萬")
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_MOST = 99_999_999


def counted(number: int) -> str:
    """Write 1 as 一, 10 as 十, 21 as 二十一, 105 as 一百零五."""
    if not 0 < number <= _MOST:
        return "零" if number == 0 else str(number)
    upper, lower = divmod(number, 10_000)
    if not upper:
        text = _below_ten_thousand(lower)
    else:
        zero = "零" if 0 < lower < 1000 else ""
        text = _below_ten_thousand(upper) + "万" + zero + _below_ten_thousand(lower)
    return text[1:] if text.startswith("一十") else text


def _below_ten_thousand(number: int) -> str:
    text = ""
    for place, digit in zip(reversed(range(4)), f"{number:04}", strict=True):
        if digit != "0":
            text += _DIGITS[int(digit)] + _UNITS[place]
        elif text and not text.endswith("零"):
            text += "零"
    return text.removesuffix("零")


def _japanese(number: int) -> str:
    """Japanese counting says no 一 before 十, 百 and 千, and no 零 between."""
    text = counted(number).replace("零", "")
    for unit in "十百千":
        text = text.replace("一" + unit, unit)
    return text


def _digits(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def _letters(number: int) -> str:
    """Word goes on after z with aa, bb, cc."""
    if number < 1:
        return str(number)
    times, place = divmod(number - 1, len(_LETTERS))
    return _LETTERS[place] * min(times + 1, 30)


def _roman(number: int) -> str:
    if not 0 < number < 5000:
        return str(number)
    text = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        text += letters * count
    return text


def _series(signs: str) -> Callable[[int], str]:
    """Take the sign at the number's place; beyond the last one Word writes plain digits."""
    return lambda number: signs[number - 1] if 0 < number <= len(signs) else str(number)


def _sexagenary(number: int) -> str:
    return _STEMS[(number - 1) % 10] + _BRANCHES[(number - 1) % 12] if number > 0 else str(number)


def _ordinal(number: int) -> str:
    teen = number % 100 in (11, 12, 13)
    return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def _signs(first: str, count: int) -> str:
    return "".join(chr(ord(first) + place) for place in range(count))


_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_CIRCLED = _series(_signs("①", 20))

_FORMATS: Mapping[str, Callable[[int], str]] = MappingProxyType(
    {
        "decimal": str,
        "decimalZero": lambda number: f"{number:02}",
        "decimalHalfWidth": str,
        "decimalFullWidth": lambda number: str(number).translate(_FULL_WIDTH),
        "decimalFullWidth2": lambda number: str(number).translate(_FULL_WIDTH),
        "decimalEnclosedCircle": _CIRCLED,
        "decimalEnclosedCircleChinese": _CIRCLED,
        "decimalEnclosedParen": _series(_signs("⑴", 20)),
        "decimalEnclosedFullstop": _series(_signs("⒈", 20)),
        "numberInDash": lambda number: f"- {number} -",
        "ordinal": _ordinal,
        "lowerLetter": _letters,
        "upperLetter": lambda number: _letters(number).upper(),
        "lowerRoman": _roman,
        "upperRoman": lambda number: _roman(number).upper(),
        "chineseCounting": counted,
        "chineseCountingThousand": counted,
        "taiwaneseCounting": counted,
        "taiwaneseCountingThousand": counted,
        "chineseLegalSimplified": lambda number: counted(number).translate(_LEGAL),
        "ideographLegalTraditional": lambda number: counted(number).translate(_LEGAL_TRADITIONAL),
        "japaneseCounting": _japanese,
        "japaneseLegal": lambda number: _japanese(number).translate(_LEGAL_TRADITIONAL),
        "japaneseDigitalTenThousand": _digits,
        "ideographDigital": _digits,
        "taiwaneseDigital": _digits,
        "ideographTraditional": _series(_STEMS),
        "ideographZodiac": _series(_BRANCHES),
        "ideographZodiacTraditional": _sexagenary,
        "ideographEnclosedCircle": _series(_signs("㊀", 10)),
        "bullet": lambda number: "",
        "none": lambda number: "",
    }
)


def numeral(number: int, number_format: str) -> str:
    """Write `number` in a format of Word (`w:numFmt`); an unknown one is written in digits."""
    return _FORMATS.get(number_format, str)(number)
