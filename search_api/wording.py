"""提法: where a phrase stands in this library, in the order of time, and how else it is put."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from corpus.actor import Actor
from corpus.catalogue import documents
from corpus.errors import QuerySyntaxError
from corpus.text.fold import QUOTATION_MARKS
from indexer.engine.query import Sort
from indexer.library import Library
from indexer.search.run import FoundDocument, FoundPassage, SearchRequest
from search_api.snippets import Span, quotable

__all__ = ["LONGEST", "Mention", "Wording", "trace"]

LONGEST = 30  # characters of a phrase
MOST_VARIANTS = 8
SENTENCES = 5  # of one document

_NO_QUOTES = str.maketrans("", "", QUOTATION_MARKS)
_DATED = "日期:1000~9999"


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
    """A document that holds the phrase, and the sentences."""

    found: FoundDocument
    sentences: tuple[Sentence, ...]


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


def trace(library: Library, actor: Actor, typed: str, *, page: int = 1, size: int = 10) -> Wording:
    """
    Follow a phrase through the library.

    Raises:
        QuerySyntaxError: It is too long.
        IndexOutOfDate: There is no index yet.
    """
    phrase = " ".join(typed.translate(_NO_QUOTES).split())
    if len(phrase) > LONGEST:
        raise QuerySyntaxError(
            f"提法太长：{len(phrase)} 个字，最多 {LONGEST} 个。请只留下要看的那几个字。", LONGEST
        )
    if not any(letter.isalnum() for letter in phrase):
        return Wording("")
    quoted = f'"{phrase}"'
    dated, variants = library.remembered.of(
        library.state,
        ("wording", phrase, actor.visible_to),
        lambda: _survey(library, actor, phrase, quoted),
    )
    request = SearchRequest(
        f"{quoted} {_DATED}",
        actor,
        sort=Sort.OLDEST,
        apart=True,
        relaxed=False,
        offset=(page - 1) * size,
        limit=size,
        passages=SENTENCES,
    )
    return Wording(
        phrase=phrase,
        total=len(dated),
        undated=sum(not date for date, _ in dated.values()),
        years=_by_year(dated.values()),
        classes=Counter(name for _, name in dated.values()).most_common(),
        variants=[each for each in variants.items() if each[1]][:MOST_VARIANTS],
        mentions=tuple(map(_mention, library.finder.search(request).hits)),
    )


def _survey(
    library: Library, actor: Actor, phrase: str, quoted: str
) -> tuple[dict[int, tuple[str, str]], dict[str, int]]:
    """Give the documents that hold the phrase with date and class, and its other wordings."""
    ordinals = library.finder.matching(SearchRequest(quoted, actor, apart=True))
    with library.catalogue.read() as connection:
        dated = documents.dated(connection, ordinals, visible_to=actor.visible_to)
    return dated, library.finder.variants(phrase, actor)


def _by_year(dated: Collection[tuple[str, str]]) -> dict[str, dict[str, int]]:
    years = sorted(date[:4] for date, _ in dated if date)
    if not years:
        return {}
    found: dict[str, dict[str, int]] = {
        str(year): {} for year in range(int(years[0]), int(years[-1]) + 1)
    }
    for date, name in dated:
        if date:
            counts = found[date[:4]]
            counts[name] = counts.get(name, 0) + 1
    return found


def _mention(found: FoundDocument) -> Mention:
    sentences: dict[tuple[int, int], Sentence] = {}
    for passage in sorted(found.passages, key=lambda each: each.where.place):
        for span in passage.spans:
            whole = quotable(passage.text, span)
            sentences.setdefault((passage.where.place, whole.start), Sentence(passage, whole))
    return Mention(found, tuple(sentences.values())[:SENTENCES])
