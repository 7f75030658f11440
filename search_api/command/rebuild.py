"""`xuejian rebuild`: make the index again, or read everything again."""

from typing import Annotated

import typer

from indexer.ingest.report import Outcome, Report
from indexer.ingest.worker import Worker
from search_api.command.add import print_report
from search_api.command.console import Context, Exit, progress, tell


def register(app: typer.Typer) -> None:
    """Add the command to *app*."""
    app.command(help="从目录重建索引；加 --read 则先按现在的规则重读全部原件。")(rebuild)


def rebuild(
    context: typer.Context,
    read: Annotated[bool, typer.Option("--read", help="重读原件")] = False,
) -> None:
    """Rebuild the index."""
    settings: Context = context.obj
    outcomes: list[Outcome] = []
    with settings.library() as library, Worker.open(library) as worker:
        if read:
            with progress("重读") as moved:

                def told(outcome: Outcome) -> None:
                    outcomes.append(outcome)
                    moved(len(outcomes), None)

                worker.read_again(told)
            print_report(Report.of(outcomes))
        with progress("重建索引") as moved:
            worker.rebuild(moved)
    tell("索引已重建。")
    if any(outcome.code for outcome in outcomes):
        raise typer.Exit(Exit.PARTIAL)
