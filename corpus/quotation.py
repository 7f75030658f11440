"""The frozen values of what is quoted: which document, which words of it, and where they stand."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from corpus.document import Span


@dataclass(frozen=True, slots=True)
class Reference:
    """
    What a citation says of a document, as it was when it was cited: it outlives the document.

    Attributes:
        document_id: Of the document.
        title: Its title; its file's name where none was recognised.
        document_class: See `corpus.metadata.DOCUMENT_CLASSES`.
        document_number: None where it has none.
        authors: Issuers, else who speaks, else whose experience it is.
        date: ISO 8601, perhaps partial; None where none is known.
        date_field: Which date that is.
        source_grade: See `corpus.metadata.SOURCE_GRADES`.
        completeness: See `corpus.metadata.COMPLETENESS`.
    """

    document_id: str
    title: str
    document_class: str
    document_number: str | None
    authors: tuple[str, ...]
    date: str | None
    date_field: str | None
    source_grade: str
    completeness: str


@dataclass(frozen=True, slots=True)
class Quotation:
    """
    Words of a document, verbatim.

    Attributes:
        reference: The document.
        spans: Where they stand in `Document.text`, in order; what lies between is debris of a
            web page, and is left out.
        text: The words: what the spans hold, joined.
        place: What a citation says of where they stand: `第三条`, `第二部分（三），第4页`; empty
            where there is nothing to say.
        heading: Titles of the sections that hold their beginning, outermost first, by ` › `.
        page: Page on which they begin, from 1; None where the format has no pages.
        passage: Place of the passage that holds their beginning, which names its anchor.
    """

    reference: Reference
    spans: tuple[Span, ...]
    text: str
    place: str
    heading: str
    page: int | None
    passage: int


def is_same(one: Quotation, other: Quotation) -> bool:
    """Tell whether two quotations are the same words of one document, whatever it is called."""
    return (
        one.reference.document_id == other.reference.document_id
        and one.spans == other.spans
        and one.text == other.text
    )


def quotation_values(quotation: Quotation) -> dict[str, Any]:
    """Give a quotation as JSON has it."""
    return asdict(quotation) | {"spans": [[each.start, each.end] for each in quotation.spans]}


def read_quotation(values: Mapping[str, Any]) -> Quotation:
    """Read what `quotation_values` gave."""
    spans = tuple(Span(start, end) for start, end in values["spans"])
    reference = read_reference(values["reference"])
    return Quotation(**{**values, "reference": reference, "spans": spans})


def read_reference(values: Mapping[str, Any]) -> Reference:
    """Read a reference as JSON has it."""
    return Reference(**{**values, "authors": tuple(values["authors"])})
