"""A proposal as a page's form sends it, and what its buttons do."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from search_api.access import ActorDep, LibraryDep
from search_api.ledger.linking import link_to, linked, unlinked
from search_api.ledger.proposal import PROPOSAL_LABELS, REPLY_DAYS, Proposal, Reply, State
from search_api.ledger.proposals import answered
from web.forms import day_in, number_in
from web.typed import texts_typed, with_typed

_TEXTS = (
    *("serial", "title", "text", "category", "owner", "source", "source_name"),
    *("reason", "adoption", "effect", "commended", "commendation"),
)
_LABELS: Mapping[str, str] = {
    **PROPOSAL_LABELS,
    "on": "答复日期",
    "words": "答复",
    "by": "答复单位",
}
_LONGEST_WAIT = 3650  # days


def new_proposal(given: Mapping[str, str], today: date) -> Proposal:
    """
    Give what was typed into an empty form.

    Args:
        given: What it sends; `days` says within how many days it is answered, where no `due` does.
        today: When it came in, where the form does not say.

    Raises:
        WrongValue: Something is too long, no day, or a name left where none is wanted.
    """
    received = day_in(given.get("received", "")) or today
    days = min(number_in(given.get("days")) or REPLY_DAYS, _LONGEST_WAIT)
    due = given.get("due") or (received + timedelta(days=days)).isoformat()
    begun = Proposal(title="（未命名）", received=received)
    typed = {**given, "received": received.isoformat(), "due": due}
    return typed_proposal(begun, typed)


def typed_proposal(proposal: Proposal, given: Mapping[str, str]) -> Proposal:
    """
    Put what was typed over a proposal; what the form does not send stays as it is.

    Args:
        proposal: As it was when the page was made.
        given: `title`, `due`, `reply-0-words` of a reply; `reply-new-words` adds one.

    Raises:
        WrongValue: Something is too long, no day, or a name left where none is wanted.
    """
    values: dict[str, Any] = texts_typed(given, "", _TEXTS)
    values.update({name: given[name] or None for name in ("received", "due") if name in given})
    values["replies"] = [
        with_typed(each, _reply_typed(given, f"reply-{at}-"), _LABELS)
        for at, each in enumerate(proposal.replies)
    ]
    typed = with_typed(proposal, values, _LABELS)
    new = _reply_typed(given, "reply-new-")
    if not new.get("words", "").strip():
        return typed
    return answered(typed, with_typed(Reply(on=typed.received, words="…"), new, _LABELS))


def act_on_proposal(library: LibraryDep, actor: ActorDep, proposal: Proposal, act: str) -> Proposal:
    """
    Do what a button says: `state:adopted`, `link:<id>`, `unlink:0`, `unreply:1`.

    A name that says nothing changes nothing.
    """
    verb, _, of = act.partition(":")
    match verb:
        case "state" if of in set(State):
            return proposal.model_copy(update={"state": State(of)})
        case "link":
            return linked(proposal, link_to(library, actor, of))
        case "unlink":
            return unlinked(proposal, number_in(of))
        case "unreply":
            return _without_reply(proposal, number_in(of))
    return proposal


def _without_reply(proposal: Proposal, place: int | None) -> Proposal:
    left = tuple(each for at, each in enumerate(proposal.replies) if at != place)
    return proposal.model_copy(update={"replies": left})


def _reply_typed(given: Mapping[str, str], lead: str) -> dict[str, Any]:
    return {
        name: text for name, text in texts_typed(given, lead, ("on", "by", "words")).items() if text
    }
