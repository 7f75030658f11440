"""Whether a title with one word left out finds its document first."""

import random
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import select

from corpus.actor import LOCAL
from corpus.catalogue.tables import documents
from corpus.text.fold import fold
from indexer.library import Library
from indexer.search.request import SearchRequest
from scoring.check import Check

ITEMS = 1000
SHORTEST = 3  # words of a title
WANTED = 0.98
SEED = 15


@dataclass(frozen=True, slots=True)
class Text:
    """One text of the library, whatever its versions and copies."""

    ids: frozenset[str]
    title: str


def check_known_items(library: Library) -> Check:
    """
    Ask for random titles, each with a random word left out.

    A word is left out without which the rest still names this text alone; where no word is such
    a one, for all the rest stands in the title of another text too, another title is drawn.
    """
    asked = list(_asked(library))
    wrong = [
        f"{query} for {text.title}" for query, text in asked if not _first(library, query, text)
    ]
    right = len(asked) - len(wrong)
    return Check(
        "known",
        "title with one word left out",
        f"{right} of {len(asked)} first",
        f"{WANTED:.0%} of {ITEMS}",
        right >= WANTED * len(asked),
        "random titles of the whole library that the rest still tells apart",
        tuple(wrong),
    )


def _asked(library: Library) -> Iterator[tuple[str, Text]]:
    texts = _texts(library)
    folded = [fold(text.title) for text in texts]
    draw = random.Random(SEED)
    order = [*range(len(texts))]
    draw.shuffle(order)
    asked = 0
    for at in order:
        words = library.analyser.pieces(folded[at])
        if len(words) < SHORTEST or asked == ITEMS:
            continue
        left_out = [*range(len(words))]
        draw.shuffle(left_out)
        for place in left_out:
            rest = [*words[:place], *words[place + 1 :]]
            if not _names_another(rest, (title for each, title in enumerate(folded) if each != at)):
                asked += 1
                yield "".join(rest), texts[at]
                break


def _texts(library: Library) -> list[Text]:
    """Give every text with its first title."""
    with library.catalogue.read() as connection:
        query = select(documents.c.ordinal, documents.c.id, documents.c.title)
        rows = {row.ordinal: row for row in connection.execute(query.order_by(documents.c.id))}
    same: Mapping[int, tuple[int, ...]] = library.finder.question(
        SearchRequest("", LOCAL)
    ).same_text
    groups = dict.fromkeys(same.get(ordinal, (ordinal,)) for ordinal in rows)
    return [
        Text(frozenset(rows[each].id for each in group), rows[group[0]].title) for group in groups
    ]


def _names_another(words: list[str], titles: Iterable[str]) -> bool:
    """Tell whether another title has all these words in this order."""
    in_order = re.compile(".*".join(map(re.escape, words)))
    return any(in_order.search(title) for title in titles)


def _first(library: Library, query: str, text: Text) -> bool:
    request = SearchRequest(query, LOCAL, limit=1, passages=0, further=False)
    hits = library.finder.search(request).hits
    return bool(hits) and hits[0].card.id in text.ids
