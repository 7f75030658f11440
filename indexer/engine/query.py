"""The question that an engine answers: frozen trees, known to every engine, bound to none."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Text:
    """
    Holds where *stream* stands, character by character.

    Attributes:
        stream: Folded and marked, see `indexer.analysis.terms`.
        scope: `text` for title, headings and text; or the field of `schema.SCOPES` it stands in.
    """

    stream: str
    scope: str = "text"


@dataclass(frozen=True, slots=True)
class Number:
    """Holds for documents with this number key; for those that cite it too unless *own*."""

    key: str
    own: bool = False


@dataclass(frozen=True, slots=True)
class Keyword:
    """Holds where the keyword field (`schema.KEYWORDS`) has exactly one of *values*."""

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Among:
    """Holds for documents with one of these ordinals."""

    ordinals: frozenset[int]


@dataclass(frozen=True, slots=True)
class Dated:
    """
    Holds for documents whose principal date may lie within two days.

    Attributes:
        first: yyyymmdd.
        last: yyyymmdd; a day, whole.
    """

    first: int
    last: int

    @property
    def partial(self) -> tuple[int, int]:
        """The year and the month of the first day, as dates of which no more is known."""
        return self.first // 10_000 * 10_000, self.first // 100 * 100


@dataclass(frozen=True, slots=True)
class All:
    """Holds where every node holds; everywhere when there is none."""

    nodes: tuple["Node", ...] = ()


@dataclass(frozen=True, slots=True)
class Either:
    """Holds where at least one node holds; nowhere when there is none."""

    nodes: tuple["Node", ...] = ()


@dataclass(frozen=True, slots=True)
class Not:
    """Holds where the node does not."""

    node: "Node"


Node: TypeAlias = Text | Number | Keyword | Among | Dated | All | Either | Not


class Sort(StrEnum):
    """Order of the answer."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"


class Group(StrEnum):
    """What the answer lists and counts."""

    DOCUMENT = "document"
    PASSAGE = "passage"


@dataclass(frozen=True, slots=True)
class Ranking:
    """
    What makes one passage better than another: term -> weight, in each ranked field.

    Attributes:
        words: Words of heading and text.
        bigrams: Bigrams of heading and text.
        characters: Lone characters.
        title: Words of the document's title.
        literal: Streams of text; each adds its weight once, however often it stands there.
    """

    words: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    bigrams: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    characters: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    title: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    literal: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))

    def __bool__(self) -> bool:
        return bool(self.words or self.bigrams or self.characters or self.title)


@dataclass(frozen=True, slots=True)
class Weighing:
    """
    What makes a passage of one document better than the same words in another: factors.

    Attributes:
        authority: Factor of each rank of `corpus.authority.Authority`, in their order.
        lowered: Ordinal -> factor, of documents that no longer hold.
        asked: Documents for which it holds get `asked_factor` in place of their rank's: the rules
            of a region that the question names. None where none is named.
        asked_factor: See `asked`.
        company: What a document gains by further passages among the best: its factor grows by
            `company` with every passage e times as many.
        meaning: What a cosine of 1 adds to a score, where meaning finds beside words.
        standing: What a factor of 1 adds to the cosine.
    """

    authority: tuple[float, ...] = ()
    lowered: Mapping[int, float] = field(default_factory=lambda: MappingProxyType({}))
    asked: Node | None = None
    asked_factor: float = 1.0
    company: float = 0.0
    meaning: float = 1.0
    standing: float = 0.0

    def __bool__(self) -> bool:
        return bool(self.authority or self.lowered or self.company)

    def of_meaning(self, cosine: float, factor: float) -> float:
        """Give what a passage gains by its meaning, of a document of this factor."""
        return self.meaning * (cosine + self.standing * factor)


# Tells which passages, by key (`corpus.document.PLACE_BITS`), truly hold what is asked, by their
# stored texts: for conditions that the rows can only narrow down, such as two words in a sentence.
Verify: TypeAlias = Callable[[Sequence[int]], frozenset[int]]

