"""`xuejian themes` and `xuejian theme`: what is published, and one of them as a file."""

from pathlib import Path
from typing import Annotated

import typer

from corpus.actor import LOCAL
from search_api.command.console import Context, print_json, tell, write_file
from search_api.export.markdown import write_markdown_blocks
from search_api.themes.publishing import read_theme, served_themes
from search_api.themes.schemas import served_object, speech_object, view_object
from search_api.themes.speech_writing import read_speech, speech_blocks, speech_file
from search_api.themes.writing import about_theme, theme_blocks, theme_file


def register(app: typer.Typer) -> None:
    """Add the commands to *app*."""
    app.command(help="列出发布的专题，按首页的次序。")(themes)
    app.command(help="看一个专题或它的五分钟发言提纲，或写成 Word 文件。")(theme)


def themes(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="每个专题输出一行 JSON")] = False,
) -> None:
    """Print the list."""
    settings: Context = context.obj
    with settings.library() as library:
        found = served_themes(library)
    for each in found:
        if as_json:
            print_json(served_object(each))
            continue
        number, about = each.publication.number, about_theme(each.theme, each.publication)
        print(f"{number:>5}  {each.theme.title}{f'　{about}' if about else ''}")
    if not as_json:
        tell(f"共 {len(found)} 个专题。")


def theme(
    context: typer.Context,
    number: Annotated[int, typer.Argument(min=1, help="专题的编号，见 xuejian themes")],
    speech: Annotated[bool, typer.Option("--speech", help="五分钟发言提纲")] = False,
    docx: Annotated[
        Path | None, typer.Option("--docx", help="写成 Word 文件", dir_okay=False)
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="输出一个 JSON 对象")] = False,
) -> None:
    """Print a theme or its outline, or write it into a file."""
    settings: Context = context.obj
    with settings.library() as library:
        if docx is not None:
            made = (speech_file if speech else theme_file)(library, LOCAL, number)
            write_file(docx, made.content)
            tell(f"已写入 {docx}。")
        elif speech:
            outline = read_speech(library, LOCAL, number)
            if as_json:
                print_json(speech_object(outline))
            else:
                print(write_markdown_blocks(speech_blocks(library, outline)).decode())
        else:
            shown, publication = read_theme(library, LOCAL, number)
            if as_json:
                print_json(view_object(shown, publication))
            else:
                print(write_markdown_blocks(theme_blocks(library, shown, publication)).decode())
