"""What stands today in the place of words that no longer do."""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.actor import Actor
from corpus.catalogue import documents
from corpus.catalogue.values import PassageText
from corpus.document import Span
from corpus.text.letters import letters
from indexer.library import Library
from search_api.quotations.choosing import Known
from search_api.quotations.finding import Match, pairs_of

LEAST_HELD = 0.35  # of a sentence's pairs of letters, in the passage that has taken its place


@dataclass(frozen=True, slots=True)
class Successor:
    """
    What stands in the place of words that no longer do.

    Attributes:
        match: Where: the words, or the whole passage that is most like them.
        is_wording: Whether it is the words, exactly or nearly.
    """

    match: Match
    is_wording: bool


def successor(
    library: Library, actor: Actor, chosen: Match, matches: Sequence[Match], known: Known
) -> Successor | None:
    """
    Find what stands in the version in force; None where there is none, or nothing like it in it.

    Args:
        library: The library.
        actor: Who asks.
        chosen: Where the words stand.
        matches: Every place where they do, exactly or nearly.
        known: Of the documents.
    """
    if known.stands(chosen.ordinal):
        return None
    versions = known.same_text.get(chosen.ordinal, ())
    standing = [each for each in versions if each in known.cards and known.stands(each)]
    same = next((each for each in matches if each.ordinal in standing), None)
    if same:
        return Successor(same, is_wording=True)
    alike = _most_alike(library, actor, chosen, standing[0]) if standing else None
    return Successor(alike, is_wording=False) if alike else None


def _most_alike(library: Library, actor: Actor, chosen: Match, ordinal: int) -> Match | None:
    own = pairs_of(letters(chosen.text))
    passages = _passages(library, actor, ordinal)
    held = [len(own & pairs_of(letters(each.text))) / max(len(own), 1) for each in passages]
    best = max(range(len(held)), key=held.__getitem__, default=None)
    if best is None or held[best] < LEAST_HELD:
        return None
    passage = passages[best]
    return Match(ordinal, passage, Span(0, len(passage.text.rstrip())))


def _passages(library: Library, actor: Actor, ordinal: int) -> list[PassageText]:
    with library.catalogue.read() as connection:
        stored = documents.get(connection, ordinal)
        places = [(ordinal, each.place) for each in stored.document.passages] if stored else []
        found = documents.passage_texts(connection, places, visible_to=actor.visible_to)
    return [found[each] for each in places if each in found]
