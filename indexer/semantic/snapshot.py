"""The vectors of a library as they are at one moment, at hand to be searched."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from corpus.document import PLACE_BITS
from indexer.semantic.encoder import Vectors
from indexer.semantic.numbers import Bytes, Floats, products, shortened


@dataclass(frozen=True, slots=True)
class Snapshot:
    """
    Vectors of texts, and the passages that have these texts.

    Attributes:
        ids: Of the texts, in the store, ascending; shape (n,).
        numbers: A text's vector a row; shape (n, dimensions).
        units: What the numbers of a row count; shape (n,).
        keys: Of the passages (`corpus.document.PLACE_BITS`), ascending; shape (m,).
        rows: The row of each passage's text; shape (m,).
    """

    ids: npt.NDArray[np.int64]
    numbers: Bytes
    units: Floats
    keys: npt.NDArray[np.int64]
    rows: npt.NDArray[np.int64]

    def nearest(
        self,
        vector: Vectors,
        count: int,
        allowed: Collection[int] | None = None,
        also: Collection[int] = (),
    ) -> dict[int, float]:
        """
        Give the passages nearest to *vector*, the nearest first: key -> cosine, from -1 to 1.

        Args:
            vector: Of length 1; shape (dimensions,).
            count: At most so many.
            allowed: Ordinals of the documents that may be found; None for all.
            also: Keys of passages that are told too, however far, where they have a vector.
        """
        keys, rows = self.keys, self.rows
        if allowed is not None:
            may = np.isin(keys >> PLACE_BITS, _array(allowed))
            keys, rows = keys[may], rows[may]
        if not len(keys):
            return {}
        one, unit = shortened(vector[None])
        cosines = (products(self.numbers, one) * self.units * unit)[rows]
        told = np.union1d(_largest(cosines, count), _places(keys, _array(also)))
        told = told[np.argsort(-cosines[told], kind="stable")]  # equal ones by their keys
        return dict(zip(keys[told].tolist(), cosines[told].tolist(), strict=True))


def _largest(values: Floats, count: int) -> npt.NDArray[np.int64]:
    """Give the places of the largest *count* of *values*, in no order."""
    if count >= len(values):
        return np.arange(len(values))
    largest: npt.NDArray[np.int64] = np.argpartition(-values, max(count - 1, 0))[: max(count, 0)]
    return largest


def _places(keys: npt.NDArray[np.int64], wanted: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Give the places in ascending *keys* of those *wanted* that are there."""
    places = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    there: npt.NDArray[np.int64] = places[keys[places] == wanted]
    return there


def _array(numbers: Collection[int]) -> npt.NDArray[np.int64]:
    return np.fromiter(numbers, np.int64, len(numbers))
