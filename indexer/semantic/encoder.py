"""What an encoder must do: make of a text the vector of what it means."""

from collections.abc import Sequence
from typing import Protocol, TypeAlias

import numpy as np
import numpy.typing as npt

Vectors: TypeAlias = npt.NDArray[np.float32]


class Encoder(Protocol):
    """Makes vectors of length 1, so that the product of two is the cosine of their angle."""

    @property
    def name(self) -> str:
        """Name what makes equal vectors of equal texts: model, its numbers, its way of reading."""
        ...

    @property
    def dimensions(self) -> int:
        """Say how many numbers a vector has."""
        ...

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Give a row for each text, which depends on that text alone; shape (n, dimensions)."""
        ...

    def question(self, text: str) -> Vectors:
        """Give the vector of a question; shape (dimensions,)."""
        ...
