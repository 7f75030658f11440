"""What a page's own table says of the document."""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from corpus.document import Fact
from corpus.recognise.body_name import split_bodies
from corpus.recognise.dates import find_dates, parse_date
from corpus.recognise.number import (
    find_document_numbers,
    find_order_numbers,
    parse_document_number,
)
from corpus.recognise.place import find_place

# The readers give every label in this one wording.
_LABELS: Mapping[str, str] = MappingProxyType(
    {
        "索引号": "index_number",
        "主题分类": "topic",
        "发文机关": "issuer",
        "发布机构": "publisher",
        "来源": "publisher",
        "成文日期": "written",
        "标题": "title",
        "发文字号": "document_number",
        "发布日期": "published",
        "施行日期": "effective",
        "失效日期": "expires",
    }
)
_DATES = ("written", "published", "effective", "expires")
_CONFIDENCE = 0.99
_NOTHING = re.compile(r"^[\s—\-－无/]*$")


def declared_facts(declared: Sequence[tuple[str, str]], text: str) -> dict[str, Fact]:
    """
    Give the facts of the table, with the place where the text says the same.

    Beside fields of a document there may be a `publisher`: the body whose site it is, perhaps the
    issuer too.
    """
    facts: dict[str, Fact] = {}
    for label, value in declared:
        name = _LABELS.get(label)
        if name and name not in facts and not _NOTHING.match(value):
            fact = _fact(name, value.strip(), text)
            if fact:
                facts[name] = fact
    return facts


def _fact(name: str, value: str, text: str) -> Fact | None:
    if name in _DATES:
        return _date(value, text)
    if name == "document_number":
        return _number(value, text)
    if name == "issuer":
        return Fact(split_bodies(value), _CONFIDENCE, "table", find_place(value, text))
    if name == "publisher":
        return Fact(split_bodies(value), 0.6, "table", find_place(value, text))
    if name == "topic":
        topics = tuple(part.strip() for part in re.split("[;；]", value))
        return Fact(topics, _CONFIDENCE, "table", find_place(value, text))
    return Fact(value, _CONFIDENCE, "table", find_place(value, text))


def _date(value: str, text: str) -> Fact | None:
    """Read a date; the last place in the text that says it is most likely the signature."""
    date = parse_date(value)
    if date is None:
        return None
    places = [found.span for found in find_dates(text) if found.value == date]
    return Fact(date, _CONFIDENCE, "table", places[-1] if places else None)


def _number(value: str, text: str) -> Fact:
    number = parse_document_number(value)
    if number is None:
        return Fact(value, _CONFIDENCE, "table", find_place(value, text))
    found = [*find_document_numbers(text[:3000]), *find_order_numbers(text[:3000])]
    place = next((other.span for other in found if other.key == number.key), None)
    return Fact(number.canonical, _CONFIDENCE, "table", place)
