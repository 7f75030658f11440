"""`xuejian correct`: say what a field of documents is."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Annotated

import typer

from corpus.actor import LOCAL
from indexer.ingest.correction import correct_documents, read_given, undo_correction
from indexer.ingest.following import follow
from search_api.command.console import Context, document_key, print_json, tell


def register(app: typer.Typer) -> None:
    """Add the command to *app*."""
    app.command(
        help="更正识别结果，一篇或多篇：-s 标题=… -s 成文日期=2024-03-05。"
        "等号后为空表示没有这一项；--restore 恢复自动识别。"
    )(correct)


def correct(
    context: typer.Context,
    targets: Annotated[list[str] | None, typer.Argument(help="文件编号或路径，可多个")] = None,
    settings_given: Annotated[
        list[str] | None, typer.Option("--set", "-s", help="项目=值，可多个")
    ] = None,
    restore: Annotated[
        list[str] | None, typer.Option("--restore", help="恢复自动识别的项目，可多个")
    ] = None,
    undo: Annotated[int | None, typer.Option("--undo", help="撤销这个编号的更正")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="输出一个 JSON 对象")] = False,
) -> None:
    """Correct *targets*, or take a correction back."""
    settings: Context = context.obj
    if undo is not None:
        _undo(settings, undo, as_json=as_json)
        return
    if not targets:
        raise typer.BadParameter("请给出要更正的文件编号或路径。")
    typed = _typed(settings_given or (), restore or ())
    with settings.library() as library:
        given = read_given(typed)
        made = correct_documents(library, LOCAL, map(document_key, targets), given)
        follow(library)
    if as_json:
        print_json({"corrected": made.count, "edit": made.edit})
    else:
        tell(f"已更正 {made.count} 篇文件。撤销：xuejian correct --undo {made.edit}")


def _typed(pairs: Iterable[str], restored: Iterable[str]) -> dict[str, str | None]:
    """Give what was typed for each field, None for what the rules find."""
    typed: dict[str, str | None] = dict.fromkeys(restored)
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals:
            raise typer.BadParameter(f"“{pair}”里没有等号。请写成 -s 标题=新的标题。")
        typed[name.strip()] = value
    if not typed:
        raise typer.BadParameter("请用 -s 项目=值 或 --restore 项目 说明更正什么。")
    return typed


def _undo(settings: Context, number: int, *, as_json: bool) -> None:
    with settings.library() as library:
        undone = undo_correction(library, LOCAL, number)
        follow(library)
    if as_json:
        print_json(asdict(undone))
        return
    left = f"；{undone.left} 篇此后又改过或已移除，没有动" if undone.left else ""
    tell(f"已恢复 {undone.restored} 篇文件{left}。")
