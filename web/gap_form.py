"""A request for material as a page's form sends it."""

from collections.abc import Mapping

from search_api.ledger.gap import GAP_LABELS, Requested
from web.typed import texts_typed, with_typed

FIELDS = ("title", "number", "body", "note")
_LABELS = {**GAP_LABELS, "title": "缺什么"}


def requested_by(given: Mapping[str, str]) -> Requested:
    """
    Give what was typed.

    Raises:
        WrongValue: Something is too long, or no day.
    """
    typed = {**texts_typed(given, "", FIELDS), "due": given.get("due") or None}
    return with_typed(Requested(), typed, _LABELS)
