"""What looks like a sign of the query language and is none: taken as words, but never silently."""

import re
from collections.abc import Iterator

from indexer.search.days import is_backwards
from indexer.search.signs import FIELD_NAMES, QUOTED

_HAN = "\u3400-\u9fff"
_FIELDS = "标题、文号、机关、讲话人、企业、年份、日期、类型、文种、地区、行业、主题"
_MOST_SHOWN = 20  # characters of what was typed

_QUOTED = re.compile(QUOTED)
_UNKNOWN_FIELD = re.compile(rf"(?:^|(?<=[\s(（\-－]))(?P<name>[{_HAN}]{{2,4}})[:：](?P<value>\S+)")
_BAR = re.compile(r"(?P<left>[^\s|｜]+)(?:[|｜]+|\s+[|｜]{2}\s+)(?P<right>[^\s|｜]+)")
_SMALL = re.compile(
    rf"(?P<left>[{_HAN}]+)\s+(?P<operator>(?!OR|AND|NOT)(?i:or|and|not))\s+(?P<right>[{_HAN}]+)"
)
_MINUS_WITHIN = re.compile(rf"(?P<left>[{_HAN}]+)[-－](?P<right>[{_HAN}]+)")
_DAYS = re.compile(r"(?:^|(?<=[\s(（\-－]))(?:日期|年份|date|year)[:：]\s*(?P<days>\S+)", re.I)


def hints(text: str) -> Iterator[str]:
    """Say in Chinese how a query may be meant otherwise than it is taken; at most once a sign."""
    bare = _QUOTED.sub(lambda quoted: " " * len(quoted[0]), text)
    yield from _days(bare)
    yield from _unknown_field(bare)
    if found := _BAR.search(bare):
        left, right = _sides(found)
        yield f"“|”不是运算符，按普通文字检索。要找其中一个，请写成 {left} OR {right}。"
    if found := _SMALL.search(bare):
        left, right = _sides(found)
        operator = found["operator"]
        yield (
            f"运算符要大写，“{operator}”按普通文字检索。请写成 {left} {operator.upper()} {right}。"
        )
    if found := _MINUS_WITHIN.search(bare):
        left, right = _sides(found)
        yield f"夹在字中间的“-”按普通标点看。要排除“{right}”，请写成 {left} -{right}。"


def _days(bare: str) -> Iterator[str]:
    for found in _DAYS.finditer(bare):
        if is_backwards(found["days"]):
            yield f"“{found[0]}”先写了后面的，已按从早到晚检索。"


def _unknown_field(bare: str) -> Iterator[str]:
    for found in _UNKNOWN_FIELD.finditer(bare):
        if found["name"] not in FIELD_NAMES:
            yield (
                f"没有“{found['name']}”这个字段，“{found[0][:_MOST_SHOWN]}”按普通文字检索。"
                f"可用的字段有{_FIELDS}等。"
            )
            return


def _sides(found: re.Match[str]) -> tuple[str, str]:
    return found["left"][-_MOST_SHOWN:], found["right"][:_MOST_SHOWN]
