"""`xuejian add`: take files and folders in."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from corpus.actor import LOCAL
from corpus.errors import KnowledgeBaseError
from corpus.given_values import read_grade
from corpus.metadata import SOURCE_GRADES
from indexer.ingest.intake import Told, add_paths
from indexer.ingest.report import Outcome, Report, State
from indexer.library import Library
from search_api.command.console import Context, Exit, print_json, progress, tell, whole_path
from search_api.ledger.recommendations import withdraw_if_possible
from search_api.sampling import add_all_samples
from search_api.study.watching import look

_STATES = {
    State.INDEXED: "新收",
    State.DUPLICATE: "内容已有，只记路径",
    State.UNCHANGED: "未变",
    State.FAILED: "未能收录",
}


def register(app: typer.Typer) -> None:
    """Add the command to *app*."""
    app.command(help="导入文件或文件夹；可随时停止，再次运行时接着做。")(add)


def add(
    context: typer.Context,
    paths: Annotated[list[Path] | None, typer.Argument(help="文件或文件夹，可多个")] = None,
    samples: Annotated[bool, typer.Option("--samples", help="导入自带的示例文件")] = False,
    grade: Annotated[
        str | None,
        typer.Option("--grade", help=f"这些文件的来源等级：{'、'.join(SOURCE_GRADES)}"),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="每个文件输出一行 JSON")] = False,
) -> None:
    """Add *paths*; ends when everything is searchable."""
    if not paths and not samples:
        raise typer.BadParameter("请给出要导入的文件或文件夹，或用 --samples。")
    given = read_grade(grade) if grade else None
    settings: Context = context.obj
    with settings.library() as library, progress("导入") as moved:

        def told(outcome: Outcome, done: int, total: int) -> None:
            if as_json:
                print_json(asdict(outcome))
            moved(done, total)

        report = _take_in(library, paths or [], told, samples=samples, grade=given)
        news, withdrawn = _look(library), withdraw_if_possible(library)
    if as_json:
        print_json(report.as_object())
    else:
        print_report(report)
        tell(f"资料库：{settings.settings.home}")
    _tell_news(news, withdrawn)
    if report.trouble:
        tell(report.trouble)
    if report.failed or report.trouble:
        raise typer.Exit(Exit.PARTIAL)


def _take_in(
    library: Library, paths: list[Path], told: Told, *, samples: bool, grade: str | None
) -> Report:
    report = Report.of(())
    try:
        if samples:
            report += add_all_samples(library, LOCAL, told)
        if paths:
            report += add_paths(library, map(whole_path, paths), told, grade=grade)
    except KeyboardInterrupt:
        tell("已停止；读完的都已收录。再次运行同样的命令，就接着做剩下的。")
        raise typer.Exit(Exit.STOPPED) from None
    return report


def _tell_news(news: int, withdrawn: int) -> None:
    if news:
        tell(f"关注提醒：新收的文件带来 {news} 条新提醒，见网页上的“关注提醒”（/watch）。")
    if withdrawn:
        tell(f"有 {withdrawn} 个推荐的典型，所在的文件不在了或已废止，已撤下。")


def _look(library: Library) -> int:
    """Look what has become of the documents on which courses and lists rest; give the news."""
    try:
        return look(library, LOCAL)
    except KnowledgeBaseError:  # the files are in; the page looks again
        return 0


def print_report(report: Report) -> None:
    """Say what became of the files, and why some could not be taken in."""
    print_failures(report)
    counted = "，".join(
        f"{name} {report.counts[state]} 个"
        for state, name in _STATES.items()
        if report.counts[state]
    )
    tell(f"完成：{counted or '没有文件'}。")


def print_failures(report: Report) -> None:
    """Say why files could not be taken in."""
    for outcome in report.failed:
        tell(f"{outcome.path}：{outcome.detail}")
