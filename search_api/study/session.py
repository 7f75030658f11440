"""The frozen values of a study session (学习研讨): what is read, said, and done afterwards."""

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from pydantic import Field

from corpus.quotation import Reference
from search_api.study.course import QuotationJson
from search_api.study.values import Content, Line, Name, Text, Value

MOST_READ = 100  # documents of a session
MOST_QUOTED = 100  # quotations of one document

ALONE = ""  # whose progress it is where no members are named


class Progress(StrEnum):
    """How far somebody is with what is to be read."""

    UNREAD = "unread"
    READING = "reading"
    READ = "read"


PROGRESS_LABELS: Mapping[Progress, str] = MappingProxyType(
    {Progress.UNREAD: "未读", Progress.READING: "在读", Progress.READ: "已读"}
)


class Reading(Value):
    """
    What is to be read.

    Attributes:
        reference: The document.
        quotations: Its words that matter, verbatim; none where the whole is read.
        is_required: Whether everybody has to (必读), or may (选读).
        leader: Who leads the reading (领学人).
        progress: Member -> how far; those who are not named have not begun.
        notes: What is noted to it, in plain text.
    """

    reference: Reference
    quotations: tuple[QuotationJson, ...] = Field(default=(), max_length=MOST_QUOTED)
    is_required: bool = True
    leader: Name = ""
    progress: dict[Name, Progress] = Field(default_factory=dict, max_length=200)
    notes: Text = ""

    def progress_of(self, reader: str) -> Progress:
        """Say how far somebody is."""
        return self.progress.get(reader, Progress.UNREAD)


class Speech(Value):
    """What somebody said in the discussion (研讨发言)."""

    who: Name = ""
    words: Text = ""


class Measure(Value):
    """
    What is done afterwards (下一步措施).

    Attributes:
        what: The measure.
        owner: Who answers for it (责任人).
        due: Until when (时限).
    """

    what: Line = ""
    owner: Line = ""
    due: Line = ""


class Session(Content):
    """
    A study session.

    Attributes:
        theme: What it is about (主题).
        held_on: The day; None where it is not fixed.
        hours: The time of day, as people write it.
        place: Where.
        host: Who leads it (主持人).
        recorder: Who writes the record (记录人).
        members: Who takes part, besides the host.
        reading: What is read, in order.
        questions: For the discussion.
        speeches: What was said.
        outcome: What came of it (研讨成果).
        measures: What is done afterwards.
    """

    theme: Line = ""
    held_on: date | None = None
    hours: Line = ""
    place: Line = ""
    host: Name = ""
    recorder: Name = ""
    members: tuple[Name, ...] = Field(default=(), max_length=200)
    reading: tuple[Reading, ...] = Field(default=(), max_length=MOST_READ)
    questions: tuple[Line, ...] = Field(default=(), max_length=50)
    speeches: tuple[Speech, ...] = Field(default=(), max_length=200)
    outcome: Text = ""
    measures: tuple[Measure, ...] = Field(default=(), max_length=100)

    @property
    def readers(self) -> tuple[str, ...]:
        """Whose progress is followed: the members', else that of the one who made it."""
        return tuple(dict.fromkeys(self.members)) or (ALONE,)

    @property
    def read_share(self) -> float:
        """How much of all that everybody has to read is read: from 0 to 1."""
        required = [each for each in self.reading if each.is_required]
        read = sum(
            each.progress_of(reader) is Progress.READ
            for each in required
            for reader in self.readers
        )
        return read / (len(required) * len(self.readers)) if required else 0.0

    @property
    def quoted(self) -> Iterator[QuotationJson]:
        """All that is quoted in it, in order."""
        for each in self.reading:
            yield from each.quotations
