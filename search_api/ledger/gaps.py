"""What the library lacks (资料缺口): entered, asked for, filled, or not to be filled."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from corpus.actor import Actor
from corpus.catalogue import documents
from corpus.catalogue.entries import Register
from corpus.catalogue.entry_outlines import Outline
from corpus.errors import DocumentNotFound
from indexer.library import Library
from search_api.access import only_keepers
from search_api.ledger.filed import Filed
from search_api.ledger.finding import ALL, finds, holding
from search_api.ledger.gap import (
    GAP_LABELS,
    KIND_LABELS,
    STATES,
    Gap,
    Kind,
    Named,
    Requested,
    State,
    gap_key,
)
from search_api.ledger.text_gaps import TextGap, text_gaps
from search_api.ledger.unique import UniqueLedger
from search_api.ledger.writing import Writing
from search_api.originals import file_name

GAPS = UniqueLedger(
    Register.GAP,
    Gap,
    STATES,
    GAP_LABELS,
    words={"kind": KIND_LABELS},
    lead="缺",
    key=gap_key,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """
    Which gaps are wanted.

    Attributes:
        words: That they hold, all of them.
        state: In which they are; None for all.
        kind: Of which they are; None for all.
        overdue: Whether only those whose day is over.
    """

    words: str = ""
    state: State | None = None
    kind: Kind | None = None
    overdue: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """
    Gaps as the register lists them.

    Attributes:
        found: The part of those that are wanted: the overdue first, then the one entered last.
        texts: The whole texts asked of other libraries that are wanted, behind them.
        matching: How many are wanted, texts too.
        total: How many there are in all, texts too.
        states: State -> how many.
        kinds: Kind -> how many.
        overdue: How many are.
    """

    found: tuple[Filed[Gap], ...]
    texts: tuple[TextGap, ...]
    matching: int
    total: int
    states: Mapping[State, int]
    kinds: Mapping[Kind, int]
    overdue: int

    @property
    def lines(self) -> tuple[Filed[Gap] | TextGap, ...]:
        """The part in one list."""
        return (*self.found, *self.texts)


def list_gaps(library: Library, actor: Actor, asked: Asked, part: slice = ALL) -> Listed:
    """
    Give a part of the gaps that are wanted, and counts of all.

    Raises:
        Forbidden: The actor may not see the register.
    """
    known = GAPS.outlines(library, actor, "kind")
    texts = text_gaps(library, actor)
    late = {each.id for each in known if STATES.is_late(each.state, each.due, library.today)}
    states = Counter((*(each.state for each in known), *(each.state for each in texts)))
    kinds = Counter((*(each.told["kind"] for each in known), *(each.kind for each in texts)))
    wanted = [each for each in known if _is_wanted(each, asked, is_late=each.id in late)]
    found = holding(library, actor, GAPS, wanted, asked.words, _readable)
    found.sort(key=lambda each: each.id not in late)
    lines = [*found, *(each for each in texts if _is_wanted_text(each, asked))]
    shown = lines[part]
    return Listed(
        GAPS.some(library, actor, (each for each in shown if isinstance(each, Outline))),
        tuple(each for each in shown if isinstance(each, TextGap)),
        len(lines),
        len(known) + len(texts),
        {each: states[each] for each in State},
        {each: kinds[each] for each in Kind},
        len(late),
    )


def request_material(library: Library, actor: Actor, requested: Requested) -> Filed[Gap]:
    """
    Ask for material by hand; readers may, and a keeper takes it up.

    Raises:
        AlreadyFiled: The same is in the register.
        WrongValue: It does not say what is missing, or is too long.
    """
    content = Gap.model_construct(
        kind=Kind.REQUEST,
        state=State.COLLECTING if actor.role == "keeper" else State.PENDING,
        **{name: getattr(requested, name) for name in Requested.model_fields},
    )
    return enter_gap(library, actor, content)


def enter_gap(library: Library, actor: Actor, content: Gap) -> Filed[Gap]:
    """
    Enter a gap, unless there is one of the same thing; who may is looked at before.

    Raises:
        AlreadyFiled: The same is in the register.
        WrongValue: It holds what it may not.
    """
    with library.catalogue.write() as connection:
        known = GAPS.same(connection, gap_key(content))
        if known is not None:
            raise GAPS.already(known)
        return GAPS.enter(Writing(connection, actor, library.clock()), content)


def amend_gap(
    library: Library, actor: Actor, number: int, requested: Requested, *, revision: int
) -> Filed[Gap]:
    """
    Say other things of a gap: what for, for whom and until when; of a request also what.

    Raises:
        EntryNotFound: There is none of this number, or it was removed.
        ChangedMeanwhile: It has another revision; nothing was changed.
        WrongValue: It holds what it may not.
        Forbidden: The actor may not change it.
    """
    told: dict[str, Any] = {name: getattr(requested, name) for name in Requested.model_fields}

    def amended(known: Gap) -> Gap:
        fixed = () if known.kind is Kind.REQUEST else ("title", "number")
        return known.model_copy(
            update={name: value for name, value in told.items() if name not in fixed}
        )

    return GAPS.edit(library, actor, number, amended, revision=revision)


def move_gap(
    library: Library,
    actor: Actor,
    number: int,
    state: State,
    *,
    reason: str = "",
    document: str = "",
    revision: int,
) -> Filed[Gap]:
    """
    Bring a gap into another state.

    Args:
        library: Where.
        actor: Who does it.
        number: Of the entry.
        state: The new one.
        reason: Why it is not to be filled.
        document: Id or path of the document that fills it.
        revision: Of the entry when it was looked at.

    Raises:
        EntryNotFound: There is none of this number, or it was removed.
        DocumentNotFound: There is no such document, or the actor may not see it.
        ChangedMeanwhile: It has another revision; nothing was changed.
        WrongValue: The state may not follow, or lacks its reason or its document.
        Forbidden: The actor may not change it.
    """
    only_keepers(actor)
    told = {
        "state": state,
        "reason": reason if state is State.DECLINED else "",
        "answer": _named(library, actor, document) if state is State.FILLED and document else None,
    }
    return GAPS.edit(
        library, actor, number, lambda known: known.model_copy(update=told), revision=revision
    )


def _named(library: Library, actor: Actor, document: str) -> Named:
    key, groups = document.strip().rpartition("/documents/")[2], actor.visible_to
    with library.catalogue.read() as connection:
        ordinal = documents.find(connection, key, visible_to=groups)
        found = documents.cards(connection, [ordinal] if ordinal else [], visible_to=groups)
    for card in found.values():
        return Named(document=card.id, title=(card.title or file_name(card.paths[0]))[:500])
    raise DocumentNotFound(key)


def _is_wanted(outline: Outline, asked: Asked, *, is_late: bool) -> bool:
    return (
        asked.state in (None, outline.state)
        and asked.kind in (None, outline.told["kind"])
        and (is_late or not asked.overdue)
    )


def _is_wanted_text(text: TextGap, asked: Asked) -> bool:
    return (
        asked.state in (None, text.state)
        and asked.kind in (None, text.kind)
        and not asked.overdue
        and finds(asked.words, f"{text.title}\n{text.holder}")
    )


def _readable(gap: Gap) -> str:
    """Give what is searched in the register."""
    answer = gap.answer.title if gap.answer else ""
    told = (gap.serial, gap.title, gap.number, gap.query, gap.body, gap.note, gap.reason, answer)
    return "\n".join((*told, *(each.title for each in gap.citing)))
