"""Places in a document as running text names them: 第二部分（三）, where it numbers 二、（三）."""

import re
from collections.abc import Iterator

from corpus.text.numerals import NUMERALS

_NOT_NUMBERS = re.compile(r"(《[^》]*》|附件\d*|[，至])")  # what stands between numbers of sections
_NUMBER = re.compile(
    rf"(?P<named>第[（(]?[{NUMERALS}\d]+[）)]?(?:部分|[编篇章节条点项])(?:之[{NUMERALS}]+)?)"
    rf"|(?P<bracketed>[（(][{NUMERALS}\d]+[）)])"
    rf"|(?P<bare>[{NUMERALS}]+|\d+)[、，．.　 ]*"
)
_NUMBERS = re.compile(f"(?:{re.sub(r'[?]P<[a-z]+>', '?:', _NUMBER.pattern)})+")


def named_place(place: str) -> str:
    """
    Name the sections of a place that only have numbers, each by itself hard to understand.

    The first is a 部分, a bare number below it a 点; brackets stay, and so do articles, chapters,
    titles of annexes and pages. What is named already stays as it is.
    """
    return "".join(
        "".join(_named(each)) if _NUMBERS.fullmatch(each) else each
        for each in _NOT_NUMBERS.split(place)
    )


def _named(numbers: str) -> Iterator[str]:
    for depth, number in enumerate(_NUMBER.finditer(numbers)):
        if number["named"] or (number["bracketed"] and depth):
            yield number[0]
        elif number["bracketed"]:
            yield f"第{number['bracketed']}部分"
        else:
            yield f"第{number['bare']}{'点' if depth else '部分'}"
