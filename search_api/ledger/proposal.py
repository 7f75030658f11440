"""The frozen values of a proposal (建言献策), and the states that it goes through."""

import re
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any, ClassVar, Literal, Self

from pydantic import Field, model_validator

from search_api.ledger.filing import (
    Day,
    Filing,
    PrintedLine,
    PrintedName,
    PrintedText,
    Rule,
    RulesBroken,
    States,
    look_at_rules,
)
from search_api.ledger.naming import NAME_LEFT, holds_a_name
from search_api.study.values import Value

REPLY_DAYS = 30  # within which a proposal is answered, where nobody says otherwise
MOST_REPLIES = 50
MOST_LINKS = 50


class State(StrEnum):
    """How far a proposal is."""

    RECEIVED = "received"
    HANDLING = "handling"
    ANSWERED = "answered"
    ADOPTED = "adopted"
    DECLINED = "declined"
    EFFECTIVE = "effective"


class Source(StrEnum):
    """Whether who made it is known."""

    ANONYMOUS = "anonymous"
    NAMED = "named"  # by consent


STATES = States(
    labels=MappingProxyType(
        {
            State.RECEIVED: "收到",
            State.HANDLING: "办理",
            State.ANSWERED: "答复",
            State.ADOPTED: "采纳",
            State.DECLINED: "未采纳",
            State.EFFECTIVE: "成效",
        }
    ),
    ways=MappingProxyType(
        {
            State.RECEIVED: (State.HANDLING, State.ANSWERED),
            State.HANDLING: (State.ANSWERED, State.RECEIVED),
            State.ANSWERED: (State.ADOPTED, State.DECLINED, State.HANDLING),
            State.ADOPTED: (State.EFFECTIVE, State.ANSWERED),
            State.DECLINED: (State.ANSWERED,),
            State.EFFECTIVE: (State.ADOPTED,),
        }
    ),
    running=frozenset({State.RECEIVED, State.HANDLING}),
)
SOURCE_LABELS: Mapping[Source, str] = MappingProxyType(
    {Source.ANONYMOUS: "匿名", Source.NAMED: "署名（本人同意）"}
)
LINK_LABELS: Mapping[str, str] = MappingProxyType(
    {"document": "文件", "case": "案例", "theme": "专题"}
)
# Field -> what it is called, in the order of the ledger's columns.
PROPOSAL_LABELS: Mapping[str, str] = MappingProxyType(
    {
        "serial": "编号",
        "title": "标题",
        "text": "建议内容",
        "category": "类别",
        "source": "来源",
        "source_name": "建言人",
        "received": "收到日期",
        "owner": "承办单位",
        "due": "办理期限",
        "state": "状态",
        "replies": "答复",
        "reason": "未采纳理由",
        "adoption": "采纳情况",
        "effect": "成效",
        "commended": "表扬对象",
        "commendation": "表扬事由",
        "links": "关联",
        "draft": "案例草稿",
    }
)
_WRITTEN = (
    *("title", "text", "category", "owner", "reason", "adoption", "effect"),
    *("commended", "commendation"),
)
_ANSWERED = frozenset({State.ANSWERED, State.ADOPTED, State.DECLINED, State.EFFECTIVE})


_KEYS = {  # of a link, by its kind
    "document": re.compile("[0-9a-f]{16}(?:-[0-9]{1,6})?"),
    "case": re.compile("[0-9a-f]{16}(?:-[0-9]{1,6})?"),
    "theme": re.compile("[0-9]{1,9}"),
}


def _words_of(given: Mapping[str, Any]) -> str:
    """Give what somebody wrote, before it is a proposal."""
    replies = given.get("replies")
    items = [dict(each) for each in replies or () if isinstance(each, Mapping | Value)]
    texts = [given.get(name) for name in _WRITTEN]
    texts += [each.get(name) for each in items for name in ("by", "words")]
    return "\n".join(each for each in texts if isinstance(each, str))


class Reply(Value):
    """What was answered: when, by which body, in which words."""

    on: Day
    by: PrintedLine = ""
    words: PrintedText = Field(min_length=1)


class Link(Value):
    """
    What a proposal concerns.

    Attributes:
        kind: What it is.
        key: Its id or number.
        title: As it was called when it was linked.
    """

    kind: Literal["document", "case", "theme"]
    key: PrintedName
    title: PrintedLine

    @model_validator(mode="after")
    def _can_be_followed(self) -> Self:
        if not _KEYS[self.kind].fullmatch(self.key):
            raise ValueError("关联的编号不对：请从库里的文件、案例或专题中选")
        return self


