"""Which document a mention means: by number where one is given, else by the name of the work."""

import re
from collections.abc import Iterable

from corpus.catalogue.relations import Mention, Work
from corpus.document import Relation
from corpus.partial_dates import first_day, last_day

# What changes the standing of the document that is named.
ACTS = (Relation.REPEALS, Relation.AMENDS, Relation.REPEALS_PART, Relation.SUSPENDS)

_LOCAL = re.compile("^[^，。、]{2,12}?(?:省|市|自治区|自治州|自治县|县|区|旗)")
_YEAR_BEFORE = re.compile(r"(?P<year>(?:19|20)\d{2})年[^，。；、《》]{0,40}$")


def find_named(mention: Mention, known: Iterable[Work], by: Work) -> Work | None:
    """Give the first of the documents *known* that *by* means with a mention; None if none is."""
    return next((work for work in known if _bears_name(mention, work, by)), None)


def names(mention: Mention, named: Work, by: Work) -> bool:
    """Tell whether *by* means a document of which the catalogue has found that it is named."""
    if mention.relation in ACTS:
        return is_meant(mention, named, by)
    return named.ordinal != by.ordinal


def is_meant(mention: Mention, named: Work, by: Work) -> bool:
    """
    Tell whether a mention that changes a document means this one.

    A number decides. A name means only what was there before, of the year that the sentence
    gives; and no local rule changes a national one.
    """
    if named.ordinal == by.ordinal:
        return False
    if mention.number_key:
        return mention.number_key == named.number_key
    if mention.work_key != named.work_key or not named.date or not by.date:
        return False
    if last_day(named.date) >= first_day(by.date):
        return False
    if _is_local(by) and not _is_local(named):
        return False
    before = mention.sentence.partition(f"《{mention.title}》")[0]
    year = _YEAR_BEFORE.search(before)
    return year is None or int(year["year"]) >= int(named.date[:4])


def _bears_name(mention: Mention, work: Work, by: Work) -> bool:
    if not names(mention, work, by):
        return False
    if mention.number_key:
        return mention.number_key == work.number_key
    return mention.work_key == work.work_key


def _is_local(work: Work) -> bool:
    return any(_LOCAL.match(name) for name in (*work.issuer, work.title))