# Gives for passages, by key, what they are called in every version of their text (an article's
# number), those left out that have no such name.
Named: TypeAlias = Callable[[Sequence[int]], Mapping[int, str]]


# Tells how near passages are to the question in their meaning, key -> cosine: the nearest in the
# documents with these ordinals (None: all), and those that words have found.
Meaning: TypeAlias = Callable[[frozenset[int] | None, Sequence[int]], Mapping[int, float]]


@dataclass(frozen=True, slots=True)
class Verified:
    """
    Holds for documents with a passage that passes.

    Attributes:
        holds: What rows can tell of the passage.
        verify: What only its text can tell.
    """

    holds: Node
    verify: Verify


@dataclass(frozen=True, slots=True)
class Question:
    """
    Everything that an engine needs to know.

    Attributes:
        required: Quotations, minus and field pieces: hold for every hit, relaxed or not.
        pieces: Plain pieces: hold for every strict hit.
        verified: What rows cannot tell: each holds for every hit, relaxed or not.
        near: What the passage that makes a relaxed hit must hold in any case.
        partial: What a relaxed hit must hold, wherever in it.
        ranking: Orders the passages.
        meaning: Finds passages too that have no word of the question, where one order is asked for.
        weighing: Changes that order by what their documents are.
        pinned: Documents for which it holds stand first (equal number, whole title).
        titled: Bigrams of what may be a title with a word left out or too many, see
            `indexer.analysis.terms.title_pairs`; documents with nearly that title stand next.
        filters: Field -> chosen values, one of which must hold.
        visible_to: Access groups of which a document must have one; None for all documents.
        strict_first: Whether every strict hit stands before every relaxed one.
        relaxed: Whether relaxed hits are listed, and counted in facets, where those that stand
            first are few.
        sort: Order of the hits.
        group: Whether documents or passages are listed.
        facets: Fields whose values are counted.
        offset: Hits to leave out.
        limit: Hits to give.
        passages: Passages to give of each document.
        further: Whether all other passages with a piece are looked for and counted too.
        same_text: Ordinal -> all documents that are one text with it, versions and copies, of
            which the first that matches is shown; only of documents that are not alone.
        named: Tells which passages of such documents are the same, so that the first is shown.
        counted: Whether passages that are not listed are counted too, where passages are listed.
    """

    required: All = All()
    pieces: tuple[Node, ...] = ()
    verified: tuple[Verified, ...] = ()
    near: All = All()
    partial: All = All()
    ranking: Ranking = Ranking()
    meaning: Meaning | None = None
    weighing: Weighing = Weighing()
    pinned: Node | None = None
    titled: tuple[str, ...] = ()
    filters: tuple[Keyword, ...] = ()
    visible_to: frozenset[str] | None = None
    strict_first: bool = True
    relaxed: bool = True
    sort: Sort = Sort.RELEVANCE
    group: Group = Group.DOCUMENT
    facets: tuple[str, ...] = ()
    offset: int = 0
    limit: int = 10
    passages: int = 3
    further: bool = True
    same_text: Mapping[int, tuple[int, ...]] = field(default_factory=lambda: MappingProxyType({}))
    named: Named | None = None
    counted: bool = True

    @property
    def always(self) -> All:
        """What holds for every hit, strict or relaxed: required, filters, and who may see it."""
        seen = (
            () if self.visible_to is None else (Keyword("group", tuple(sorted(self.visible_to))),)
        )
        return All((*self.required.nodes, *self.filters, *seen))

    @property
    def sought(self) -> tuple[Node, ...]:
        """What a reader looks for in the text: plain pieces and quotations."""
        return (*self.pieces, *self.quotations)

    @property
    def quotations(self) -> tuple[Text, ...]:
        """What must stand in the text word for word."""
        asked = (each for each in self.required.nodes if isinstance(each, Text))
        return tuple(each for each in asked if each.scope == "text")

    @property
    def strict(self) -> All:
        """What holds for every strict hit."""
        return All((*self.always.nodes, *self.pieces))
