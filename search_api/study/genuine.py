"""
What programs send as quotations, held to the documents that they name.

Pages quote by places in documents, so their words are verbatim. Whoever sends a whole paper could
put any words under any title; so every quotation and reference that the paper did not hold before
is made anew from its document.
"""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from corpus.actor import Actor
from corpus.document import Span
from corpus.errors import WrongValue
from corpus.quotation import Quotation, quotation_values, read_quotation
from indexer.library import Library
from search_api.reading import find_document
from search_api.study.paper_sources import QUOTATION_FIELDS, REFERENCE_FIELDS
from search_api.study.quoting import quote, reference_of
from search_api.study.values import C

_SHOWN = 20  # characters of a quotation in a message


def genuine(library: Library, actor: Actor, content: C, known: C | None = None) -> C:
    """
    Give a content whose quotations and references are those of the library.

    Args:
        library: Where the documents are.
        actor: Who sends it.
        content: What was sent.
        known: What the paper holds now: what it quotes may stay, though its source be gone.

    Raises:
        DocumentNotFound: Something new is of a document that is not there.
        WrongValue: Something new does not stand so in its document.
    """
    held = list(_sources(known.model_dump(mode="json"))) if known is not None else []
    told = _made_anew(library, actor, content.model_dump(mode="json"), held)
    return type(content).model_validate(told)


def _made_anew(library: Library, actor: Actor, value: Any, held: list[Any]) -> Any:
    if isinstance(value, list):
        return [_made_anew(library, actor, each, held) for each in value]
    if not isinstance(value, dict):
        return value
    if value in held:
        return value
    if value.keys() == QUOTATION_FIELDS:
        return quotation_values(_quoted_anew(library, actor, read_quotation(value)))
    if value.keys() == REFERENCE_FIELDS:
        return asdict(reference_of(find_document(library, actor, value["document_id"])))
    return {name: _made_anew(library, actor, each, held) for name, each in value.items()}


def _quoted_anew(library: Library, actor: Actor, sent: Quotation) -> Quotation:
    if not sent.spans:
        raise WrongValue("没有保存：有一条引文没有说明在原文的什么位置。")
    span = Span(sent.spans[0].start, sent.spans[-1].end)
    made = quote(library, actor, sent.reference.document_id, span)
    if made.text != sent.text:
        words = sent.text[:_SHOWN] + ("…" if len(sent.text) > _SHOWN else "")
        raise WrongValue(
            f"没有保存：引文“{words}”与《{made.reference.title}》的原文不一致。"
            "请按原文的区间和文字发送。"
        )
    return made


def _sources(value: Any) -> Iterable[Any]:
    """Give every quotation and reference in a content, as JSON has them."""
    if isinstance(value, list):
        for each in value:
            yield from _sources(each)
    elif isinstance(value, dict):
        if value.keys() in (QUOTATION_FIELDS, REFERENCE_FIELDS):
            yield value
        else:
            yield from _sources(list(value.values()))
