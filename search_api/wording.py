"""提法: where a phrase stands in this library, in the order of time, and how else it is put."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from corpus.actor import Actor
from corpus.catalogue import documents
from corpus.errors import QuerySyntaxError
from corpus.text.fold import without_quotes
from indexer.library import Library
from indexer.search.found import FoundDocument, FoundPassage
from indexer.search.request import SearchRequest
from search_api.snippets import Span, quotable

__all__ = ["LONGEST", "Mention", "Wording", "trace"]

LONGEST = 30  # characters of a phrase
MOST_VARIANTS = 8
SENTENCES = 5  # of one document, that are shown
_PASSAGES = 100  # of one document, whose sentences are counted


@dataclass(frozen=True, slots=True)
class Sentence:
    """
    A sentence that holds the phrase, verbatim.

    Attributes:
        passage: The passage in which it stands.
        span: Where it stands in the passage's text.
    """

    passage: FoundPassage
    span: Span


@dataclass(frozen=True, slots=True)
class Mention:
    """
    A document that holds the phrase.

    Attributes:
        found: The document.
        sentences: Those that hold the phrase, the first of them.
        more: How many further ones there are.
    """

    found: FoundDocument
    sentences: tuple[Sentence, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Wording:
    """
    What the library has of a phrase.

    Attributes:
        phrase: Without quotation marks; empty when nothing was asked.
        total: Documents that hold it; versions of one text count each, copies do not.
        undated: Those of them of which no date is known.
        years: Year -> document class -> documents, the earliest first, with the years between.
        classes: Document class -> documents, most first.
        variants: Other wordings, with the documents that have them.
        mentions: A page of those with a date, the earliest first.
    """

    phrase: str
    total: int = 0
    undated: int = 0
    years: Mapping[str, Mapping[str, int]] = field(default_factory=lambda: MappingProxyType({}))
    classes: Sequence[tuple[str, int]] = ()
    variants: Sequence[tuple[str, int]] = ()
    mentions: tuple[Mention, ...] = ()

    @property
    def dated(self) -> int:
        """How many can be put in order."""
        return self.total - self.undated


@dataclass(frozen=True, slots=True)
class _Holding:
    """
    A document that holds the phrase, of several copies the earliest.

    Attributes:
        ordinal: The document's.
        date: Its date, ISO, perhaps partial; empty when unknown.
        document_class: Its class.
    """

    ordinal: int
    date: str
    document_class: str


def trace(library: Library, actor: Actor, typed: str, *, page: int = 1, size: int = 10) -> Wording:
    """
    Follow a phrase through the library.

    Raises:
        QuerySyntaxError: It is too long.
        IndexOutOfDate: There is no index yet.
    """
    phrase = " ".join(without_quotes(typed).split())
    if len(phrase) > LONGEST:
        raise QuerySyntaxError(
            f"提法太长：{len(phrase)} 个字，最多 {LONGEST} 个。请只留下要看的那几个字。", LONGEST
        )
    if not any(letter.isalnum() for letter in phrase):
        return Wording("")
    holding, variants = library.remembered.of(
        library.state,
        ("wording", phrase, actor.visible_to),
        lambda: _survey(library, actor, phrase),
    )
    dated = [each for each in holding if each.date]
    shown = dated[(page - 1) * size : page * size]
    return Wording(
        phrase=phrase,
        total=len(holding),
        undated=len(holding) - len(dated),
        years=_by_year(dated),
        classes=Counter(each.document_class for each in holding).most_common(),
        variants=[*variants.items()],
        mentions=tuple(_mentions(library, actor, phrase, [each.ordinal for each in shown])),
    )


def _survey(
    library: Library, actor: Actor, phrase: str
) -> tuple[tuple[_Holding, ...], dict[str, int]]:
    """Give what holds the phrase, the earliest first, and the phrase's other wordings."""
    texts = library.finder.matching(SearchRequest(f'"{phrase}"', actor, apart=True))
    ordinals = [ordinal for text in texts for ordinal in text]
    with library.catalogue.read() as connection:
        dated = documents.dated(connection, ordinals, visible_to=actor.visible_to)
    copies = ([_Holding(each, *dated[each]) for each in text if each in dated] for text in texts)
    holding = sorted((min(each, key=_in_time) for each in copies if each), key=_in_time)
    return tuple(holding), library.finder.variants(phrase, actor, most=MOST_VARIANTS)


def _in_time(holding: _Holding) -> tuple[bool, str]:
    """Put what has no date behind; of equal ones the first stays first."""
    return not holding.date, holding.date


def _mentions(
    library: Library, actor: Actor, phrase: str, ordinals: Sequence[int]
) -> Iterator[Mention]:
    """Find the sentences of some documents that hold the phrase."""
    request = SearchRequest(
        f'"{phrase}"',
        actor,
        apart=True,
        relaxed=False,
        among=frozenset(ordinals),
        limit=len(ordinals),
        passages=_PASSAGES,
    )
    hits = library.finder.search(request).hits if ordinals else ()
    found = {hit.ordinal: hit for hit in hits}
    return (_mention(found[ordinal]) for ordinal in ordinals if ordinal in found)


def _by_year(dated: Collection[_Holding]) -> dict[str, dict[str, int]]:
    years = sorted(each.date[:4] for each in dated)
    if not years:
        return {}
    found: dict[str, dict[str, int]] = {
        str(year): {} for year in range(int(years[0]), int(years[-1]) + 1)
    }
    for each in dated:
        counts = found[each.date[:4]]
        counts[each.document_class] = counts.get(each.document_class, 0) + 1
    return found


def _mention(found: FoundDocument) -> Mention:
    sentences: dict[tuple[int, int], Sentence] = {}
    for passage in sorted(found.passages, key=lambda each: each.where.place):
        for span in passage.spans:
            whole = quotable(passage.text, span)
            sentences.setdefault((passage.where.place, whole.start), Sentence(passage, whole))
    shown = tuple(sentences.values())[:SENTENCES]
    return Mention(found, shown, len(sentences) - len(shown) + found.more)
