"""The frozen values of a recommended case (典型推广), and the states that it goes through."""

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from corpus.catalogue.column_types import LARGEST_INTEGER
from search_api.ledger.filing import (
    Filing,
    PrintedLine,
    PrintedName,
    PrintedText,
    Rule,
    States,
    look_at_rules,
)
from search_api.study.quoting import LONGEST_QUOTATION
from search_api.study.values import Title, Value

MOST_EVIDENCE = 20  # quotations
MOST_THEMES = 10
MOST_RECOGNITIONS = 20

_DAY = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


class State(StrEnum):
    """How far a recommendation is."""

    RECOMMENDED = "recommended"
    REVIEWING = "reviewing"
    PUBLISHED = "published"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"


STATES = States(
    labels=MappingProxyType(
        {
            State.RECOMMENDED: "已推荐",
            State.REVIEWING: "审核中",
            State.PUBLISHED: "已发布",
            State.RETURNED: "已退回",
            State.WITHDRAWN: "已撤下",
        }
    ),
    ways=MappingProxyType(
        {
            State.RECOMMENDED: (State.REVIEWING, State.RETURNED),
            State.REVIEWING: (State.PUBLISHED, State.RETURNED),
            State.PUBLISHED: (State.WITHDRAWN, State.REVIEWING),
            State.RETURNED: (State.RECOMMENDED, State.REVIEWING),
            State.WITHDRAWN: (State.RECOMMENDED, State.REVIEWING),
        }
    ),
    running=frozenset({State.RECOMMENDED, State.REVIEWING}),
)
OPEN = frozenset({State.RECOMMENDED, State.REVIEWING, State.PUBLISHED})
WITH_REASON = frozenset({State.RETURNED, State.WITHDRAWN})
# Field -> what it is called, in the order of the ledger's columns.
RECOMMENDATION_LABELS: Mapping[str, str] = MappingProxyType(
    {
        "serial": "编号",
        "case": "案例编号",
        "case_title": "案例",
        "title": "推荐标题",
        "body": "推荐单位",
        "why": "推荐理由",
        "evidence": "依据原文",
        "themes": "主题",
        "recognitions": "表彰推广",
        "state": "状态",
        "reason": "退回或撤下理由",
        "published": "发布日期",
        "due": "审核期限",
    }
)


def _dated(value: str) -> str:
    if value and not _DAY.fullmatch(value):
        raise ValueError(f"日期“{value}”看不懂，请写成 2024、2024-03 或 2024-03-05")
    return value


PartialDate = Annotated[
    str, StringConstraints(max_length=20, strip_whitespace=True), AfterValidator(_dated)
]


_Offset = Annotated[int, Field(ge=0, le=LARGEST_INTEGER)]


class Evidence(Value):
    """
    Words of the case that bear a recommendation out.

    Attributes:
        words: Verbatim.
        spans: Where they stand in the document's text.
        place: What a citation says of where that is; empty where there is nothing to say.
        passage: Place of the passage that holds their beginning, which names its anchor.
    """

    words: str = Field(min_length=1, max_length=LONGEST_QUOTATION)
    spans: tuple[tuple[_Offset, _Offset], ...]
    place: PrintedLine = ""
    passage: _Offset = 0


class Recognition(Value):
    """
    Who recognised a case: praised it or had it made known.

    Attributes:
        body: The body that did.
        by: In which document, or on which occasion.
        on: When, ISO 8601, perhaps partial; empty where that is not known.
    """

    body: PrintedLine = Field(min_length=1)
    by: PrintedLine = ""
    on: PartialDate = ""


class Told(Value):
    """
    What whoever recommends a case says of it.

    Attributes:
        title: Under which it is recommended; that of the case where it is empty.
        body: Which body recommends it (推荐单位).
        why: For what reason (推荐理由).
        evidence: Words of the case, verbatim.
        themes: Words by which it is listed (主题).
        recognitions: Who recognised it, and where.
    """

    title: Title = ""
    body: PrintedLine = ""
    why: PrintedText = ""
    evidence: tuple[Annotated[str, StringConstraints(max_length=LONGEST_QUOTATION)], ...] = Field(
        default=(), max_length=MOST_EVIDENCE
    )
    themes: tuple[PrintedName, ...] = Field(default=(), max_length=MOST_THEMES)
    recognitions: tuple[Recognition, ...] = Field(default=(), max_length=MOST_RECOGNITIONS)


class Recommendation(Filing):
    """
    A recommended case.

    Attributes:
        state: How far it is.
        case: Id of the case, see `search_api.cases.case.Case.id`.
        case_title: What the case was called when it was recommended.
        body: Which body recommends it.
        why: For what reason.
        evidence: Words of the case, verbatim.
        themes: Words by which it is listed.
        recognitions: Who recognised it, and where.
        reason: Why it was sent back or withdrawn; empty in every other state.
        published: The day of its publication; None before.
    """

    state: State = State.RECOMMENDED
    case: PrintedName = Field(min_length=1)
    case_title: PrintedLine = ""
    body: PrintedLine = ""
    why: PrintedText = ""
    evidence: tuple[Evidence, ...] = Field(default=(), max_length=MOST_EVIDENCE)
    themes: tuple[PrintedName, ...] = Field(default=(), max_length=MOST_THEMES)
    recognitions: tuple[Recognition, ...] = Field(default=(), max_length=MOST_RECOGNITIONS)
    reason: PrintedText = ""
    published: date | None = None

    @property
    def document(self) -> str:
        """The id of the document that holds the case."""
        return self.case.partition("-")[0]

    @model_validator(mode="after")
    def _fits_its_state(self) -> Self:
        """Look that it says what a recommendation must, and each state what it tells of."""
        lacks_why = not self.why.strip()
        lacks_reason = self.state in WITH_REASON and not self.reason.strip()
        rules = (
            Rule(("title",), not self.title, "推荐标题是空的，请写一个"),
            Rule(("body",), not self.body, "没有写推荐单位。请写哪个单位推荐"),
            Rule(("why",), lacks_why, "没有写推荐理由。请写这个案例好在哪里、适合谁学"),
            Rule(("reason", "state"), lacks_reason, f"“{STATES.labels[self.state]}”要写明理由"),
        )
        look_at_rules(rules)
        return self
