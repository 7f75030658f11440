"""Cutting Chinese into words: jieba and its fast twin rjieba behind one protocol."""

import logging
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.util import find_spec
from typing import Protocol

from corpus.errors import EngineUnavailable

KEPT = 2  # segmenters of a process: each has a dictionary of its own, some 30 MB


class Segmenter(Protocol):
    """
    Cuts text into words.

    The basic cut joined is the text; the search cut adds, before a long word, the dictionary's
    words of two and three characters inside it. Text must be folded and free of symbols
    (letters, digits and blanks only), where both implementations give the same words.
    """

    def cut(self, text: str) -> list[str]:
        """Cut *text* into words that joined are the text."""
        ...

    def cut_for_search(self, text: str) -> list[str]:
        """Cut *text* into its words and the words inside them."""
        ...


class JiebaSegmenter:
    """jieba itself: pure Python, everywhere."""

    def __init__(self, terms: Iterable[str]) -> None:
        import jieba

        jieba.setLogLevel(logging.WARNING)
        self._tokenizer = tokenizer = jieba.Tokenizer()
        # Loaded by hand: jieba's own way unmarshals a cache from the shared temporary folder.
        tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
        tokenizer.initialized = True
        for term in terms:
            tokenizer.add_word(term, tokenizer.suggest_freq(term))

    def cut(self, text: str) -> list[str]:
        """Cut *text* into words that joined are the text."""
        words: list[str] = self._tokenizer.lcut(text)
        return words

    def cut_for_search(self, text: str) -> list[str]:
        """Cut *text* into its words and the words inside them."""
        words: list[str] = self._tokenizer.lcut_for_search(text)
        return words


class RjiebaSegmenter:
    """rjieba: the same words in a twentieth of the time, where its wheel installs."""

    def __init__(self, terms: Iterable[str]) -> None:
        import rjieba

        self._jieba = rjieba.Jieba()
        for term in terms:
            self._jieba.add_word(term, self._jieba.suggest_freq(term), None)

    def cut(self, text: str) -> list[str]:
        """Cut *text* into words that joined are the text."""
        words: list[str] = self._jieba.cut(text)
        return words

    def cut_for_search(self, text: str) -> list[str]:
        """Cut *text* into its words and the words inside them."""
        words: list[str] = self._jieba.cut_for_search(text)
        return words


def dictionary_words() -> Iterator[tuple[str, int]]:
    """Give the words of the dictionary that both segmenters use, and how often each was seen."""
    import jieba

    with jieba.get_dict_file() as file:
        for line in file:
            word, often, *_ = line.decode("utf-8").split(" ")
            yield word, int(often)


@lru_cache(maxsize=KEPT)
def open_segmenter(name: str, terms: tuple[str, ...]) -> Segmenter:
    """
    Open a segmenter that keeps *terms* whole.

    Args:
        name: `auto`, `rjieba` or `jieba`.
        terms: Words added to the dictionary.

    Raises:
        EngineUnavailable: rjieba is asked for and not installed.
    """
    installed = find_spec("rjieba") is not None
    if name == "rjieba" and not installed:
        raise EngineUnavailable("没有安装 rjieba。请运行 pip install rjieba，或改用 jieba。")
    if name == "jieba" or not installed:
        return JiebaSegmenter(terms)
    return RjiebaSegmenter(terms)
