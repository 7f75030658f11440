"""The numbers that a browser sets before the items of an ordered list, where that is certain."""

import re

from selectolax.lexbor import LexborNode

from corpus.read.word_numerals import numeral

_FORMATS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_STYLES = {
    "none": "none",
    "decimal": "decimal",
    "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter",
    "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
    "cjk-ideographic": "chineseCounting",
    "simp-chinese-informal": "chineseCounting",
}
_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([^;]*)", re.IGNORECASE)
_NUMBERED = re.compile(
    r"\s*(?:[（(【]?[0-9０-９一二三四五六七八九十百]{1,4}(?:[、）)】]|[.．](?![0-9０-９]))"
    r"|第[0-9０-９一二三四五六七八九十百]{1,4}[章节条]|[①-⑳])"
)


class Counters:
    """How far each ordered list of a page has come."""

    def __init__(self, root: LexborNode) -> None:
        self._next: dict[int, int] = {}
        styles = root.css("style")
        self._sheets_say = any("list-style" in style.text() for style in styles)
        self._sheets_may_say = bool(styles) or root.css_first("link[rel~=stylesheet]") is not None

    def label(self, item: LexborNode) -> str:
        """
        Give what stands before *item*.

        Nothing where the author's own number stands there, and nothing where a style sheet may
        say otherwise: a number that the page does not show would be an invention.
        """
        holder = item.parent
        if holder is None or holder.tag != "ol":
            return ""
        following = self._next.get(holder.mem_id)
        first = _integer(holder, "start", 1) if following is None else following
        number = _integer(item, "value", first)
        self._next[holder.mem_id] = number + 1
        kind = _kind(item) or _kind(holder) or self._usual_kind(item, holder)
        if kind in (None, "none") or "reversed" in holder.attributes:
            return ""
        if _NUMBERED.match(item.text()[:40]):
            return ""
        return f"{numeral(number, kind)}{'、' if kind == 'chineseCounting' else '. '}"

    def _usual_kind(self, item: LexborNode, holder: LexborNode) -> str | None:
        named = any(name in node.attributes for node in (item, holder) for name in ("class", "id"))
        if self._sheets_say or (named and self._sheets_may_say):
            return None
        return _FORMATS.get(holder.attributes.get("type") or "", "decimal")


def _kind(node: LexborNode) -> str | None:
    """Give the kind of number that the element's own style names."""
    style = _STYLE.search(node.attributes.get("style") or "")
    words = style[1].lower().split() if style else ()
    return next((_STYLES[word] for word in words if word in _STYLES), None)


def _integer(node: LexborNode, name: str, otherwise: int) -> int:
    text = (node.attributes.get(name) or "").strip()
    return int(text) if re.fullmatch(r"-?[0-9]{1,6}", text) else otherwise
