"""Answering: parse, expand, ask the engine, fetch from the catalogue, highlight."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import Connection

from corpus.actor import Actor
from corpus.catalogue import Catalogue, documents
from corpus.catalogue.relations import Work
from corpus.catalogue.tables import passage_key
from corpus.document import PLACE_BITS
from corpus.partial_dates import day_of
from corpus.resolve.standing import Changed
from corpus.resolve.validity import Validity
from corpus.text.fold import fold
from corpus.vocabulary.enterprises import Enterprises
from indexer.analysis.terms import Analyser
from indexer.engine.live import LiveIndex
from indexer.engine.query import (
    All,
    Among,
    Group,
    Keyword,
    Meaning,
    Node,
    Question,
    Ranking,
    Sort,
    Verified,
    Weighing,
)
from indexer.remembered import Remembered
from indexer.search.articles import missing_law
from indexer.search.compile import Compiler
from indexer.search.expand import Alternatives, Expander, searched, weights
from indexer.search.fetch import fetch
from indexer.search.first import pinned, titled
from indexer.search.found import FoundDocument, SearchResult
from indexer.search.highlight import Needle
from indexer.search.in_force import Standings
from indexer.search.meaning import meaning_of
from indexer.search.needles import needles_of
from indexer.search.parse import ParsedQuery, parse
from indexer.search.partial import in_part, near
from indexer.search.proximity import within
from indexer.search.ranking import is_question, rank, weigh
from indexer.search.request import DEEPEST_HIT, VALIDITY, SearchRequest
from indexer.search.tree import Scope, Together, Tree
from indexer.search.variants import MOST_PIECES, find_variants, tiles
from indexer.semantic.nearest import Nearest

MOST_HITS = 100  # of one answer
MOST_MATCHING = 100_000  # documents that are gone through, and not listed
MOST_DAYS = 16  # whose standings are kept at hand
SHORTEST_VARIANT = 3  # characters; 国改 stands in 我国改革 too
MOST_LOOKED_AT = 500  # passages that hold the words of a phrase


@dataclass(frozen=True, slots=True)
class _Known:
    """What decides versions and standing, true of one commit; swapped as a whole."""

    commit: str
    changed: Changed
    standings: Remembered  # by day and by what the asker may see


class Finder:
    """Finds, for every door."""

    def __init__(
        self,
        catalogue: Catalogue,
        index: LiveIndex,
        analyser: Analyser,
        clock: Callable[[], datetime],
        enterprises: Enterprises,
        nearest: Nearest,
    ) -> None:
        self._catalogue = catalogue
        self._index = index
        self._analyser = analyser
        self._expander = Expander(analyser, enterprises)
        self._clock = clock
        self._nearest = nearest
        self._known: _Known | None = None

    def is_ready(self, actor: Actor, on: date | None = None) -> bool:
        """Tell whether a search can begin at once: what it needs of the whole library is there."""
        known, day = self._known, on or day_of(self._clock())
        if known is None or known.commit != self._index.version:
            return False
        return known.standings.knows("", (day, actor.visible_to))

    def search(self, request: SearchRequest) -> SearchResult:
        """
        Answer a request.

        Raises:
            QuerySyntaxError: The query cannot be understood.
            IndexOutOfDate: There is no index, or other rules made it.
        """
        query = parse(request.query, self._analyser, plain=request.plain, scope=request.scope)
        expansions = self._expander.of(query.leaves) if request.expand else {}
        reader = self._index.reader()  # before the question, which asks of its commit
        answer = reader.search(self._question(request, query, expansions))
        needles = needles_of(query, searched(expansions, request.without))
        hits = fetch(self._catalogue, answer, needles, request, self._standings(request))
        return SearchResult(
            total=answer.total,
            relaxed_total=answer.relaxed_total,
            at_least=answer.at_least,
            facets=answer.facets,
            counts_relaxed=answer.counts_relaxed,
            hits=hits,
            query=_with_hint(query, request, hits),
            expansions=expansions,
            without=request.without,
        )

    def matching(self, request: SearchRequest) -> tuple[tuple[int, ...], ...]:
        """Give every text that matches: those of its documents that do, the first to show first."""
        question = self.question(
            replace(request, sort=Sort.OLDEST, relaxed=False, passages=0, facets=(), offset=0)
        )
        answer = self._index.reader().search(replace(question, limit=MOST_MATCHING))
        return tuple((hit.ordinal, *hit.folded) for hit in answer.hits)

    def variants(self, phrase: str, actor: Actor, *, most: int) -> dict[str, int]:
        """
        Find how else a phrase is put: by aliases, and by its words in other orders and company.

        Returns:
            Variant, folded -> how many documents have it, copies counted once; most first, and
            at most *most* of them.
        """
        folded = fold(phrase)
        found = {
            alias.text
            for alias in self._expander.alternatives(folded)
            if len(alias.text) >= SHORTEST_VARIANT
        }
        otherwise = self._put_otherwise(folded, actor)
        found |= set(sorted(otherwise, key=lambda each: (-len(otherwise[each]), each))[:most])
        counted = {
            each: self.count(SearchRequest(f'"{each}"', actor, apart=True, expand=False))
            for each in found
        }
        in_order = sorted(counted.items(), key=lambda each: (-each[1], each[0]))
        return {each: count for each, count in in_order[:most] if count}

    def _put_otherwise(self, folded: str, actor: Actor) -> dict[str, frozenset[int]]:
        pieces = tiles(folded, self._analyser)
        if not 1 < len(pieces) <= MOST_PIECES:
            return {}
        together = f" {Scope.SENTENCE} ".join(f'"{piece}"' for piece in pieces)
        request = SearchRequest(together, actor, group=Group.PASSAGE, expand=False)
        reader = self._index.reader()
        answer = reader.search(replace(self.question(request), limit=MOST_LOOKED_AT))
        places = [(hit.ordinal, found.place) for hit in answer.hits for found in hit.passages]
        with self._catalogue.read() as connection:
            texts = documents.passage_texts(connection, places, visible_to=actor.visible_to)
        copies = self._of_commit().changed.copies
        held = ((copies.get(key[0], key)[0], each.text) for key, each in texts.items())
        return find_variants(folded, pieces, held)

    def same_text(self) -> Mapping[int, tuple[int, ...]]:
        """Give what is one text: ordinal -> all its versions and copies, of those not alone."""
        return self._of_commit().changed.same_text

    def understand(self, text: str) -> ParsedQuery:
        """
        Understand a query without answering it.

        Raises:
            QuerySyntaxError: It cannot be understood.
        """
        return parse(text, self._analyser)

    def count(self, request: SearchRequest) -> int:
        """
        Count the documents that match strictly, those of one text once, without listing them.

        Raises:
            QuerySyntaxError: The query cannot be understood.
            IndexOutOfDate: There is no index, or other rules made it.
        """
        question = replace(
            self.question(request),
            pinned=None,
            titled=(),
            weighing=Weighing(),
            relaxed=False,
            group=Group.DOCUMENT,
            facets=(),
            offset=0,
            limit=0,
        )
        if not question.verified:
            question = replace(question, ranking=Ranking())  # nothing is to be ordered
        return self._index.reader().search(question).total

    def question(self, request: SearchRequest) -> Question:
        """Give what the engine is asked."""
        query = parse(request.query, self._analyser, plain=request.plain, scope=request.scope)
        expansions = self._expander.of(query.leaves) if request.expand else {}
        return self._question(request, query, expansions)

    def needles(self, text: str, *, expand: bool = True, plain: bool = False) -> tuple[Needle, ...]:
        """Give what of a query is to be shown in a document's text."""
        query = parse(text, self._analyser, plain=plain)
        found = searched(self._expander.of(query.leaves), frozenset()) if expand else {}
        return needles_of(query, found)

    def _question(
        self, request: SearchRequest, query: ParsedQuery, expansions: Alternatives
    ) -> Question:
        changed = self._of_commit().changed
        plain = [p for p in query.pieces if p.is_plain and not p.optional]
        others = searched(expansions, request.without)
        compiler = Compiler(others, self._expander.names)
        pieces = tuple(map(compiler.node, plain))
        strict_first = not is_question(query)
        weighed = weights(expansions, others)
        ranking = (
            rank(query, weighed, self._analyser, instead=others, in_plain_words=not strict_first)
            if query.leaves
            else Ranking()
        )
        required: list[Tree] = [each for each in query.pieces if not each.is_plain]
        required += [each for each in query.groups if not isinstance(each, Together)]
        return Question(
            required=All((*map(compiler.node, required), *self._limits(request))),
            pieces=pieces,
            verified=tuple(
                self._verified(each, compiler.node(each))
                for each in query.groups
                if isinstance(each, Together)
            ),
            near=near(plain, pieces),
            partial=in_part(plain, pieces, self._analyser) if strict_first else All(),
            ranking=ranking,
            meaning=self._meaning(request, query, bool(plain), strict_first),
            weighing=weigh(query, self._standings(request).ended, in_plain_words=not strict_first)
            if ranking
            else Weighing(),
            pinned=pinned(query),
            titled=titled(query),
            filters=tuple(
                Keyword(name, values)
                for name, values in request.filters.items()
                if name != VALIDITY
            ),
            visible_to=request.actor.visible_to,
            strict_first=strict_first,
            relaxed=request.relaxed and bool(plain),
            sort=request.sort,
            group=request.group,
            facets=request.facets,
            offset=min(request.offset, DEEPEST_HIT),
            limit=min(request.limit, MOST_HITS),
            passages=request.passages,
            further=request.further,
            same_text=changed.copies if request.apart else self._standings(request).same_text,
            named=self._articles,
        )

    def _meaning(
        self, request: SearchRequest, query: ParsedQuery, has_words: bool, strict_first: bool
    ) -> Meaning | None:
        """Let meaning find beside words, where passages are listed in one order."""
        in_one_order = request.group is Group.PASSAGE or (request.relaxed and not strict_first)
        if not (request.meaning and has_words and in_one_order and not query.groups):
            return None
        return meaning_of(query.text, self._nearest)

    def _verified(self, together: Together, holds: Node) -> Verified:
        return Verified(holds, within(together.scope, holds, self._passage_texts))

    def _passage_texts(self, keys: Sequence[int]) -> Mapping[int, str]:
        """Give the texts of passages of which the engine has told already."""
        places = [(key >> PLACE_BITS, key & ((1 << PLACE_BITS) - 1)) for key in keys]
        with self._catalogue.read() as connection:
            found = documents.passage_texts(connection, places)
        return {passage_key(*place): each.text for place, each in found.items()}

    def _articles(self, passages: Sequence[int]) -> Mapping[int, str]:
        """Name passages by their articles, by which they are the same in every version."""
        with self._catalogue.read() as connection:
            return documents.articles(connection, passages)

    def standing(
        self, connection: Connection, works: Collection[Work], actor: Actor
    ) -> Mapping[int, Validity]:
        """Give the standing of documents today, those of classes without one left out."""
        return self._standings(SearchRequest("", actor)).of(connection, works)

    def _limits(self, request: SearchRequest) -> Iterator[Node]:
        """Say which documents are looked at, where not all are."""
        if values := request.filters.get(VALIDITY, ()):
            yield self._standings(request).condition(values)
        if request.among is not None:
            yield Among(request.among)

    def _standings(self, request: SearchRequest) -> Standings:
        """Give the standings on the day that is asked for, as far as the asker can tell."""
        today, visible_to = day_of(self._clock()), request.actor.visible_to
        known, day = self._of_commit(), request.on or today
        changed = known.changed if day >= today else None

        def gather() -> Standings:
            with self._catalogue.read() as connection:
                return Standings.gather(connection, day, visible_to=visible_to, changed=changed)

        return known.standings.of("", (day, visible_to), gather)

    def _of_commit(self) -> "_Known":
        """Give what is known of the newest commit, read again when there is a newer one."""
        commit, known = self._index.version, self._known
        if known is None or known.commit != commit:
            with self._catalogue.read() as connection:
                changed = Changed.gather(connection, day_of(self._clock()))
            known = self._known = _Known(commit, changed, Remembered(MOST_DAYS))
        return known


def _with_hint(
    query: ParsedQuery, request: SearchRequest, hits: Sequence[FoundDocument]
) -> ParsedQuery:
    """Add that a law whose article is asked for is not there, where it would stand first."""
    is_first = request.offset == 0 and request.sort is Sort.RELEVANCE
    if not (hits and is_first) or request.filters or request.scope:
        return query
    missing = missing_law(query.text, (hit.card.title for hit in hits))
    return replace(query, hints=(*query.hints, missing)) if missing else query
