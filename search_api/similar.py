"""相近: documents on the same subject, and passages elsewhere that say the same."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.actor import Actor
from corpus.catalogue import documents
from corpus.catalogue.relations import Work
from corpus.catalogue.values import Card, PassageText, Stored
from corpus.errors import DocumentNotFound
from corpus.resolve.standing import standing
from corpus.resolve.validity import Validity
from corpus.text.fold import fold
from indexer.engine.query import Group, Question, Ranking
from indexer.library import Library
from indexer.search.found import FoundPassage
from indexer.search.near import LEAST_SHARE, Pattern, alike, salient
from search_api.reading import find_document

__all__ = ["LEAST_SHARE", "NearPassage", "NearPassages", "similar_documents", "similar_passages"]

MOST_DOCUMENTS = 8
MOST_PASSAGES = 10
_LOOKED_AT = 200  # passages, of which documents are told alike
_MEASURED = 60  # passages, whose words are compared
_COUNTED = 3  # best passages of a document
_LEAST_LIKE = 0.25  # relative to how a document is like itself

Found = tuple[int, int]  # ordinal and place of a passage


@dataclass(frozen=True, slots=True)
class NearPassage:
    """
    A passage of another document that says much of the same.

    Attributes:
        card: Its document's.
        passage: It, with what is shared as its highlights.
        share: Of the shorter passage's letters, from 0 to 1.
        folded: Other versions and copies of its document that say so too.
        validity: The standing of its document today; None for a class that has none.
    """

    card: Card
    passage: FoundPassage
    share: float
    folded: tuple[Card, ...] = ()
    validity: Validity | None = None


@dataclass(frozen=True, slots=True)
class NearPassages:
    """
    What is near a passage.

    Attributes:
        of: The document of the passage that was asked about.
        place: Of that passage.
        text: Of that passage, verbatim.
        found: The others, those that share most first.
    """

    of: Stored
    place: int
    text: str
    found: tuple[NearPassage, ...]


def similar_documents(library: Library, actor: Actor, document_id: str) -> tuple[Card, ...]:
    """
    List documents on the same subject, the likest first, one of each text.

    Raises:
        DocumentNotFound: There is none, or the actor may not see it.
        IndexOutOfDate: There is no index yet.
    """
    stored = find_document(library, actor, document_id)
    document = stored.document
    title = document.value("title") or ""
    for issuer in document.values("issuer"):
        title = title.replace(issuer, "")
    ranking = salient(fold(title), fold(document.text), library.analyser)
    scores: defaultdict[int, list[float]] = defaultdict(list)
    for ordinal, _, score in _best(library, actor, ranking, _LOOKED_AT):
        scores[ordinal].append(score)
    weights = {ordinal: sum(found[:_COUNTED]) for ordinal, found in scores.items()}
    same = library.finder.same_text()
    own = set(same.get(stored.ordinal, (stored.ordinal,)))
    least = _LEAST_LIKE * max((weights.get(each, 0.0) for each in own), default=0.0)
    near = sorted(
        (each for each, weight in weights.items() if each not in own and weight >= least),
        key=lambda each: (-weights[each], each),
    )
    chosen = list(dict.fromkeys(_first(same, each, weights) for each in near))[:MOST_DOCUMENTS]
    with library.catalogue.read() as connection:
        cards = documents.cards(connection, chosen, visible_to=actor.visible_to)
    return tuple(cards[each] for each in chosen if each in cards)


def similar_passages(library: Library, actor: Actor, document_id: str, place: int) -> NearPassages:
    """
    List passages of other texts that share at least `LEAST_SHARE` of a passage's words.

    Raises:
        DocumentNotFound: There is no such passage, or the actor may not see it.
        IndexOutOfDate: There is no index yet.
    """
    stored = find_document(library, actor, document_id)
    if not 0 <= place < len(stored.document.passages):
        raise DocumentNotFound(f"{document_id}.{place}")
    where = stored.document.passages[place]
    text = stored.document.text[where.start : where.end]
    ranking = alike(fold(text), library.analyser)
    same = library.finder.same_text()
    own = set(same.get(stored.ordinal, (stored.ordinal,)))
    places = [
        (ordinal, at)
        for ordinal, at, _ in _best(library, actor, ranking, _MEASURED + len(own))
        if ordinal not in own
    ]
    with library.catalogue.read() as connection:
        texts = documents.passage_texts(connection, places, visible_to=actor.visible_to)
        pattern = Pattern(text)
        shares = {found: pattern.share(each.text) for found, each in texts.items()}
        groups = _by_text(same, shares)
        wanted = list(dict.fromkeys(ordinal for group in groups for ordinal, _ in group))
        cards = documents.cards(connection, wanted, visible_to=actor.visible_to)
        known = [Work.of_card(each, card) for each, card in cards.items()]
        told = standing(connection, known, library.today, visible_to=actor.visible_to)
    found = tuple(
        replace(_near(group, cards, texts, shares, pattern), validity=told.get(group[0][0]))
        for group in groups
        if group[0][0] in cards
    )
    return NearPassages(stored, place, text, found)


def _best(
    library: Library, actor: Actor, ranking: Ranking, limit: int
) -> list[tuple[int, int, float]]:
    """Give the passages that a ranking likes best: ordinal, place and score."""
    if not ranking:
        return []
    question = Question(
        ranking=ranking,
        group=Group.PASSAGE,
        relaxed=False,
        visible_to=actor.visible_to,
        limit=limit,
    )
    hits = library.index.reader().search(question).hits
    return [(hit.ordinal, each.place, each.score) for hit in hits for each in hit.passages]


def _first(same: Mapping[int, tuple[int, ...]], ordinal: int, known: Mapping[int, object]) -> int:
    """Give the document that is shown for a text: the first that was found."""
    return next((each for each in same.get(ordinal, ()) if each in known), ordinal)


def _by_text(
    same: Mapping[int, tuple[int, ...]], shares: Mapping[Found, float]
) -> list[list[Found]]:
    """Group the passages that share enough by text, one of each document, the best first."""
    enough = [found for found, share in shares.items() if share >= LEAST_SHARE]
    enough.sort(key=lambda found: (-shares[found], found))
    groups: dict[int, dict[int, Found]] = {}
    for found in enough:
        ordinal = found[0]
        text = same.get(ordinal, (ordinal,))[0]
        groups.setdefault(text, {}).setdefault(ordinal, found)
    return [list(group.values()) for group in groups.values()][:MOST_PASSAGES]


def _near(
    group: Sequence[Found],
    cards: Mapping[int, Card],
    texts: Mapping[Found, PassageText],
    shares: Mapping[Found, float],
    pattern: Pattern,
) -> NearPassage:
    best, *others = group
    card, kept = cards[best[0]], texts[best]
    passage = FoundPassage(
        id=f"{card.id}.{best[1]}",
        where=kept.where,
        pages=kept.pages,
        text=kept.text,
        spans=pattern.stretches(kept.text),
        part=kept.part,
    )
    folded = tuple(cards[ordinal] for ordinal, _ in others if ordinal in cards)
    return NearPassage(card, passage, shares[best], folded)
