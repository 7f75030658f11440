"""What a paper of any kind quotes and refers to, found in its content as JSON has it."""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any

from corpus.quotation import Quotation, Reference, read_quotation, read_reference

Path = tuple[str | int, ...]

QUOTATION_FIELDS = frozenset(field.name for field in fields(Quotation))
REFERENCE_FIELDS = frozenset(field.name for field in fields(Reference))


def sources_of(content: Any) -> Iterator[Quotation]:
    """
    Give every quotation in a content, and every document that is only named.

    A document that is only named is a quotation of no words: its standing counts, its text not.
    """
    return (quotation for _, quotation in placed_sources(content))


def placed_sources(content: Any, path: Path = ()) -> Iterator[tuple[Path, Quotation]]:
    """Give the same, each with its path into the content: names and numbers."""
    if isinstance(content, Mapping):
        if content.keys() == QUOTATION_FIELDS:
            yield path, read_quotation(content)
        elif "document_id" in content:
            yield path, quotation_of_no_words(_reference(content))
        else:
            for name, value in content.items():
                yield from placed_sources(value, (*path, name))
    elif isinstance(content, list | tuple):
        for number, value in enumerate(content):
            yield from placed_sources(value, (*path, number))


def quotation_of_no_words(reference: Reference) -> Quotation:
    """Take a document that is named for a quotation without words."""
    return Quotation(reference, (), "", "", "", None, 0)


def _reference(content: Mapping[str, Any]) -> Reference:
    if content.keys() == REFERENCE_FIELDS:
        return read_reference(content)
    id_ = str(content["document_id"])
    title = str(content.get("title") or id_)
    return Reference(id_, title, "other", None, (), None, None, "待核实", "完整")
