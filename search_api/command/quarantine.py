"""`xuejian quarantine`: what was refused for its mark of secrecy."""

from typing import Annotated

import typer

from corpus.actor import LOCAL
from corpus.partial_dates import CHINA
from search_api.command.console import Context, print_json, tell
from search_api.refusing import REFUSED_MARK, refused_files
from search_api.schemas import refused_object


def register(app: typer.Typer) -> None:
    """Add the command to *app*."""
    app.command(help="列出因密级标志而拒收的文件：只有时间、密级和校验和，没有内容。")(quarantine)


def quarantine(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="每条输出一行 JSON")] = False,
) -> None:
    """Print the record."""
    settings: Context = context.obj
    with settings.library() as library:
        refused = refused_files(library, LOCAL)
    for each in refused:
        if as_json:
            print_json(refused_object(each))
            continue
        moment = each.refused_at.astimezone(CHINA).strftime("%Y-%m-%d %H:%M")
        print(f"{moment}  {each.level}  {REFUSED_MARK}  {each.actor}  {each.sha256}")
    if not as_json:
        tell(f"共 {len(refused)} 条。")
