"""`xuejian correct`: say what a field of documents is."""

from typing import Annotated

import typer

from corpus.actor import LOCAL
from indexer.ingest.correction import correct_documents, read_given
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
    targets: Annotated[list[str], typer.Argument(help="文件编号或路径，可多个")],
    settings_given: Annotated[
        list[str] | None, typer.Option("--set", "-s", help="项目=值，可多个")
    ] = None,
    restore: Annotated[
        list[str] | None, typer.Option("--restore", help="恢复自动识别的项目，可多个")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="输出一个 JSON 对象")] = False,
) -> None:
    """Correct *targets*."""
    typed: dict[str, str | None] = dict.fromkeys(restore or ())
    for pair in settings_given or ():
        name, equals, value = pair.partition("=")
        if not equals:
            raise typer.BadParameter(f"“{pair}”里没有等号。请写成 -s 标题=新的标题。")
        typed[name.strip()] = value
    if not typed:
        raise typer.BadParameter("请用 -s 项目=值 或 --restore 项目 说明更正什么。")
    settings: Context = context.obj
    with settings.library() as library:
        given = read_given(typed)
        count = correct_documents(library, LOCAL, map(document_key, targets), given)
        follow(library)
    if as_json:
        print_json({"corrected": count})
    else:
        tell(f"已更正 {count} 篇文件。")
