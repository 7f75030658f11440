"""Names that a query holds whole, whatever the segmenter makes of them."""

from collections import defaultdict
from collections.abc import Container, Iterable

from corpus.text.fold import fold

_SHORTEST = 2


class Names:
    """Finds the longest of its names at a place."""

    def __init__(self, names: Iterable[str]) -> None:
        """Take names in any form."""
        lengths: defaultdict[str, set[int]] = defaultdict(set)  # by the first two characters
        folded = frozenset(name for name in map(fold, names) if len(name) >= _SHORTEST)
        for name in folded:
            lengths[name[:_SHORTEST]].add(len(name))
        self._names = folded
        self._lengths = {lead: sorted(each, reverse=True) for lead, each in lengths.items()}

    def longest_at(self, folded: str, start: int, ends: Container[int]) -> str | None:
        """Give the longest name that stands at *start* and ends at one of *ends*, if any."""
        for length in self._lengths.get(folded[start : start + _SHORTEST], ()):
            name = folded[start : start + length]
            if start + length in ends and name in self._names:
                return name
        return None
