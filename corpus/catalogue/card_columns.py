"""What the row of a document says of it, drawn from its facts."""

from collections.abc import Mapping
from typing import Any

from corpus.catalogue.column_types import storable
from corpus.document import Fact
from corpus.metadata import principal_date
from corpus.recognise.number import document_number_key
from corpus.text.works import work_key


def drawn_from(facts: Mapping[str, Fact]) -> dict[str, Any]:
    """Give the columns of `documents` that hang on the facts."""
    date = principal_date(facts)
    grade = _text(facts, "source_grade")
    title, number = _text(facts, "title"), _text(facts, "document_number")
    return {
        "title": title or "",
        "document_class": _text(facts, "document_class") or "other",
        "kind": _text(facts, "kind"),
        "document_number": number,
        "issuer": list(_texts(facts, "issuer")),
        "speaker": _text(facts, "speaker"),
        "date_value": date[0] if date else None,
        "date_field": date[1] if date else None,
        "work_key": work_key(title or "") or None,
        "number_key": document_number_key(number or ""),
        **({"source_grade": grade} if grade else {}),
    }


def _text(facts: Mapping[str, Fact], name: str) -> str | None:
    return " ".join(_texts(facts, name)) or None


def _texts(facts: Mapping[str, Fact], name: str) -> tuple[str, ...]:
    fact = facts.get(name)
    if fact is None:
        return ()
    values = (fact.value,) if isinstance(fact.value, str) else fact.value
    return tuple(storable(value) for value in values)
