"""How Chinese sounds: a syllable without tone for every character, in its surroundings."""

import re
import sys
from collections.abc import Sequence
from functools import lru_cache

from corpus.text.fold import fold
from indexer.analysis.terms import title_key

_LONGEST = 200  # characters that are spelled in one go; nobody types so far into a title
_FUZZY = re.compile("^(zh|ch|sh)|(?<=[aei])ng$")


def name_key(text: str) -> str:
    """Give *text* folded and without symbols or blanks, as names are compared; `ü` is `v`."""
    return title_key(fold(text)).replace("ü", "v")


@lru_cache(maxsize=50_000)
def spell(key: str) -> tuple[str, ...]:
    """
    Give for every character of *key* its syllable, `chong qing` for 重庆 and `zhong yao` for 重要.

    A character that has no sound stands for itself, so that the two are equally long.
    """
    from pypinyin import lazy_pinyin  # its tables take a moment, and not every command needs them

    spelled: list[str] = lazy_pinyin(key[:_LONGEST], errors=list)
    if len(spelled) != len(key[:_LONGEST]):
        spelled = [_alone(letter) for letter in key[:_LONGEST]]
    return (*map(sys.intern, spelled), *key[_LONGEST:])


def loosely(syllables: Sequence[str]) -> str:
    """Join *syllables* as those hear them who do not part zh from z, or ing from in."""
    return " ".join(_FUZZY.sub(_loose, syllable) for syllable in syllables)


def _alone(letter: str) -> str:
    from pypinyin import lazy_pinyin

    (spelled, *others) = lazy_pinyin(letter) or [letter]
    return letter if others else str(spelled)


def _loose(matched: re.Match[str]) -> str:
    return matched[0][0]
