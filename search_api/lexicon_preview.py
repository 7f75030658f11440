"""What entries of the lexicon would change, before they do."""

from dataclasses import dataclass

from corpus.vocabulary.alias_groups import Relation
from corpus.vocabulary.entries import Entry, EntryKind

__all__ = ["Preview"]


@dataclass(frozen=True, slots=True)
class Preview:
    """
    What entries would change.

    Attributes:
        entries: As they would be kept.
        known: How many are in the lexicon already.
        affected: Documents that would be cut again.
        counts: Word -> documents that hold it, of one group or stop word.
        together: Documents that hold one of these words; what each finds then, if it finds all.
        examples: Titles of a few of them.
    """

    entries: tuple[Entry, ...]
    known: int
    affected: int
    counts: tuple[tuple[str, int], ...] = ()
    together: int = 0
    examples: tuple[str, ...] = ()

    @property
    def has_terms(self) -> bool:
        """Whether there is an entry by which documents are cut."""
        return any(each.kind is EntryKind.TERM for each in self.entries)

    @property
    def told(self) -> str:
        """Say in Chinese what would be cut again, and what a search would find otherwise."""
        if self.affected:
            return f"{self.affected} 篇文档受影响：含有新词，要重新切分，其间检索照常。"
        cut = "库里没有文档含有新词" if self.has_terms else "检索立即改变"
        return f"{cut}，不必重新切分文档。{self._found}"

    @property
    def _found(self) -> str:
        if not self.counts:
            return ""
        counts = "，".join(f"“{word}”{count} 篇" for word, count in self.counts)
        (entry,) = self.entries
        match entry.relation:
            case None:
                return f"现有 {self.together} 篇含有它：检索里有它时，不含它的也列出。"
            case Relation.EQUAL:
                return f"现在{counts}；以后查其中任何一个，都查到这 {self.together} 篇。"
            case Relation.NARROWER:
                return f"现在{counts}；以后查“{entry.word}”，查到这 {self.together} 篇。"
            case Relation.RELATED:
                return f"现在{counts}；以后互相提示，不改变找到的文件。"
