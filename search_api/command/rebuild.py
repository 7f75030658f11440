"""`xuejian rebuild`: make the index again, or read everything again."""

from typing import Annotated

import typer

from indexer.ingest.report import Outcome, Report, State
from indexer.ingest.worker import Worker
from search_api.command.add import print_failures
from search_api.command.console import Context, Exit, Moved, print_json, progress, tell


def register(app: typer.Typer) -> None:
    """Add the command to *app*."""
    app.command(help="从目录重建索引；加 --read 还按现在的规则重读全部原件。")(rebuild)


def rebuild(
    context: typer.Context,
    read: Annotated[bool, typer.Option("--read", help="重读原件")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="输出一个 JSON 对象")] = False,
) -> None:
    """Rebuild the index."""
    settings: Context = context.obj
    with settings.library() as library:
        with progress("重建索引") as moved:
            worker = Worker.open(library, moved, anew=True)
        with worker, progress("重读原件") as moved:
            report = Report.of(_read_again(worker, moved) if read else ())
    if as_json:
        print_json({"rebuilt": True, "reread": report.as_object() if read else None})
    else:
        print_failures(report)
        reread = f"已按现在的规则重读 {report.counts[State.INDEXED]} 篇，" if read else ""
        tell(f"{reread}索引已重建。")
    if report.failed:
        raise typer.Exit(Exit.PARTIAL)


def _read_again(worker: Worker, moved: Moved) -> list[Outcome]:
    outcomes: list[Outcome] = []

    def told(outcome: Outcome) -> None:
        outcomes.append(outcome)
        moved(len(outcomes), None)

    worker.read_again(told)
    return outcomes
