"""Recommended cases (典型推广): recommended, reviewed, published, sent back and withdrawn."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection

from corpus.actor import PROGRAM, Actor
from corpus.catalogue import entries
from corpus.catalogue.entries import Register
from corpus.document import Span
from corpus.errors import ChangedMeanwhile, KnowledgeBaseError, WrongValue
from indexer.library import Library
from search_api.access import only_keepers
from search_api.cases.opening import OpenedCase, open_case
from search_api.ledger.filed import Filed
from search_api.ledger.finding import finds
from search_api.ledger.recommendation import (
    OPEN,
    RECOMMENDATION_LABELS,
    STATES,
    WITH_REASON,
    Evidence,
    Recommendation,
    State,
    Told,
)
from search_api.ledger.recommended_sources import troubles
from search_api.ledger.unique import UniqueLedger
from search_api.ledger.writing import Writing
from search_api.study.quoting import quoted
from search_api.study.values import LONGEST_TITLE

FiledCase = Filed[Recommendation]
REVIEW_AGAIN = (
    "没有保存：这条推荐已发布，改了内容要重新审核，审核通过以前读者看不到。"
    "确实要改，请勾选“改动后重新审核”再保存。"
)
_REVIEWED_AGAIN: Mapping[str, Any] = MappingProxyType({"state": State.REVIEWING, "published": None})


RECOMMENDATIONS = UniqueLedger(
    Register.RECOMMENDATION,
    Recommendation,
    STATES,
    RECOMMENDATION_LABELS,
    lead="荐",
    key=lambda content: content.case,
)


@dataclass(frozen=True, slots=True)
class Listed:
    """
    Recommendations as the keeper lists them.

    Attributes:
        found: Those that are wanted, the one entered last first.
        total: How many there are in all.
        states: State -> how many.
    """

    found: tuple[FiledCase, ...]
    total: int
    states: Mapping[State, int]


def list_recommendations(
    library: Library, actor: Actor, *, words: str = "", state: State | None = None
) -> Listed:
    """
    Give the recommendations that are wanted, after a look at their sources.

    Raises:
        Forbidden: The actor may not see the register.
    """
    only_keepers(actor)
    withdraw_if_possible(library)
    known = RECOMMENDATIONS.all(library, actor)
    counts = Counter(each.content.state for each in known)
    found = tuple(
        each
        for each in known
        if state in (None, each.content.state) and finds(words, _readable(each.content))
    )
    return Listed(found, len(known), {each: counts[each] for each in State})


def recommend(library: Library, actor: Actor, case_id: str, told: Told) -> FiledCase:
    """
    Recommend a case; whoever sees it may. One sent back or withdrawn is recommended again.

    Raises:
        DocumentNotFound: There is no such case, or the actor may not see it.
        AlreadyFiled: It is recommended already.
        WrongValue: Something is missing, too long, or no words of the case.
    """
    opened = open_case(library, actor, case_id)
    said = _said(opened, told)
    with library.catalogue.write() as connection:
        writing = Writing(connection, actor, library.clock())
        known = recommendation_of(connection, case_id)
        if known is None:
            content = Recommendation.model_construct(case=case_id, **said)
            return RECOMMENDATIONS.enter(writing, content)
        if known.content.state in OPEN:
            raise RECOMMENDATIONS.already(known)
        again = {**said, "state": State.RECOMMENDED, "reason": "", "published": None}
        content = known.content.model_copy(update=again)
        return RECOMMENDATIONS.put(writing, known, content)


def rewrite(
    library: Library,
    actor: Actor,
    number: int,
    told: Told,
    *,
    revision: int,
    review_again: bool = False,
) -> FiledCase:
    """
    Say other things of a recommended case; a published one is reviewed again before it is served.

    Args:
        library: Where the register is.
        actor: Who says it.
        number: Of the entry.
        told: What is said.
        revision: Of the entry when it was looked at.
        review_again: Whether whoever says it knows that a published one goes back to review.

    Raises:
        EntryNotFound: There is none of this number, or it was removed.
        DocumentNotFound: The case is gone.
        ChangedMeanwhile: It has another revision; nothing was changed.
        WrongValue: Something is missing, too long, or no words of the case; or it is published,
            and nobody said that it shall be reviewed again.
        Forbidden: The actor may not change it.
    """
    known = RECOMMENDATIONS.open(library, actor, number)
    said = _said(open_case(library, actor, known.content.case), told)

    def rewritten(content: Recommendation) -> Recommendation:
        changed = content.model_copy(update=said)
        if changed == content or content.state is not State.PUBLISHED:
            return changed
        if not review_again:
            raise WrongValue(REVIEW_AGAIN)
        return changed.model_copy(update=_REVIEWED_AGAIN)

    return RECOMMENDATIONS.edit(library, actor, number, rewritten, revision=revision)


def move(
    library: Library, actor: Actor, number: int, state: State, *, reason: str = "", revision: int
) -> FiledCase:
    """
    Bring a recommendation into another state.

    Raises:
        EntryNotFound: There is none of this number, or it was removed.
        ChangedMeanwhile: It has another revision; nothing was changed.
        WrongValue: The state may not follow, its reason is missing, or the source has fallen.
        Forbidden: The actor may not change it.
    """
    known = RECOMMENDATIONS.open(library, actor, number)
    if known.entry.revision == revision and state is State.PUBLISHED:
        _look_at_source(library, known.content)
    told: dict[str, Any] = {"state": state, "reason": reason if state in WITH_REASON else ""}
    if state is State.PUBLISHED:
        told["published"] = library.today
    elif state is State.REVIEWING:
        told |= _REVIEWED_AGAIN
    return RECOMMENDATIONS.edit(
        library, actor, number, lambda content: content.model_copy(update=told), revision=revision
    )


def recommendation_of(connection: Connection, case_id: str) -> FiledCase | None:
    """Give the recommendation of a case, whatever its state; None where there is none."""
    return RECOMMENDATIONS.same(connection, case_id)


def published(connection: Connection) -> list[FiledCase]:
    """Give the published ones, whether or not their sources still stand."""
    known = entries.listed(connection, Register.RECOMMENDATION)
    return [RECOMMENDATIONS.opened(each) for each in known if each.state == State.PUBLISHED]


def withdraw_fallen(library: Library) -> int:
    """Withdraw the published ones whose source is gone or no longer holds; give how many."""
    with library.catalogue.read() as connection:
        known = published(connection)
    why = troubles(library, (each.content for each in known))
    fallen = [each for each in known if each.content.case in why]
    return sum(_withdrawn(library, each, why[each.content.case]) for each in fallen)


def withdraw_if_possible(library: Library) -> int:
    """Withdraw; where the catalogue cannot be written now, the next look does it."""
    try:
        return withdraw_fallen(library)
    except KnowledgeBaseError:
        return 0


def _withdrawn(library: Library, known: FiledCase, why: str) -> bool:
    """Withdraw one, unless somebody changed it meanwhile."""
    told = {"state": State.WITHDRAWN, "reason": why}
    try:
        RECOMMENDATIONS.edit(
            library,
            PROGRAM,
            known.entry.id,
            lambda content: content.model_copy(update=told),
            revision=known.entry.revision,
        )
    except ChangedMeanwhile:
        return False
    return True


def _said(opened: OpenedCase, told: Told) -> dict[str, Any]:
    """Give what a recommendation holds of what is said of a case."""
    themes = tuple(dict.fromkeys(filter(None, told.themes)))
    return {
        "title": told.title or opened.case.title[:LONGEST_TITLE],
        "case_title": opened.case.title[:500],
        "body": told.body,
        "why": told.why.strip(),
        "evidence": tuple(_evidence(opened, told.evidence)),
        "themes": themes,
        "recognitions": told.recognitions,
    }


def _evidence(opened: OpenedCase, given: Iterable[str]) -> Iterable[Evidence]:
    """Find words in the case, else in its document, and say where they stand."""
    text, whole = opened.case.document.text, opened.case.span
    for words in dict.fromkeys(filter(None, map(str.strip, given))):
        at = text.find(words, whole.start, whole.end)
        at = text.find(words) if at < 0 else at
        if at < 0:
            raise WrongValue(
                f"案例原文里没有这句话：“{words[:40]}”。请从原文复制，一字不改；没有保存。"
            )
        quotation = quoted(opened.stored, Span(at, at + len(words)))
        yield Evidence(
            words=quotation.text,
            spans=tuple((each.start, each.end) for each in quotation.spans),
            place=quotation.place,
            passage=quotation.passage,
        )


def _look_at_source(library: Library, content: Recommendation) -> None:
    why = troubles(library, [content]).get(content.case)
    if why is not None:
        raise WrongValue(f"不能发布：{why}。请先核对案例，或退回这条推荐。")


def _readable(content: Recommendation) -> str:
    """Give what is searched in the keeper's list."""
    told = (content.serial, content.title, content.case_title, content.body, content.why)
    recognised = (f"{each.body} {each.by}" for each in content.recognitions)
    return "\n".join((*told, *content.themes, *recognised))
