"""The frozen values of a gap (资料缺口), and the states that it goes through."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from corpus.recognise.number import document_number_key
from corpus.text.works import work_key
from search_api.ledger.filing import (
    Filing,
    PrintedLine,
    PrintedName,
    PrintedText,
    Rule,
    States,
    look_at_rules,
)
from search_api.study.values import Title, Value

MOST_CITING = 20  # documents that are kept with a gap

Id = Annotated[str, StringConstraints(max_length=64, strip_whitespace=True)]


class Kind(StrEnum):
    """What tells of a gap."""

    SEARCH = "search"
    CITATION = "citation"
    REQUEST = "request"
    TEXT = "text"  # of a document that another library holds; kept by the exchange


class State(StrEnum):
    """How far a gap is."""

    PENDING = "pending"
    COLLECTING = "collecting"
    FILLED = "filled"
    DECLINED = "declined"


KIND_LABELS: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.SEARCH: "检索未果",
        Kind.CITATION: "引用缺失",
        Kind.REQUEST: "征集",
        Kind.TEXT: "索取全文",
    }
)
STATES = States(
    labels=MappingProxyType(
        {
            State.PENDING: "待补",
            State.COLLECTING: "征集中",
            State.FILLED: "已补",
            State.DECLINED: "不补",
        }
    ),
    ways=MappingProxyType(
        {
            State.PENDING: (State.COLLECTING, State.FILLED, State.DECLINED),
            State.COLLECTING: (State.FILLED, State.DECLINED, State.PENDING),
            State.FILLED: (State.PENDING,),
            State.DECLINED: (State.PENDING,),
        }
    ),
    running=frozenset({State.PENDING, State.COLLECTING}),
)
# Field -> what it is called, in the order of the register's columns.
GAP_LABELS: Mapping[str, str] = MappingProxyType(
    {
        "serial": "编号",
        "kind": "来源",
        "title": "缺什么",
        "number": "文号",
        "query": "检索词",
        "times": "检索次数",
        "last_day": "最近检索",
        "citing": "引用它的文件",
        "cited_by": "引用篇数",
        "body": "征集单位",
        "note": "用途和要求",
        "due": "期限",
        "state": "状态",
        "answer": "补上的文件",
        "reason": "不补的理由",
    }
)


class Named(Value):
    """A document by its id, and as it was called."""

    document: Id = Field(min_length=1)
    title: PrintedLine = ""


class Gap(Filing):
    """
    Something that the library lacks.

    Attributes:
        state: How far it is.
        kind: What tells of it.
        title: What is missing: a title, or what was searched for or is asked for in words.
        number: Its document number; empty where none is known.
        query: What was searched for, whole; empty where it was no search.
        times: How often that was searched for, when it was entered.
        last_day: On which it was searched for last.
        citing: Documents that cite it, the first of them.
        cited_by: How many do.
        body: Which body asks for it; never a person.
        note: What for, and in which form.
        answer: The document that filled it; None before.
        reason: Why it is not to be filled; empty in every other state.
    """

    state: State = State.PENDING
    kind: Kind
    number: PrintedName = ""
    query: PrintedLine = ""
    times: int = Field(default=0, ge=0)
    last_day: date | None = None
    citing: tuple[Named, ...] = Field(default=(), max_length=MOST_CITING)
    cited_by: int = Field(default=0, ge=0)
    body: PrintedLine = ""
    note: PrintedText = ""
    answer: Named | None = None
    reason: PrintedText = ""

    @model_validator(mode="after")
    def _fits_its_state(self) -> Self:
        """Look that it says what is missing, and each state what it tells of."""
        label = STATES.labels[self.state]
        lacks_answer = self.state is State.FILLED and self.answer is None
        lacks_reason = self.state is State.DECLINED and not self.reason.strip()
        rules = (
            Rule(
                ("kind",),
                self.kind is Kind.TEXT,
                "索取全文不在这里登记。请打开那篇文件，点“索取全文”",
            ),
            Rule(
                ("title", "number"),
                not (self.title or self.number),
                "没有写缺什么。请写标题、文号，或要征集的内容",
            ),
            Rule(
                ("answer", "state"),
                lacks_answer,
                f"“{label}”要写明是哪一篇文件补上的。请先选定文件",
            ),
            Rule(("reason", "state"), lacks_reason, f"“{label}”要写明理由"),
        )
        look_at_rules(rules)
        return self

    @property
    def line(self) -> str:
        """Name what is missing in a line."""
        name = self.query or self.title
        return f"{name}（{self.number}）" if name and self.number else name or self.number


class Requested(Value):
    """
    What is asked for by hand.

    Attributes:
        title: A title, or what is wanted in words.
        number: Its document number; empty where none is known.
        body: Which body asks; never a person.
        note: What for, and in which form.
        due: Until when.
    """

    title: Title = ""
    number: PrintedName = ""
    body: PrintedLine = ""
    note: PrintedText = ""
    due: date | None = Field(default=None, ge=date(1900, 1, 1), le=date(2999, 12, 31))


def gap_key(gap: Gap) -> tuple[str, str]:
    """Give what is equal for gaps of the same thing: searches by their words, others by naming."""
    return key_of(gap.kind, gap.title, gap.number, gap.query)


def key_of(kind: str, title: str, number: str, query: str) -> tuple[str, str]:
    """Give the key of a gap of which these are told, see `gap_key`."""
    if kind == Kind.SEARCH:
        return Kind.SEARCH, query_key(query or title)
    return named_key(title, number)


def query_key(query: str) -> str:
    """Give what is equal for searches of the same words."""
    return " ".join(query.split()).casefold()


def named_key(title: str, number: str | None) -> tuple[str, str]:
    """Give what is equal for documents of the same title and number."""
    return work_key(title) or title, document_number_key(number or "") or number or ""
