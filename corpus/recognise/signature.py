"""The signature at the end of a body: who issued it, and when."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.document import Span
from corpus.recognise.body_name import is_body_name, split_bodies
from corpus.recognise.dates import DateFound, date_alone, find_dates
from corpus.recognise.lines import Line

_LENGTH_MAX = 60
_SIGNERS_MAX = 12
_AROUND_DATE = "（( 　\t"
_ENTITY = re.compile(r"\s*&\w*;?\s*$")  # a broken &nbsp; that a page shows


@dataclass(frozen=True, slots=True)
class Signature:
    """
    A date on a line of its own, with the names of bodies above or beside it.

    Attributes:
        date: ISO 8601.
        date_span: Where the date stands.
        issuers: The names, in order; empty for a date alone.
        issuer_span: From the first name to the last; None without names.
    """

    date: str
    date_span: Span
    issuers: tuple[str, ...]
    issuer_span: Span | None


def find_signatures(lines: Sequence[Line]) -> list[Signature]:
    """Find every signature, in order: that of the document, then perhaps those of its annexes."""
    return [
        _signature(lines, place, found)
        for place, line in enumerate(lines)
        if len(line.text) <= _LENGTH_MAX and (found := _date_of(line.text))
    ]


def signed_at(signatures: Sequence[Signature]) -> tuple[int, ...]:
    """Give the offset at which the first names of bodies stand that sign; nothing without any."""
    signed = [signature.issuer_span.start for signature in signatures if signature.issuer_span]
    return tuple(signed[:1])


def own_signature(signatures: Sequence[Signature], issuers: Sequence[str]) -> Signature | None:
    """Choose the document's own: signed by the title's issuer, else by anyone, else the last."""
    for signature in signatures:
        if any(name in issuers or name in "".join(issuers) for name in signature.issuers):
            return signature
    signed = [signature for signature in signatures if signature.issuers]
    return signed[0] if signed else (signatures[-1] if signatures else None)


def _date_of(text: str) -> DateFound | None:
    """Read a line that is a date, or names of bodies and a date."""
    if "年" not in text and not text[:1].isdigit():
        return None
    alone = date_alone(text)
    if alone:
        return alone
    found = next(find_dates(text), None)
    beside = (
        found and found.span.end == len(text) and is_body_name(text[: found.span.start].strip())
    )
    return found if beside else None


def _signature(lines: Sequence[Line], place: int, found: DateFound) -> Signature:
    line = lines[place]
    names = _names_beside(line, found) or _names_above(lines[max(0, place - _SIGNERS_MAX) : place])
    return Signature(
        date=found.value,
        date_span=Span(line.start + found.span.start, line.start + found.span.end),
        issuers=tuple(body for name, _ in names for body in split_bodies(name)),
        issuer_span=Span(names[0][1].start, names[-1][1].end) if names else None,
    )


def _names_beside(line: Line, found: DateFound) -> list[tuple[str, Span]]:
    name = line.text[: found.span.start].strip(_AROUND_DATE)
    return [(name, Span(line.start, line.start + len(name)))] if name else []


def _names_above(lines: Sequence[Line]) -> list[tuple[str, Span]]:
    """Go up from the date as long as lines name bodies."""
    names: list[tuple[str, Span]] = []
    for line in reversed(lines):
        name = _ENTITY.sub("", line.text).strip()
        if not is_body_name(name):
            break
        names.insert(0, (name, Span(line.start, line.start + len(name))))
    return names
