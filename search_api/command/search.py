"""`xuejian search`: find passages."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from corpus.actor import LOCAL
from corpus.errors import WrongSetting
from indexer.engine.query import Group, Sort
from indexer.ingest.condition import changes_behind
from indexer.library import Library
from indexer.search.found import FoundDocument, FoundPassage, SearchResult
from indexer.search.request import SearchRequest
from search_api.citing import card_speaker, cited_place
from search_api.command.console import Context, print_json, tell
from search_api.exporting import EXPORT_HEADER, MOST_EXPORTED, export_search
from search_api.loosening import looser_searches
from search_api.meaning import did_you_mean
from search_api.schemas import search_object
from search_api.searching import SearchForm
from search_api.snippets import snippet
from search_api.spreadsheet import csv_lines


def register(app: typer.Typer) -> None:
    """Add the command to *app*."""
    # A minus at the start of a query is no option.
    app.command(
        context_settings={"ignore_unknown_options": True},
        help='检索。词语、"短语"、-排除、字段:值（标题 文号 机关 年份 …）、发文字号。',
    )(search)


def search(
    context: typer.Context,
    query: Annotated[str, typer.Argument(help="要查的词语、短语、标题或发文字号")],
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, max=100, help="列出几篇")] = 10,
    page: Annotated[int, typer.Option("--page", min=1, help="第几页")] = 1,
    sort: Annotated[Sort, typer.Option("--sort", help="排序")] = Sort.RELEVANCE,
    group: Annotated[Group, typer.Option("--group", help="按文件还是按段落列出")] = Group.DOCUMENT,
    as_json: Annotated[bool, typer.Option("--json", help="输出一个 JSON 对象")] = False,
    csv_file: Annotated[
        Path | None, typer.Option("--csv", help="把整份结果写成表格，至多 2000 篇", dir_okay=False)
    ] = None,
    base: Annotated[
        str, typer.Option("--base", help="表格里的链接以它开头，如 http://10.0.0.8:8100/")
    ] = "",
) -> None:
    """Search and print the hits, or write them into a file."""
    settings: Context = context.obj
    if csv_file is not None:
        _write_csv(settings, SearchForm(query=query, sort=sort, group=group), csv_file, base)
        return
    request = SearchRequest(
        query, LOCAL, sort=sort, group=group, offset=(page - 1) * limit, limit=limit
    )
    with settings.library() as library:
        result = library.finder.search(request)
        behind = changes_behind(library)
        form = SearchForm(query=query, sort=sort, group=group)
        instead = [] if as_json else list(_instead(library, form, result))
    for hint in result.query.hints:
        tell(hint)
    if behind:
        tell(
            f"索引还差 {behind} 处变更，结果可能不全。"
            "请等导入做完，或再运行一次 xuejian add 或 rebuild。"
        )
    if as_json:
        print_json(search_object(result, group))
        return
    unit = "篇" if group is Group.DOCUMENT else "段"
    near = f"，另有 {result.relaxed_total} 篇部分符合" if result.relaxed_total else ""
    print(f"共 {result.total} {unit}{near}。")
    for hit in result.hits:
        _print_hit(hit)
    listed = result.total + result.relaxed_total
    if listed and not result.hits:
        print(f"没有第 {page} 页，一共 {-(-listed // limit)} 页。")
    for line in instead:
        print(line)


def _instead(library: Library, form: SearchForm, result: SearchResult) -> Iterator[str]:
    """Tell what to ask instead, where nothing matches wholly."""
    if result.total:
        return
    for meant in did_you_mean(library, LOCAL, form, result):
        yield f"您是不是要找：{meant.query}（{meant.total} 篇）"
    if not result.relaxed_total:
        for looser in looser_searches(library, LOCAL, form, result.query):
            yield f"{looser.label}：{looser.form.query}（{looser.total} 篇）"


def _write_csv(settings: Context, form: SearchForm, file: Path, base: str) -> None:
    with settings.library() as library:
        served = f"http://{library.settings.host}:{library.settings.port}/"
        at = f"{base.rstrip('/')}/" if base else served
        made = export_search(library, LOCAL, form, at)
        rows = list(made.rows)
        lines = csv_lines(EXPORT_HEADER, rows)
        try:
            with file.open("w", encoding="utf-8", newline="") as written:
                written.writelines(lines)
        except OSError as error:
            raise WrongSetting(f"写不了 {file}：{error.strerror}。请换一个位置。") from error
    if not made.listed:
        tell(f"没有结果，{file} 里只有表头。")
        return
    count = len(rows) - (made.listed > MOST_EXPORTED)  # the last row then says so
    tell(f"已写入 {file}，共 {count} 行。")
    if not base:
        tell(f"链接以 {at} 开头；服务在别的地址时，用 --base 写明。")


def _print_hit(hit: FoundDocument) -> None:
    card = hit.card
    line = " · ".join(
        part
        for part in (
            card.document_number,
            "、".join(card.issuer or card_speaker(card)),
            card.date_value,
        )
        if part
    )
    near = "（部分符合）" if hit.relaxed else ""
    print(f"\n{card.title}{near}  [{card.source_grade}] {card.id}")
    if line:
        print(f"  {line}")
    for passage in hit.passages:
        place = cited_place(passage.where, passage.pages, part=passage.part) or ""
        print(f"    {' '.join(filter(None, (place, _snippet(passage))))}")


def _snippet(passage: FoundPassage) -> str:
    """Give what a list shows of a passage, with highlights in 【】."""
    window = snippet(passage.text, passage.spans)
    shown, at = [], window.start
    for span in passage.spans:
        if at <= span.start and span.end <= window.end:
            shown += [passage.text[at : span.start], f"【{passage.text[span.start : span.end]}】"]
            at = span.end
    shown.append(passage.text[at : window.end])
    line = "".join(shown).replace("\t", " | ").replace("\n", " / ")
    before, after = window.start > 0, window.end < len(passage.text)
    return f"{'…' if before else ''}{line}{'…' if after else ''}"
