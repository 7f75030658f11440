"""What a case is found by: whose it is, where, how large, on what, when, and what it reached."""

from collections.abc import Mapping
from functools import cache

from corpus.document import Direction, Document, Fact, Indicator, Part
from corpus.metadata import principal_date
from corpus.recognise.enterprise_size import (
    NOT_TOLD,
    EnterpriseSize,
    recognise_enterprise_size,
)
from corpus.recognise.industry import recognise_industry
from corpus.recognise.subjects import Zones, recognise_subjects, recognise_topics
from corpus.recognise.word_counts import NO_TEXT, PairedText
from corpus.vocabulary.schemes import scheme

# Field -> what it is called, in the order of the filters.
FIELDS: Mapping[str, str] = {
    "industry": "行业",
    "region": "地区",
    "enterprise_type": "企业类型",
    "size": "规模",
    "result": "成效",
    "topic": "主题",
    "year": "年份",
}

_INTRODUCED = 3000  # characters of a report that tell how large its enterprise is
_UP, _DOWN = "↑", "↓"
_WENT = {_UP: Direction.UP, _DOWN: Direction.DOWN}


def fields_of(document: Document, part: Part | None) -> Mapping[str, tuple[str, ...]]:
    """Give the values of a case by field; of a praised practice what its own words say."""
    date = principal_date(document.facts)
    year = (date[0][:4],) if date else ()
    if part is not None:
        return {**_of_part(document, part), "year": year}
    size = size_of(document, None)
    return {
        "enterprise": document.values("enterprise"),
        "industry": document.values("industry"),
        "region": document.values("region"),
        "enterprise_type": document.values("enterprise_type"),
        "size": (size.value if size else NOT_TOLD,),
        "topic": document.values("subject") + document.values("topic"),
        "year": year,
    }


def size_of(document: Document, part: Part | None) -> EnterpriseSize | None:
    """Give how large the enterprise is of which a document tells; None where it does not say."""
    if part is not None:
        return None
    return recognise_enterprise_size(document.text[:_INTRODUCED], document.values("industry"))


def kinds_of_results(indicators: tuple[Indicator, ...]) -> tuple[str, ...]:
    """Give the kinds of results that figures tell, in the order of the vocabulary."""
    told = {kind for each in indicators for kind in kinds_of(each)}
    return tuple(kind for kind in scheme("result_kinds").values if kind in told)


def kinds_of(indicator: Indicator) -> frozenset[str]:
    """Give the kinds of result that a figure tells, by its name and by where it went."""
    return frozenset(
        kind
        for word, went, kinds in _words()
        if word in indicator.name and went in (None, indicator.direction)
        for kind in kinds
    )


def _of_part(document: Document, part: Part) -> Mapping[str, tuple[str, ...]]:
    words = PairedText.of(document.text[part.start : part.end])
    zones = Zones(words, NO_TEXT, words)
    return {
        "industry": _values(recognise_industry(zones)),
        "region": part.region,
        "size": (NOT_TOLD,),
        "topic": _values(recognise_subjects(zones, by_title=True))
        + _values(recognise_topics(zones)),
    }


def _values(fact: Fact | None) -> tuple[str, ...]:
    if fact is None:
        return ()
    return (fact.value,) if isinstance(fact.value, str) else fact.value


@cache
def _words() -> tuple[tuple[str, Direction | None, tuple[str, ...]], ...]:
    """Give each word for a kind, where its figure must have gone, and the kinds."""
    return tuple(
        (word.rstrip(_UP + _DOWN), _WENT.get(word[-1]), kinds)
        for word, kinds in scheme("result_kinds").words.items()
    )
