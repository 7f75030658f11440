"""
A document's sheet as HTML.

Every element with `data-s` holds nothing but a stretch of `Document.text`, which begins at the
offset that `data-s` names; scripts find the place of a selection by it. So all furniture (page
numbers, buttons) stands outside of such elements.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby

from markupsafe import Markup, escape

from corpus.document import Passage
from search_api.reading import Reading
from search_api.sheet import Line, LineKind, Stretch
from search_api.snippets import Span, body
from web.collecting import stretch_value
from web.marking import tags, wrapped
from web.writing import thousands

_DEEPEST_HEADING = 6
_TOOLS = Markup(
    '<span class="passage-tools">'
    '<a class="near" href="/documents/{}/passages/{}/similar">相近段落</a>'
    '<button class="copy" type="button" data-copy="passage">复制并带出处</button>'
    '<button class="keep" type="submit" form="collect" name="stretch" value="{}">收入备课篮'
    "</button>"
    '<button class="into" type="submit" form="adding" name="stretch" value="{}">加入…</button>'
    "</span>"
)


def set_sheet(reading: Reading) -> Markup:
    """Write the whole text of a document."""
    document = reading.stored.document
    return Markup("").join(
        _stretch(document.text, stretch, document.id) for stretch in reading.stretches
    )


def _stretch(text: str, stretch: Stretch, document_id: str) -> Markup:
    inner = Markup("").join(_lines(text, stretch.lines))
    passage, at = stretch.passage, stretch.at
    if passage is None:
        return Markup('<div class="between">{}</div>').format(inner)
    return Markup(
        '<div class="passage" tabindex="-1" id="p{}" data-start="{}" data-end="{}" data-at="{}"{}>'
        "{}{}</div>"
    ).format(
        passage.place,
        passage.start,
        passage.end,
        at,
        Markup("") if passage.article else Markup(" data-paged"),
        inner,
        _tools(text, document_id, passage) if stretch.lines else "",
    )


def _tools(text: str, document_id: str, passage: Passage) -> Markup:
    kept = body(text, Span(passage.start, passage.end))
    stretch = stretch_value(document_id, kept.start, kept.end)
    return _TOOLS.format(document_id, passage.place, stretch, stretch)


def _lines(text: str, lines: Iterable[Line]) -> Iterator[Markup]:
    for is_row, group in groupby(lines, key=lambda line: line.kind is LineKind.ROW):
        if is_row:
            yield _table(text, group)
        else:
            for line in group:
                yield _page_mark(line)
                yield _line(text, line)


def _page_mark(line: Line) -> Markup:
    if line.page is None or line.page == 1:
        return Markup("")
    return Markup(
        '<div class="page-mark" id="page-{0}" role="separator" aria-label="第 {0} 页"'
        ' data-page="{0}"></div>'
    ).format(line.page)


def _gap(hidden: int) -> Markup:
    """Say, outside of the text, that a site keeps something back here."""
    count = f" {thousands(hidden)} 字" if hidden else "了文字"
    return Markup('<p class="gap" role="note">来源网站在此处隐藏{}</p>').format(count)


def _line(text: str, line: Line) -> Markup:
    if line.kind is LineKind.GAP:
        return _gap(line.hidden)
    anchor = Markup(' id="o{}"').format(line.start) if line.level or line.is_part else ""
    if line.kind is LineKind.HEADING:
        depth = min(line.level + 1, _DEEPEST_HEADING)
        return Markup('<h{0}{1} data-s="{2}">{3}</h{0}>').format(
            depth, anchor, line.start, _words(text, line.start, line.end, line)
        )
    strong = Markup("")
    if line.strong_end > line.start:
        strong = Markup("<b>{}</b>").format(_words(text, line.start, line.strong_end, line))
    start = max(line.start, line.strong_end)
    return Markup('<p{} class="{}" data-s="{}">{}{}</p>').format(
        anchor, line.kind.value, line.start, strong, _words(text, start, line.end, line)
    )


def _table(text: str, rows: Iterable[Line]) -> Markup:
    """Write rows, whose cells are joined by tabs, as a table that can be scrolled sideways."""
    written = Markup("").join(
        Markup("<tr>{}</tr>").format(Markup("").join(_cells(text, row))) for row in rows
    )
    return Markup('<div class="table" tabindex="0"><table><tbody>{}</tbody></table></div>').format(
        written
    )


def _cells(text: str, row: Line) -> Iterator[Markup]:
    at = row.start
    for cell in text[row.start : row.end].split("\t"):
        yield Markup('<td data-s="{}">{}</td>').format(at, _words(text, at, at + len(cell), row))
        at += len(cell) + 1


def _words(text: str, start: int, end: int, line: Line) -> Markup:
    """Write a stretch of a line, with the highlights that fall into it."""
    if not (line.spans or line.struck or line.links or line.points):
        return escape(text[start:end])
    found = tags(
        hits=line.spans,
        struck=line.struck,
        links=line.links,
        points=[(point.mark, point.span) for point in line.points],
    )
    return wrapped(text, found, Span(start, end))
