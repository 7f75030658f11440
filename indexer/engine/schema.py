"""The two kinds of rows of an index, and the names of their fields."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from indexer.analysis.terms import bigrams, bounded_bigrams
from indexer.engine.query import Ranking

SCHEMA_VERSION = 8  # raise it when rows change; older indexes are then made anew

# Keyword fields of a document, on both kinds of rows: filters and facets.
KEYWORDS = (
    "document_class",
    "kind",
    "issuer",
    "year",
    "region",
    "industry",
    "topic",
    "speaker",
    "enterprise",
    "enterprise_type",
    "issuer_level",
    "source_grade",
    "completeness",
    "group",
)

# Fields of a document row in which a text can be looked for by name.
SCOPES = (
    "title",
    "number",
    "issuer",
    "issuer_level",
    "speaker",
    "enterprise",
    "enterprise_type",
    "region",
    "industry",
    "topic",
    "kind",
)

MOST_VALUES = 50  # of a facet


def document_keyword(name: str) -> str:
    """Name the keyword field *name* on document rows, where it is counted."""
    return f"document_{name}"


def passage_keyword(name: str) -> str:
    """Name the keyword field *name* on passage rows, where it only filters."""
    return f"passage_{name}"


def ranked_fields(ranking: Ranking) -> dict[str, Mapping[str, float]]:
    """Give for each field of a passage row that ranks: term -> weight."""
    return {
        "passage_words": ranking.words,
        "passage_bigrams": ranking.bigrams,
        "passage_title": ranking.title,
    }


def text_terms(stream: str, scope: str | None = None) -> list[str]:
    """Give the terms that stand one after the other where *stream* does; or a lone character."""
    terms = bigrams(stream).split(" ") if len(stream) > 1 else [stream]
    return [scoped_token(scope, term) for term in terms] if scope else terms


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """
    What decides, with the texts of the passages, whether a document matches; never scored.

    Attributes:
        title: Stream of the title.
        scoped: Scope -> streams of its values.
        title_keys: The folded title without symbols, the same without its subtitle, and without
            the name of the state before it.
        title_pairs: Bigrams by which it is known when its title is typed nearly right.
        number_key: Key of its own document number; empty when it has none.
        numbers: Keys of its own and of all cited numbers.
        date_key: yyyymmdd of its principal date, unknown parts 0.
    """

    title: str
    scoped: Mapping[str, tuple[str, ...]]
    title_keys: tuple[str, ...]
    title_pairs: tuple[str, ...]
    number_key: str
    numbers: tuple[str, ...]
    date_key: int


@dataclass(frozen=True, slots=True)
class PassageRow:
    """
    What decides the order.

    Attributes:
        place: The passage's place in its document.
        words: Words of heading and text.
        heading: Stream of the heading.
        text: Stream of the text.
    """

    place: int
    words: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Rows:
    """
    A document and its passages, as an engine takes them: streams, of which it cuts the bigrams.

    Attributes:
        ordinal: The catalogue's join key; never used again for another document.
        title: Words of the title, ranked with every passage.
        authority: Its rank among the sources of law, a `corpus.authority.Authority`; every
            passage row carries it, to be read with the passage's key.
        keywords: Values of KEYWORDS; both kinds of rows carry them.
    """

    ordinal: int
    title: str
    authority: int
    keywords: Mapping[str, tuple[str, ...]]
    document: DocumentRow
    passages: tuple[PassageRow, ...]

    def passage_bigrams(self) -> list[tuple[str, str]]:
        """Give the bigrams of each passage's heading and text."""
        headings = {each.heading: bounded_bigrams(each.heading) for each in self.passages}
        return [(headings[each.heading], bounded_bigrams(each.text)) for each in self.passages]

    def document_bigrams(self, passages: Iterable[tuple[str, str]]) -> str:
        """Give the bigrams of title and text, with those of the passages at hand."""
        return " ".join([bounded_bigrams(self.document.title), *(text for _, text in passages)])

    def scoped_bigrams(self) -> str:
        """Give the bigrams of every scope's values, each behind its scope's name."""
        scoped = (
            scoped_token(scope, pair)
            for scope, values in self.document.scoped.items()
            for value in values
            for pair in bounded_bigrams(value).split(" ")
        )
        return " ".join([*scoped, *map(title_token, self.document.title_pairs)])


def scoped_token(scope: str, term: str) -> str:
    """Give the token of a bigram, or of the character that begins it, in the scoped field."""
    return f"{scope}:{term}"


def title_token(pair: str) -> str:
    """Give the token, in the scoped field, of a bigram of `DocumentRow.title_pairs`."""
    return scoped_token("title_pair", pair)
