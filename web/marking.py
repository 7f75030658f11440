"""Verbatim text as HTML, with its highlights; nothing is added that could be copied."""

from collections.abc import Iterable
from itertools import pairwise

from markupsafe import Markup, escape

from search_api.snippets import Span

Tag = tuple[Span, Markup]  # a stretch, and what it is wrapped in

_HIT = Markup("<mark>{}</mark>")
_STRUCK = Markup('<span class="struck" title="来源网站删去了此处的姓名">{}</span>')
_LINK = Markup('<a class="named" href="/documents/{}">{{}}</a>')

_POINT = Markup(
    '<span class="point" role="button" tabindex="0" data-from="{}" data-to="{}"'
    ' title="选中这一条">{{}}</span>'
)


def marked(text: str, spans: Iterable[Span], window: Span | None = None) -> Markup:
    """
    Write a text with its highlights.

    Args:
        text: Verbatim.
        spans: Highlights in *text*, in order.
        window: The part of *text* that is written; all of it when not given.
    """
    return wrapped(text, [(span, _HIT) for span in spans], window)


def tags(
    *,
    hits: Iterable[Span],
    struck: Iterable[Span],
    links: Iterable[tuple[Span, str]],
    points: Iterable[tuple[Span, Span]],
) -> list[Tag]:
    """Say what stretches are wrapped in, the innermost first."""
    return [
        *((span, _HIT) for span in hits),
        *((span, _STRUCK) for span in struck),
        *((span, _LINK.format(document)) for span, document in links),
        *((mark, _POINT.format(whole.start, whole.end)) for mark, whole in points),
    ]


def wrapped(text: str, tags: Iterable[Tag], window: Span | None = None) -> Markup:
    """Write a text, its stretches wrapped; where two overlap, one stands inside the other."""
    start, end = (window.start, window.end) if window else (0, len(text))
    inside = [tag for tag in tags if tag[0].start < end and tag[0].end > start]
    if not inside:
        return escape(text[start:end])
    borders = {start, end}
    for span, _ in inside:
        borders |= {max(span.start, start), min(span.end, end)}
    written = []
    for opening, closing in pairwise(sorted(borders)):
        piece = escape(text[opening:closing])
        for span, tag in inside:
            if span.start <= opening and closing <= span.end:
                piece = tag.format(piece)
        written.append(piece)
    return Markup("").join(written)
