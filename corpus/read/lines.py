"""When two lines belong to one paragraph, and how they are joined."""

import re

# Han, and the full-width signs that stand among them.
WIDE = "\u2e80-\u9fff\uac00-\ud7a3豈-\ufaff︰-﹏\uff00-\uffef𠀀-\U0003ffff“”‘’…—·"
HAN = "㐀-䶿一-鿿豈-\ufaff𠀀-\U0003ffff〇"

_NARROW = re.compile(f"[^{WIDE}\\s]")
HAN_CHARACTER = re.compile(f"[{HAN}]")

# What begins a new paragraph whatever stood before: 第一条 一、 （一） 1. （1） ① 附件： …
_OPENING = re.compile(
    "第[一二三四五六七八九十百千零〇\\d]+[编章节条部分款]"
    "|[一二三四五六七八九十百]{1,4}、"
    "|[（(][一二三四五六七八九十百\\d]{1,4}[)）]"
    "|\\d{1,3}(?:[.．](?!\\d)|、)"
    "|[①-⑳]"
    "|附件?\\s*\\d*[:：]"
    "|#|[-*•●] "
)

_CLOSING = "。！？；：!?;:”」』…"


def glue(left: str, right: str) -> str:
    """Join two lines of a paragraph: a blank between Latin words, nothing next to Han."""
    if not left or not right:
        return left + right
    if left[-1].isspace() or right[0].isspace():
        return left + right
    between = " " if _NARROW.match(left[-1]) and _NARROW.match(right[0]) else ""
    return left + between + right


def is_opening(line: str) -> bool:
    """Say whether the line begins with the number of a heading, an article or an item."""
    return _OPENING.match(line) is not None


def is_closed(line: str) -> bool:
    """Say whether the line ends as sentences end."""
    return line.rstrip().endswith(tuple(_CLOSING))


def han_count(text: str) -> int:
    """Count the Han characters."""
    return len(HAN_CHARACTER.findall(text))
