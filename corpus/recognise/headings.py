"""One line of a text to the heading that it is."""

import re
from dataclasses import dataclass

from corpus.text.numerals import FORMAL, NUMERALS, integer

_CN = "一二三四五六七八九十百"
_GAP = r"(?=\s|$)"

LEGAL = ("bian", "zhang", "jie", "tiao")  # in the order of their rank
ADMINISTRATIVE = ("part", "h1", "h2", "h3", "h4", "h5")


@dataclass(frozen=True, slots=True)
class Heading:
    """
    A numbered line.

    Attributes:
        kind: `bian zhang jie tiao` of laws (编章节条), `part h1 h2 h3 h4 h5` of other documents
            (第一部分 一、 （一） 1. （1） ①), or `item` for a numbered line within a sentence.
        number: As it is written, its mark included: `第一百二十条之一`, `（三）`.
        title: What follows the number.
    """

    kind: str
    number: str
    title: str


# What may stand after 条 or 章, so that 第一条规定的情形 is no article.
_RULES = {
    "bian": re.compile(rf"第[{_CN}]{{1,4}}编{_GAP}"),
    "zhang": re.compile(rf"第[{_CN}]{{1,4}}章(?=\s|$|[^节条款项的、，。])"),
    "jie": re.compile(rf"第[{_CN}]{{1,4}}节{_GAP}"),
    "tiao": re.compile(
        rf"第(?:[{NUMERALS}]{{1,9}}|\d{{1,4}})条(?:之[{_CN}]{{1,2}})?(?=\s|$|[^款项规的之、，。第])"
    ),
    "part": re.compile(rf"第[{_CN}]{{1,2}}部分[：:、\s]?"),
    "h1": re.compile(
        rf"[{_CN}]{{1,3}}\s*[、．.](?![{_CN}]{{1,3}}[、级线产次批是])|[{FORMAL}]{{1,2}}[、．.\s]"
    ),
    "h2": re.compile(rf"(?:[（(]\s*[{_CN}]{{1,3}}\s*[)）]|[㈠-㈩])[、．.]?"),
    "h3": re.compile(r"(?:\d{1,3}\s*[.．、](?!\d)|[⒈-⒛])"),
    "h4": re.compile(r"(?:[（(]\s*\d{1,2}\s*[)）]|[⑴-⒇])"),
    "h5": re.compile("[①-⑳]"),
}


def _characters(first: str, last: str) -> str:
    return "".join(map(chr, range(ord(first), ord(last) + 1)))


def _kinds_by_first_character() -> dict[str, tuple[str, ...]]:
    """Say which rules a line can meet, by its first character: most lines meet none."""
    table: dict[str, tuple[str, ...]] = {"第": (*reversed(LEGAL), "part")}  # articles abound
    table |= dict.fromkeys(_CN + FORMAL, ("h1",)) | dict.fromkeys("（(", ("h2", "h4"))
    table |= dict.fromkeys(_characters("㈠", "㈩"), ("h2",))
    table |= dict.fromkeys("0123456789０１２３４５６７８９" + _characters("⒈", "⒛"), ("h3",))
    table |= dict.fromkeys(_characters("⑴", "⒇"), ("h4",))
    return table | dict.fromkeys(_characters("①", "⑳"), ("h5",))


_KINDS = _kinds_by_first_character()
_BLANKS = " 　\t"
_WITHIN_SENTENCE = tuple("；;，,")
_LONGEST_TITLE_OF_MARK = 4  # a title so short may end in a comma and still be one


def heading(line: str) -> Heading | None:
    """Read a line as a heading, or give None."""
    text = line.strip(_BLANKS)
    for kind in _KINDS.get(text[:1], ()):
        match = _RULES[kind].match(text)
        if match:
            title = text[match.end() :].strip(_BLANKS)
            return Heading(_kind(kind, title), match[0].strip(), title)
    return None


def ordinal(number: str) -> int:
    """Give the place that a heading's number names: 3 for `（三）`, `3.` and `㈢`; 0 for none."""
    first = number[:1]
    for start, last in (("㈠", "㈩"), ("⒈", "⒛"), ("⑴", "⒇"), ("①", "⑳")):
        if start <= first <= last:
            return ord(first) - ord(start) + 1
    digits = re.search(rf"[{NUMERALS}{FORMAL}]+|\d+", number)
    return (digits and integer(digits[0])) or 0


def _kind(kind: str, title: str) -> str:
    within_sentence = len(title) > _LONGEST_TITLE_OF_MARK and title.endswith(_WITHIN_SENTENCE)
    return "item" if within_sentence and kind in ADMINISTRATIVE[1:] else kind
