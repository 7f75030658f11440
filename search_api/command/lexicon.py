"""`xuejian lexicon`: the words that the library knows, and what they stand for."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from corpus.actor import LOCAL
from corpus.errors import WrongValue
from corpus.read.encoding import decode
from corpus.text.fold import fold
from corpus.vocabulary.entries import Entry, EntryKind
from corpus.vocabulary.entry_lines import read_line, write_line
from indexer.ingest.following import follow
from indexer.library import Library
from search_api.candidate_words import ORIGIN_LABELS, judge_candidates, list_candidates, mine
from search_api.command.console import Context, confirm, print_json, progress, tell
from search_api.lexicon import (
    KIND_LABELS,
    Added,
    Preview,
    add_lines,
    export_lines,
    kind_of,
    list_entries,
    preview,
    remove_entry,
    undo_lexicon_change,
)
from search_api.schemas import candidates_object, entry_object

EVERY = 100_000  # entries on one page

_LINE = "一条：词；国企=国有企业（同义）；国有企业>央企（下位）；甲~乙（相关）；!停用词"


def register(app: typer.Typer) -> None:
    """Add the commands to *app*."""
    group = typer.Typer(no_args_is_help=True, help="词库：词、同义词、停用词。")
    group.command("list", help="列出词条；可只列含某些字的。")(list_them)
    # A line may begin with -, as one that switches a bundled entry off does.
    lines = {"ignore_unknown_options": True}
    group.command("add", help=f"添加词条，先说明影响几篇文件。{_LINE}。", context_settings=lines)(
        add
    )
    group.command(
        "remove", help="删去自建的词条，停用自带的；写法同 add，或只写词。", context_settings=lines
    )(remove)
    group.command("undo", help="撤销一次修改。")(undo)
    group.command("candidates", help="从库里挖出词库没有的词；--accept 收录，--refuse 不收。")(
        candidates
    )
    group.command("export", help="把自建的词条写到标准输出，一行一条。")(export)
    group.command("import", help="从文本文件添加词条，一行一条；已有的跳过。")(read_in)
    app.add_typer(group, name="lexicon")


def list_them(
    context: typer.Context,
    query: Annotated[str, typer.Argument(help="词里含有的字")] = "",
    own: Annotated[bool, typer.Option("--own", help="只列自建的和改过的")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="每条输出一行 JSON")] = False,
) -> None:
    """Print entries."""
    settings: Context = context.obj
    with settings.library() as library:
        listed = list_entries(library, LOCAL, query=query, own=own, size=EVERY)
    for each in listed.entries:
        if as_json:
            print_json(entry_object(each))
        else:
            off = "" if each.entry.is_on else "（停用）"
            mark = "自带" if each.bundled else "自建"
            print(f"{KIND_LABELS[kind_of(each.entry)]}  {mark}  {each.line}{off}")
    if not as_json:
        tell(f"共 {listed.total} 条。")


def add(
    context: typer.Context,
    entries: Annotated[list[str], typer.Argument(help=_LINE)],
    yes: Annotated[bool, typer.Option("--yes", help="不再询问")] = False,
) -> None:
    """Add entries, after telling what they would change."""
    _add(context, entries, yes=yes)


def read_in(
    context: typer.Context,
    file: Annotated[str, typer.Argument(help="文本文件；- 表示标准输入")],
    yes: Annotated[bool, typer.Option("--yes", help="不再询问")] = False,
) -> None:
    """Add the entries of a file."""
    if file == "-":
        text = sys.stdin.read()
    elif Path(file).is_file():
        text = decode(Path(file).read_bytes())[0]
    else:
        raise typer.BadParameter(f"没有这个文件：{file}。请检查路径。")
    _add(context, text.splitlines(), yes=yes or file == "-")


def remove(
    context: typer.Context,
    entries: Annotated[list[str], typer.Argument(help="词，或 lexicon list 列出的一条")],
) -> None:
    """Take the keeper's entries out, switch bundled ones off."""
    settings: Context = context.obj
    with settings.library() as library:
        for given in entries:
            for key in _keys(library, given):
                changed = remove_entry(library, LOCAL, key)
                tell(f"已删去“{given}”，{_told(changed.recut)}撤销：{_undoing(changed.number)}")
        follow(library)


