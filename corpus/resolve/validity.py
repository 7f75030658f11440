"""
Whether a document is in force on a day: computed from dates and from what others say of it.

Nothing is stored as a word. Without a contrary record a text is not called in force, only without
a record of its repeal: the library does not hold everything.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from corpus.catalogue.relations import Mention, Work
from corpus.document import Relation
from corpus.partial_dates import first_day, last_day
from corpus.recognise.dates import find_dates
from corpus.resolve.naming import changes

NOT_YET = "尚未施行"
AMENDED = "已修改"
REPEALED = "已废止"
EXPIRED = "失效"
UNKNOWN = "不明"
IN_FORCE = "现行有效"  # which only a person can say
VALIDITIES = (IN_FORCE, UNKNOWN, AMENDED, REPEALED, EXPIRED, NOT_YET)

SAID_BY = "（资料管理员核定"  # behind the words of a standing that a person gave
LAST_DAY = "9999-12-31"
JUDGED_CLASSES = ("policy", "regulation", "plan")  # a speech or a report has no force to lose


@dataclass(frozen=True, slots=True)
class Evidence:
    """
    Why a document has its standing.

    Attributes:
        words: A sentence, verbatim, or what a date means.
        document_id: Of the document that says so, perhaps itself; None where only a date does.
        title: Of that document.
    """

    words: str
    document_id: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Validity:
    """
    The standing of a document on a day.

    Attributes:
        value: One of the words above, or 现行有效, which only a person can say.
        words: What a reader is told.
        evidence: Why.
    """

    value: str
    words: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """
    What is known of a document that its standing depends on.

    Attributes:
        work: The document.
        effective: From when it applies; empty when unknown.
        expires: Until when; empty when unknown.
        expires_by: The sentence that says so; None where a table or a person does.
        said: What a person said of its standing; empty when nobody did.
        said_on: The day, ISO, on which that was said; empty when it was not kept.
        copies: Documents that are one text with it: what is done to them is done to it.
        acts: What others did to it, each with the document that did it.
        newer: Newer versions of its text, the newest first.
    """

    work: Work
    effective: str = ""
    expires: str = ""
    expires_by: Evidence | None = None
    said: str = ""
    said_on: str = ""
    copies: Sequence[Work] = ()
    acts: Sequence[tuple[Mention, Work]] = ()
    newer: Sequence[Work] = ()
    applies: Mapping[int, str] = field(default_factory=dict)  # ordinal -> from when it applies


def judge(record: Record, on: date) -> Validity | None:
    """Give the standing of a document on a day; None for a class that has none."""
    if record.work.document_class not in JUDGED_CLASSES:
        return None
    day = on.isoformat()
    computed = _computed(record, day)
    return _said(record, computed, day) if record.said else computed


# Words that a person may say -> what may end them; a text without force regains none.
_ENDED_BY = {
    IN_FORCE: (REPEALED, EXPIRED, AMENDED),
    NOT_YET: (REPEALED, EXPIRED, AMENDED),
    AMENDED: (REPEALED, EXPIRED),
}


def _said(record: Record, computed: Validity, day: str) -> Validity:
    """
    Weigh a person's word against what dates and documents tell.

    It outweighs what was to be known when it was said, and says what contradicts it; what happened
    later is told in spite of it. That a text has lost its force is not told of the days before.
    """
    by_person = Evidence(f"资料管理员{record.said_on}核定为{record.said}")
    ended = _computed(_since(record), day)
    if record.said_on and day >= record.said_on and ended.value in _ENDED_BY.get(record.said, ()):
        return replace(ended, evidence=(*ended.evidence, by_person))
    if not _holds(record, computed, day):
        return replace(computed, evidence=(*computed.evidence, by_person))
    if computed.value in (UNKNOWN, record.said):
        return Validity(record.said, f"{record.said}{SAID_BY}）")
    words = f"{record.said}{SAID_BY}；库中另有记录：{computed.words}）"
    return Validity(record.said, words, computed.evidence)


def _holds(record: Record, computed: Validity, day: str) -> bool:
    """Tell whether a person's word holds on a day on which nothing has ended it."""
    if record.work.date and first_day(record.work.date) > day:
        return False
    if record.said == NOT_YET and record.effective:
        return first_day(record.effective) > day
    if day >= record.said_on:
        return True
    return record.said == NOT_YET or (record.said == IN_FORCE and computed.value != NOT_YET)


