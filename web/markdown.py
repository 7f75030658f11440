"""Markdown of our own as HTML."""

from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markupsafe import Markup


def to_html(source: str) -> Markup:
    """Render Markdown; HTML in it is text."""
    return Markup(_reader().render(source))  # noqa: S704 (markdown-it has escaped it)


@cache
def _reader() -> MarkdownIt:
    made = MarkdownIt("commonmark", {"html": False}).enable("table")
    made.add_render_rule("softbreak", _no_blank)
    return made


def _no_blank(*_: Any) -> str:
    """Join lines without a blank, as Chinese is written."""
    return ""
