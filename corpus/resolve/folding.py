"""Which documents are one text, so that lists show one of them: versions and copies."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from sqlalchemy import Connection

from corpus.catalogue.relations import Work
from corpus.catalogue.versions import several_versions, versions_of
from corpus.catalogue.visibility import Groups
from corpus.resolve.duplicates import copies
from corpus.resolve.volumes import Volumes, volumes

Texts = Mapping[int, tuple[int, ...]]


def same_text(connection: Connection, copies: Texts) -> Texts:
    """
    Give, for every document that is not alone, all that are one text with it.

    The one to show comes first: the newest version, and of each version the canonical copy. Volumes
    of a text are not one with each other.

    Args:
        connection: To read with.
        copies: As `corpus.resolve.duplicates.copies` gives them.
    """
    versions: defaultdict[str, dict[int, str]] = defaultdict(dict)  # work -> ordinal -> date
    works = {ordinal: (work, date) for ordinal, work, date in several_versions(connection)}
    for ordinal, (work, date) in works.items():
        canonical = copies.get(ordinal, (ordinal,))[0]
        work, date = works.get(canonical, (work, date))
        versions[work][canonical] = date
    apart = volumes(
        connection, ((each, work) for work, dated in versions.items() for each in dated)
    )
    found = dict(copies)
    for dated in versions.values():
        for text in _texts(dated, apart):
            in_order = sorted(text, key=lambda each: (dated[each], each), reverse=True)
            group = tuple(member for each in in_order for member in copies.get(each, (each,)))
            found.update(dict.fromkeys(group, group))
    return MappingProxyType({each: group for each, group in found.items() if len(group) > 1})


def _texts(members: Iterable[int], apart: Volumes) -> list[set[int]]:
    """Part the documents of a work into texts: volumes go apart, all others together."""
    found: list[set[int]] = []
    for each in members:
        others = apart.get(each, frozenset())
        joined = [text for text in found if not text <= others]
        found = [text for text in found if text not in joined]
        found.append({each}.union(*joined))
    return found


def wordings(connection: Connection, work: Work, *, visible_to: Groups = None) -> list[Work]:
    """Give the versions of a document, the newest first, itself among them, without copies."""
    named = versions_of(connection, work, visible_to=visible_to)
    apart = volumes(connection, ((each.ordinal, each.work_key) for each in named))
    others = apart.get(work.ordinal, frozenset())
    versions = [each for each in named if each.ordinal not in others]
    same = copies(connection, [each.ordinal for each in versions])
    shown = {each.ordinal for each in versions}
    own = same.get(work.ordinal, ())

    def stands(each: Work) -> bool:
        group = [one for one in same.get(each.ordinal, (each.ordinal,)) if one in shown]
        return each.ordinal == (work.ordinal if each.ordinal in own else group[0])

    return [each for each in versions if stands(each)]
