"""One line of the score: a figure beside its target, with the size and origin of its labels."""

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Check:
    """
    An acceptance check.

    Attributes:
        name: A1 to A15, or a word of its own.
        what: What is scored.
        figure: What was reached.
        target: What is wanted.
        holds: Whether it is reached.
        labels: Size and origin of the labelled set.
        wrong: What went wrong, one line each, for `--wrong`.
    """

    name: str
    what: str
    figure: str
    target: str
    holds: bool
    labels: str
    wrong: tuple[str, ...] = ()

    def __str__(self) -> str:
        mark = "ok  " if self.holds else "FALL"
        return (
            f"{mark} {self.name:<4} {self.what}: {self.figure} (wanted {self.target}) "
            f"· {self.labels}"
        )


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F1 of one label; 1 where there is nothing to be wrong about."""

    right: int
    found: int
    labelled: int

    @property
    def precision(self) -> float:
        """Give the share of what was found that is right."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Give the share of what is labelled that was found."""
        return self.right / self.labelled if self.labelled else 1.0

    @property
    def f1(self) -> float:
        """Give the harmonic mean of both."""
        return 2 * self.right / (self.found + self.labelled) if self.found + self.labelled else 1.0


def scores(pairs: Iterable[tuple[Hashable, Hashable]]) -> dict[Hashable, Score]:
    """Score every label over pairs of (labelled, found)."""
    confusion = Counter(pairs)
    labels = sorted({label for pair in confusion for label in pair}, key=str)
    return {
        label: Score(
            right=confusion[label, label],
            found=sum(count for (_, found), count in confusion.items() if found == label),
            labelled=sum(count for (wanted, _), count in confusion.items() if wanted == label),
        )
        for label in labels
    }


def macro_f1(by_label: dict[Hashable, Score]) -> float:
    """Give the mean F1 over the labels that occur in the labelled set."""
    occurring = [score.f1 for score in by_label.values() if score.labelled]
    return sum(occurring) / len(occurring) if occurring else 1.0
