"""Pieces -> everything else that means the same, each with its kind and its weight."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from corpus.text.fold import fold
from corpus.vocabulary.alias_groups import AliasKind, Relation
from corpus.vocabulary.enterprises import Enterprises
from corpus.vocabulary.lexicon import Lexicon
from indexer.analysis.terms import Analyser
from indexer.search.numbers import other_numerals
from indexer.search.pieces import Piece, PieceKind
from indexer.search.places import other_places

MOST_ALTERNATIVES = 12
NAMING = ("issuer", "author", "enterprise", "enterprise_type")  # fields whose values are names
EXPANDED = (None, *NAMING, "region", "topic")  # where a piece may have alternatives

_ENTERPRISE_WEIGHT = 0.8
_NUMBER_WEIGHT = 0.8
_REGION_WEIGHT = 0.6


class Expansion(StrEnum):
    """Why something else is looked for."""

    ALIAS = "alias"
    NARROWER = "narrower"
    NUMBER = "number"
    PLAN = "plan"
    MEETING = "meeting"
    REGION = "region"
    ISSUER = "issuer"
    ENTERPRISE = "enterprise"
    RELATED = "related"


EXPANSION_LABELS: Mapping[Expansion, str] = MappingProxyType(
    {
        Expansion.ALIAS: "同义",
        Expansion.NARROWER: "下位",
        Expansion.NUMBER: "数字",
        Expansion.PLAN: "规划",
        Expansion.MEETING: "会议",
        Expansion.REGION: "地区",
        Expansion.ISSUER: "机关",
        Expansion.ENTERPRISE: "企业",
        Expansion.RELATED: "相关",
    }
)


@dataclass(frozen=True, slots=True)
class Alternative:
    """
    What a document may hold in place of a piece.

    Attributes:
        text: Folded.
        kind: Why it is looked for.
        weight: Relative to what was typed, from 0 to 1; 0 for what is only offered.
    """

    text: str
    kind: Expansion
    weight: float

    @property
    def is_searched(self) -> bool:
        """Whether it is looked for by itself; otherwise it is only offered."""
        return self.weight > 0


Alternatives = Mapping[str, tuple[Alternative, ...]]  # by piece


def expansion_key(piece: str, other: str) -> str:
    """Name one expansion, as it is switched off: `国企→国有企业`."""
    return f"{piece}→{other}"


def searched(expansions: Alternatives, without: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """
    Give what is looked for in the place of each piece.

    Args:
        expansions: All that is known.
        without: Keys of what is switched off.
    """
    chosen = {
        piece: tuple(
            each.text
            for each in others
            if each.is_searched and expansion_key(piece, each.text) not in without
        )
        for piece, others in expansions.items()
    }
    return {piece: others for piece, others in chosen.items() if others}


def weights(
    expansions: Alternatives, looked_for: Mapping[str, tuple[str, ...]]
) -> dict[str, float]:
    """Give the weight of each alternative that is looked for, the highest that it has."""
    found: dict[str, float] = {}
    for piece, others in expansions.items():
        for each in others:
            if each.text in looked_for.get(piece, ()):
                found[each.text] = max(each.weight, found.get(each.text, 0.0))
    return found


class Expander:
    """Knows the alternatives of every piece under one lexicon."""

    def __init__(self, analyser: Analyser, enterprises: Enterprises) -> None:
        self._analyser = analyser
        self._aliases = _by_word(analyser.lexicon)
        self._bodies = tuple(
            word
            for word, others in self._aliases.items()
            if any(each.kind is Expansion.ISSUER for each in others)
        )
        self._enterprises = {fold(name): fold(full) for name, full in enterprises.names.items()}

    def of(self, pieces: Iterable[Piece]) -> Alternatives:
        """Give the alternatives of all pieces that have some; what is denied means itself."""
        found: dict[str, tuple[Alternative, ...]] = {}
        for piece in pieces:
            if piece.kind is PieceKind.WORD and piece.field in EXPANDED and not piece.denied:
                others = (*found.get(piece.text, ()), *self.alternatives(piece.text, piece.field))
                found[piece.text] = tuple(dict.fromkeys(others))
        return {text: others for text, others in found.items() if others}

    def names(self, piece: Piece) -> tuple[str, ...]:
        """Give under which other names that which a field names is known, even where denied."""
        if piece.kind is not PieceKind.WORD or piece.field not in NAMING:
            return ()
        others = self.alternatives(piece.text, piece.field)
        return tuple(each.text for each in others if each.is_searched)

    def alternatives(self, piece: str, field: str | None = None) -> tuple[Alternative, ...]:
        """
        Give what a document may hold in place of *piece*, likeliest first.

        Args:
            piece: Folded; a word of the query.
            field: The field in which it is looked for; None for the whole document.
        """
        found: dict[str, Alternative] = {}
        for other in self._every(piece, field):
            found.setdefault(other.text, other)
        sought = [piece, *(each.text for each in found.values() if each.is_searched)]
        return tuple(
            each for each in found.values() if not any(_finds(other, each.text) for other in sought)
        )[:MOST_ALTERNATIVES]

    def _every(self, piece: str, field: str | None) -> Iterator[Alternative]:
        if field == "enterprise" and (full := self._enterprises.get(piece)):
            yield Alternative(full, Expansion.ENTERPRISE, _ENTERPRISE_WEIGHT)
        yield from self._by_alias(piece, field)
        for text in other_numerals(piece):
            yield Alternative(text, Expansion.NUMBER, _NUMBER_WEIGHT)
        for text in other_places(piece):
            yield Alternative(text, Expansion.REGION, _REGION_WEIGHT)

    def _by_alias(self, piece: str, field: str | None) -> Iterator[Alternative]:
        """Put aliases in the place of the piece, or of the longest names inside it."""
        for word in self._names_in(piece, field):
            for alias in self._aliases[word]:
                if alias.is_searched or word == piece:
                    yield Alternative(piece.replace(word, alias.text), alias.kind, alias.weight)

    def _names_in(self, piece: str, field: str | None) -> list[str]:
        if piece in self._aliases:
            return [piece]
        words = dict.fromkeys(self._analyser.words(piece).split())
        names = [word for word in words if word in self._aliases]
        if field in NAMING:  # a name holds the names of bodies, however it would be cut
            names = list(dict.fromkeys((*names, *(n for n in self._bodies if n in piece))))
        return [name for name in names if not any(_finds(name, other) for other in names)]


def _finds(part: str, whole: str) -> bool:
    """Tell whether who looks for *part* finds *whole* anyway."""
    return part != whole and part in whole


def _by_word(lexicon: Lexicon) -> Mapping[str, tuple[Alternative, ...]]:
    found: defaultdict[str, dict[str, Alternative]] = defaultdict(dict)
    for group in lexicon.groups:
        canon, *others = map(fold, group.words)
        kind = _kind(group.kind, group.relation)
        askers = [canon] if group.relation is Relation.NARROWER else [canon, *others]
        for word in askers:
            for other in (canon, *others):
                if other != word:
                    found[word].setdefault(other, Alternative(other, kind, group.weight))
    return {word: tuple(others.values()) for word, others in found.items()}


def _kind(kind: AliasKind, relation: Relation) -> Expansion:
    if relation is Relation.EQUAL:
        return Expansion(kind.value)
    return Expansion(relation.value)
