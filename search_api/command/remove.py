"""`xuejian remove`: take a document or a path out, everywhere."""

from typing import Annotated

import typer

from indexer.ingest.removal import remove_document, remove_samples
from search_api.command.console import Context, document_key, tell


def register(app: typer.Typer) -> None:
    """Add the command to *app*."""
    app.command(help="移除一篇文件（按编号）或一个路径；原件副本、文本和索引一并删除。")(remove)


def remove(
    context: typer.Context,
    target: Annotated[str | None, typer.Argument(help="文件编号或路径")] = None,
    samples: Annotated[bool, typer.Option("--samples", help="移除全部示例文件")] = False,
) -> None:
    """Remove *target*, or every sample."""
    if not target and not samples:
        raise typer.BadParameter("请给出文件编号或路径，或用 --samples。")
    settings: Context = context.obj
    with settings.library() as library:
        if samples:
            tell(f"已移除 {remove_samples(library)} 篇示例文件。")
        if target:
            tell(remove_document(library, document_key(target)).said)