class Proposal(Filing):
    """
    A proposal.

    Attributes:
        state: How far it is.
        text: What is proposed, in full.
        category: Of which kind, in words of the ledger's.
        source: Whether who made it is known.
        source_name: Who made it, by consent; always empty of an anonymous one.
        received: The day on which it came in.
        owner: The body that handles it (承办单位).
        replies: What was answered, in order.
        reason: Why it was not adopted.
        adoption: How it was adopted.
        effect: What came of it.
        commended: Whom a commendation names, as it shall be printed.
        commendation: For what.
        links: The documents, cases and themes that it concerns.
        draft: The number of the case draft that was made of it.
    """

    private: ClassVar[frozenset[str]] = frozenset({"source_name", "commended"})
    naming: ClassVar[frozenset[str]] = frozenset({"source_name"})

    state: State = State.RECEIVED
    text: PrintedText = ""
    category: PrintedName = ""
    source: Source = Source.ANONYMOUS
    source_name: PrintedName = ""
    received: Day
    owner: PrintedLine = ""
    replies: tuple[Reply, ...] = Field(default=(), max_length=MOST_REPLIES)
    reason: PrintedText = ""
    adoption: PrintedText = ""
    effect: PrintedText = ""
    commended: PrintedLine = ""
    commendation: PrintedText = ""
    links: tuple[Link, ...] = Field(default=(), max_length=MOST_LINKS)
    draft: int | None = None

    @property
    def is_unsigned(self) -> bool:
        """The history of an anonymous one tells of nobody."""
        return self.source is Source.ANONYMOUS

    @property
    def names(self) -> frozenset[str]:
        """Who made it."""
        return frozenset(filter(None, (self.source_name,)))

    @property
    def written(self) -> str:
        """All that people wrote in it."""
        own = (self.title, self.text, self.category, self.owner, self.commended, self.commendation)
        since = (self.reason, self.adoption, self.effect)
        replies = (words for each in self.replies for words in (each.by, each.words))
        return "\n".join((*own, *since, *replies))

    @property
    def rules_to_keep(self) -> tuple[Rule, ...]:
        """Who signs has a name."""
        lacks_name = self.source is Source.NAMED and not self.source_name
        words = "选了署名，没有写建言人。请写上姓名；本人不署名的，选“匿名”"
        return (Rule(("source_name", "source"), lacks_name, words),)

    @model_validator(mode="before")
    @classmethod
    def _leave_no_name(cls, given: Any) -> Any:
        """Drop the name of an anonymous one before anything else looks at it."""
        if not isinstance(given, dict):
            return given
        if given.get("source", Source.ANONYMOUS) != Source.ANONYMOUS:
            return given
        name = given.get("source_name")
        if isinstance(name, str) and name and holds_a_name(_words_of(given), (name,)):
            raise RulesBroken((Rule(("source_name",), True, NAME_LEFT),))
        return {**given, "source_name": ""}

    @model_validator(mode="after")
    def _fits_its_state(self) -> Self:
        """Look that each state has what it tells of."""
        look_at_rules(self._rules())
        return self

    def _rules(self) -> tuple[Rule, ...]:
        state = STATES.labels[self.state]
        lacks_reason = self.state is State.DECLINED and not self.reason.strip()
        lacks_effect = self.state is State.EFFECTIVE and not self.effect.strip()
        is_answered_early = any(each.on < self.received for each in self.replies)
        is_due_early = self.due is not None and self.due < self.received
        return (
            Rule(("title",), not self.title, "标题是空的，请写一个"),
            Rule(
                ("state", "replies"),
                self.state in _ANSWERED and not self.replies,
                f"状态是“{state}”，但还没有答复。请先写答复",
            ),
            Rule(("reason", "state"), lacks_reason, "“未采纳”要写明理由"),
            Rule(("effect", "state"), lacks_effect, "状态是“成效”，请写明取得了什么成效"),
            Rule(
                ("replies", "received"),
                is_answered_early,
                "有一条答复的日期早于收到日期，请检查",
            ),
            Rule(
                ("due", "received"),
                is_due_early,
                "办理期限早于收到日期，请检查这两个日期",
            ),
        )
