"""The lexicon: the policy terms, the aliases and the function words, under one version."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Self

from corpus.text.fold import fold
from corpus.vocabulary.alias_groups import AliasGroup, bundled_groups
from corpus.vocabulary.wordlists import words

_CUTTABLE = re.compile("[\u4e00-\u9fd50-9a-z]{2,}")


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """
    What the keeper tells the analyser about words.

    Attributes:
        terms: Words that the segmenter keeps whole, folded, in order.
        groups: Names for one thing, as they are written.
        function_words: Words that a query may lack, folded.
        version: Changes when the terms change, for then documents must be cut again.
        revision: Changes with anything, for then a query may find something else.
    """

    terms: tuple[str, ...]
    groups: tuple[AliasGroup, ...]
    function_words: frozenset[str]
    version: str
    revision: str

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Lexicon) and self.revision == other.revision

    def __hash__(self) -> int:
        return hash(self.revision)

    @classmethod
    def of(
        cls, terms: Iterable[str], groups: Iterable[AliasGroup], function_words: Iterable[str]
    ) -> Self:
        """Make a lexicon; words may be written in any form."""
        kept = tuple(sorted(filter(is_cuttable, set(map(fold, terms)))))
        joined = tuple(groups)
        optional = frozenset(map(fold, function_words))
        version = _digest(kept)
        return cls(
            terms=kept,
            groups=joined,
            function_words=optional,
            version=version,
            revision=_digest([version, *map(repr, joined), *sorted(optional)]),
        )


@cache
def bundled_lexicon() -> Lexicon:
    """Give the lexicon that comes with the program."""
    return Lexicon.of(words("policy_terms"), bundled_groups(), words("function_words"))


def is_cuttable(folded: str) -> bool:
    """Tell whether a segmenter can keep a word whole: it has no signs and is not a lone one."""
    return _CUTTABLE.fullmatch(folded) is not None


def _digest(lines: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:12]
