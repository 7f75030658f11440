"""The hits of a search as the rows of a table, for office programs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain

from corpus.actor import Actor
from indexer.engine.query import Group
from indexer.library import Library
from indexer.search.found import FoundDocument, SearchResult
from search_api.bodied import body_first
from search_api.citing import cited_place
from search_api.labels import CLASS_LABELS, VALIDITY_LABELS
from search_api.searching import SearchForm, run_search

__all__ = ["EXPORT_HEADER", "MOST_EXPORTED", "Export", "export_search"]

MOST_EXPORTED = 2000  # documents, or passages
EXPORT_HEADER = (
    "标题",
    "文号",
    "机关",
    "讲话人",
    "日期",
    "类型",
    "时效性",
    "来源等级",
    "完整性",
    "最符合的段落",
    "位置",
    "链接",
    "符合",
)

_AT_ONCE = 100  # hits
_LONGEST_NAME = 30  # characters of the query in a file's name
_NO_NAME = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]+')


@dataclass(frozen=True, slots=True)
class Export:
    """
    A list of hits as a table.

    Attributes:
        name: Of the file, without its ending.
        listed: Hits that the list has; more than the table where it is cut.
        rows: In the order of `EXPORT_HEADER`, searched for as they are taken; the last one says so
            where the table is cut.
    """

    name: str
    listed: int
    rows: Iterator[tuple[str, ...]]


def export_search(library: Library, actor: Actor, form: SearchForm, base: str) -> Export:
    """
    Begin to write out a search; the first hits are looked for at once.

    Args:
        library: Where to search.
        actor: Who asks.
        form: What is asked; its page, size and facets do not count.
        base: The address of the service, which begins every link; ends with `/`.

    Raises:
        QuerySyntaxError: The query cannot be understood.
        IndexOutOfDate: There is no index yet.
    """
    asked = replace(form, page=1, size=_AT_ONCE, facets=())
    first = run_search(library, actor, asked).result
    listed = first.total + (first.relaxed_total if form.relaxed else 0)
    pages = chain([first], _further(library, actor, asked, listed))
    rows = (_row(found, base) for page in pages for found in page.hits)
    words = _NO_NAME.sub(" ", form.query).strip()[:_LONGEST_NAME]
    return Export(
        name=f"检索结果 {words}".strip(),
        listed=listed,
        rows=chain(rows, _cut(listed, form.group)),
    )


def _further(
    library: Library, actor: Actor, form: SearchForm, listed: int
) -> Iterator[SearchResult]:
    for page in range(2, -(-min(listed, MOST_EXPORTED) // _AT_ONCE) + 1):
        yield run_search(library, actor, replace(form, page=page)).result


def _cut(listed: int, group: Group) -> Iterator[tuple[str, ...]]:
    if listed > MOST_EXPORTED:
        unit = "段" if group is Group.PASSAGE else "篇"
        words = f"共 {listed} {unit}，只导出前 {MOST_EXPORTED} {unit}。请缩小范围后再导出。"
        yield (words, *("" for _ in EXPORT_HEADER[1:]))


def _row(found: FoundDocument, base: str) -> tuple[str, ...]:
    card = found.card
    best = next(iter(body_first(found)), None)
    anchor = f"#p{best.where.place}" if best else ""
    return (
        card.title,
        card.document_number or "",
        "、".join(card.issuer),
        card.speaker or "",
        card.date_value or "",
        CLASS_LABELS.get(card.document_class, card.document_class),
        VALIDITY_LABELS[found.validity.value] if found.validity else "",
        card.source_grade,
        card.completeness,
        best.text.strip() if best else "",
        (cited_place(best.where, best.pages, part=best.part) or "") if best else "",
        f"{base}documents/{card.id}{anchor}",
        "部分符合" if found.relaxed else "完全符合",
    )
