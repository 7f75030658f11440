"""From what became of a source to what its owner is told."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from corpus.catalogue.alerts import AlertKind, Concern, Event
from corpus.resolve.validity import AMENDED, EXPIRED, NOT_YET, REPEALED, Validity
from search_api.study.newer import newer_lead, newer_name
from search_api.study.sources import Change, SourceState

ALERT_LABELS: Mapping[AlertKind, str] = MappingProxyType(
    {
        AlertKind.REPEALED: REPEALED,
        AlertKind.EXPIRED: EXPIRED,
        AlertKind.AMENDED: AMENDED,
        AlertKind.NOT_YET: NOT_YET,
        AlertKind.SUPERSEDED: "已有新版",
        AlertKind.CHANGED: "字句有变",
        AlertKind.GONE: "已不在库中",
        AlertKind.MATCHED: "新收文件",
    }
)
_OF_STANDING: Mapping[str, AlertKind] = MappingProxyType(
    {
        REPEALED: AlertKind.REPEALED,
        EXPIRED: AlertKind.EXPIRED,
        AMENDED: AlertKind.AMENDED,
        NOT_YET: AlertKind.NOT_YET,
    }
)
_GONE = "已不在库中：文件已移出本库，引文和出处仍是收入时的原样"
_CHANGED = "字句有变：库中原文已没有这段引文"


def events_of(concern: Concern, number: int, states: Iterable[SourceState]) -> Iterator[Event]:
    """Say what of the sources of a quotation or a paper its owner must know."""
    for state in states:
        yield from _of_source(concern, number, state)


def _of_source(concern: Concern, number: int, state: SourceState) -> Iterator[Event]:
    reference = state.quotation.reference
    about = concern, number, reference.document_id, reference.title
    if state.change is Change.GONE:
        yield _gone(about, state)
        return
    if state.validity is not None and state.validity.value in _OF_STANDING:
        yield _standing(about, state.validity)
    if state.change is Change.CHANGED:
        yield Event(*about, AlertKind.CHANGED, _CHANGED, evidence=state.quotation.text)


def _gone(about: tuple[Concern, int, str, str], state: SourceState) -> Event:
    newer = state.newer
    if newer is None:
        return Event(*about, AlertKind.GONE, _GONE)
    lead = newer_lead(state) if state.is_text_arrived else "已有新版"
    words = f"{lead}：{newer_name(state)}"
    return Event(*about, AlertKind.SUPERSEDED, words, by_id=newer.id, by_title=newer.title)


def _standing(about: tuple[Concern, int, str, str], validity: Validity) -> Event:
    kind = _OF_STANDING[validity.value]
    if not validity.evidence:
        return Event(*about, kind, validity.words)
    why = validity.evidence[0]
    return Event(*about, kind, validity.words, why.words, why.document_id, why.title or "")
