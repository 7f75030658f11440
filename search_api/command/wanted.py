"""`xuejian wanted`: what the library ought to hold, and what of it is there."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from corpus.actor import LOCAL
from corpus.read.encoding import decode
from search_api.command.console import Context, print_json, tell
from search_api.schemas import holding_object
from search_api.wanting import (
    STATE_LABELS,
    Holding,
    State,
    add_lines,
    holdings_wanted,
    remove_wanted,
)


def register(app: typer.Typer) -> None:
    """Add the command to *app*."""
    app.command(help="应备清单：列出应备的文件和现状；--add 从文本文件添加，每行一个标题或文号。")(
        wanted
    )


def wanted(
    context: typer.Context,
    add: Annotated[
        str | None, typer.Option("--add", help="从这个文本文件添加；- 表示标准输入")
    ] = None,
    remove: Annotated[
        list[int] | None, typer.Option("--remove", help="把这个编号移出清单，可多个")
    ] = None,
    missing: Annotated[bool, typer.Option("--missing", help="只列缺的，也列只有示例的")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="每条输出一行 JSON")] = False,
) -> None:
    """Change the list, or print it."""
    text = _read(add) if add is not None else None
    settings: Context = context.obj
    with settings.library() as library:
        if text is not None:
            added, known = add_lines(library, LOCAL, text)
            tell(f"已添加 {added} 条，{known} 条已在清单里。")
        if remove:
            gone = remove_wanted(library, LOCAL, remove)
            tell(f"已移出 {len(gone)} 条。")
        if text is not None or remove:
            return
        holdings = holdings_wanted(library, LOCAL)
    for each in holdings.entries:
        if not missing or each.state in (State.MISSING, State.SAMPLE):
            _print(each, as_json=as_json)
    counted = "，".join(f"{STATE_LABELS[state]} {n}" for state, n in holdings.counts.items() if n)
    if not as_json:
        tell(f"共 {len(holdings.entries)} 条：{counted}。" if counted else "清单是空的。")


def _read(source: str) -> str:
    if source == "-":
        return sys.stdin.read()
    path = Path(source)
    if not path.is_file():
        raise typer.BadParameter(f"没有这个文件：{source}。请检查路径。")
    return decode(path.read_bytes())[0]


def _print(holding: Holding, *, as_json: bool) -> None:
    if as_json:
        print_json(holding_object(holding))
        return
    there = f"  → {holding.card.title}  {holding.card.id}" if holding.card else ""
    entry = holding.wanted
    print(f"{entry.id:>5}  {holding.label}  {entry.line}{there}")
