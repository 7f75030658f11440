"""The numbers that a browser sets before the items of an ordered list."""

import re

from selectolax.lexbor import LexborNode

from corpus.read.word_numerals import numeral

_FORMATS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_STYLES = {
    "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter",
    "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
    "cjk-ideographic": "chineseCounting",
    "simp-chinese-informal": "chineseCounting",
}
_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)", re.IGNORECASE)
_NUMBERED = re.compile(
    r"\s*(?:[（(【第]?[0-9０-９一二三四五六七八九十百]{1,4}[.．、）)】章节条]|[①-⑳])"
)


class Counters:
    """How far each ordered list of a page has come."""

    def __init__(self) -> None:
        self._next: dict[int, int] = {}

    def label(self, item: LexborNode) -> str:
        """Give what stands before *item*; nothing where the author's own number does."""
        holder = item.parent
        if holder is None or holder.tag != "ol":
            return ""
        number = _integer(
            item, "value", self._next.get(holder.mem_id, _integer(holder, "start", 1))
        )
        self._next[holder.mem_id] = number + 1
        style = _STYLE.search(item.attributes.get("style") or holder.attributes.get("style") or "")
        named = style[1].lower() if style else ""
        if named == "none" or _NUMBERED.match(item.text()[:40]):
            return ""
        kind = _STYLES.get(named) or _FORMATS.get(holder.attributes.get("type") or "", "decimal")
        mark = "、" if kind == "chineseCounting" else ". "
        return f"{numeral(number, kind)}{mark}"


def _integer(node: LexborNode, name: str, otherwise: int) -> int:
    text = (node.attributes.get(name) or "").strip()
    return int(text) if re.fullmatch(r"-?[0-9]{1,6}", text) else otherwise
