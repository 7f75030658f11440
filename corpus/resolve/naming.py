"""Which document a mention means: by number where one is given, else by the name of the work."""

import re
from collections.abc import Iterable

from corpus.catalogue.relations import Mention, Work
from corpus.document import Relation
from corpus.partial_dates import first_day, last_day
from corpus.text.works import work_key

# What changes the standing of the document that is named.
ACTS = (
    Relation.REPEALS,
    Relation.AMENDS,
    Relation.REPEALS_PART,
    Relation.SUSPENDS,
    Relation.EXTENDS,
)

_LOCAL = re.compile(
    "^(?!中华人民共和国)[^，。、]{2,12}?(?:省|市(?!场)|自治区|自治州|自治县|县|区|旗)"
)
_LEAVES_STANDING = frozenset(ACTS) - {Relation.REPEALS}
SAME_SUBJECT = 0.6  # share of the pairs of characters of two titles that are the same
_KIND_OF_RULE = re.compile(
    "中华人民共和国|(?:暂行|试行)|(?:条例|办法|规定|细则|规则|法|决定|意见|通知)$"
)
_ORDER = re.compile(r"[^|]*令\|\|")  # numbered on through the years, and anew when it is amended
_YEAR_BEFORE = re.compile(r"(?P<year>(?:19|20)\d{2})年[^，。；、《》]{0,40}$")


def told_relation(mention: Mention, by: Work) -> Relation:
    """Say what *by* does: to repeal a text on its own subject is to replace it."""
    if mention.relation is Relation.REPEALS and _is_of_same_subject(mention, by):
        return Relation.REPLACES
    return mention.relation


def _is_of_same_subject(mention: Mention, by: Work) -> bool:
    own, other = (
        _pairs(_KIND_OF_RULE.sub("", key)) for key in (by.work_key or "", mention.work_key)
    )
    return 2 * len(own & other) >= SAME_SUBJECT * (len(own) + len(other)) > 0


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}


def keys_named(mention: Mention, by: Work) -> list[str]:
    """Give the names under which the document that *by* names may be kept."""
    if not mention.work_key.startswith("关于"):
        return [mention.work_key]
    return [mention.work_key, *(work_key(name) + mention.work_key for name in by.issuer)]


def is_own_number(mention: Mention, by: Work) -> bool:
    """Tell whether *by* only says its own number, as every head of a notice does."""
    return mention.number_key is not None and mention.number_key == by.number_key


def is_itself(mention: Mention, by: Work) -> bool:
    """
    Tell whether *by* means itself or a text that stands in it.

    To act on a text of its own name, as a new law does that repeals the old one, is to mean
    another; a text that is printed is there where there are annexes.
    """
    if is_own_number(mention, by):
        return True
    if mention.relation is Relation.ISSUES and by.annexes:
        return True
    names = {by.work_key, by.bare_key, *by.annexes}
    differs = bool(mention.number_key and by.number_key)
    return mention.relation not in ACTS and not differs and mention.work_key in names


def find_named(mention: Mention, known: Iterable[Work], by: Work) -> Work | None:
    """
    Give the first of the documents *known* that *by* means with a mention; None if none is.

    A rule that was amended bears the number of a later order; named by its older one it is still
    meant, where the older wording is not known.
    """
    several = list(known)
    exact = next((work for work in several if is_meant(mention, work, by)), None)
    return exact or next((work for work in several if _is_renumbered(mention, work, by)), None)


def is_meant(mention: Mention, named: Work, by: Work) -> bool:
    """
    Tell whether *by* means a document with a mention.

    A number decides, where the document's own is known. A name that changes a document means only
    what was there before, begun in the year that the sentence gives or earlier; and no local rule
    changes a national one. A text that is amended may have its newest wording in the library.
    """
    if named.ordinal == by.ordinal:
        return False
    if mention.number_key and named.number_key:
        return mention.number_key == named.number_key
    if not _bears_name(mention, named, by) or not _is_of_its_year(mention, named):
        return False
    return mention.relation not in ACTS or _was_there(mention, named, by)


def _is_renumbered(mention: Mention, named: Work, by: Work) -> bool:
    orders = (mention.number_key, named.number_key)
    return (
        mention.relation not in ACTS
        and named.ordinal != by.ordinal
        and named.work_key == mention.work_key != ""
        and all(key and _ORDER.match(key) for key in orders)
    )


def changes(mention: Mention, named: Work, by: Work) -> bool:
    """Tell whether an act changes this wording, which may have taken it in already."""
    if not is_meant(mention, named, by):
        return False
    is_wording = mention.relation in _LEAVES_STANDING and bool(named.date and by.date)
    return not is_wording or last_day(named.date) < first_day(by.date)


def _bears_name(mention: Mention, named: Work, by: Work) -> bool:
    if mention.work_key == named.work_key or mention.work_key in named.issues:
        return True
    if mention.work_key in named.annexes:
        return mention.relation not in ACTS  # what ends an annex does not end the whole
    return mention.work_key == named.bare_key and not set(named.issuer).isdisjoint(by.issuer)


def _is_of_its_year(mention: Mention, named: Work) -> bool:
    """Tell whether a document without a number may have the one that a mention gives."""
    year = mention.number_key.split("|")[1] if mention.number_key else ""
    if not year:  # many orders are numbered on through the years
        return True
    return bool(named.date) and _begun(named) - 1 <= int(year) <= int(named.date[:4]) + 1


def _was_there(mention: Mention, named: Work, by: Work) -> bool:
    day = named.first_day if mention.relation in _LEAVES_STANDING else ""
    day = day or named.date
    if not day or not by.date or last_day(day) >= first_day(by.date):
        return False
    if _is_local(by) and not _is_local(named):
        return False
    before = mention.sentence.partition(f"《{mention.title}》")[0]
    year = _YEAR_BEFORE.search(before)
    return mention.number_key is not None or year is None or int(year["year"]) >= _begun(named)


def _begun(work: Work) -> int:
    return int((work.first_day or work.date)[:4])


def _is_local(work: Work) -> bool:
    names = work.issuer or (work.title.partition("关于")[0],)
    return any(_LOCAL.match(name) for name in names)
