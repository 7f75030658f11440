"""Two versions of a text side by side, article by article, renumbered ones matched."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from corpus.document import Document

LEAST_ALIKE = 0.5  # of the bigrams of two articles, for one to be the other's new wording
LEAST_ALIKE_UNDER_ONE_NUMBER = 0.2
MOST_PAIRS = 250_000  # beyond, only articles of one number are matched
LONGEST_COMPARED = 4000  # characters; longer articles are shown whole as changed


class Change(StrEnum):
    """What became of an article."""

    SAME = "same"
    RENUMBERED = "renumbered"  # the same words under another number
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Article:
    """
    An article, or a passage that stands in its place.

    Attributes:
        number: `第三条`; empty for a passage that is no article.
        text: Verbatim, its number included.
    """

    number: str
    text: str

    @property
    def words(self) -> str:
        """The text without the number and without white space."""
        return "".join(self.text.strip().removeprefix(self.number).split())


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of an article; `is_changed` where the other version has something else."""

    text: str
    is_changed: bool


@dataclass(frozen=True, slots=True)
class Row:
    """
    An article in both versions.

    Attributes:
        change: What became of it.
        old: Its pieces in the older version; empty where it was added.
        new: Its pieces in the newer version; empty where it was removed.
    """

    change: Change
    old: tuple[Piece, ...]
    new: tuple[Piece, ...]


def compare(older: Document, newer: Document) -> tuple[Row, ...]:
    """Compare two versions, in the order of the newer, what was removed at its old place."""
    old, new = _articles(older), _articles(newer)
    matched = _match(old, new)
    partner = {there: here for here, there in matched.items()}
    rows: list[Row] = []
    shown = 0
    for there, article in enumerate(new):
        here = partner.get(there)
        while here is not None and shown <= here:
            if shown not in matched:
                rows.append(_removed(old[shown]))
            shown += 1
        rows.append(_row(old[here], article) if here is not None else _added(article))
    rows += [_removed(old[at]) for at in range(shown, len(old)) if at not in matched]
    return tuple(rows)


def _articles(document: Document) -> list[Article]:
    """Give the articles; of a text without any, its passages."""
    passages = [each for each in document.passages if each.article] or list(document.passages)
    return [Article(p.article or "", document.text[p.start : p.end]) for p in passages]


def _match(old: Sequence[Article], new: Sequence[Article]) -> dict[int, int]:
    """Say which old article is which new one: equal words, else one number, else much alike."""
    matched: dict[int, int] = {}
    by_words: dict[str, list[int]] = {}
    for there, article in enumerate(new):
        by_words.setdefault(article.words, []).append(there)
    for here, article in enumerate(old):
        if equal := by_words.get(article.words):
            matched[here] = equal.pop(0)
    taken = set(matched.values())
    left = [here for here in range(len(old)) if here not in matched]
    free = [there for there in range(len(new)) if there not in taken]
    for _, here, there in sorted(_alike(old, new, left, free), reverse=True):
        if here not in matched and there not in taken:
            matched[here] = there
            taken.add(there)
    return matched


def _alike(
    old: Sequence[Article], new: Sequence[Article], left: list[int], free: list[int]
) -> Iterator[tuple[float, int, int]]:
    few = len(left) * len(free) <= MOST_PAIRS
    news = {there: _bigrams(new[there].words) for there in free}
    for here in left:
        mine = _bigrams(old[here].words)
        for there in free:
            same_number = old[here].number == new[there].number
            if not few and not same_number:
                continue
            alike = len(mine & news[there]) / (len(mine | news[there]) or 1)
            least = LEAST_ALIKE_UNDER_ONE_NUMBER if same_number else LEAST_ALIKE
            if alike >= least:
                yield alike + 0.1 * same_number, here, there


def _bigrams(words: str) -> frozenset[str]:
    return frozenset(words[at : at + 2] for at in range(max(len(words) - 1, 1)))


def _row(old: Article, new: Article) -> Row:
    if old.words == new.words:
        change = Change.SAME if old.number == new.number else Change.RENUMBERED
        return Row(change, (Piece(old.text, False),), (Piece(new.text, False),))
    if max(len(old.text), len(new.text)) > LONGEST_COMPARED:
        return Row(Change.CHANGED, (Piece(old.text, True),), (Piece(new.text, True),))
    matcher = SequenceMatcher(None, old.text, new.text, autojunk=False)
    before, after = [], []
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        changed = tag != "equal"
        before.append(Piece(old.text[start:end], changed))
        after.append(Piece(new.text[new_start:new_end], changed))
    return Row(Change.CHANGED, _filled(before), _filled(after))


def _filled(pieces: list[Piece]) -> tuple[Piece, ...]:
    return tuple(piece for piece in pieces if piece.text)


def _added(article: Article) -> Row:
    return Row(Change.ADDED, (), (Piece(article.text, True),))


def _removed(article: Article) -> Row:
    return Row(Change.REMOVED, (Piece(article.text, True),), ())
