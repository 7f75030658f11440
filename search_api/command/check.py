"""`xuejian check`: whether what a text quotes stands so in the library."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from corpus.actor import LOCAL
from corpus.errors import FileNotAccessible
from search_api.command.console import Context, print_json
from search_api.problems import NothingToCheck
from search_api.quotations.checking import check_text
from search_api.quotations.schemas import checked_object
from search_api.quotations.telling import report_lines
from search_api.quotations.uploading import text_of_file


def register(app: typer.Typer) -> None:
    """Add the command to *app*."""
    app.command(help="核对一个文件（.docx、.txt 等）里的引文；- 读标准输入。文件不入库。")(check)


def check(
    context: typer.Context,
    file: Annotated[str, typer.Argument(help="要核对的文件；- 为标准输入的文字")],
    every: Annotated[bool, typer.Option("--all", help="没有问题的句子也列出")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="输出一个 JSON 对象")] = False,
) -> None:
    """Check and print."""
    settings: Context = context.obj
    text = sys.stdin.read() if file == "-" else _text(settings, Path(file))
    if not text.strip():
        raise NothingToCheck
    with settings.library() as library:
        checked = check_text(library, LOCAL, text)
    if as_json:
        print_json(checked_object(checked))
        return
    for line in report_lines(checked, every=every):
        print(line)


def _text(settings: Context, path: Path) -> str:
    return text_of_file(settings.settings, read_file(path), path.name)


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
