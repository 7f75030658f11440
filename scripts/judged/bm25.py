"""BM25 over whole documents in plain Python: a variant that shares nothing with the engines."""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence

K1 = 1.2
B = 0.75


class Bm25:
    """Ranks documents by their terms, title and text together."""

    def __init__(self, texts: Mapping[str, str], terms: Callable[[str], Sequence[str]]) -> None:
        """Count the *terms* of the *texts*, by name."""
        self._terms = terms
        self._postings: dict[str, dict[str, int]] = defaultdict(dict)
        self._lengths: dict[str, int] = {}
        for name, text in texts.items():
            counts = Counter(terms(text))
            self._lengths[name] = counts.total()
            for term, count in counts.items():
                self._postings[term][name] = count
        self._mean_length = sum(self._lengths.values()) / max(1, len(self._lengths))

    def best(self, query: str, limit: int) -> list[str]:
        """Give the names of the best documents, best first."""
        scores: dict[str, float] = defaultdict(float)
        for term in self._terms(query):
            postings = self._postings.get(term, {})
            rarity = math.log(
                1 + (len(self._lengths) - len(postings) + 0.5) / (len(postings) + 0.5)
            )
            for name, count in postings.items():
                norm = K1 * (1 - B + B * self._lengths[name] / self._mean_length)
                scores[name] += rarity * count * (K1 + 1) / (count + norm)
        return sorted(scores, key=lambda name: (-scores[name], name))[:limit]
