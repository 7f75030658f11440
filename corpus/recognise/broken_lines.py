"""Lines of a law's head that a file breaks in two: 《关于修改〈甲法〉 | 〈乙法〉的决定》修正."""

import re
from collections.abc import Iterable, Sequence

from corpus.recognise.lines import Line

_DATED = re.compile("[（(\\s\u3000]*(?:根据)?\\s*(?:19|20)\\d{2}\\s*年")
_ENDED = re.compile("(?:通过|公布|发布|批准|修订|修正|修改|施行)[\\s\u3000)）]*$")
_GOES_ON = re.compile("第[一二三四五六七八九十百]{1,4}(?:届|次)")  # 云陵省 | 第十届人民代表大会
_LONGEST = 600  # characters of what is told in one line
_LINES = 60  # of a text, in which its head stands


def whole_enactments(lines: Iterable[tuple[int, str]]) -> list[tuple[int, str]]:
    """
    Join the lines that tell of one act; what stands between becomes as many blanks.

    Args:
        lines: Where each begins, and what it says.
    """
    whole: list[tuple[int, str]] = []
    for start, text in lines:
        if whole and _goes_on(whole[-1][1], text):
            begun, first = whole.pop()
            start, text = begun, first + " " * (start - begun - len(first)) + text
        whole.append((start, text))
    return whole


def with_whole_enactments(lines: Sequence[Line]) -> Sequence[Line]:
    """Join the lines of a head that tell of one act."""
    first = lines[:_LINES]
    blocks = {line.start: line.block for line in first}
    whole = whole_enactments((line.start, line.text) for line in first)
    if len(whole) == len(first):
        return lines
    joined = [Line(start, start + len(text), text, blocks[start]) for start, text in whole]
    return [*joined, *lines[_LINES:]]


def _goes_on(first: str, second: str) -> bool:
    if len(first) + len(second) > _LONGEST or not _DATED.match(first) or _DATED.match(second):
        return False
    if _ENDED.search(first) or "。" in first:
        return False
    is_open = first.count("《") > first.count("》") and "》" in second
    return bool((is_open or _GOES_ON.match(second)) and _ENDED.search(second))
