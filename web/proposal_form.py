"""A proposal as a page's form sends it, and what its buttons do."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from corpus.errors import WrongValue
from search_api.access import ActorDep, LibraryDep
from search_api.ledger.filing import FIRST_DAY, LAST_DAY
from search_api.ledger.linking import link_to, linked, unlinked
from search_api.ledger.proposal import PROPOSAL_LABELS, REPLY_DAYS, Proposal, Reply, State
from search_api.ledger.proposals import answered, due_on
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
    received = _day(given.get("received", ""), "收到日期") or today
    days = min(number_in(given.get("days")) or REPLY_DAYS, _LONGEST_WAIT)
    due = given.get("due") or due_on(received, days).isoformat()
    begun = Proposal(title="（未命名）", received=received)
    typed = {**given, "received": received.isoformat(), "due": due}
    return typed_proposal(begun, typed)


def typed_proposal(proposal: Proposal, given: Mapping[str, str]) -> Proposal:
    """
    Put what was typed over a proposal; what the form does not send stays as it is.

    Args:
        proposal: As it was when the page was made.
        given: `title`, `due`, `reply-0-words` of a reply.

    Raises:
        WrongValue: Something is too long, no day, or a name left where none is wanted.
    """
    values: dict[str, Any] = texts_typed(given, "", _TEXTS)
    values.update({name: given[name] or None for name in ("received", "due") if name in given})
    values["replies"] = [
        with_typed(each, _reply_typed(given, f"reply-{at}-"), _LABELS)
        for at, each in enumerate(proposal.replies)
    ]
    return with_typed(proposal, values, _LABELS)


def with_new_reply(proposal: Proposal, given: Mapping[str, str], today: date) -> Proposal:
    """
    Add the reply that was typed into the empty fields, if one was.

    Raises:
        WrongValue: Something in it is too long, or no day.
    """
    new = {name: text for name, text in _reply_typed(given, "reply-new-").items() if text}
    if not str(new.get("words", "")).strip():
        return proposal
    return answered(proposal, with_typed(Reply(on=today, words="…"), new, _LABELS))


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
    return texts_typed(given, lead, ("on", "by", "words"))


def _day(text: str, label: str) -> date | None:
    """
    Read a day; None where nothing is typed.

    Raises:
        WrongValue: It is no day that a ledger may have.
    """
    found = day_in(text)
    if text and (found is None or not FIRST_DAY <= found <= LAST_DAY):
        raise WrongValue(f"“{label}”不是可用的日期：{text[:20]}。请写成 2026-10-08。")
    return found
