"""`xuejian missing`: what is cited and not in the library."""

from typing import Annotated

import typer

from corpus.actor import LOCAL
from search_api.command.console import Context, print_json, tell
from search_api.lacking import missing_documents
from search_api.schemas import lacking_object


def register(app: typer.Typer) -> None:
    """Add the command to *app*."""
    app.command(help="列出库内文件引用而库里没有的文件，被引用多的在前。")(missing)


def missing(
    context: typer.Context,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="最多列几篇")] = 20,
    as_json: Annotated[bool, typer.Option("--json", help="每篇输出一行 JSON")] = False,
) -> None:
    """Print the list."""
    settings: Context = context.obj
    with settings.library() as library:
        found = missing_documents(library, LOCAL, page=1, size=limit)
    for each in found.entries:
        if as_json:
            print_json(lacking_object(each))
            continue
        within = f"（{each.within}的文件中）" if each.within else ""
        print(f"{each.cited_by:>5}  {each.line}{within}")
    if not as_json:
        tell(f"共缺 {found.total} 篇。")
