"""`xuejian verify`: check originals, catalogue and index against each other."""

from typing import Annotated

import typer

from indexer.ingest.condition import find_faults
from search_api.command.console import Context, Exit, print_json, progress, tell


def register(app: typer.Typer) -> None:
    """Add the command to *app*."""
    app.command(help="核对原件、目录和索引是否一致。")(verify)


def verify(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="输出一个 JSON 对象")] = False,
) -> None:
    """Check everything, and say what to do about each fault."""
    settings: Context = context.obj
    with settings.library() as library, progress("核对") as moved:
        faults = find_faults(library, moved)
    if as_json:
        print_json({"faults": [{"code": each.code, "detail": each.detail} for each in faults]})
    for fault in () if as_json else faults:
        tell(fault.detail)
    if faults:
        raise typer.Exit(Exit.FAILED)
    if not as_json:
        tell("原件、目录和索引一致。")
