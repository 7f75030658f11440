"""
Cutting a text into the pieces that a BERT encoder knows.

Written here, not taken from `tokenizers`, because that package brings along a client of a hub.
"""

import json
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Self

_FIRST, _LAST, _UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
_INSIDE = "##"  # before a piece that begins inside a word
_LONGEST_WORD = 100  # characters; a longer one is unknown as a whole
_KEPT_CONTROLS = "\t\n\r"  # they part words
# Blocks of ideographs, each of which is a word.
_IDEOGRAPHS = (
    (0x4E00, 0x9FFF),
    (0x3400, 0x4DBF),
    (0x20000, 0x2A6DF),
    (0x2A700, 0x2B73F),
    (0x2B740, 0x2B81F),
    (0x2B820, 0x2CEAF),
    (0xF900, 0xFAFF),
    (0x2F800, 0x2FA1F),
)


class WordPieces:
    """
    The pieces of one vocabulary.

    Attributes:
        longest: Pieces of a text, its marks at both ends included; what is beyond is not read.
    """

    def __init__(self, vocabulary: Mapping[str, int], longest: int) -> None:
        self.longest = longest
        self._vocabulary = vocabulary
        self._unknown = vocabulary[_UNKNOWN]

    @classmethod
    def read(cls, path: Path, longest: int) -> Self:
        """Read the vocabulary of a `tokenizer.json`."""
        content = json.loads(path.read_text(encoding="utf-8"))
        return cls(content["model"]["vocab"], longest)

    def numbers(self, text: str) -> list[int]:
        """Give the numbers of the pieces of *text*, between those of its two ends."""
        numbers = [self._vocabulary[_FIRST]]
        for word in _words(text[: self.longest * _LONGEST_WORD]):
            numbers += self._of_word(word)
            if len(numbers) >= self.longest:
                break
        return [*numbers[: self.longest - 1], self._vocabulary[_LAST]]

    def _of_word(self, word: str) -> list[int]:
        """Take the longest known piece from where the last one ended; or the word is unknown."""
        if len(word) > _LONGEST_WORD:
            return [self._unknown]
        numbers: list[int] = []
        start = 0
        while start < len(word):
            mark = _INSIDE if start else ""
            for end in range(len(word), start, -1):
                number = self._vocabulary.get(mark + word[start:end])
                if number is not None:
                    break
            else:
                return [self._unknown]
            numbers.append(number)
            start = end
        return numbers


def _words(text: str) -> Iterator[str]:
    """Give runs of small letters without accents; ideographs and marks stand alone."""
    word: list[str] = []
    for character in unicodedata.normalize("NFD", _spaced(text)).lower():
        if unicodedata.category(character) == "Mn":
            continue
        alone = _is_mark(character) or _is_ideograph(character)
        if word and (alone or character.isspace()):
            yield "".join(word)
            word.clear()
        if alone:
            yield character
        elif not character.isspace():
            word.append(character)
    if word:
        yield "".join(word)


def _spaced(text: str) -> str:
    """Leave out what cannot be seen, and set ideographs apart before letters are taken apart."""
    kept = (each for each in text if not _is_invisible(each))
    return "".join(f" {each} " if _is_ideograph(each) else each for each in kept)


def _is_invisible(character: str) -> bool:
    if character in _KEPT_CONTROLS:
        return False
    return character in "\x00\ufffd" or unicodedata.category(character) in ("Cc", "Cf", "Cn", "Co")


def _is_ideograph(character: str) -> bool:
    code = ord(character)
    return code >= 0x3400 and any(first <= code <= last for first, last in _IDEOGRAPHS)


def _is_mark(character: str) -> bool:
    if character.isascii():
        return not character.isalnum() and "!" <= character <= "~"
    return unicodedata.category(character).startswith("P")
