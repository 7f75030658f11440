"""The frozen values of a case that is being written (案例草稿)."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field, StringConstraints

from corpus.quotation import Reference
from search_api.study.values import Content, Line

MOST_SOURCES = 50

_Text = Annotated[str, StringConstraints(max_length=20_000)]

# Part of a draft -> its heading, in the order in which a report tells them.
DRAFT_PARTS: Mapping[str, str] = {
    "background": "背景",
    "practices": "主要做法",
    "results": "取得成效",
    "insights": "经验启示",
}


class CaseDraft(Content):
    """
    A case that is being written.

    Attributes:
        enterprise: Whose it is.
        background: What was to be solved.
        practices: What was done.
        results: What was reached.
        insights: What others may learn.
        origin: What it was made of, as the ledger names it: 建言 建2026-001.
        sources: The documents that it rests on.
    """

    enterprise: Line = ""
    background: _Text = ""
    practices: _Text = ""
    results: _Text = ""
    insights: _Text = ""
    origin: Line = ""
    sources: tuple[Reference, ...] = Field(default=(), max_length=MOST_SOURCES)
