"""The JSON of what is collected and made."""

from typing import Any

from corpus.catalogue.collected import Collected
from corpus.catalogue.papers import PaperVersion
from corpus.quotation import quotation_values
from search_api.schemas import card_object, validity_object
from search_api.study.collecting import Collection, Kept
from search_api.study.concerned import QuotedPlace
from search_api.study.newer import newer_words
from search_api.study.shelf import Opened
from search_api.study.sources import SourceState
from search_api.study.values import C
from search_api.study.warning import ALERT_LABELS
from search_api.study.watching import Warned, Warnings

Json = dict[str, Any]


def collection_object(collection: Collection) -> Json:
    """Write a collection."""
    return {
        "collected": [kept_object(each) for each in collection.kept],
        "folders": [{"id": each.id, "name": each.name} for each in collection.folders],
        "tags": list(collection.tags),
    }


def kept_object(kept: Kept) -> Json:
    """Write a quotation of a collection."""
    return {**collected_object(kept.collected), **quotation_object(kept.state)}


def collected_object(known: Collected) -> Json:
    """Write what is kept of a quotation, without what became of its source."""
    return {
        "id": known.id,
        "quotation": quotation_values(known.quotation),
        "note": known.note,
        "tags": list(known.tags),
        "folder": known.folder,
        "revision": known.revision,
        "collected_at": known.collected_at.isoformat(),
    }


def quotation_object(state: SourceState) -> Json:
    """Write a quotation with what became of its source."""
    return {
        "quotation": quotation_values(state.quotation),
        "citation": state.line,
        "change": state.change.value,
        "validity": state.validity and validity_object(state.validity),
        "newer": state.newer and card_object(state.newer),
        "newer_quotation": state.newer_quotation and quotation_values(state.newer_quotation),
    }


def paper_object(opened: Opened[C]) -> Json:
    """Write a paper without its content, for lists."""
    paper = opened.paper
    return {
        "id": paper.id,
        "title": paper.title,
        "revision": paper.revision,
        "shared_key": paper.shared_key,
        "created_at": paper.created_at.isoformat(),
        "updated_at": paper.updated_at.isoformat(),
    }


def opened_object(opened: Opened[C]) -> Json:
    """Write a paper with its content, under the name of its kind."""
    content = opened.content.model_dump(mode="json")
    return {**paper_object(opened), opened.paper.kind.value: content}


def version_object(version: PaperVersion) -> Json:
    """Write a state that was kept."""
    return {
        "revision": version.revision,
        "name": version.name,
        "title": version.title,
        "saved_at": version.saved_at.isoformat(),
        "automatic": version.is_automatic,
    }


def warnings_object(found: Warnings) -> Json:
    """Write what an actor is told."""
    entries = [_warned_object(each) for each in found.entries]
    return {"total": found.total, "unread": found.unread, "alerts": entries}


def _quoted_object(place: QuotedPlace) -> Json:
    return {
        "path": list(place.path),
        "text": place.state.quotation.text,
        "change": place.state.change.value,
        "newer": newer_words(place.state),
    }


def _warned_object(warned: Warned) -> Json:
    alert, event, subject = warned.alert, warned.alert.event, warned.subject
    by = {"id": event.by_id, "title": event.by_title} if event.by_id else None
    return {
        "id": alert.id,
        "kind": event.kind.value,
        "label": ALERT_LABELS[event.kind],
        "was": alert.was and alert.was.value,
        "words": event.words,
        "evidence": event.evidence,
        "document": {"id": event.document_id, "title": event.title},
        "by": by,
        "concern": {
            "kind": subject.kind.value if subject.kind else event.concern.value,
            "id": event.number,
            "name": subject.name,
        },
        "quoted": [_quoted_object(each) for each in warned.places],
        "noticed_at": alert.noticed_at.isoformat(),
        "seen_at": alert.seen_at and alert.seen_at.isoformat(),
    }
