"""Words laid out by how they sound and by how they look."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from indexer.analysis.segment import dictionary_words
from indexer.search.suggest.spelling import loosely, name_key, spell, spell_alone
from indexer.search.suggest.words import Word

SHORTEST_SLIP = 3  # characters of a word in which one may be wrong
SAME_SOUND, LIKE_SOUND, ONE_SLIP = 0.3, 0.8, 1.5  # the doubt that each leaves

_COMMON = {3: 100, 4: 3, 5: 3, 6: 3}  # characters -> how often the dictionary has seen the word


class Alike:
    """Finds words by their letters, by their sound, and by a slip in them."""

    def __init__(self, words: Sequence[Word]) -> None:
        """Lay *words* out."""
        self._words = words
        keys = [name_key(word.text) for word in words]
        spelled = [spell(key) for key in keys]
        self._texts = _placed(_numbered(keys))
        self._sounds = _placed(_numbered(map(" ".join, spelled)))
        self._loose_sounds = _placed(_numbered(map(loosely, spelled)))
        self._letters = _placed(_numbered(map("".join, spelled)))
        self._near = _placed(
            (near, place)
            for place, key in enumerate(keys)
            if len(key) >= SHORTEST_SLIP
            for near in _with_one_less(key)
        )

    def written(self, key: str) -> Iterator[Word]:
        """Give the words that are *key*."""
        return self._at(self._texts.get(key, ()))

    def spelled(self, letters: str) -> Iterator[Word]:
        """Give the words whose syllables joined are *letters*."""
        return self._at(self._letters.get(letters, ()))

    def like(self, window: str, sounds: Sequence[str]) -> Iterator[tuple[Word, float]]:
        """Give the words that sound like *window*, or have one slip against it, and the doubt."""
        for word in self._at(self._sounds.get(" ".join(sounds), ())):
            yield word, SAME_SOUND
        for word in self._at(self._loose_sounds.get(loosely(sounds), ())):
            yield word, LIKE_SOUND
        if len(window) >= SHORTEST_SLIP:
            near = (place for each in _with_one_less(window) for place in self._near.get(each, ()))
            for word in self._at(dict.fromkeys(near)):
                key = name_key(word.text)
                if key not in window and is_one_slip(window, key):  # else it stands there already
                    yield word, ONE_SLIP

    def _at(self, places: Iterable[int]) -> Iterator[Word]:
        return (self._words[place] for place in places)


class Homophones:
    """Finds the longer words of the dictionary, which every library may use, by their sound."""

    def __init__(self, words: Iterable[str]) -> None:
        """Lay *words* out."""
        self._sounds: dict[str, str] = {}  # -> words, parted by blanks: there are many
        for word in words:
            sounds = " ".join(spell_alone(word))
            known = self._sounds.get(sounds)
            self._sounds[sounds] = word if known is None else f"{known} {word}"

    def __contains__(self, window: str) -> bool:
        return window in self.like(window)

    def like(self, window: str) -> list[str]:
        """Give the words that sound like *window*, character by character."""
        return self._sounds.get(" ".join(spell_alone(window)), "").split()


@cache
def common_words() -> Homophones:
    """Lay out the dictionary, once a process."""
    return Homophones(
        word for word, often in dictionary_words() if often >= _COMMON.get(len(word), often + 1)
    )


def is_one_slip(one: str, other: str) -> bool:
    """Tell whether a character was left out, added, put for another, or two changed places."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    same = 0
    while same < min(len(one), len(other)) and one[same] == other[same]:
        same += 1
    left, right = one[same:], other[same:]
    return (
        left[1:] == right[1:]
        or left[1:] == right
        or left == right[1:]
        or (left[:2] == right[1::-1] and left[2:] == right[2:])
    )


def _with_one_less(key: str) -> Iterable[str]:
    """Give *key*, and every way to leave one character out."""
    return {key, *(key[:at] + key[at + 1 :] for at in range(len(key)))}


def _numbered(keys: Iterable[str]) -> Iterator[tuple[str, int]]:
    return ((key, place) for place, key in enumerate(keys))


def _placed(pairs: Iterable[tuple[str, int]]) -> Mapping[str, tuple[int, ...]]:
    """Give for each key the places where it stands."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for key, place in pairs:
        found[key].append(place)
    return {key: tuple(places) for key, places in found.items()}