def _since(record: Record) -> Record:
    """Give what happened after a person had said something."""
    until = _until(record, LAST_DAY)
    return replace(
        record,
        effective="",
        expires=record.expires if until and last_day(until.day) > record.said_on else "",
        acts=[each for each in record.acts if _applies_from(record, each[1]) > record.said_on],
        newer=[each for each in record.newer if _applies_from(record, each) > record.said_on],
    )


def _computed(record: Record, day: str) -> Validity:
    """Give the standing as dates and documents tell it."""
    if words := _begins_later(record, day):
        return Validity(NOT_YET, f"{NOT_YET}：{words}", (Evidence(words),))
    changed = _repealed(record, day) or _expired(record, day) or _changed(record, day)
    return changed or Validity(UNKNOWN, f"未见废止记录（截至{day}，以本库所收文件为限）")


def _begins_later(record: Record, day: str) -> str:
    """Say from when a text applies that does not apply yet, or was not even written."""
    if record.effective and first_day(record.effective) > day:
        return f"自{record.effective}起施行"
    written = record.work.date
    return f"{written}的文本" if written and first_day(written) > day else ""


def _repealed(record: Record, day: str) -> Validity | None:
    evidence = tuple(_acting(record, Relation.REPEALS, day))
    if not evidence:
        return None
    return Validity(REPEALED, f"{REPEALED}：见《{evidence[0].title}》", evidence)


def _expired(record: Record, day: str) -> Validity | None:
    until = _until(record, day)
    if until is None or last_day(until.day) >= day:
        return None
    return Validity(EXPIRED, f"{EXPIRED}：{until.words}", until.evidence)


@dataclass(frozen=True, slots=True)
class _Until:
    day: str
    words: str
    evidence: tuple[Evidence, ...]


def _until(record: Record, day: str) -> _Until | None:
    """Give the day until which a text is valid, by itself or by what has extended it."""
    if not record.expires:
        return None
    words = f"有效期至{record.expires}"
    own = _Until(record.expires, words, (record.expires_by or Evidence(words),))
    extended = [
        _Until(found.value, f"有效期延长至{found.value}，见《{evidence.title}》", (evidence,))
        for evidence in _acting(record, Relation.EXTENDS, day)
        for found in find_dates(evidence.words.partition("延长")[2])
    ]
    return max([own, *extended], key=lambda until: last_day(until.day))


# How a change that leaves a text standing is told; the first that has happened is.
_CHANGES = (
    (Relation.SUSPENDS, "暂停执行"),
    (Relation.AMENDS, AMENDED),
    (Relation.REPEALS_PART, "部分废止"),
)


def _changed(record: Record, day: str) -> Validity | None:
    for relation, told in _CHANGES:
        if evidence := tuple(_acting(record, relation, day)):
            return Validity(AMENDED, f"{told}：见《{evidence[0].title}》", evidence)
    for newer in record.newer:
        if _applies_from(record, newer) <= day:
            words = f"库中有{newer.date}的文本"
            evidence = (Evidence(words, newer.id, newer.title),)
            return Validity(AMENDED, f"{AMENDED}：{words}", evidence)
    return None


def _acting(record: Record, relation: Relation, day: str) -> Iterable[Evidence]:
    for mention, by in sorted(record.acts, key=lambda act: act[1].date, reverse=True):
        meant = (record.work, *record.copies)
        if mention.relation is not relation or not any(changes(mention, w, by) for w in meant):
            continue
        if _applies_from(record, by) <= day:
            yield Evidence(mention.sentence, by.id, by.title)


def _applies_from(record: Record, work: Work) -> str:
    return first_day(record.applies.get(work.ordinal) or work.date)
