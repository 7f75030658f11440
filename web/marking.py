"""Verbatim text as HTML, with its highlights; nothing is added that could be copied."""

from collections.abc import Iterable

from markupsafe import Markup, escape

from search_api.snippets import Span


def marked(text: str, spans: Iterable[Span], window: Span | None = None) -> Markup:
    """
    Write a text with its highlights.

    Args:
        text: Verbatim.
        spans: Highlights in *text*, in order.
        window: The part of *text* that is written; all of it when not given.
    """
    start, end = (window.start, window.end) if window else (0, len(text))
    written: list[str] = []
    at = start
    for span in spans:
        opening, closing = max(span.start, at), min(span.end, end)
        if opening >= closing:
            continue
        written += (escape(text[at:opening]), "<mark>", escape(text[opening:closing]), "</mark>")
        at = closing
    written.append(escape(text[at:end]))
    return Markup("").join(map(Markup, written))
