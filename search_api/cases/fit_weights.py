"""What speaks for a case that is to fit a situation, and how much: all settings in one place."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class FitWeights:
    """
    Points of a case.

    Attributes:
        words: For the passage that the finder puts first for a sentence of the situation; further
            ones get less, by `depth`.
        depth: How slowly points fall with the place among the passages found: at this place they
            are halved.
        looked_at: Passages that are looked at for a sentence.
        in_its_part: How many times the points of a passage count where its part is for what the
            sentence tells: the background for a problem, practices and results for a goal.
        problem: For a problem that both tell of, where only few cases tell of it; one of which
            all tell is worth nothing.
        fields: For the same value of a field.
        broader: Of those, the share for a value under the same one: another city of the province.
    """

    words: float = 1.0
    depth: float = 4.0
    looked_at: int = 40
    in_its_part: float = 1.2
    problem: float = 1.0
    fields: Mapping[str, float] = field(
        default_factory=lambda: MappingProxyType(
            {"industry": 2.0, "enterprise_type": 0.3, "region": 0.3, "size": 0.2}
        )
    )
    broader: float = 0.5


WEIGHTS = FitWeights()
