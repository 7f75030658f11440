"""The list of documents that are cited and not in the library."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.actor import Actor
from corpus.catalogue import relations
from corpus.catalogue.relations import Mention, Work
from corpus.catalogue.revision import revision
from corpus.resolve.lacking import Ghost, ghosts
from corpus.resolve.naming import told_relation
from indexer.library import Library
from search_api.labels import RELATION_LABELS

__all__ = [
    "MISSING_HEADER",
    "Lacking",
    "Missing",
    "Naming",
    "missing_documents",
    "missing_rows",
]

MISSING_HEADER = (
    "标题",
    "文号",
    "提到它的机关",
    "被几篇文件引用",
    "引用它的文件",
    "编号",
    "关系",
    "原句",
)


@dataclass(frozen=True, slots=True)
class Naming:
    """Where a document is named: by which other, what is done to it, and the sentence."""

    by: Work
    relation: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Lacking:
    """
    A document that the library lacks.

    Attributes:
        title: As most write it; empty where only its number is known.
        number: Its number; None where nobody gives it.
        within: Whose documents name it, where others mean another by that name; None else.
        cited_by: How many documents name it, copies of one counted once.
        namings: The first of each document that names it.
    """

    title: str
    number: str | None
    within: str | None
    cited_by: int
    namings: tuple[Naming, ...]

    @property
    def line(self) -> str:
        """Write it as the list of wanted documents takes it."""
        if self.title and self.number:
            return f"{self.title}（{self.number}）"
        return self.title or self.number or ""


@dataclass(frozen=True, slots=True)
class Missing:
    """A page of what the library lacks, and how much that is in all."""

    total: int
    entries: tuple[Lacking, ...]


def missing_documents(library: Library, actor: Actor, *, page: int, size: int) -> Missing:
    """List what the library lacks, the most cited first, as far as the actor may see who cites."""
    with library.catalogue.read() as connection:
        groups = actor.visible_to
        state = revision(connection)
        every = library.remembered.of(
            state, ("ghosts", groups), lambda: ghosts(connection, visible_to=groups)
        )
        shown = every[(page - 1) * size : page * size]
        places = [place for ghost in shown for place in ghost.places]
        mentions = relations.mentions_at(connection, places)
        works = relations.works(connection, {each.by for each in mentions.values()})
    return Missing(len(every), tuple(_lacking(ghost, mentions, works) for ghost in shown))


def missing_rows(library: Library, actor: Actor) -> Iterator[Sequence[object]]:
    """Give the whole list for a spreadsheet, a line for each document that cites."""
    every = missing_documents(library, actor, page=1, size=10**9)
    for each in every.entries:
        for naming in each.namings:
            yield (
                each.title,
                each.number or "",
                each.within or "",
                each.cited_by,
                naming.by.title,
                naming.by.id,
                naming.relation,
                naming.sentence,
            )


def _lacking(
    ghost: Ghost, mentions: Mapping[tuple[int, int], Mention], works: Mapping[int, Work]
) -> Lacking:
    namings: dict[int, Naming] = {}
    for place in ghost.places:
        mention = mentions[place]
        if mention.by in ghost.by and mention.by not in namings:
            by = works[mention.by]
            relation = RELATION_LABELS[told_relation(mention, by)]
            namings[mention.by] = Naming(by, relation, mention.sentence)
    return Lacking(ghost.title, ghost.number, ghost.within, len(ghost.by), tuple(namings.values()))
