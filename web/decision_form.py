"""A decision as a page's form sends it, and what its buttons do."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from search_api.access import ActorDep, LibraryDep
from search_api.ledger.decision import DECISION_LABELS, Decision, State, Step
from search_api.ledger.decisions import with_evidence, with_step
from search_api.reading import find_document
from search_api.study.items import without_at
from search_api.study.quoting import reference_of
from web.forms import number_in
from web.typed import texts_typed, with_typed

_TEXTS = ("serial", "title", "text", "body", "partners", "evidence", "reason")
_LABELS: Mapping[str, str] = {**DECISION_LABELS, "on": "进展日期", "words": "进展"}


def new_decision(given: Mapping[str, str]) -> Decision:
    """
    Read what a meeting decided from the form beneath its list.

    Raises:
        WrongValue: It cannot be: no matter, too long, no day.
    """
    return with_typed(Decision.model_construct(title=""), _values(given), _LABELS)


def typed_decision(decision: Decision, given: Mapping[str, str], today: date) -> Decision:
    """
    Put what was typed over a decision; what the form does not send stays as it is.

    Args:
        decision: As it was when the page was made.
        given: `title`, `due`, `step-0-words` of a step; `step-new-words` adds one.
        today: The day of a new step, where the form does not say.

    Raises:
        WrongValue: Something is too long, or no day.
    """
    values = _values(given)
    values["steps"] = [
        with_typed(each, _step_typed(given, f"step-{at}-"), _LABELS)
        for at, each in enumerate(decision.steps)
    ]
    typed = with_typed(decision, values, _LABELS)
    new = _step_typed(given, "step-new-")
    if not new.get("words", "").strip():
        return typed
    return with_step(typed, with_typed(Step(on=today, words="…"), new, _LABELS))


def act_on_decision(library: LibraryDep, actor: ActorDep, decision: Decision, act: str) -> Decision:
    """
    Do what a button says: `state:done`, `put:<id>`, `take:0` of a document, `unstep:1`.

    A name that says nothing changes nothing.
    """
    verb, _, of = act.partition(":")
    place = number_in(of)
    match verb:
        case "state" if of in set(State):
            return decision.model_copy(update={"state": State(of)})
        case "put":
            return with_evidence(decision, reference_of(find_document(library, actor, of)))
        case "take" if place is not None:
            return decision.model_copy(update={"documents": without_at(decision.documents, place)})
        case "unstep" if place is not None:
            return decision.model_copy(update={"steps": without_at(decision.steps, place)})
    return decision


def _values(given: Mapping[str, str]) -> dict[str, Any]:
    values = texts_typed(given, "", _TEXTS, listed={"partners"})
    return values | ({"due": given["due"] or None} if "due" in given else {})


def _step_typed(given: Mapping[str, str], lead: str) -> dict[str, Any]:
    return {name: text for name, text in texts_typed(given, lead, ("on", "words")).items() if text}
