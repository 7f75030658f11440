"""From ordinals and places to what is shown: cards, words, highlights, standings."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection

from corpus.catalogue import Catalogue, documents
from corpus.catalogue.relations import Work
from corpus.catalogue.values import Card, PassageText
from corpus.document import Span
from corpus.resolve.validity import Validity
from corpus.text.fold import fold
from indexer.analysis.terms import title_key
from indexer.engine.protocol import Answer, Hit, PassageHit
from indexer.search.articles import AskedArticles, asked_articles
from indexer.search.found import FoundDocument, FoundPassage
from indexer.search.highlight import Needle, highlight_each
from indexer.search.in_force import Standings
from indexer.search.request import SearchRequest


def fetch(
    catalogue: Catalogue,
    answer: Answer,
    needles: tuple[Needle, ...],
    request: SearchRequest,
    standings: Standings,
) -> tuple[FoundDocument, ...]:
    """
    Fetch what is shown of the hits.

    Args:
        catalogue: Where it lies.
        answer: What the engine has found.
        needles: What is highlighted.
        request: What was asked, and by whom: nothing else is shown than the asker may see.
        standings: Of the day that is asked for.
    """
    visible_to = request.actor.visible_to
    shown_first = dict.fromkeys(hit.ordinal for hit in answer.hits)
    copies = standings.changed.copies
    behind = dict.fromkeys(
        each for hit in answer.hits for each in (*hit.folded, *copies.get(hit.ordinal, ()))
    )
    with catalogue.read() as connection:
        wanted = [*shown_first, *behind]
        cards = documents.cards(connection, wanted, visible_to=visible_to)
        hits = [hit for hit in answer.hits if hit.ordinal in cards]  # else removed meanwhile
        if request.passages and (asked := asked_articles(request.query)):
            hits = _article_first(connection, hits, cards, asked, request.passages)
        places = [(hit.ordinal, found.place) for hit in hits for found in hit.passages]
        texts = documents.passage_texts(connection, places)
        works = [Work.of_card(each, cards[each]) for each in shown_first if each in cards]
        validity = standings.of(connection, works)
    shown = [cards[hit.ordinal].title for hit in hits]
    shown += [found.text for found in texts.values()]
    spans = highlight_each(shown, needles)
    titles, passages = spans[: len(hits)], dict(zip(texts, spans[len(hits) :], strict=True))
    return tuple(
        _found(hit, cards, title_spans, texts, passages, validity.get(hit.ordinal), copies)
        for hit, title_spans in zip(hits, titles, strict=True)
    )


def _article_first(
    connection: Connection,
    hits: Sequence[Hit],
    cards: Mapping[int, Card],
    asked: AskedArticles,
    most: int,
) -> list[Hit]:
    """Show of the law that is asked for the article itself, and then what else was found."""
    laws = [hit.ordinal for hit in hits if title_key(fold(cards[hit.ordinal].title)) in asked.laws]
    places = documents.article_places(connection, laws, asked.names) if laws else {}
    shown = []
    for hit in hits:
        own = [PassageHit(place, 0.0) for place in places.get(hit.ordinal, ())]
        known = {each.place for each in own}
        others = [each for each in hit.passages if each.place not in known]
        shown.append(replace(hit, passages=(*own, *others)[:most]) if own else hit)
    return shown


def _found(
    hit: Hit,
    cards: Mapping[int, Card],
    title_spans: tuple[Span, ...],
    texts: Mapping[tuple[int, int], PassageText],
    spans: Mapping[tuple[int, int], tuple[Span, ...]],
    validity: Validity | None,
    copies: Mapping[int, tuple[int, ...]],
) -> FoundDocument:
    card = cards[hit.ordinal]
    own = copies.get(hit.ordinal, (hit.ordinal,))
    others = (copies.get(each, (each,)) for each in hit.folded if each not in own)
    versions = dict.fromkeys(next((one for one in group if one in cards), None) for group in others)
    keys = [(hit.ordinal, found.place) for found in hit.passages]
    return FoundDocument(
        ordinal=hit.ordinal,
        card=card,
        title_spans=title_spans,
        relaxed=hit.relaxed,
        folded=tuple(cards[each] for each in versions if each is not None),
        copies=tuple(cards[each] for each in own if each != hit.ordinal and each in cards),
        validity=validity,
        more=hit.more,
        passages=tuple(
            FoundPassage(
                id=f"{card.id}.{key[1]}",
                where=texts[key].where,
                pages=texts[key].pages,
                text=texts[key].text,
                spans=spans[key],
                part=texts[key].part,
            )
            for key in keys
            if key in texts
        ),
    )
