"""What is exchanged, as JSON has it."""

from typing import Any

from indexer.library import Library
from search_api.exchange.comparison import Line
from search_api.exchange.deciding import Conflict
from search_api.exchange.giving import Givable
from search_api.exchange.identity import Identity
from search_api.exchange.importing import Applied
from search_api.exchange.noticed import (
    Noticed,
    V,
    answers_of_others,
    cases_of_others,
    requests_of_others,
    themes_of_others,
)
from search_api.exchange.packing import Packed
from search_api.exchange.peers import Peer
from search_api.exchange.previewing import Preview
from search_api.exchange.requesting import TextAsked
from search_api.exchange.sharing import SharedDocument
from search_api.exchange.task import Task

Object = dict[str, Any]


def identity_object(own: Identity) -> Object:
    """Say who this library is."""
    return {"name": own.name, "fingerprint": own.fingerprint, "public_key": own.key.public}


def shared_object(each: SharedDocument) -> Object:
    """Tell of a document that is shared."""
    return {
        "document_id": each.share.document_id,
        "identity": each.share.identity,
        "tier": each.share.tier.value,
        "title": each.card.title if each.card else None,
        "since": each.share.since.isoformat(),
        "packed": each.share.serial,
    }


def packed_object(packed: Packed) -> Object:
    """Tell of a package that was made."""
    return {
        "serial": packed.serial,
        "tiers": {tier.value: count for tier, count in packed.tiers.items()},
        "withdrawn": packed.withdrawn,
        "requests": packed.requests,
        "notices": packed.notices,
        "size": packed.size,
    }


def peer_object(peer: Peer) -> Object:
    """Tell of another library."""
    return {
        "name": peer.library.name,
        "fingerprint": peer.library.fingerprint,
        "trusted_at": peer.library.trusted_at.isoformat(),
        "last_serial": peer.last.serial if peer.last else None,
        "last_at": peer.last.at.isoformat() if peer.last else None,
        "last_state": peer.last.state if peer.last else None,
    }


def preview_object(preview: Preview) -> Object:
    """Tell what a package would change."""
    manifest = preview.manifest
    return {
        "package": preview.package,
        "library": {"name": manifest.name, "fingerprint": manifest.fingerprint},
        "serial": manifest.serial,
        "made_at": manifest.made_at,
        "known": preview.is_known,
        "done": preview.is_done,
        "empty": manifest.is_empty,
        "warning": preview.warning,
        "unknown_items": manifest.unknown,
        "requests": len(manifest.requests),
        "asked": [each.title for each in preview.asked],
        "counts": dict(preview.comparison.counts),
        "lines": [_line_object(each) for each in preview.comparison.lines],
        "notices": [_line_object(each) for each in preview.notices],
    }


def applied_object(applied: Applied) -> Object:
    """Tell what became of a package."""
    return {
        **preview_object(applied.preview),
        "again": sorted(applied.again),
        "unsettled": [{"title": each.title, "detail": each.detail} for each in applied.unsettled],
    }


def task_object(task: Task) -> Object:
    """Tell how far work with a package is."""
    return {
        "id": task.id,
        "kind": task.kind.value,
        "called": task.called,
        "started_at": task.started_at,
        "state": task.state.value,
        "step": task.step,
        "done": task.done,
        "total": task.total,
        "package": task.package or None,
        "serial": task.serial or None,
        "counts": task.counts,
        "beside": task.beside,
        "came": [{"identity": key, "change": change} for key, change in task.came.items()],
        "unsettled": list(task.unsettled),
        "detail": task.detail,
    }


def conflict_object(conflict: Conflict) -> Object:
    """Tell what stands here, and what another library says."""
    told = conflict.disagreement
    return {
        "id": told.id,
        "document_id": conflict.document_id,
        "title": conflict.title,
        "from": {"name": conflict.sender, "fingerprint": told.sender},
        "field": told.field,
        "ours": told.ours,
        "theirs": told.theirs,
        "noticed_at": told.noticed_at.isoformat(),
    }


def asked_object(each: TextAsked) -> Object:
    """Tell of a whole text that is asked for."""
    return {
        "identity": each.asked.identity,
        "title": each.asked.title,
        "document_id": each.document_id,
        "library": each.other,
        "asked_at": each.asked.asked_at.isoformat(),
    }


def _line_object(line: Line) -> Object:
    return {
        "identity": line.identity,
        "title": line.title,
        "tier": line.tier,
        "change": line.change.value,
        "words": line.words,
        "hands": list(line.hands),
        "conflicts": [
            {"field": each.field, "ours": each.ours, "theirs": each.theirs}
            for each in line.conflicts
        ],
    }


def givable_object(each: Givable) -> Object:
    """Tell what may go along with packages."""
    item = each.item
    return {
        "kind": item.kind.value,
        "key": item.key,
        "title": item.title,
        "given": each.is_given,
        "hint": each.hint,
    }


def notices_object(library: Library) -> Object:
    """Tell what others give beside documents."""
    answers = [each for found in answers_of_others(library).values() for each in found]
    return {
        "themes": [_noticed_object(each) for each in themes_of_others(library)],
        "recommendations": [_noticed_object(each) for each in cases_of_others(library)],
        "requests": [_noticed_object(each) for each in requests_of_others(library)],
        "answers": [_noticed_object(each) for each in answers],
    }


def _noticed_object(each: Noticed[V]) -> Object:
    notice = each.notice
    return {
        "from": {"name": each.sender, "fingerprint": notice.sender},
        "key": notice.key,
        "title": notice.title,
        "serial": notice.serial,
        "content": each.content.model_dump(mode="json"),
    }
