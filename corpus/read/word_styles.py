"""What a paragraph or run looks like: its own properties, its style's, and the defaults'."""

import re
from dataclasses import dataclass
from typing import TypeVar

from corpus.read.word_xml import Element, W, child, number, switch, value

ValueT = TypeVar("ValueT")

_HEADING_NAME = re.compile("(?:heading|标题)\\s*([1-9])$", re.IGNORECASE)
_BODY_LEVEL = 9
_DEEPEST = 20  # styles based on one another; a longer chain is a ring


@dataclass(frozen=True, slots=True)
class Style:
    """
    What a style says, with what it inherits.

    Attributes:
        level: Outline level from 1; None for body text.
        centred, bold: None where neither the style nor its ancestors say.
        half_points: Font size in half points.
        number_id: Of the list that the style numbers by; None without one.
        number_level: Level in that list, from 0.
    """

    level: int | None = None
    centred: bool | None = None
    bold: bool | None = None
    half_points: int | None = None
    number_id: int | None = None
    number_level: int | None = None


class Styles:
    """The styles of a document, looked up by id and remembered."""

    def __init__(self, root: Element | None) -> None:
        self._elements: dict[str, Element] = {}
        self._known: dict[str, Style] = {}
        self.default_paragraph = ""
        for style in () if root is None else root.findall(W + "style"):
            identifier = style.get(W + "styleId") or ""
            self._elements[identifier] = style
            is_default = style.get(W + "default") in ("1", "true")
            if is_default and style.get(W + "type") == "paragraph":
                self.default_paragraph = identifier
        defaults = child(root, "docDefaults", "rPrDefault", "rPr")
        self.default_half_points = number(defaults, "sz")

    def number_of(self, identifier: str) -> int | None:
        """Give the list id that a numbering style names."""
        return number(self._elements.get(identifier), "pPr", "numPr", "numId")

    def style(self, identifier: str | None) -> Style:
        """Look a style up; an unknown one says nothing."""
        key = identifier or self.default_paragraph
        if key not in self._known:
            self._known[key] = self._resolved(key)
        return self._known[key]

    def _resolved(self, identifier: str) -> Style:
        chain: list[Element] = []
        while identifier in self._elements and len(chain) < _DEEPEST:
            chain.append(self._elements[identifier])
            identifier = value(chain[-1], "basedOn") or ""
        style = Style()
        for element in reversed(chain):
            style = _over(style, element)
        return style


def _over(inherited: Style, element: Element) -> Style:
    """Lay a style over what it inherits."""
    paragraph, run = child(element, "pPr"), child(element, "rPr")
    level = outline_level(paragraph)
    if level is None and (match := _HEADING_NAME.match(value(element, "name") or "")):
        level = int(match[1])
    return Style(
        level=inherited.level if level is None else level or None,
        centred=_first(is_centred(paragraph), inherited.centred),
        bold=_first(switch(run, "b"), inherited.bold),
        half_points=number(run, "sz") or inherited.half_points,
        number_id=_first(number(paragraph, "numPr", "numId"), inherited.number_id),
        number_level=_first(number(paragraph, "numPr", "ilvl"), inherited.number_level),
    )


def _first(said: ValueT | None, inherited: ValueT | None) -> ValueT | None:
    return inherited if said is None else said


def outline_level(properties: Element | None) -> int | None:
    """Give the outline level from 1, 0 for body text, None where nothing is said."""
    level = number(properties, "outlineLvl")
    if level is None:
        return None
    return level + 1 if 0 <= level < _BODY_LEVEL else 0


def is_centred(properties: Element | None) -> bool | None:
    """Say whether the paragraph is centred; None where nothing is said."""
    alignment = value(properties, "jc")
    return None if alignment is None else alignment == "center"
