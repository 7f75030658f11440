"""The lexicon: the policy terms, the aliases and the function words, under one version."""

import hashlib
import tomllib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from corpus.text.fold import fold

_FILES = files("corpus.vocabulary")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """
    What the keeper tells the analyser about words.

    Attributes:
        terms: Words that the segmenter keeps whole.
        aliases: Word -> the other words that a search for it finds too.
        function_words: Words that a query may lack, folded.
        version: Changes when the terms change, for then the index must be cut again.
    """

    terms: tuple[str, ...]
    aliases: Mapping[str, tuple[str, ...]]
    function_words: frozenset[str]
    version: str


@cache
def bundled_lexicon() -> Lexicon:
    """Give the lexicon that comes with the program."""
    terms = tuple(sorted(set(_lines("policy_terms.txt"))))
    return Lexicon(
        terms=terms,
        aliases=_read_aliases(),
        function_words=frozenset(map(fold, _lines("function_words.txt"))),
        version=hashlib.sha256("\n".join(terms).encode()).hexdigest()[:12],
    )


def _lines(name: str) -> list[str]:
    text = (_FILES / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def _read_aliases() -> Mapping[str, tuple[str, ...]]:
    tables = tomllib.loads((_FILES / "aliases.toml").read_text(encoding="utf-8"))
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for group in tables["equal"]:
        for word in group:
            found[word].update(dict.fromkeys(other for other in group if other != word))
    for word, narrower in tables["narrower"].items():
        found[word].update(dict.fromkeys(narrower))
    return MappingProxyType({word: tuple(others) for word, others in found.items()})
