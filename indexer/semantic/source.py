"""Which encoder there is, known without opening it: weights and numpy are for those who need it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.settings import Settings
from indexer.semantic.availability import check_available
from indexer.semantic.weights import DIMENSIONS, NAME

if TYPE_CHECKING:  # it needs numpy, which the extra `semantic` brings
    from indexer.semantic.encoder import Encoder


@dataclass(frozen=True, slots=True)
class EncoderSource:
    """
    Where an encoder comes from.

    Attributes:
        name: Of the encoder, see `indexer.semantic.encoder`.
        dimensions: Of its vectors.
        check: Raises EncoderUnavailable where it cannot be had.
        open: Gives it; takes a second and some 150 MB.
    """

    name: str
    dimensions: int
    check: Callable[[Settings], None]
    open: "Callable[[Settings], Encoder]"


def _open_bge(settings: Settings) -> "Encoder":
    from indexer.semantic.bge import BgeEncoder

    return BgeEncoder.open(settings)


BGE = EncoderSource(NAME, DIMENSIONS, check_available, _open_bge)
