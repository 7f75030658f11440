"""A tiny encoder: the same text has the same vector, and texts that share characters are near."""

import hashlib

import numpy as np

from indexer.semantic.source import EncoderSource

DIMENSIONS = 32


class TinyEncoder:
    name = "tiny"
    dimensions = DIMENSIONS

    def __init__(self):
        self.read = []

    def passages(self, texts):
        self.read += texts
        return np.array([self.question(text) for text in texts]).reshape(-1, DIMENSIONS)

    def question(self, text):
        row = np.full(DIMENSIONS, 0.01, np.float32)
        for character in text:
            row[hashlib.sha256(character.encode("utf-8", "replace")).digest()[0] % DIMENSIONS] += 1
        return row / np.float32(np.linalg.norm(row))


SOURCE = EncoderSource("tiny", DIMENSIONS, lambda settings: None, lambda settings: TinyEncoder())
