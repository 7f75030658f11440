"""Groups of aliases that would make a word wider than itself."""

from collections import defaultdict
from collections.abc import Iterable

from corpus.errors import WrongValue
from corpus.text.fold import fold
from corpus.vocabulary.alias_groups import AliasGroup, Relation


def check_circles(groups: Iterable[AliasGroup], new: Iterable[AliasGroup]) -> None:
    """
    Make sure that no word is wider than itself, by however many steps.

    Args:
        groups: All that would be in force, the new ones among them.
        new: Those to look at.

    Raises:
        WrongValue: One of them closes a circle, or says of two words that they are equal and
            that one is narrower.
    """
    ladder = _Ladder(groups)
    for group in new:
        if group.relation is not Relation.RELATED:
            _check(group, ladder)


def _check(group: AliasGroup, ladder: "_Ladder") -> None:
    canon = ladder.class_of(group.canon)
    for alias in group.aliases:
        if group.relation is Relation.EQUAL:
            if ladder.is_below(canon, canon):
                raise WrongValue(
                    f"“{group.canon}”与“{alias}”已是上下位词，不能又是同义词。"
                    "请先删去原来的那一条。"
                )
        elif ladder.is_below(canon, ladder.class_of(alias)) or canon == ladder.class_of(alias):
            raise WrongValue(
                f"“{alias}”已经能查到“{group.canon}”，再作它的下位词就成了循环。"
                "若两词同义，请改为同义词；否则先删去原来的那一条。"
            )


class _Ladder:
    """Words that are equal as one class, and the classes that lie right below each."""

    def __init__(self, groups: Iterable[AliasGroup]) -> None:
        given = list(groups)
        self._leader: dict[str, str] = {}
        for group in given:
            if group.relation is Relation.EQUAL:
                self._join(*map(fold, group.words))
        self._below: defaultdict[str, set[str]] = defaultdict(set)
        for group in given:
            if group.relation is Relation.NARROWER:
                self._below[self.class_of(group.canon)] |= set(map(self.class_of, group.aliases))

    def class_of(self, word: str) -> str:
        """Give the word that stands for all that are equal to it."""
        found = fold(word)
        while (leader := self._leader.get(found, found)) != found:
            found = leader
        return found

    def is_below(self, low: str, high: str) -> bool:
        """Tell whether a class lies below another, or itself, by at least one step."""
        reached: set[str] = set()
        waiting = list(self._below.get(high, ()))
        while waiting:
            at = waiting.pop()
            if at not in reached:
                reached.add(at)
                waiting += self._below.get(at, ())
        return low in reached

    def _join(self, canon: str, *others: str) -> None:
        for other in others:
            self._leader[self.class_of(other)] = self.class_of(canon)
