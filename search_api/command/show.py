"""`xuejian show`: one document with all that is known of it."""

from typing import Annotated

import typer

from corpus.actor import LOCAL
from corpus.catalogue import documents
from corpus.document import Document
from corpus.errors import DocumentNotFound
from corpus.metadata import DOCUMENT_CLASSES, LABELS
from search_api.command.console import Context, document_key, print_json
from search_api.schemas import document_object


def register(app: typer.Typer) -> None:
    """Add the command to *app*."""
    app.command(help="显示一篇文件（按编号或路径）：识别出的各项信息和全文。")(show)


def show(
    context: typer.Context,
    target: Annotated[str, typer.Argument(help="文件编号或路径")],
    as_json: Annotated[bool, typer.Option("--json", help="输出一个 JSON 对象")] = False,
) -> None:
    """Print the document."""
    settings: Context = context.obj
    with settings.library() as library, library.catalogue.read() as connection:
        ordinal = documents.find(connection, document_key(target))
        stored = (
            documents.get(connection, ordinal, visible_to=LOCAL.visible_to)
            if ordinal is not None
            else None
        )
    if stored is None:
        raise DocumentNotFound(target)
    if as_json:
        print_json(document_object(stored))
        return
    _print_facts(stored.document)
    for path in stored.paths:
        print(f"路径：{path}")
    print(f"\n{stored.document.text}")


def _print_facts(document: Document) -> None:
    print(f"编号：{document.id}    {document.completeness}")
    for name, label in LABELS.items():
        fact = document.facts.get(name)
        if fact is None:
            continue
        value = document.value(name) or ""
        if name == "document_class":
            value = DOCUMENT_CLASSES.get(value, value)
        doubt = f"  （把握 {fact.confidence:.0%}）" if fact.confidence < 0.8 else ""
        print(f"{label}：{value}{doubt}")
