"""Verbatim text as HTML, with its highlights; nothing is added that could be copied."""

from collections.abc import Iterable

from markupsafe import Markup, escape

from search_api.snippets import Span

_HIT = Markup("<mark>{}</mark>")
_STRUCK = Markup('<span class="struck" title="来源网站删去了此处的姓名">{}</span>')


def marked(
    text: str, spans: Iterable[Span], window: Span | None = None, *, struck: Iterable[Span] = ()
) -> Markup:
    """
    Write a text with its highlights.

    Args:
        text: Verbatim.
        spans: Highlights in *text*, in order.
        window: The part of *text* that is written; all of it when not given.
        struck: Where a name was struck out, in order.
    """
    start, end = (window.start, window.end) if window else (0, len(text))
    tags = [*((span, _HIT) for span in spans), *((span, _STRUCK) for span in struck)]
    written: list[Markup | str] = []
    at = start
    for span, tag in sorted(tags, key=lambda each: each[0].start):
        opening, closing = max(span.start, at), min(span.end, end)
        if opening < closing:
            written += (escape(text[at:opening]), tag.format(text[opening:closing]))
            at = closing
    written.append(escape(text[at:end]))
    return Markup("").join(written)
