"""`xuejian remove`: take a document, a path or a folder out, everywhere."""

from typing import Annotated

import typer

from corpus.actor import LOCAL
from corpus.catalogue import paths
from indexer.ingest.removal import remove_document, remove_folder
from indexer.library import Library
from search_api.command.console import (
    Context,
    Exit,
    confirm,
    document_key,
    print_json,
    tell,
)
from search_api.ledger.recommendations import withdraw_if_possible
from search_api.sampling import remove_all_samples


def register(app: typer.Typer) -> None:
    """Add the command to *app*."""
    app.command(
        help="移除一篇文件（按编号）、一个路径或一个文件夹；原件副本、文本和索引一并删除。"
    )(remove)


def remove(
    context: typer.Context,
    target: Annotated[str | None, typer.Argument(help="文件编号、路径或文件夹")] = None,
    samples: Annotated[bool, typer.Option("--samples", help="移除全部示例文件")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="输出一个 JSON 对象")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="移除文件夹时不再询问")] = False,
) -> None:
    """Remove *target*, or every sample."""
    if not target and not samples:
        raise typer.BadParameter("请给出文件编号、路径或文件夹，或用 --samples。")
    settings: Context = context.obj
    with settings.library() as library:
        said = []
        documents = 0
        if samples:
            documents += (gone := remove_all_samples(library, LOCAL))
            said.append(f"已移除 {gone} 篇示例文件。")
        if target:
            gone, sentence = _remove_target(library, document_key(target), yes=yes)
            documents += gone
            said.append(sentence)
        if withdrawn := withdraw_if_possible(library):
            said.append(f"随之撤下 {withdrawn} 个推荐的典型。")
    if as_json:
        print_json({"removed": documents, "detail": "".join(said)})
    else:
        tell("\n".join(said))


def _remove_target(library: Library, key: str, *, yes: bool) -> tuple[int, str]:
    """Remove a document, a path or a folder; give how many documents went, and what to say."""
    with library.catalogue.read() as connection:
        below = paths.under(connection, key)
    if not below:
        removal = remove_document(library, key)
        return int(removal.whole), removal.said
    if not yes and not confirm(f"文件夹 {key} 下有 {len(below)} 个路径，全部移除吗？"):
        tell("已取消，没有移除任何文件。")
        raise typer.Exit(Exit.FAILED)
    gone, failures = remove_folder(library, key)
    forgotten = f"另清除 {failures} 条未能收录的记录。" if failures else ""
    return gone, f"已移除 {len(below)} 个路径，{gone} 篇文件。{forgotten}"
