"""What a web page says of its document: its table of metadata, its source line, its meta tags."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources

from selectolax.lexbor import LexborHTMLParser, LexborNode

from corpus.read.html_blocks import cell_text, cells_of, holds_table

Pair = tuple[str, str]

_LEAST_PAIRS = 3  # known labels that make a table one of metadata
_BLANK_OR_COLON = re.compile("[\\s:：【】\\[\\]]")
_META = {
    "articletitle": "标题",
    "pubdate": "发布日期",
    "contentsource": "来源",
    "author": "作者",
    "keywords": "关键词",
}
_LONGEST_LINE = 200
_LONGEST_VALUE = 300
_SOURCE_LINE = re.compile(
    "(?P<label>(?:信息|稿件|文章)?来\\s*源|发布(?:时间|日期|机构|单位)|日\\s*期|时\\s*间|作\\s*者|责任编辑)"
    "\\s*[:：]\\s*(?P<value>[^\\s|｜丨]+(?: \\d{1,2}:\\d{2}(?::\\d{2})?)?)"
)
_SOURCE_LABELS = {"日期": "发布日期", "时间": "发布日期"}
_STAMP = re.compile("\\d{4}(?:-|/|年)\\d{1,2}(?:-|/|月)\\d{1,2}")
_SITE_NAME = re.compile("\\s*[_|｜—-]+\\s*[^_|｜—-]{2,20}$")


def declared_by(page: LexborHTMLParser) -> tuple[Pair, ...]:
    """
    Give the pairs that the page states, the surest source first and one value a label.

    Elements that hold metadata only are taken out of the page.
    """
    body = page.body
    found: dict[str, str] = {}
    if body is not None:
        for pairs in (_tables(body), _lists(body), _source_lines(body)):
            _add(found, pairs)
    _add(found, _meta(page))
    if "标题" not in found:
        _add(found, _page_title(page))
    return tuple(found.items())


def heading_of(page: LexborHTMLParser) -> str:
    """
    Give the page's own heading; empty where it has none.

    Sites put their own name into `h1` too, so the page's title must begin with the heading.
    """
    headings = page.css("h1")
    if len(headings) != 1:
        return ""
    heading = _line(headings[0].text())
    title = _letters(_title(page))
    return heading if title.startswith(_letters(heading)) or not title else ""


def _title(page: LexborHTMLParser) -> str:
    title = page.css_first("head title")
    return _line(title.text()) if title is not None else ""


def _letters(text: str) -> str:
    return "".join(text.split())


def _page_title(page: LexborHTMLParser) -> Iterator[Pair]:
    """Give the page's heading, or its title without the site's name, as `网页标题`."""
    title = _title(page)
    yield "网页标题", heading_of(page) or _SITE_NAME.sub("", title) or title


def _add(found: dict[str, str], pairs: Iterable[Pair]) -> None:
    for label, value in pairs:
        if value and len(value) <= _LONGEST_VALUE:
            found.setdefault(label, value)


@cache
def _labels() -> dict[str, str]:
    """Read the labels: as written on pages -> as we declare them."""
    lines = (resources.files("corpus.read") / "page_labels.txt").read_text("utf-8").splitlines()
    words = [line.split() for line in lines if line and not line.startswith("#")]
    return {word[0]: word[-1] for word in words}


def _line(text: str) -> str:
    return " ".join(text.split())


def _label(text: str) -> str:
    """Take blanks and colon off a label."""
    return _BLANK_OR_COLON.sub("", text)


def _tables(body: LexborNode) -> Iterator[Pair]:
    for table in body.css("table"):
        if holds_table(table):
            continue
        pairs = [pair for row in table.css("tr") for pair in _row_pairs(row)]
        if sum(label in _labels() for label, _ in pairs) >= _LEAST_PAIRS:
            yield from ((_labels().get(label, label), value) for label, value in pairs)
            table.decompose()


def _row_pairs(row: LexborNode) -> Iterator[Pair]:
    """Pair each cell that is a label with the cell after it."""
    cells = [(cell.tag, cell_text(cell).strip()) for cell in cells_of(row)]
    place = 0
    while place + 1 < len(cells):
        tag, text = cells[place]
        label = _label(text)
        is_label = label in _labels() or tag == "th" or text.endswith((":", "："))
        if is_label and _label(cells[place + 1][1]) not in _labels():
            yield label, cells[place + 1][1]
            place += 2
        else:
            place += 1


def _lists(body: LexborNode) -> Iterator[Pair]:
    """Take <dl>, and lists whose items read `label：value`."""
    for element in reversed(body.css("dl, ul, div")):  # inner ones first: outer ones free them
        pairs = list(_definitions(element) if element.tag == "dl" else _items(element))
        if len(pairs) >= _LEAST_PAIRS:
            yield from ((_labels().get(label, label), value) for label, value in pairs)
            element.decompose()


def _definitions(element: LexborNode) -> Iterator[Pair]:
    label = ""
    for node in element.css("dt, dd"):
        if node.tag == "dt":
            label = _label(node.text())
        elif label in _labels() or (label and node.text(strip=True)):
            yield label, _line(node.text())


def _items(element: LexborNode) -> Iterator[Pair]:
    child = element.first_child
    while child is not None:
        text = _line(child.text()) if child.is_element_node else ""
        head, colon, value = text.replace("：", ":", 1).partition(":")
        if colon and len(text) <= _LONGEST_VALUE and _label(head) in _labels():
            yield _label(head), value.strip()
        child = child.next


def _source_lines(body: LexborNode) -> Iterator[Pair]:
    """Take `来源：… 发布时间：…` from the short lines around the heading."""
    for element in body.css("p, div, span, td, li, h4, h5"):
        text = _line(element.text(separator=" "))
        if len(text) <= _LONGEST_LINE and ("：" in text or ":" in text):
            yield from _stated(text)


def _stated(text: str) -> Iterator[Pair]:
    pairs = [
        (_label(match["label"]), match["value"].strip("（）()【】[]"))
        for match in _SOURCE_LINE.finditer(text)
    ]
    for label, value in pairs:
        if label in _SOURCE_LABELS and len(pairs) == 1:
            continue  # a bare 时间：… may be of an event that the text tells of
        label = _labels().get(label, _SOURCE_LABELS.get(label, label))
        if label != "发布日期" or _STAMP.match(value):
            yield label, value
    stamp = _STAMP.match(text)
    if pairs and stamp:
        yield "发布日期", stamp[0]


def _meta(page: LexborHTMLParser) -> Iterator[Pair]:
    for node in page.css("meta[name]"):
        label = _META.get((node.attributes.get("name") or "").lower())
        value = _line(node.attributes.get("content") or "")
        if label and value:
            yield label, value
