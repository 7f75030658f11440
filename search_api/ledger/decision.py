"""The frozen values of a decision (议定事项), and the states that it goes through."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Self

from pydantic import Field, model_validator

from corpus.quotation import Reference
from search_api.ledger.filing import Filing, PrintedLine, PrintedText, Rule, States, look_at_rules
from search_api.study.values import Value

MOST_STEPS = 100
MOST_EVIDENCE = 50  # documents
MOST_PARTNERS = 50


class State(StrEnum):
    """How far a decision is carried out."""

    PENDING = "pending"
    RUNNING = "running"
    DONE = "done"
    ADJUSTED = "adjusted"
    CANCELLED = "cancelled"


# What was adjusted is still to be done, with the day until when that it was given.
STATES = States(
    labels=MappingProxyType(
        {
            State.PENDING: "待落实",
            State.RUNNING: "落实中",
            State.DONE: "已完成",
            State.ADJUSTED: "已调整",
            State.CANCELLED: "已取消",
        }
    ),
    ways=MappingProxyType(
        {
            State.PENDING: (State.RUNNING, State.DONE, State.ADJUSTED, State.CANCELLED),
            State.RUNNING: (State.DONE, State.ADJUSTED, State.CANCELLED, State.PENDING),
            State.DONE: (State.RUNNING,),
            State.ADJUSTED: (State.RUNNING, State.DONE, State.CANCELLED),
            State.CANCELLED: (State.PENDING,),
        }
    ),
    running=frozenset({State.PENDING, State.RUNNING, State.ADJUSTED}),
)
# Field -> what it is called.
DECISION_LABELS: Mapping[str, str] = MappingProxyType(
    {
        "serial": "编号",
        "title": "事项",
        "text": "具体要求",
        "decided_on": "议定日期",
        "body": "责任单位",
        "partners": "配合单位",
        "due": "完成时限",
        "state": "状态",
        "steps": "进展",
        "evidence": "完成情况",
        "documents": "佐证材料",
        "reason": "调整或取消的理由",
    }
)
_WITH_REASON = frozenset({State.ADJUSTED, State.CANCELLED})


class Step(Value):
    """How far it had come on a day (进展)."""

    on: date
    words: PrintedText = Field(min_length=1)


class Decision(Filing):
    """
    What a meeting decided.

    Attributes:
        title: What is to be done, in one line.
        text: What exactly, in full.
        decided_on: The day of the meeting; None while that is not fixed.
        body: That answers for it (责任单位).
        partners: The bodies that help (配合单位).
        state: How far it is carried out.
        steps: How far it had come, in order.
        evidence: What shows that it is done, in words.
        documents: And in documents of the library.
        reason: Why it was adjusted or cancelled.
    """

    state: State = State.PENDING
    text: PrintedText = ""
    decided_on: date | None = None
    body: PrintedLine = ""
    partners: tuple[PrintedLine, ...] = Field(default=(), max_length=MOST_PARTNERS)
    steps: tuple[Step, ...] = Field(default=(), max_length=MOST_STEPS)
    evidence: PrintedText = ""
    documents: tuple[Reference, ...] = Field(default=(), max_length=MOST_EVIDENCE)
    reason: PrintedText = ""

    @model_validator(mode="after")
    def _fits_its_state(self) -> Self:
        """Look that each state has what it tells of."""
        look_at_rules(self._rules())
        return self

    def _rules(self) -> tuple[Rule, ...]:
        decided, due = self.decided_on, self.due
        lacks_evidence = self.state is State.DONE and not (self.evidence.strip() or self.documents)
        lacks_reason = self.state in _WITH_REASON and not self.reason.strip()
        return (
            Rule(("title",), not self.title, "事项是空的，请写明议定了什么"),
            Rule(
                ("evidence", "documents", "state"),
                lacks_evidence,
                "“已完成”要有依据。请写明完成情况，或放入佐证材料",
            ),
            Rule(("reason", "state"), lacks_reason, f"“{STATES.labels[self.state]}”要写明理由"),
            Rule(
                ("due", "decided_on"),
                decided is not None and due is not None and due < decided,
                f"完成时限（{due}）早于会议日期（{decided}），请检查这两个日期",
            ),
        )
