"""Word's automatic numbers: 第一条, （一） and 1.1 stand in no text, they are counted out here."""

from dataclasses import dataclass, field

from corpus.read.word_numerals import numeral
from corpus.read.word_styles import Styles
from corpus.read.word_xml import MC, Element, W, child, number, switch, value

_LEVELS = 9
_CLOSED = "、，。：；）】〕》」』．，"  # after these no blank is due
_WESTERN_CLOSED = ".):-"


@dataclass(frozen=True, slots=True)
class _Level:
    start: int = 1
    number_format: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    is_legal: bool = False  # writes all levels in digits
    restart: int | None = None  # after which level, from 1; 0 never
    style: str | None = None


@dataclass(slots=True)
class _List:
    """A numbered list in use; lists made of one abstract list share its counters."""

    levels: dict[int, _Level]
    counters: dict[int, int]
    restarts: dict[int, int] = field(default_factory=dict)  # level -> start, due at first use


class Numbering:
    """The lists of a document; `label` must be asked for every paragraph in reading order."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstracts = _by_id(root, "abstractNum", "abstractNumId")
        self._numbers = _by_id(root, "num", "numId")
        self._counters: dict[str, dict[int, int]] = {}
        self._lists: dict[int, _List | None] = {}

    def label(self, number_id: int, level: int | None, style: str | None = None) -> tuple[str, str]:
        """
        Count the paragraph and give its number and what follows it (`tab space nothing`).

        Args:
            number_id: Id of the list; 0 is none.
            level: From 0; None where only the style numbers the paragraph.
            style: Id of the paragraph's style, by which a list may know the level.
        """
        if number_id not in self._lists:
            self._lists[number_id] = self._list(number_id)
        numbered = self._lists[number_id]
        if numbered is None:
            return "", "nothing"
        place = self._place(numbered, level, style)
        if place not in numbered.levels:
            return "", "nothing"
        _count(numbered, place)
        return _rendered(numbered, place), numbered.levels[place].suffix

    @staticmethod
    def _place(numbered: _List, level: int | None, style: str | None) -> int:
        if level is not None:
            return level
        linked = (place for place, each in numbered.levels.items() if each.style == style)
        return next(linked, 0) if style else 0

    def _list(self, number_id: int) -> _List | None:
        element = self._numbers.get(str(number_id))
        abstract_id, abstract = self._abstract(element)
        if element is None or abstract is None:
            return None
        levels = {place: _level(each) for place, each in _by_place(abstract, "lvl")}
        numbered = _List(levels, self._counters.setdefault(abstract_id, {}))
        for place, override in _by_place(element, "lvlOverride"):
            changed = child(override, "lvl")
            if changed is not None:
                numbered.levels[place] = _level(changed)
            start = number(override, "startOverride")
            if start is not None:
                numbered.restarts[place] = start
        return numbered

    def _abstract(self, element: Element | None) -> tuple[str, Element | None]:
        """Find the abstract list, following a link to a numbering style once."""
        identifier = value(element, "abstractNumId") or ""
        abstract = self._abstracts.get(identifier)
        link = value(abstract, "numStyleLink")
        if link is None:
            return identifier, abstract
        linked = self._numbers.get(str(self._styles.number_of(link)))
        identifier = value(linked, "abstractNumId") or ""
        return identifier, self._abstracts.get(identifier)


def _by_id(root: Element | None, tag: str, identifier: str) -> dict[str, Element]:
    elements = () if root is None else root.findall(W + tag)
    return {element.get(W + identifier) or "": element for element in elements}


def _by_place(element: Element, tag: str) -> list[tuple[int, Element]]:
    found = [(each.get(W + "ilvl") or "", each) for each in element.findall(W + tag)]
    return [(int(place), each) for place, each in found if place.isdigit() and len(place) < 3]


def _level(element: Element) -> _Level:
    start = number(element, "start")
    return _Level(
        start=1 if start is None else start,
        number_format=_format(element),
        text=value(element, "lvlText") or "",
        suffix=value(element, "suff") or "tab",
        is_legal=bool(switch(element, "isLgl")),
        restart=number(element, "lvlRestart"),
        style=value(element, "pStyle"),
    )


def _format(element: Element) -> str:
    """Newer formats stand beside a fallback that older programs know."""
    plain = value(element, "numFmt")
    if plain is None:
        fallback = element.find(f"{MC}AlternateContent/{MC}Fallback")
        plain = value(fallback, "numFmt")
    return plain or "decimal"


def _count(numbered: _List, place: int) -> None:
    counters = numbered.counters
    if place in numbered.restarts:
        counters[place] = numbered.restarts.pop(place)
    elif place in counters:
        counters[place] += 1
    else:
        counters[place] = numbered.levels[place].start
    for deeper in range(place + 1, _LEVELS):
        level = numbered.levels.get(deeper)
        restart = deeper if level is None or level.restart is None else level.restart
        if place < restart:
            counters.pop(deeper, None)


def _rendered(numbered: _List, place: int) -> str:
    level = numbered.levels[place]
    if level.number_format == "bullet":
        return ""
    text = level.text
    for other in range(_LEVELS):
        sign = f"%{other + 1}"
        if sign in text and other in numbered.levels:
            shown = numbered.levels[other]
            count = numbered.counters.get(other, shown.start)
            text = text.replace(sign, numeral(count, _shown_format(level, shown)))
    return text.strip()


def _shown_format(level: _Level, shown: _Level) -> str:
    is_words = shown.number_format not in ("decimal", "decimalZero", "none")
    return "decimal" if level.is_legal and is_words else shown.number_format


def with_label(label: str, suffix: str, text: str) -> str:
    """Set the number before the text, with one blank where neither sign nor format parts them."""
    if not label:
        return text
    text = text.lstrip()
    if suffix == "nothing" or not text or label[-1] in _CLOSED:
        return label + text
    if label[-1] in _WESTERN_CLOSED and not text[0].isascii():
        return label + text
    return label + (" " if label[-1].isascii() else "　") + text
