"""Where a document came from: its issuer's own publication, a reprint, or nobody knows."""

from collections.abc import Iterable, Mapping

from corpus.document import Fact, GapKind, Span
from corpus.metadata import OFFICIAL_GRADE, REPRINT_GRADE, UNVERIFIED_GRADE
from corpus.read.extracted import Extracted
from corpus.recognise.cleaning import Cleaning

_OFFICIAL = ("gov.cn",)  # and everything below
_STATED = ("title", "document_number", "issuer", "index_number", "written", "published")
_LEAST_STATED = 3  # fields that the page's own table tells
_PUBLISHERS = ("发布机构", "来源")
_OF_THE_STATE = (
    "中国政府网",
    "国务院办公厅",
    "国务院公报",
)  # publish what the State Council issues
_ISSUED_BY_BODIES = ("policy", "regulation", "plan", "speech", "interpretation")
_MALL = "下载"  # what a download site writes into a text


def recognise_grade(extracted: Extracted, found: Cleaning, facts: Mapping[str, Fact]) -> Fact:
    """
    Grade the source of a document.

    Args:
        extracted: What the reader gave.
        found: What in its text is no part of the document.
        facts: What was recognised.
    """
    if any(gap.kind is not GapKind.ABRIDGED for gap in found.gaps):
        return Fact(REPRINT_GRADE, 0.95, "rule")
    if _MALL in _words(extracted.text, found.removed):
        return Fact(REPRINT_GRADE, 0.9, "rule")
    if extracted.site is None:
        return Fact(UNVERIFIED_GRADE, 1.0, "rule")
    if _is_official(extracted.site):
        return _graded_by_table(extracted, facts)
    document_class = facts.get("document_class")
    if document_class and document_class.value in _ISSUED_BY_BODIES:
        return Fact(REPRINT_GRADE, 0.8, "rule")
    return Fact(UNVERIFIED_GRADE, 1.0, "rule")


def _graded_by_table(extracted: Extracted, facts: Mapping[str, Fact]) -> Fact:
    stated = sum(facts[name].method == "table" for name in _STATED if name in facts)
    if stated >= _LEAST_STATED and _publishes_its_own(extracted, facts):
        return Fact(OFFICIAL_GRADE, 0.95, "table")
    return Fact(UNVERIFIED_GRADE, 1.0, "rule")


def _is_official(host: str) -> bool:
    return any(host == site or host.endswith(f".{site}") for site in _OFFICIAL)


def _publishes_its_own(extracted: Extracted, facts: Mapping[str, Fact]) -> bool:
    """Tell whether the body that publishes is the one that issued; a portal reprints others."""
    declared = dict(extracted.declared)
    publishers = [declared[label] for label in _PUBLISHERS if declared.get(label)]
    issuer = facts.get("issuer")
    if not publishers or issuer is None:
        return True
    bodies = (issuer.value,) if isinstance(issuer.value, str) else issuer.value
    return any(
        body in publisher
        or publisher in body
        or (body.startswith("国务院") and publisher.startswith(_OF_THE_STATE))
        for publisher in publishers
        for body in bodies
    )


def _words(text: str, spans: Iterable[Span]) -> str:
    return "\n".join(text[span.start : span.end] for span in spans)
