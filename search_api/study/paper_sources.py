"""What a paper of any kind quotes and refers to, found in its content as JSON has it."""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any

from corpus.quotation import Quotation, Reference, read_quotation, read_reference

_QUOTATION = frozenset(field.name for field in fields(Quotation))
_REFERENCE = frozenset(field.name for field in fields(Reference))


def sources_of(content: Any) -> Iterator[Quotation]:
    """
    Give every quotation in a content, and every document that is only named.

    A document that is only named is a quotation of no words: its standing counts, its text not.
    """
    if isinstance(content, Mapping):
        if content.keys() == _QUOTATION:
            yield read_quotation(content)
        elif "document_id" in content:
            yield quotation_of_no_words(_reference(content))
        else:
            yield from _within(content.values())
    elif isinstance(content, list | tuple):
        yield from _within(content)


def quotation_of_no_words(reference: Reference) -> Quotation:
    """Take a document that is named for a quotation without words."""
    return Quotation(reference, (), "", "", "", None, 0)


def _within(values: Any) -> Iterator[Quotation]:
    for value in values:
        yield from sources_of(value)


def _reference(content: Mapping[str, Any]) -> Reference:
    if content.keys() == _REFERENCE:
        return read_reference(content)
    id_ = str(content["document_id"])
    title = str(content.get("title") or id_)
    return Reference(id_, title, "other", None, (), None, None, "待核实", "完整")
