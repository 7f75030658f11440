"""What documents name and the library lacks, and who names it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from corpus.catalogue.relations import Mention, Work, all_mentions, all_works
from corpus.catalogue.visibility import Groups
from corpus.document import Relation
from corpus.recognise.kind import is_bare_kind
from corpus.resolve.duplicates import copies
from corpus.resolve.naming import find_named, is_itself, keys_named
from corpus.vocabulary.wordlists import words

SHORTEST_NAME = 3  # characters of a name that means one document, without a number: 合同法
_WITHOUT_ISSUER = "关于"

Place = tuple[int, int]  # a document's ordinal, and the place of a citation in it


@dataclass(frozen=True, slots=True)
class Ghost:
    """
    A document that is named and not in the library.

    Attributes:
        title: As most write it; empty where only its number is given.
        number: In canonical form; None where nobody gives it.
        within: Whose documents name it, where a name without issuer (关于…的决定) means another
            document in those of another body; None else.
        by: The documents that name it, of copies of one document the first.
        places: Every place where it is named.
    """

    title: str
    number: str | None
    within: str | None
    by: tuple[int, ...]
    places: tuple[Place, ...]


def ghosts(connection: Connection, *, visible_to: Groups = None) -> list[Ghost]:
    """
    Find what the library lacks, the most cited first.

    A text of which the library has another version is not lacking, nor are papers made out to
    somebody, or newspapers.
    """
    known = all_works(connection, visible_to=visible_to)
    shelf = _Shelf(known.values())
    lacking = [
        (place, mention)
        for place, mention in all_mentions(connection, visible_to=visible_to)
        if mention.relation is not Relation.ISSUES  # what is printed is there with its notice
        and _is_document(mention)
        and not is_itself(mention, known[mention.by])
        and shelf.find(mention, known[mention.by]) is None
    ]
    canonical = {each: group[0] for each, group in copies(connection).items()}
    bodies = {ordinal: "、".join(work.issuer) for ordinal, work in known.items()}
    grouped = _grouped(lacking, bodies)
    found = [_ghost(within, group, canonical) for (_, within), group in grouped.items()]
    return sorted(
        found,
        key=lambda each: (-len(each.by), each.title, each.number or "", each.within or ""),
    )


class _Shelf:
    """The documents of the library by the names and numbers that others may call them."""

    def __init__(self, known: Iterable[Work]) -> None:
        self._named: defaultdict[str, list[Work]] = defaultdict(list)
        for work in known:
            for key in filter(None, {work.number_key, *work.names, *work.annexes}):
                self._named[key].append(work)

    def find(self, mention: Mention, by: Work) -> Work | None:
        """Find what is meant, whatever is done to it and when."""
        keys = (mention.number_key or "", *keys_named(mention, by))
        candidates = [work for key in keys for work in self._named.get(key, ())]
        return find_named(replace(mention, relation=Relation.CITES), candidates, by)


def _is_document(mention: Mention) -> bool:
    if mention.number_key:
        return True
    if len(mention.work_key) < SHORTEST_NAME or is_bare_kind(mention.work_key):
        return False
    return not mention.title.endswith(words("no_documents"))


def _grouped(
    lacking: Sequence[tuple[Place, Mention]], bodies: Mapping[int, str]
) -> Mapping[tuple[str, str | None], list[tuple[Place, Mention]]]:
    """
    Gather the mentions of one document, by key and by whose documents name it.

    The key is its number; its name where it has none, or only one.
    """
    numbers: defaultdict[str, set[str]] = defaultdict(set)
    for _, mention in lacking:
        if mention.number_key:
            numbers[mention.work_key].add(mention.number_key)
    groups: defaultdict[tuple[str, str | None], list[tuple[Place, Mention]]] = defaultdict(list)
    for place, mention in lacking:
        own = numbers.get(mention.work_key, set())
        number = mention.number_key or (next(iter(own)) if len(own) == 1 else None)
        is_bare = number is None and mention.work_key.startswith(_WITHOUT_ISSUER)
        within = bodies[mention.by] or None if is_bare else None
        groups[number or mention.work_key, within].append((place, mention))
    return groups


def _ghost(
    within: str | None, group: Sequence[tuple[Place, Mention]], canonical: Mapping[int, int]
) -> Ghost:
    titles = Counter(mention.title for _, mention in group if mention.title)
    numbers = Counter(mention.number for _, mention in group if mention.number)
    by: dict[int, int] = {}  # canonical copy -> the copy that is told of
    for _, mention in group:
        by.setdefault(canonical.get(mention.by, mention.by), mention.by)
    return Ghost(
        title=titles.most_common(1)[0][0] if titles else "",
        number=numbers.most_common(1)[0][0] if numbers else None,
        within=within,
        by=tuple(by.values()),
        places=tuple(place for place, _ in group),
    )
