"""Which documents are one text, so that lists show one of them: versions and copies."""

from collections import defaultdict
from collections.abc import Mapping
from types import MappingProxyType

from sqlalchemy import Connection

from corpus.catalogue.relations import Work
from corpus.catalogue.versions import several_versions, versions_of
from corpus.catalogue.visibility import Groups
from corpus.resolve.duplicates import copies

Texts = Mapping[int, tuple[int, ...]]


def same_text(connection: Connection, copies: Texts) -> Texts:
    """
    Give, for every document that is not alone, all that are one text with it.

    The one to show comes first: the newest version, and of each version the canonical copy.

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
    found = dict(copies)
    for dated in versions.values():
        in_order = sorted(dated, key=lambda each: (dated[each], each), reverse=True)
        group = tuple(member for each in in_order for member in copies.get(each, (each,)))
        found.update(dict.fromkeys(group, group))
    return MappingProxyType({each: group for each, group in found.items() if len(group) > 1})


def wordings(connection: Connection, work: Work, *, visible_to: Groups = None) -> list[Work]:
    """Give the versions of a document, the newest first, itself among them, without copies."""
    versions = versions_of(connection, work, visible_to=visible_to)
    same = copies(connection, [each.ordinal for each in versions])
    shown = {each.ordinal for each in versions}
    own = same.get(work.ordinal, ())

    def stands(each: Work) -> bool:
        group = [one for one in same.get(each.ordinal, (each.ordinal,)) if one in shown]
        return each.ordinal == (work.ordinal if each.ordinal in own else group[0])

    return [each for each in versions if stands(each)]
