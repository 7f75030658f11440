"""`xuejian remove`: take a document, a path or a folder out, everywhere."""

from typing import Annotated

import typer

from corpus.catalogue import paths
from indexer.ingest.removal import remove_document, remove_folder, remove_samples
from search_api.command.console import Context, document_key, tell


def register(app: typer.Typer) -> None:
    """Add the command to *app*."""
    app.command(
        help="移除一篇文件（按编号）、一个路径或一个文件夹；原件副本、文本和索引一并删除。"
    )(remove)


def remove(
    context: typer.Context,
    target: Annotated[str | None, typer.Argument(help="文件编号、路径或文件夹")] = None,
    samples: Annotated[bool, typer.Option("--samples", help="移除全部示例文件")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="移除文件夹时不再询问")] = False,
) -> None:
    """Remove *target*, or every sample."""
    if not target and not samples:
        raise typer.BadParameter("请给出文件编号、路径或文件夹，或用 --samples。")
    settings: Context = context.obj
    with settings.library() as library:
        if samples:
            tell(f"已移除 {remove_samples(library)} 篇示例文件。")
        if not target:
            return
        key = document_key(target)
        with library.catalogue.read() as connection:
            below = paths.under(connection, key)
        if not below:
            tell(remove_document(library, key).said)
            return
        if not yes:
            typer.confirm(
                f"文件夹 {key} 下有 {len(below)} 个路径，全部移除吗？", abort=True, err=True
            )
        tell(f"已移除 {len(below)} 个路径，{remove_folder(library, key)} 篇文件。")
