"""Passages in the order of a question: by words, by what their documents are, by meaning."""

from collections import defaultdict
from collections.abc import Iterable

from corpus.document import PLACE_BITS
from indexer.engine.join.rows import RowSearcher
from indexer.engine.protocol import PassageHit
from indexer.engine.query import All, Among, Either, Group, Keyword, Node, Not, Question, Sort, Text
from indexer.engine.weighing import Found, Scored, factors_of, weighed

BEST_PASSAGES = 1000

_PLACE = (1 << PLACE_BITS) - 1


def weighed_for(found: list[Found], question: Question, asked: frozenset[int]) -> list[Scored]:
    """Order passages by what they and their documents weigh for a question."""
    return weighed(found, question.weighing, asked=asked, same_text=question.same_text)


def with_meaning(
    scored: list[Scored], question: Question, rows: RowSearcher, asked: frozenset[int]
) -> list[Scored]:
    """Add what the meaning of passages adds, and the passages that only meaning finds."""
    if question.meaning is None:
        return scored
    always, weighing = question.always, question.weighing
    allowed = frozenset(rows.ranks(always)) if always.nodes else None
    words = dict(scored)
    cosines = question.meaning(allowed, list(words))
    if not cosines:
        return scored
    keys = {**words, **cosines}
    ranks = rows.ranks(Among(frozenset(key >> PLACE_BITS for key in keys)))
    factors = factors_of(ranks, weighing, asked)
    merged = [
        (key, words.get(key, 0.0) + weighing.of_meaning(cosines.get(key, 0.0), factor))
        for key in keys
        if (factor := factors.get(key >> PLACE_BITS)) is not None  # else it went meanwhile
    ]
    return sorted(merged, key=lambda each: -each[1])


def asked_by(question: Question, rows: RowSearcher) -> frozenset[int]:
    """Give the documents of which the question speaks by their region."""
    asked = question.weighing.asked
    if asked is None:
        return frozenset()
    return frozenset(rows.documents(asked, sort=Sort.NEWEST, offset=0, limit=None))


def passages_of(question: Question, rows: RowSearcher) -> All:
    """
    Say of which passages a hit can be made.

    Keywords are on the passage rows too. Other conditions speak of the document as a whole and
    need its ordinal; grouped by passage, those on the text speak of the passage.
    """
    if not question.required.nodes:
        return question.always
    if question.group is Group.PASSAGE and all(map(_is_of_passage, question.required.nodes)):
        return question.always
    matching = rows.documents(question.always, sort=Sort.NEWEST, offset=0, limit=None)
    return All((Among(frozenset(matching)),))


def _is_of_passage(node: Node) -> bool:
    match node:
        case Text(scope=scope):
            return scope == "text"
        case Not(node=inner):
            return _is_of_passage(inner)
        case All(nodes=nodes) | Either(nodes=nodes):
            return all(map(_is_of_passage, nodes))
        case Keyword() | Among():
            return True
        case _:
            return False


def ordinals_of(scored: Iterable[Scored]) -> dict[int, None]:
    """Give the documents of passages, in the order of each document's best."""
    return dict.fromkeys(key >> PLACE_BITS for key, _ in scored)


def once(scored: Iterable[Scored]) -> list[Scored]:
    """Keep of each passage the first."""
    first: dict[int, float] = {}
    for key, score in scored:
        first.setdefault(key, score)
    return list(first.items())


def by_document(scored: Iterable[Scored]) -> dict[int, list[Scored]]:
    """Group passages by document."""
    grouped: defaultdict[int, list[Scored]] = defaultdict(list)
    for each in scored:
        grouped[each[0] >> PLACE_BITS].append(each)
    return grouped


def passage_hits(scored: Iterable[Scored]) -> tuple[PassageHit, ...]:
    """Give passages as an answer lists them."""
    return tuple(PassageHit(key & _PLACE, score) for key, score in scored)
