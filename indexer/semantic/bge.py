"""bge-small-zh-v1.5 with 8-bit weights, run by onnxruntime."""

from collections.abc import Sequence
from pathlib import Path
from typing import Self

import numpy as np
import onnxruntime

from corpus.settings import Settings
from indexer.semantic.availability import check_available
from indexer.semantic.encoder import Vectors
from indexer.semantic.weights import DIMENSIONS, MODEL, NAME, TOKENIZER, weights_folder
from indexer.semantic.wordpiece import WordPieces

LONGEST = 512  # tokens, about as many characters; what stands behind them is not read


class BgeEncoder:
    """
    Reads one text at a time, on one thread.

    The weights' 8 bits are scaled by all that is read at once, so a text that stood beside others
    would get another vector; and alone it takes half the time that it takes among sixteen.
    """

    name = NAME
    dimensions = DIMENSIONS

    def __init__(self, model: Path, tokenizer: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False  # it keeps what the longest text took
        self._session = onnxruntime.InferenceSession(
            model, options, providers=["CPUExecutionProvider"]
        )
        self._pieces = WordPieces.read(tokenizer, LONGEST)

    @classmethod
    def open(cls, settings: Settings) -> Self:
        """
        Open the weights.

        Raises:
            EncoderUnavailable: The extra or the weights are missing, or the weights are not ours.
        """
        check_available(settings)
        folder = weights_folder(settings)
        return cls(folder / MODEL.name, folder / TOKENIZER.name)

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Give a row for each text."""
        rows = np.empty((len(texts), self.dimensions), np.float32)
        for place, text in enumerate(texts):
            rows[place] = self.question(text)
        return rows

    def question(self, text: str) -> Vectors:
        """Give the vector of a question: the state of its first token, brought to length 1."""
        ids = np.array([self._pieces.numbers(text)], np.int64)
        states = self._session.run(
            None,
            {
                "input_ids": ids,
                "attention_mask": np.ones_like(ids),
                "token_type_ids": np.zeros_like(ids),
            },
        )
        first: Vectors = states[0][0, 0]
        return first / np.float32(np.linalg.norm(first))