def undo(
    context: typer.Context,
    number: Annotated[int, typer.Argument(min=1, help="修改的编号")],
) -> None:
    """Take a change back."""
    settings: Context = context.obj
    with settings.library() as library:
        changed = undo_lexicon_change(library, LOCAL, number)
        follow(library)
    tell(f"已撤销，{_told(changed.recut)}")


def candidates(
    context: typer.Context,
    accept: Annotated[list[str] | None, typer.Option("--accept", help="收录这个词，可多个")] = None,
    refuse: Annotated[list[str] | None, typer.Option("--refuse", help="不收这个词，可多个")] = None,
    again: Annotated[bool, typer.Option("--again", help="重新挖掘")] = False,
    count: Annotated[int, typer.Option("-n", min=1, help="列出多少个")] = 30,
    as_json: Annotated[bool, typer.Option("--json", help="每条输出一行 JSON")] = False,
) -> None:
    """Print the words that were mined, after mining where it was not done yet; or judge them."""
    settings: Context = context.obj
    with settings.library() as library:
        if accept or refuse:
            changed = judge_candidates(library, LOCAL, accepted=accept or (), refused=refuse or ())
            follow(library)
            tell(f"已办，{_told(changed.recut)}撤销：{_undoing(changed.number)}")
            return
        found = list_candidates(library, LOCAL, size=count)
        if again or found.mining is None:
            with progress("挖掘") as moved:
                mine(library, moved)
            found = list_candidates(library, LOCAL, size=count)
    if as_json:
        for each in candidates_object(found)["candidates"]:
            print_json(each)
        return
    for candidate in (each.candidate for each in found.entries):
        label = ORIGIN_LABELS[candidate.origin]
        print(f"{candidate.word}  {label}  {candidate.count} 次  {candidate.sentence}")
    tell(f"共 {found.total} 个候选词。")


def export(
    context: typer.Context,
    bundled: Annotated[bool, typer.Option("--all", help="自带的也写出")] = False,
) -> None:
    """Print the keeper's entries as lines."""
    settings: Context = context.obj
    with settings.library() as library:
        for line in export_lines(library, LOCAL, bundled=bundled):
            print(line)


def _add(context: typer.Context, lines: Iterable[str], *, yes: bool) -> None:
    text = "\n".join(lines)
    settings: Context = context.obj
    with settings.library() as library:
        seen = preview(library, LOCAL, text)
        tell(_preview_told(seen))
        if not seen.entries:
            return
        if not yes and sys.stdin.isatty() and not confirm("添加吗？"):
            tell("没有添加。")
            return
        added = add_lines(library, LOCAL, text)
        follow(library)
    tell(_added_told(added))


def _preview_told(seen: Preview) -> str:
    known = f"，{seen.known} 条已在词库里" if seen.known else ""
    examples = f"如《{seen.examples[0]}》。" if seen.examples else ""
    return f"新加 {len(seen.entries)} 条{known}。{seen.told if seen.entries else ''}{examples}"


def _added_told(added: Added) -> str:
    if added.changed is None:
        return f"{added.known} 条都已在词库里。"
    undone = _undoing(added.changed.number)
    return f"已添加 {added.added} 条，{_told(added.changed.recut)}撤销：{undone}"


def _told(recut: int) -> str:
    return f"重新切分了 {recut} 篇文件。" if recut else "没有文件要重新切分。"


def _undoing(number: int) -> str:
    return f"xuejian lexicon undo {number}"


def _keys(library: Library, given: str) -> list[str]:
    """
    Give the keys of what a person means: a whole line, or the word of one entry or more.

    Raises:
        WrongValue: A group has other words than the line says.
    """
    meant = read_line(given)
    listed = list_entries(library, LOCAL, query=meant.word if meant else given, size=EVERY)
    there = [each for each in listed.entries if each.entry.is_on]
    for each in there:
        if meant and meant.key == each.entry.key and meant.kind is not EntryKind.TERM:
            _check_same(meant, each.entry)
            return [meant.key]
    return [each.entry.key for each in there if each.entry.word == given] or [f"term:{given}"]


def _check_same(meant: Entry, there: Entry) -> None:
    """Make sure that no more is taken out than a line says."""
    words = [set(map(fold, each.group.words)) if each.group else set() for each in (meant, there)]
    if words[0] != words[1]:
        raise WrongValue(
            f"词库里这一条是“{write_line(there)}”。要删去整条，请照写，或只写“{there.word}”。"
        )
