"""引文核对: a text whose quotations are compared with the library, sentence by sentence."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain

from sqlalchemy import Connection

from corpus.actor import Actor
from corpus.catalogue import documents
from corpus.catalogue.parts import facts_of_many
from corpus.catalogue.relations import Work, works_named
from corpus.document import Span
from corpus.recognise.cleaning import without_inline_debris
from indexer.library import Library
from search_api.problems import TextTooLong
from search_api.quotations.choosing import Known, in_order
from search_api.quotations.finding import Match, find_matches
from search_api.quotations.noticing import notices_of
from search_api.quotations.seeking import Wanted
from search_api.quotations.sentences import Claim, find_claims
from search_api.quotations.superseding import successor
from search_api.quotations.verdict import CheckedText, Finding, Source, Verdict

LONGEST_TEXT = 200_000  # characters
MOST_ALSO = 5

Named = Mapping[str, frozenset[int]]


def check_text(library: Library, actor: Actor, text: str) -> CheckedText:
    """
    Check every sentence of a text that may be a quotation.

    Raises:
        TextTooLong: It has more than LONGEST_TEXT characters.
        IndexOutOfDate: There is no index yet.
    """
    if len(text) > LONGEST_TEXT:
        raise TextTooLong(len(text), LONGEST_TEXT)
    claims = find_claims(text)
    with library.catalogue.read() as connection:
        named = _named(connection, actor, claims)
    same_text = library.finder.same_text() if claims else {}
    names_enterprise = any(each.attribution.enterprise for each in claims)
    bare = Known({}, {}, named, {}, same_text, names_enterprise)
    wanted = [
        Wanted(without_inline_debris(each.text), each.lead, bare.named_by(each)) for each in claims
    ]
    found = find_matches(library, actor, wanted)
    known = _know(library, actor, found, bare)
    found = _with_standing_versions(library, actor, wanted, found, known)
    known = _know(library, actor, found, bare)
    judge = partial(_judge, library, actor, known)
    return CheckedText(text, tuple(map(judge, claims, found)))


def _named(connection: Connection, actor: Actor, claims: Iterable[Claim]) -> Named:
    """Find the documents that are named beside the sentences."""
    named = list(chain.from_iterable(each.attribution.documents for each in claims))
    works = works_named(
        connection,
        number_keys={each.number_key for each in named if each.number_key},
        work_keys={each.work_key for each in named if each.work_key},
        titles={each.written for each in named},
        visible_to=actor.visible_to,
    )
    found: defaultdict[str, set[int]] = defaultdict(set)
    for work in works:
        for key in (*work.names, *work.annexes, work.number_key):
            if key:
                found[key].add(work.ordinal)
    return {key: frozenset(each) for key, each in found.items()}


def _know(library: Library, actor: Actor, found: Sequence[Sequence[Match]], bare: Known) -> Known:
    """
    Gather what is known of every document in which a sentence stands, or is said to.

    Of those in which it stands best, every version.
    """
    standing_in = {match.ordinal for matches in found for match in matches}
    best = {matches[0].ordinal for matches in found if matches}
    versions = (bare.same_text.get(each, ()) for each in best)
    ordinals = sorted(standing_in.union(*versions, *bare.named.values()))
    with library.catalogue.read() as connection:
        cards = documents.cards(connection, ordinals, visible_to=actor.visible_to)
        works = [Work.of_card(each, card) for each, card in cards.items()]
        validity = library.finder.standing(connection, works, actor)
        told = facts_of_many(connection, cards if bare.names_enterprise else ())
    enterprises = {
        each: facts["enterprise"].value for each, facts in told.items() if "enterprise" in facts
    }
    several = {key: (v,) if isinstance(v, str) else v for key, v in enterprises.items()}
    return replace(bare, cards=cards, validity=validity, enterprises=several)


def _with_standing_versions(
    library: Library,
    actor: Actor,
    wanted: Sequence[Wanted],
    found: Sequence[tuple[Match, ...]],
    known: Known,
) -> list[tuple[Match, ...]]:
    """Look for what no longer stands in the versions that may have taken its place."""
    again: dict[int, Wanted] = {}
    for at, matches in enumerate(found):
        if matches and not any(known.stands(match.ordinal) for match in matches):
            versions = known.same_text.get(matches[0].ordinal, ())
            again[at] = replace(wanted[at], named=frozenset(versions))
    more = dict(zip(again, find_matches(library, actor, list(again.values())), strict=True))
    return [_merged(matches, more.get(at, ())) for at, matches in enumerate(found)]


def _merged(matches: tuple[Match, ...], more: Iterable[Match]) -> tuple[Match, ...]:
    places = {(each.ordinal, each.passage.where.place) for each in matches}
    new = (each for each in more if (each.ordinal, each.passage.where.place) not in places)
    return (*matches, *new)


def _judge(
    library: Library, actor: Actor, known: Known, claim: Claim, matches: Sequence[Match]
) -> Finding:
    ordered = in_order(claim, matches, known)
    chosen = ordered[0] if ordered else None
    if chosen is None:
        notices = notices_of(claim, None, ordered, known)
        return Finding(claim, Verdict.NOT_FOUND, claim.span, notices=notices)
    now = successor(library, actor, chosen, ordered, known)
    start = claim.span.start - (len(claim.lead) if chosen.led else 0)
    return Finding(
        claim,
        Verdict.DIFFERENT if chosen.distance else Verdict.SAME,
        Span(start, claim.span.end),
        _source(chosen, known),
        chosen.edits,
        notices_of(claim, chosen, ordered, known, now),
        tuple(_source(each, known) for each in _others(chosen, ordered, known)),
        _source(now.match, known) if now else None,
    )


def _others(chosen: Match, ordered: Sequence[Match], known: Known) -> list[Match]:
    """Give other texts that have the same words, one of each text's versions and copies."""
    shown = {_text(chosen, known)}
    found = []
    for each in ordered[1:]:
        if each.distance == chosen.distance and _text(each, known) not in shown:
            shown.add(_text(each, known))
            found.append(each)
    return found[:MOST_ALSO]


def _text(match: Match, known: Known) -> int:
    return known.same_text.get(match.ordinal, (match.ordinal,))[0]


def _source(match: Match, known: Known) -> Source:
    validity = known.validity.get(match.ordinal)
    return Source(known.cards[match.ordinal], match.passage, match.span, validity)
