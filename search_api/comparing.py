"""Two versions of a text, for one who may see both."""

from collections import Counter
from dataclasses import dataclass, replace

from corpus.actor import Actor
from corpus.catalogue.values import Stored
from corpus.metadata import CARD_ONLY, principal_date
from corpus.resolve.comparison import Row, compare
from indexer.library import Library
from search_api.labels import CHANGE_LABELS
from search_api.reading import find_document


@dataclass(frozen=True, slots=True)
class Comparison:
    """
    Two versions side by side.

    Attributes:
        older: The one of the earlier date.
        newer: The other.
        rows: Article by article.
    """

    older: Stored
    newer: Stored
    rows: tuple[Row, ...]

    @property
    def dates(self) -> tuple[str, str]:
        """Of the older and the newer; empty when unknown."""
        return _date(self.older), _date(self.newer)

    @property
    def lacking(self) -> tuple[Stored, ...]:
        """Those of which another library holds the text: nothing can be compared then."""
        both = (self.older, self.newer)
        return tuple(each for each in both if each.document.completeness in CARD_ONLY)

    @property
    def counts(self) -> list[tuple[str, int]]:
        """How many articles became what."""
        counted = Counter(row.change for row in self.rows)
        return [(label, counted[change]) for change, label in CHANGE_LABELS.items()]


def compare_documents(library: Library, actor: Actor, one: str, other: str) -> Comparison:
    """
    Compare two documents.

    Raises:
        DocumentNotFound: One is not there, or the actor may not see it.
    """
    found = [find_document(library, actor, each) for each in (one, other)]
    older, newer = sorted(found, key=_date)
    held = Comparison(older, newer, ())
    return held if held.lacking else replace(held, rows=compare(older.document, newer.document))


def _date(stored: Stored) -> str:
    date = principal_date(stored.document.facts)
    return date[0] if date else ""
