"""How Chinese sounds: a syllable without tone for every character, in its surroundings."""

import re
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from corpus.text.fold import fold
from corpus.vocabulary.wordlists import words
from indexer.analysis.terms import title_key

_RUNS = re.compile(r"[^\x00-\x7f]+|[\x00-\x7f]+")
_FUZZY = re.compile("^(zh|ch|sh)|(?<=[aei])ng$")


def name_key(text: str) -> str:
    """Give *text* folded and without symbols or blanks, as names are compared; `ü` is `v`."""
    return title_key(fold(text)).replace("ü", "v")


def spell(key: str) -> tuple[str, ...]:
    """
    Give for every character of *key* its syllable, `chong qing` for 重庆 and `zhong yao` for 重要.

    A character that has no sound stands for itself, so that the two are equally long.
    """
    cut = _pinyin().cut
    return tuple(
        syllable
        for run in _RUNS.findall(key)
        for word in (cut(run) if run[0] > "\x7f" else run)
        for syllable in _sounds(word)
    )


def spell_alone(word: str) -> tuple[str, ...]:
    """Give for every character the syllable that it mostly has, whatever stands around it."""
    return tuple(syllable for letter in word for syllable in _sounds(letter))


def loosely(syllables: Sequence[str]) -> str:
    """Join *syllables* as those hear them who do not part zh from z, or ing from in."""
    return " ".join(_FUZZY.sub(_loose, syllable) for syllable in syllables)


@dataclass(frozen=True, slots=True)
class _Pinyin:
    cut: Callable[[str], Iterable[str]]  # Chinese text into words whose sound is known
    spell: Callable[..., list[str]]


@cache
def _pinyin() -> _Pinyin:
    """Load the dictionary of pinyin; it takes a moment, and few commands need it."""
    from pypinyin import lazy_pinyin, load_phrases_dict
    from pypinyin.seg.mmseg import p_set, seg

    ours = {word: sounds for word, *sounds in map(str.split, words("sounds"))}
    load_phrases_dict({word: [[sound] for sound in sounds] for word, sounds in ours.items()})
    p_set.train(iter(ours))
    return _Pinyin(seg.cut, lazy_pinyin)


@lru_cache(maxsize=50_000)
def _sounds(word: str) -> tuple[str, ...]:
    spelled = [sys.intern(each) for each in _pinyin().spell(word, errors=list)]
    return tuple(spelled) if len(spelled) == len(word) else tuple(word)


def _loose(matched: re.Match[str]) -> str:
    return matched[0][0]
