"""The frozen values of a joint meeting (联席会议): who came, what was spoken of, what was read."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Self

from pydantic import Field

from corpus.catalogue.column_types import LARGEST_INTEGER
from corpus.quotation import Reference
from search_api.study.values import Content, Line, Name, Text, Value

MOST_MEMBERS = 200
MOST_MATERIALS = 100
UNNAMED = "联席会议"  # where no title is written


class Status(StrEnum):
    """Whether a meeting is over."""

    DRAFTED = "drafted"
    HELD = "held"


class Attendance(StrEnum):
    """Whether a body came."""

    PRESENT = "present"
    ABSENT = "absent"
    OBSERVING = "observing"


STATUS_LABELS: Mapping[Status, str] = MappingProxyType(
    {Status.DRAFTED: "筹备中", Status.HELD: "已召开"}
)
ATTENDANCE_LABELS: Mapping[Attendance, str] = MappingProxyType(
    {Attendance.PRESENT: "出席", Attendance.ABSENT: "请假", Attendance.OBSERVING: "列席"}
)


class Member(Value):
    """
    A body that was asked to come (成员单位).

    Attributes:
        body: Its name.
        who: Who came for it; empty where nobody is to be named.
        attendance: Whether it came.
    """

    body: Line = ""
    who: Line = ""
    attendance: Attendance = Attendance.PRESENT


class AgendaItem(Value):
    """
    What was spoken of (议程).

    Attributes:
        title: What it is called.
        speaker: The body that reports on it (汇报单位).
        discussion: What was said to it.
    """

    title: Line = ""
    speaker: Line = ""
    discussion: Text = ""


class Material(Value):
    """
    What is read for a meeting (会议材料).

    Attributes:
        reference: The document.
        remark: What it is for.
    """

    reference: Reference
    remark: Line = ""


class Meeting(Content):
    """
    A joint meeting.

    Attributes:
        title: Of the joint meeting, the same each time.
        ordinal: Which time it meets (第几次); 0 where that is not said.
        held_on: The day; None where it is not fixed.
        hours: The time of day, as people write it.
        place: Where.
        host: Who leads it (主持), a body or a person.
        recorder: Who writes the minutes (记录).
        status: Whether it is over.
        members: The bodies that were asked to come.
        agenda: What was spoken of, in order.
        materials: What is read for it.
        summary: What the meeting held and pointed out (会议认为、会议指出).
        document_number: Of the minutes (编号).
        issuer: The body that sends the minutes out (印发机关).
        issued_on: The day on which it does; None where that is not said.
        sent_to: Whom they are sent to (分送).
        follows: Number of the meeting after which it was begun; None where it follows none.
    """

    ordinal: int = Field(default=0, ge=0, le=9999)
    held_on: date | None = None
    hours: Line = ""
    place: Line = ""
    host: Name = ""
    recorder: Name = ""
    status: Status = Status.DRAFTED
    members: tuple[Member, ...] = Field(default=(), max_length=MOST_MEMBERS)
    agenda: tuple[AgendaItem, ...] = Field(default=(), max_length=50)
    materials: tuple[Material, ...] = Field(default=(), max_length=MOST_MATERIALS)
    summary: Text = ""
    document_number: Name = ""
    issuer: Line = ""
    issued_on: date | None = None
    sent_to: Text = ""
    follows: int | None = Field(default=None, ge=1, le=LARGEST_INTEGER)

    def copied(self, title: str) -> Self:
        """Give what a copy of it holds: a copy is no next meeting."""
        return super().copied(title).model_copy(update={"follows": None})

    @property
    def bodies(self) -> tuple[str, ...]:
        """The names of its members, each once."""
        return tuple(dict.fromkeys(each.body for each in self.members if each.body))

    @property
    def name(self) -> str:
        """Its title with which time it meets: `国资国企学习联席会议第2次会议`."""
        title = self.title or UNNAMED
        return f"{title}第{self.ordinal}次会议" if self.ordinal else title
