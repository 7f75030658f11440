"""What may be a gap, and is not in the register yet: fruitless searches, missing documents."""

from dataclasses import dataclass

from sqlalchemy import Connection

from corpus.actor import Actor
from corpus.catalogue import history, wanted
from corpus.catalogue.entries import Register
from corpus.catalogue.entry_outlines import outlines
from corpus.catalogue.history import Fruitless
from corpus.errors import IndexOutOfDate, QueryTooSlow, WrongValue
from corpus.partial_dates import day_of
from corpus.text.fold import without_quotes
from indexer.library import Library
from search_api.access import only_keepers
from search_api.lacking import Lacking, missing_documents
from search_api.ledger.filed import Filed
from search_api.ledger.gap import (
    MOST_CITING,
    Gap,
    Kind,
    Named,
    State,
    gap_key,
    key_of,
    named_key,
    query_key,
)
from search_api.ledger.gaps import enter_gap
from search_api.searching import SearchForm, count_matches
from search_api.study.values import LONGEST_TITLE

MOST_OFFERED = 50  # of each kind
DISMISSED = "看过，不列入"
_GONE = "这一条已经不在待列入的名单里：可能刚刚列入，或库里已经有了。请刷新页面再看。"


@dataclass(frozen=True, slots=True)
class OfferedGap:
    """
    What may be a gap.

    Attributes:
        gap: As it would be entered.
        is_wanted: Whether the list of wanted documents (应备清单) has it.
    """

    gap: Gap
    is_wanted: bool = False


@dataclass(frozen=True, slots=True)
class GapOffers:
    """
    What may be gaps, the most frequent first; nobody is told who searched.

    Attributes:
        searches: That found nothing, and find nothing today.
        citations: Documents that are cited and not there.
        more_citations: How many more of those there are.
    """

    searches: tuple[OfferedGap, ...]
    citations: tuple[OfferedGap, ...]
    more_citations: int


def gap_offers(library: Library, actor: Actor) -> GapOffers:
    """
    Give what may be a gap.

    Raises:
        Forbidden: The actor may not see the register.
    """
    only_keepers(actor)
    entered = library.catalogue.recall(_entered)
    with library.catalogue.read() as connection:
        asked = history.fruitless(connection)
        listed = {named_key(each.title, each.number) for each in wanted.entries(connection)}
    searches = (_of_search(each) for each in asked if _still_finds_nothing(library, actor, each))
    lacking = missing_documents(library, actor, page=1, size=MOST_OFFERED + len(entered))
    citations = [
        each for each in map(_of_citation, lacking.entries) if gap_key(each) not in entered
    ]
    return GapOffers(
        tuple(OfferedGap(each) for each in searches if gap_key(each) not in entered)[:MOST_OFFERED],
        tuple(
            OfferedGap(each, named_key(each.title, each.number) in listed)
            for each in citations[:MOST_OFFERED]
        ),
        max(0, lacking.total - len(lacking.entries)) + len(citations[MOST_OFFERED:]),
    )


def _entered(connection: Connection) -> frozenset[tuple[str, str]]:
    """Give the keys of what stands in the register."""
    known = outlines(connection, Register.GAP, ("kind", "title", "number", "query"))
    return frozenset(key_of(**each.told) for each in known)


def take_offer(
    library: Library,
    actor: Actor,
    kind: Kind,
    *,
    title: str = "",
    number: str = "",
    dismissed: bool = False,
) -> Filed[Gap]:
    """
    Enter one of what is offered, or say that it is no gap.

    Args:
        library: Where.
        actor: Who does.
        kind: Of the offer.
        title: Its title, or the words that were searched for.
        number: Its document number.
        dismissed: Whether it is not to be filled.

    Raises:
        WrongValue: It is not offered any more.
        Forbidden: The actor may not change the register.
    """
    offers = gap_offers(library, actor)
    is_search = kind is Kind.SEARCH
    key = (Kind.SEARCH, query_key(title)) if is_search else named_key(title, number)
    chosen = offers.searches if is_search else offers.citations
    gap = next((each.gap for each in chosen if gap_key(each.gap) == key), None)
    if gap is None:
        raise WrongValue(_GONE)
    told = {"state": State.DECLINED, "reason": DISMISSED} if dismissed else {}
    return enter_gap(library, actor, gap.model_copy(update=told))


def _still_finds_nothing(library: Library, actor: Actor, asked: Fruitless) -> bool:
    def counted() -> int:
        return count_matches(library, actor, SearchForm(query=asked.query))

    try:
        key = ("hot", actor.visible_to, asked.query)
        return library.totals.of(library.state, key, counted) == 0
    except (IndexOutOfDate, QueryTooSlow):
        return False


def _of_search(asked: Fruitless) -> Gap:
    return Gap(
        kind=Kind.SEARCH,
        title=without_quotes(asked.query).strip()[:LONGEST_TITLE] or asked.query[:LONGEST_TITLE],
        query=asked.query,
        times=asked.times,
        last_day=day_of(asked.last_at),
    )


def _of_citation(lacking: Lacking) -> Gap:
    citing = (
        Named(document=each.by.id, title=each.by.title[:500])
        for each in lacking.namings[:MOST_CITING]
    )
    return Gap(
        kind=Kind.CITATION,
        title=lacking.title[:LONGEST_TITLE],
        number=(lacking.number or "")[:60],
        citing=tuple(citing),
        cited_by=lacking.cited_by,
    )
