"""What a page's own table says of the document."""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from corpus.document import Fact, Span
from corpus.recognise.body_name import split_bodies
from corpus.recognise.dates import find_dates, parse_date
from corpus.recognise.number import find_document_numbers, find_order_numbers, parse_document_number

_LABELS: Mapping[str, str] = MappingProxyType(
    {
        "索引号": "index_number",
        "主题分类": "topic",
        "发文机关": "issuer",
        "发布机构": "issuer",
        "发文单位": "issuer",
        "成文日期": "written",
        "发文日期": "written",
        "标题": "title",
        "名称": "title",
        "信息名称": "title",
        "发文字号": "document_number",
        "文号": "document_number",
        "发布日期": "published",
        "发布时间": "published",
        "公开日期": "published",
        "生效日期": "effective",
        "施行日期": "effective",
        "失效日期": "expires",
    }
)
_CONFIDENCE = 0.99
_NOTHING = re.compile(r"^[\s—\-－无/]*$")


def declared_facts(declared: Sequence[tuple[str, str]], text: str) -> dict[str, Fact]:
    """Give the facts of the table, with the place where the text says the same."""
    facts: dict[str, Fact] = {}
    for label, value in declared:
        name = _LABELS.get(re.sub(r"\s|[:：]", "", label))
        if name and name not in facts and not _NOTHING.match(value):
            fact = _fact(name, value.strip(), text)
            if fact:
                facts[name] = fact
    return facts


def _fact(name: str, value: str, text: str) -> Fact | None:
    if name in ("written", "published", "effective", "expires"):
        return _date(value, text)
    if name == "document_number":
        return _number(value, text)
    if name == "issuer":
        issuers = split_bodies(value)
        return Fact(issuers, _CONFIDENCE, "table", _place(value, text))
    if name == "topic":
        topics = tuple(part.strip() for part in re.split("[;；]", value))
        return Fact(topics, _CONFIDENCE, "table", _place(value, text))
    return Fact(value, _CONFIDENCE, "table", _place(value, text))


def _date(value: str, text: str) -> Fact | None:
    date = parse_date(value)
    if date is None:
        return None
    end = next((found for found in _dates_backwards(text) if found[0] == date), None)
    return Fact(date, _CONFIDENCE, "table", end[1] if end else None)


def _dates_backwards(text: str) -> list[tuple[str, Span]]:
    return [(found.value, found.span) for found in find_dates(text)][::-1]


def _number(value: str, text: str) -> Fact:
    number = parse_document_number(value)
    if number is None:
        return Fact(value, _CONFIDENCE, "table", _place(value, text))
    found = [*find_document_numbers(text[:3000]), *find_order_numbers(text[:3000])]
    place = next((other.span for other in found if other.key == number.key), None)
    return Fact(number.canonical, _CONFIDENCE, "table", place)


def _place(value: str, text: str) -> Span | None:
    """Find the value in the text, whatever white space stands between its characters."""
    if not value or len(value) > 200:
        return None
    letters = [re.escape(letter) for letter in value if not letter.isspace()]
    match = re.search(r"\s*".join(letters), text)
    return Span(match.start(), match.end()) if match else None
