"""A meeting decides, and what it decided is changed: the day of the meeting holds for both."""

from collections.abc import Callable
from datetime import date

from corpus.actor import Actor
from corpus.errors import PaperNotFound
from indexer.library import Library
from search_api.ledger.decision import Decision
from search_api.ledger.decisions import DECISIONS
from search_api.ledger.filed import Filed
from search_api.meetings.meetings import MEETINGS
from search_api.study.genuine import genuine


def decide(library: Library, actor: Actor, meeting: int, decision: Decision) -> Filed[Decision]:
    """
    Enter what a meeting decided.

    Raises:
        PaperNotFound: There is no meeting of this number, or it was removed.
        WrongValue: It holds what it may not: no matter, a day before that of the meeting.
        Forbidden: The actor may not.
    """
    held_on = MEETINGS.open(library, actor, meeting).content.held_on
    told = genuine(library, actor, decision.model_copy(update={"decided_on": None}))
    made = told.model_copy(update={"decided_on": held_on})
    return DECISIONS.make(library, actor, made, paper=meeting)


def change_decision(
    library: Library, actor: Actor, number: int, decision: Decision, *, revision: int
) -> Filed[Decision]:
    """
    Keep what a program sends in the place of a decision, its documents held to the library.

    Raises:
        As `edit_decision` does.
    """

    def change(known: Decision) -> Decision:
        told = genuine(library, actor, decision, known)
        return told.model_copy(update={"serial": told.serial or known.serial})

    return edit_decision(library, actor, number, change, revision=revision)


def edit_decision(
    library: Library,
    actor: Actor,
    number: int,
    change: Callable[[Decision], Decision],
    *,
    revision: int,
) -> Filed[Decision]:
    """
    Keep what *change* makes of a decision, which has the day of its meeting.

    Where the meeting was put off beyond what was due, the day that is kept stays until another day
    is set until when: a step of the decision is not barred by it.

    Raises:
        EntryNotFound: There is none of this number, or it was removed.
        ChangedMeanwhile: It has another revision; nothing was changed.
        WrongValue: It holds what it may not, or its state may not follow the present one.
        Forbidden: The actor may not.
    """
    held_on = _day_of(library, actor, DECISIONS.open(library, actor, number))

    def changed(known: Decision) -> Decision:
        told = change(known)
        is_put_off = held_on is not None and known.due is not None and known.due < held_on
        stays = is_put_off and told.due == known.due
        return told.model_copy(update={"decided_on": known.decided_on if stays else held_on})

    return DECISIONS.edit(library, actor, number, changed, revision=revision)


def _day_of(library: Library, actor: Actor, known: Filed[Decision]) -> date | None:
    """Give the day of the meeting as it is today; as it was kept where the meeting is gone."""
    try:
        held_on = MEETINGS.open(library, actor, known.entry.paper or 0).content.held_on
    except PaperNotFound:
        return known.content.decided_on
    return held_on or known.content.decided_on
