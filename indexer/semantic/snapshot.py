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
        self, vector: Vectors, count: int, allowed: Collection[int] | None = None
    ) -> dict[int, float]:
        """
        Give the passages nearest to *vector*, the nearest first: key -> cosine, from -1 to 1.

        Args:
            vector: Of length 1; shape (dimensions,).
            count: At most so many.
            allowed: Ordinals of the documents that may be found; None for all.
        """
        keys, rows = self.keys, self.rows
        if allowed is not None:
            may = np.isin(keys >> PLACE_BITS, np.fromiter(allowed, np.int64, len(allowed)))
            keys, rows = keys[may], rows[may]
        if not len(keys) or count < 1:
            return {}
        one, unit = shortened(vector[None])
        cosines = (products(self.numbers, one) * self.units * unit)[rows]
        best = np.arange(len(keys))
        if count < len(keys):
            best = np.argpartition(-cosines, count - 1)[:count]
        best = best[np.lexsort((best, -cosines[best]))]  # equal ones in the order of their keys
        return dict(zip(keys[best].tolist(), cosines[best].tolist(), strict=True))
