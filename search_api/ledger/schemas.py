"""The JSON of entries."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from corpus.catalogue.entries import EntryChange
from corpus.catalogue.imports import Import
from search_api.ledger.filed import F, Filed
from search_api.ledger.ledger import Ledger
from search_api.ledger.reminding import Reminder, Reminders
from search_api.ledger.taking_back import Outcome, TakenBack, Undone

Json = dict[str, Any]


def filed_object(ledger: Ledger[F], filed: Filed[F], today: date) -> Json:
    """Write an entry with all that it holds, save what no program is told."""
    entry = filed.entry
    return {
        "id": entry.id,
        "revision": entry.revision,
        "paper": entry.paper,
        "overdue": ledger.is_overdue(filed, today),
        "state_label": ledger.states.labels[filed.content.state],
        "created_at": entry.created_at.isoformat(),
        "updated_at": entry.updated_at.isoformat(),
        "content": filed.content.model_dump(mode="json", exclude=set(filed.content.private)),
    }


def history_object(ledger: Ledger[F], changes: Iterable[EntryChange]) -> list[Json]:
    """Write the changes of an entry, save the values that no program is told."""
    hidden = ledger.form.private
    return [
        {
            "revision": each.revision,
            "made_at": each.made_at.isoformat(),
            "actor": each.actor,
            "act": each.act.value,
            "changed": [
                {"field": change.name, "before": change.before, "after": change.after}
                for change in each.changed
                if change.name not in hidden
            ],
        }
        for each in changes
    ]


def reminders_object(found: Reminders) -> Json:
    """Write what is to be reminded of."""
    return {
        "today": found.today.isoformat(),
        "total": found.total,
        "counts": {urgency.value: count for urgency, count in found.counts.items()},
        "groups": [
            {"body": body, "reminders": [reminder_object(each) for each in group]}
            for body, group in found.groups.items()
        ],
    }


def reminder_object(reminder: Reminder) -> Json:
    """Write something that waits to be done."""
    return {
        "kind": reminder.register.value,
        "id": reminder.number,
        "serial": reminder.serial,
        "title": reminder.title,
        "body": reminder.body,
        "state_label": reminder.state,
        "due": reminder.due and reminder.due.isoformat(),
        "urgency": reminder.urgency.value,
        "days": reminder.days,
    }


def import_object(made: Import) -> Json:
    """Write an import of a register."""
    return {
        "id": made.id,
        "made_at": made.made_at.isoformat(),
        "made": made.made,
        "changed": made.changed,
        "taken_back_at": made.taken_back_at and made.taken_back_at.isoformat(),
    }


def taken_back_object(found: TakenBack[F]) -> Json:
    """Write what became of an import that was taken back."""
    return {
        outcome.value: [_undone_object(each) for each in found.of(outcome)] for outcome in Outcome
    }


def _undone_object(undone: Undone[F]) -> Json:
    entry, content = undone.filed.entry, undone.filed.content
    told = {"id": entry.id, "serial": content.serial, "title": content.title}
    return {**told, "reason": undone.reason} if undone.reason else told
