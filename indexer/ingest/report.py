"""What became of each file, and of all."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from corpus.errors import KnowledgeBaseError
from indexer.ingest.stages import Stages


class State(StrEnum):
    """What became of a file."""

    INDEXED = "indexed"  # read, kept, and searchable when the command ends
    DUPLICATE = "duplicate"  # its bytes were here already; the path was added
    UNCHANGED = "unchanged"  # the same bytes at the same path
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """
    What became of one file.

    Attributes:
        path: As it was given.
        state: What became of it.
        document_id: Its document; None when it failed.
        code: Stable name of the error; None without one.
        detail: The error's cause and mend, in Chinese; None without one.
    """

    path: str
    state: State
    document_id: str | None = None
    code: str | None = None
    detail: str | None = None

    @classmethod
    def of_error(cls, path: str, error: KnowledgeBaseError) -> "Outcome":
        """Tell of a file that could not be taken in."""
        return cls(path, State.FAILED, None, error.code, error.detail)


@dataclass(frozen=True, slots=True)
class Report:
    """
    What became of many files.

    Attributes:
        counts: State -> files.
        failed: The outcomes of those that failed.
        seconds: Stage -> what it took, over all processes; empty when another process did the work.
        trouble: Why the index could not follow, in Chinese; None when it did.
    """

    counts: dict[State, int]
    failed: tuple[Outcome, ...]
    seconds: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    trouble: str | None = None

    def as_object(self) -> dict[str, object]:
        """Give it as JSON wants it."""
        seconds = {stage: round(spent, 2) for stage, spent in self.seconds.items()}
        told = {"trouble": self.trouble} if self.trouble else {}
        return {"summary": self.counts, "seconds": seconds, **told}

    @classmethod
    def of(cls, outcomes: Iterable[Outcome], stages: Stages | None = None) -> "Report":
        """Sum up outcomes."""
        counts = dict.fromkeys(State, 0)
        failed = []
        for outcome in outcomes:
            counts[outcome.state] += 1
            if outcome.state is State.FAILED:
                failed.append(outcome)
        return cls(counts, tuple(failed), stages.seconds() if stages else {})

    def __add__(self, other: "Report") -> "Report":
        stages = (*self.seconds, *other.seconds)
        return Report(
            {state: self.counts[state] + other.counts[state] for state in State},
            self.failed + other.failed,
            {name: self.seconds.get(name, 0) + other.seconds.get(name, 0) for name in stages},
            self.trouble or other.trouble,
        )
