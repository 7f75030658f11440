"""`xuejian status`: how much is in the library, and whether all of it is searchable."""

from dataclasses import asdict
from typing import Annotated

import typer

from corpus.catalogue.column_types import storable
from corpus.metadata import DOCUMENT_CLASSES
from indexer.ingest.condition import examine
from indexer.semantic.condition import examine_vectors
from search_api.command.console import Context, print_json


def register(app: typer.Typer) -> None:
    """Add the command to *app*."""
    app.command(help="显示资料库的状况：文件数、队列、索引。")(status)


def status(
    context: typer.Context,
    failed: Annotated[bool, typer.Option("--failed", help="列出未能收录的文件和原因")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="输出一个 JSON 对象")] = False,
) -> None:
    """Print the condition of the library."""
    settings: Context = context.obj
    with settings.library() as library:
        condition = examine(library)
        vectors = examine_vectors(library)
    if as_json:
        print_json({**condition.as_object(), "vectors": asdict(vectors)})
        return
    print(f"资料库：{condition.home}")
    classes = "，".join(
        f"{DOCUMENT_CLASSES.get(name, name)} {count}" for name, count in condition.classes.items()
    )
    print(f"文件：{condition.documents} 篇（{classes}）" if classes else "文件：0 篇")
    count = len(condition.failures)
    hint = "（加 --failed 列出；remove 路径 可清除记录）" if count and not failed else ""
    print(f"队列：等待 {condition.queued}，未能收录 {count}{hint}")
    behind = (
        f"，还差 {condition.behind} 处变更（再运行 add 或 rebuild 即补上）"
        if condition.behind
        else "，已是最新"
    )
    print(f"索引：{condition.engine}，{condition.index_bytes / 1e6:.1f} MB{behind}")
    print(f"语义向量：{vectors.trouble or f'{vectors.made} / {vectors.passages} 段'}")
    for failure in condition.failures if failed else ():
        print(f"{storable(failure.path)}：{failure.detail}")
