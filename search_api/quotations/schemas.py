"""The JSON of a checked text."""

from typing import Any

from corpus.document import Span
from search_api.quotations.mending import right_words, trouble_of
from search_api.quotations.verdict import CheckedText, Finding, Notice, Source, Verdict
from search_api.schemas import card_object, validity_object

Json = dict[str, Any]


def checked_object(checked: CheckedText) -> Json:
    """Write what was found out about a text."""
    counts = {verdict.value: checked.count(verdict) for verdict in Verdict}
    return {
        "length": len(checked.text),
        "counts": {
            **counts,
            "verified": checked.verified,
            "noticed": checked.noticed,
            "own": checked.own,
        },
        "findings": [finding_object(checked, each) for each in checked.findings],
    }


def finding_object(checked: CheckedText, finding: Finding) -> Json:
    """Write what was found out about a sentence."""
    trouble, right = trouble_of(finding), right_words(finding)
    return {
        "span": _span(finding.span),
        "text": checked.text[finding.span.start : finding.span.end],
        "kind": finding.claim.kind.value,
        "verdict": finding.verdict.value,
        "label": finding.label,
        "verified": finding.is_verified,
        "own": finding.is_own,
        "edits": [
            {"given": _span(each.one), "source": _span(each.other)} for each in finding.edits
        ],
        "source": finding.source and _source_object(finding.source),
        "notices": [_notice_object(each) for each in finding.notices],
        "now": finding.now and _source_object(finding.now),
        "trouble": trouble,
        "right": right and {"text": right.text, "citation": right.line} if trouble else None,
        "also": [_source_object(each) for each in finding.also],
    }


def _source_object(source: Source) -> Json:
    where = source.passage.where
    return {
        "document": {
            **card_object(source.card),
            "validity": source.validity and validity_object(source.validity),
        },
        "place": where.place,
        "article": where.article,
        "passage": source.passage.text,
        "span": _span(source.span),
        "text": source.text,
        "citation": source.line,
    }


def _notice_object(notice: Notice) -> Json:
    return {
        "kind": notice.kind.value,
        "label": notice.label,
        "words": notice.words,
        "evidence": [
            {"words": each.words, "document_id": each.document_id, "title": each.title}
            for each in notice.evidence
        ],
    }


def _span(span: Span) -> list[int]:
    return [span.start, span.end]
