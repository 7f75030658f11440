"""`xuejian check`: whether what a text quotes stands so in the library."""

import sys
from io import BytesIO
from pathlib import Path
from typing import Annotated

import typer

from corpus.actor import LOCAL
from corpus.errors import FileNotAccessible
from search_api.command.console import Context, print_json, tell, write_file
from search_api.problems import NothingToCheck
from search_api.quotations.checking import check_text
from search_api.quotations.commenting import commented
from search_api.quotations.mending import HEADER, rows
from search_api.quotations.schemas import checked_object
from search_api.quotations.telling import report_lines
from search_api.quotations.uploading import text_of_file
from search_api.spreadsheet import write_xlsx


def register(app: typer.Typer) -> None:
    """Add the command to *app*."""
    app.command(help="核对一个文件（.docx、.txt 等）里的引文；- 读标准输入。文件不入库。")(check)


def check(
    context: typer.Context,
    file: Annotated[str, typer.Argument(help="要核对的文件；- 为标准输入的文字")],
    every: Annotated[bool, typer.Option("--all", help="没有问题的句子也列出")] = False,
    comments: Annotated[
        Path | None,
        typer.Option("--comments", help="把结果作为批注写进 .docx 的一个副本", dir_okay=False),
    ] = None,
    table: Annotated[
        Path | None,
        typer.Option("--table", help="把要改的地方写成一张 .xlsx 表", dir_okay=False),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="输出一个 JSON 对象")] = False,
) -> None:
    """Check and print."""
    settings: Context = context.obj
    content = b"" if file == "-" else read_file(Path(file))
    if file == "-":
        text = sys.stdin.read()
    else:
        text = text_of_file(settings.settings, content, Path(file).name)
    if not text.strip():
        raise NothingToCheck
    with settings.library() as library:
        checked = check_text(library, LOCAL, text)
    if comments is not None:
        write_file(comments, commented(settings.settings, content, checked))
        tell(f"已写入 {comments}。")
    if table is not None:
        written = BytesIO()
        write_xlsx(written, HEADER, rows(checked))
        write_file(table, written.getvalue())
        tell(f"已写入 {table}。")
    if as_json:
        print_json(checked_object(checked))
        return
    for line in report_lines(checked, every=every):
        print(line)


def read_file(path: Path) -> bytes:
    """
    Give the bytes of a file.

    Raises:
        FileNotAccessible: There is none, or it may not be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise FileNotAccessible(f"读不了 {path}：{error.strerror}。请检查路径。") from error
