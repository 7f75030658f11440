"""The source line that stands behind every quotation: who, what, when, where in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from corpus.catalogue.values import Card
from corpus.document import Document, Part, PartKind, Passage, Span, page_at
from corpus.metadata import (
    ABSTRACT_ONLY,
    CATALOGUE_ONLY,
    SAMPLE_GRADE,
    UNVERIFIED_GRADE,
    principal_date,
)
from corpus.quotation import Reference
from corpus.resolve.validity import AMENDED, EXPIRED, NOT_YET, REPEALED, SAID_BY, Validity
from indexer.search.found import FoundPassage
from search_api.labels import NO_SPEAKER
from search_api.places import named_place

SAMPLE_NOTICE = "【示例文件，非真实公文】"
_GRADE_NOTICES: Mapping[str, str] = MappingProxyType(
    {SAMPLE_GRADE: SAMPLE_NOTICE, UNVERIFIED_GRADE: "【来源待核实】"}
)
_NOTICES: Mapping[str, str] = MappingProxyType(
    {
        "有删减": "【原文有删减】",
        "截断": "【原文不全】",
        "残缺": "【原文残缺】",
        ABSTRACT_ONLY: "【只有摘要，未见原文】",
        CATALOGUE_ONLY: "【只有目录，未见原文】",
    }
)
SPEECH = "speech"  # the class of documents that somebody speaks
_AFTER_NUMBER = "、，．.　 "


@dataclass(frozen=True, slots=True)
class Source:
    """
    What a citation says of a document.

    Attributes:
        lead: From the title to the date; the place in the document follows it.
        notice: What a reader must know of the source, in 【】; empty when there is nothing.
    """

    lead: str
    notice: str

    @property
    def tail(self) -> str:
        """What follows the place."""
        return f"。{self.notice}"

    def line(self, place: str | None) -> str:
        """Give the whole line; *place* as `cited_place` gives it."""
        return f"{self.lead}{f'，{named_place(place)}' if place else ''}{self.tail}"


@lru_cache(maxsize=64)  # of one answer: every passage of a hit asks for the same
def card_source(card: Card, validity: Validity | None = None) -> Source:
    """Cite the document of a card, with its standing where a reader must know of it."""
    return _source(
        title=card.title,
        document_number=card.document_number,
        authors=card.issuer or ((card.speaker,) if card.speaker else ()),
        date=(card.date_value, card.date_field) if card.date_value else None,
        grade=card.source_grade,
        completeness=card.completeness,
        validity=validity,
    )


def document_source(document: Document, validity: Validity | None = None) -> Source:
    """Cite a document, with its standing where a reader must know of it."""
    return _source(
        title=document.value("title") or "",
        document_number=document.value("document_number"),
        authors=document.values("issuer") or document.values("speaker"),
        date=principal_date(document.facts),
        grade=document.source_grade,
        completeness=document.completeness,
        validity=validity,
    )


def reference_source(reference: Reference, validity: Validity | None = None) -> Source:
    """Cite a document by what was kept of it, with its standing where it is known today."""
    return _source(
        title=reference.title,
        document_number=reference.document_number,
        authors=reference.authors,
        date=(reference.date, reference.date_field) if reference.date else None,
        grade=reference.source_grade,
        completeness=reference.completeness,
        validity=validity,
    )


def card_speaker(card: Card) -> tuple[str, ...]:
    """Name who speaks; of a speech also that nobody is named."""
    if card.speaker:
        return (card.speaker,)
    return (NO_SPEAKER,) if card.document_class == SPEECH else ()


def hit_source(
    card: Card,
    found: FoundPassage,
    quoted: Span | None = None,
    *,
    validity: Validity | None = None,
) -> str:
    """
    Give the source line of a passage: 《题》（文号），机关，日期，第三条。

    Args:
        card: Its document's.
        found: The passage.
        quoted: The part of its text that is quoted; all of it when not given.
        validity: The document's standing; None where it has none.
    """
    start = found.where.start
    span = Span(start + quoted.start, start + quoted.end) if quoted else None
    return card_source(card, validity).line(cited_place(found.where, found.pages, span, found.part))


def cited_place(
    passage: Passage, pages: Sequence[int], quoted: Span | None = None, part: Part | None = None
) -> str | None:
    """
    Say where a quotation stands: in which annex, article or section, and on what pages.

    Args:
        passage: The one that holds it.
        pages: Offsets at which the document's pages start.
        quoted: The part of the document's text that is quoted; the passage when not given.
        part: The part of the document that holds the passage.
    """
    span = quoted or Span(passage.start, passage.end)
    shown = "" if passage.article else cited_pages(span, pages)
    return "，".join(filter(None, (cited_number(passage, part), shown))) or None


def cited_number(passage: Passage, part: Part | None) -> str:
    """Name a passage by its annex and its article, else by the numbers of its section."""
    if part is not None and part.kind is PartKind.CASE:
        return part.cited
    number = passage.article or (passage.section or "").rstrip(_AFTER_NUMBER)
    return (part.cited if part else "") + named_place(number)


def cited_pages(span: Span, pages: Sequence[int]) -> str:
    """Say on what pages a span lies: 第3页, 第3—4页; empty where the document has none."""
    first, last = page_at(pages, span.start), page_at(pages, max(span.end - 1, span.start))
    if first is None:
        return ""
    return f"第{first}页" if first == last else f"第{first}—{last}页"


def in_title_marks(title: str) -> str:
    """Put a title into 《》; the marks within it take turns: 《印发〈甲《乙》〉的通知》."""
    depth, written = 1, []
    for sign in title:
        if sign in "《〈":
            written.append("《〈"[depth % 2])
            depth += 1
        elif sign in "》〉":
            depth = max(depth - 1, 1)
            written.append("》〉"[depth % 2])
        else:
            written.append(sign)
    return f"《{''.join(written)}》"


def chinese_date(value: str) -> str:
    """Write an ISO date, whole or partial, as running text has it: 2024年3月5日."""
    parts = (part.lstrip("0") or "0" for part in value.split("-"))
    return "".join(f"{part}{unit}" for part, unit in zip(parts, "年月日", strict=False))


def _source(
    *,
    title: str,
    document_number: str | None,
    authors: tuple[str, ...],
    date: tuple[str, str | None] | None,
    grade: str,
    completeness: str,
    validity: Validity | None,
) -> Source:
    number = f"（{document_number}）" if document_number else ""
    named = [f"{in_title_marks(title)}{number}"]
    if authors:
        named.append("、".join(authors))
    if date:
        value, field = date
        named.append(chinese_date(value) + ("修改" if field == "revised" else ""))
    notices = (_GRADE_NOTICES.get(grade, ""), _standing(validity), _NOTICES.get(completeness, ""))
    return Source("，".join(named), "".join(notices))


def _standing(validity: Validity | None) -> str:
    """Say of a text that does not stand as it reads: 【已废止】, 【已修改，库中有…的文本】."""
    if validity is None:
        return ""
    if validity.value in (REPEALED, EXPIRED, NOT_YET):
        return f"【{validity.value}】"
    if validity.value != AMENDED:
        return ""
    words = AMENDED if SAID_BY in validity.words else validity.words
    return f"【{words.replace('：', '，', 1)}】"
