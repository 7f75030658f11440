"""The two kinds of rows of an index, and the names of their fields."""

from collections.abc import Mapping
from dataclasses import dataclass

SCHEMA_VERSION = 1  # raise it when rows change; older indexes are then made anew

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
    "source_grade",
    "completeness",
    "group",
)

# Fields of a document row in which a text can be looked for by name.
SCOPES = ("title", "issuer", "speaker", "enterprise", "region", "industry", "topic", "kind")

BORDER = "¶"  # a token that no bigram equals, so that no phrase crosses it


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """
    What decides whether a document matches; never scored.

    Attributes:
        text: Bigrams of title, headings and text, in order, a border between passages.
        characters: Each character once.
        scoped: For each of SCOPES, bigrams and lone characters, each behind its scope's name.
        title_key: The folded title without symbols.
        number_key: Key of its own document number; empty when it has none.
        numbers: Keys of its own and of all cited numbers.
        date_key: yyyymmdd of its principal date, unknown parts 0.
    """

    text: str
    characters: str
    scoped: str
    title_key: str
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
        bigrams: Bigrams of heading and text, a border between the two.
        characters: Each character of the text once.
    """

    place: int
    words: str
    bigrams: str
    characters: str


@dataclass(frozen=True, slots=True)
class Rows:
    """
    A document and its passages, as an engine keeps them.

    Attributes:
        ordinal: The catalogue's join key; never used again for another document.
        title: Words of the title, ranked with every passage.
        keywords: Values of KEYWORDS; both kinds of rows carry them.
    """

    ordinal: int
    title: str
    keywords: Mapping[str, tuple[str, ...]]
    document: DocumentRow
    passages: tuple[PassageRow, ...]


def scoped_token(scope: str, term: str) -> str:
    """Give the token of *term* in the scoped field."""
    return f"{scope}:{term}"
