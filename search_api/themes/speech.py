"""五分钟发言: an outline as it is drawn from a theme, line by line, and the time that it takes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from search_api.export.concerns import concerns
from search_api.study.sources import SourceState

MINUTES = 5
RATE = 220  # characters a minute, ours: a calm reading to a meeting; newsreaders are quicker
SENTENCES = re.compile(r"[^。！？\n]+[。！？]?")


@dataclass(frozen=True, slots=True)
class SpeechLine:
    """
    A line of an outline.

    Attributes:
        lead: What is said before the words: whose they are; empty for none.
        text: The keeper's words or those of a document; what is to be written, in 【】.
        state: Of what is quoted, its source; None where nothing is.
        seconds: For what the speaker writes; 0 for what is read.
    """

    lead: str = ""
    text: str = ""
    state: SourceState | None = None
    seconds: int = 0

    @property
    def characters(self) -> int:
        """How many characters are read aloud."""
        return 0 if self.seconds else count_spoken(self.lead + self.text)

    @property
    def concerns(self) -> tuple[str, ...]:
        """What speaks against the source today; nothing where nothing is quoted."""
        return () if self.state is None else concerns(self.state)


@dataclass(frozen=True, slots=True)
class SpeechPart:
    """
    A part of an outline.

    Attributes:
        title: Its own.
        lines: In order.
    """

    title: str
    lines: tuple[SpeechLine, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """
    What of a theme the outline does not take.

    Attributes:
        words: Of the quotation, else the title of the document.
        title: Of the document.
        reason: Why, in Chinese.
    """

    words: str
    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class Speech:
    """
    An outline for a speech of five minutes.

    Attributes:
        title: Of the theme.
        parts: In order.
        left_out: What it does not take, and why.
    """

    title: str
    parts: tuple[SpeechPart, ...]
    left_out: tuple[LeftOut, ...] = ()

    @property
    def lines(self) -> Iterator[SpeechLine]:
        """All its lines, in order."""
        for part in self.parts:
            yield from part.lines

    @property
    def characters(self) -> int:
        """How many characters are read aloud."""
        return sum(each.characters for each in self.lines)

    @property
    def seconds(self) -> int:
        """How long it takes, with what the speaker writes."""
        written = sum(each.seconds for each in self.lines)
        return round(self.characters * 60 / RATE) + written


@dataclass(slots=True)
class Room:
    """
    What may still be read aloud.

    Attributes:
        left: Characters.
        left_out: What found no place so far.
    """

    left: int
    left_out: list[LeftOut] = field(default_factory=list)

    def takes(self, line: SpeechLine) -> bool:
        """Take a line where there is room for it."""
        if line.characters > self.left:
            return False
        self.left -= line.characters
        return True


def count_spoken(text: str) -> int:
    """Count the characters of a text that take time: all but blanks."""
    return len("".join(text.split()))
