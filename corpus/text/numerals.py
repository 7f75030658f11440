"""Numbers in Chinese and Arabic writing, both ways."""

import unicodedata

_DIGITS = {character: digit for digit, character in enumerate("〇一二三四五六七八九")}
_DIGITS |= {character: digit for digit, character in enumerate("零壹贰叁肆伍陆柒捌玖")}
# What hands and scanners write for the round zero of 二〇二四, Cyrillic and Greek letters included.
_DIGITS |= dict.fromkeys("○◯OoОΟ", 0) | {"两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_SHORT_FORMS = str.maketrans({"廿": "二十", "卅": "三十", "元": "一", "正": "一"})

ZEROS = "〇○◯零OＯoОΟ"
NUMERALS = "一二三四五六七八九十百千零〇"  # the characters of an ordinal: 第一千二百零五条
FORMAL = "壹贰叁肆伍陆柒捌玖拾"


def integer(text: str) -> int | None:
    """Read a whole number up to 99,999 in Chinese or Arabic digits; None where it is none."""
    folded = unicodedata.normalize("NFKC", text)
    if folded.isascii() and folded.isdigit():
        return int(folded)
    return _spoken(folded.translate(_SHORT_FORMS)) if folded else None


def year(text: str) -> str | None:
    """Read a year written digit by digit (`二〇二四`, `２０２４`) as Arabic digits, or None."""
    digits = [_digit(character) for character in text]
    return None if None in digits or not digits else "".join(map(str, digits))


def chinese(number: int) -> str:
    """Write a whole number from 0 to 9,999 as an ordinal has it: 12 is `十二`, 105 `一百零五`."""
    if not 0 <= number <= 9999:
        raise ValueError(f"{number} is not between 0 and 9999")
    if number == 0:
        return "零"
    written = ""
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            written += "〇一二三四五六七八九"[digit] + name
        elif written and not written.endswith("零") and number % unit:
            written += "零"
    return written.removeprefix("一") if 10 <= number < 20 else written


def _digit(character: str) -> int | None:
    if character in _DIGITS:
        return _DIGITS[character]
    folded = unicodedata.normalize("NFKC", character)
    if folded in _DIGITS:
        return _DIGITS[folded]
    return int(folded) if folded.isascii() and folded.isdigit() else None


def _spoken(text: str) -> int | None:
    """Add up 一百零五; digits without any unit stand for themselves: 二四 is 24."""
    if not any(character in _UNITS or character == "万" for character in text):
        digits = year(text)
        return int(digits) if digits and len(digits) <= 5 else None
    total = section = digit = 0
    for character in text:
        value = _digit(character)
        if value is not None:
            digit = value
        elif character in _UNITS:
            section, digit = section + (digit or 1) * _UNITS[character], 0
        elif character == "万":
            total, section, digit = (total + section + digit) * 10_000, 0, 0
        else:
            return None
    return total + section + digit
