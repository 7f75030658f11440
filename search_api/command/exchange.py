"""`xuejian exchange`: packages that libraries give each other."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from corpus.actor import LOCAL
from corpus.card import Tier
from indexer.library import Library
from search_api.command.console import (
    Context,
    Exit,
    confirm,
    document_key,
    print_json,
    progress,
    tell,
    whole_path,
)
from search_api.exchange.comparison import Change, Line
from search_api.exchange.identity import identity, name_library
from search_api.exchange.importing import (
    Applied,
    Moved,
    apply_package,
    drop_package,
    receive,
)
from search_api.exchange.library_key import in_groups
from search_api.exchange.packing import Packed, pack
from search_api.exchange.peers import Peer, peers
from search_api.exchange.previewing import Preview
from search_api.exchange.refusing import LibraryNotTrusted, NothingToGive
from search_api.exchange.result import counted, counted_beside
from search_api.exchange.schemas import (
    applied_object,
    identity_object,
    packed_object,
    peer_object,
    preview_object,
    shared_object,
)
from search_api.exchange.sharing import SharedDocument, share, shared_documents, unshare
from search_api.exchange.sweeping import sweep_leftovers

Json = Annotated[bool, typer.Option("--json", help="输出 JSON")]
Ids = Annotated[list[str], typer.Argument(help="文件编号或路径，可多个")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="空包不再询问")]
Package = Annotated[Path, typer.Argument(help="交换包")]

group = typer.Typer(
    help="与别的单位交换资料：共享、打包、预览、导入。", no_args_is_help=True, rich_markup_mode=None
)


def register(app: typer.Typer) -> None:
    """Add the commands to *app*."""
    app.add_typer(group, name="exchange")


@group.command("key", help="显示本馆的名称和指纹；--name 起名。")
def show_key(
    context: typer.Context,
    name: Annotated[str | None, typer.Option("--name", help="本馆名称，写在交换包里")] = None,
    as_json: Json = False,
) -> None:
    """Show who this library is, or name it."""
    with exchanging(context) as library:
        own = name_library(library, LOCAL, name) if name is not None else identity(library)
    if as_json:
        print_json(identity_object(own))
    else:
        print(f"名称：{own.name or '（还没有起名，用 --name 起名）'}\n指纹：{own.shown}")


@group.command("share", help="共享文件；下一个包里就有。")
def share_documents(
    context: typer.Context,
    ids: Ids,
    tier: Annotated[Tier, typer.Option("--tier", help="给对方多少")],
    abstract: Annotated[
        str | None, typer.Option("--abstract", help="一份文件的摘要；不写就取正文开头")
    ] = None,
) -> None:
    """Share documents at a tier."""
    with exchanging(context) as library:
        count = share(library, LOCAL, [document_key(each) for each in ids], tier, abstract=abstract)
    tell(f"已按{tier}共享 {count} 份文件。打包：xuejian exchange pack 文件名")


@group.command("unshare", help="不再共享；下一个包里撤回。")
def unshare_documents(context: typer.Context, ids: Ids) -> None:
    """Share documents no longer."""
    with exchanging(context) as library:
        count = unshare(library, LOCAL, [document_key(each) for each in ids])
    tell(f"已取消共享 {count} 份文件；对方导入下一个包时撤下。")


@group.command("list", help="列出共享的文件。")
def list_shared(context: typer.Context, as_json: Json = False) -> None:
    """List what is shared."""
    with exchanging(context) as library:
        for each in shared_documents(library, LOCAL):
            print_json(shared_object(each)) if as_json else print(_shared_line(each))


@group.command("pack", help="把共享的都写进一个交换包。")
def pack_shared(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="写到哪个文件")],
    yes: Yes = False,
    as_json: Json = False,
) -> None:
    """Write a package; ask before an empty one."""
    target = whole_path(file)
    with exchanging(context) as library:
        try:
            packed = _packed(library, target, may_be_empty=yes)
        except NothingToGive:
            if not confirm("没有共享的文件，也没有选随包送出的内容，打出来是空包。仍要打包吗？"):
                tell("已取消，没有打包。")
                return
            packed = _packed(library, target, may_be_empty=True)
    if as_json:
        print_json(packed_object(packed))
        return
    told = "，".join(f"{tier} {count} 份" for tier, count in packed.tiers.items())
    tell(f"第 {packed.serial} 号包：{told}，撤回 {packed.withdrawn} 份，{packed.size:,} 字节。")


def _packed(library: Library, target: Path, *, may_be_empty: bool) -> Packed:
    with progress("打包") as moved:
        return pack(library, LOCAL, target, moved, may_be_empty=may_be_empty)


@group.command("preview", help="看一个交换包会带来什么；什么都不写入。")
def preview_package(context: typer.Context, file: Package, as_json: Json = False) -> None:
    """Show what a package would change."""
    with exchanging(context) as library:
        with _moving() as moved:
            preview = receive(library, LOCAL, whole_path(file), moved)
        if preview.is_new and not preview.is_done:
            drop_package(library, LOCAL, preview.package)
    print_json(preview_object(preview)) if as_json else _print_preview(preview)


@group.command("import", help="导入一个交换包：先核对，再全部写入。")
def import_package(
    context: typer.Context,
    file: Package,
    trust: Annotated[
        str | None, typer.Option("--trust", help="初次往来的单位的指纹，已打电话核对过")
    ] = None,
    again: Annotated[
        list[str] | None,
        typer.Option("--again", help="本馆移除过、要重新收录的文件，写预览列出的编号；可多个"),
    ] = None,
    yes: Yes = False,
    as_json: Json = False,
) -> None:
    """Take a package in; ask before an empty one."""
    with exchanging(context) as library:
        with _moving() as moved:
            preview = receive(library, LOCAL, whole_path(file), moved)
        if not as_json:
            _print_preview(preview, brief=True, again=bool(again))
        is_empty = preview.manifest.is_empty and not preview.is_done
        if is_empty and not yes and not confirm("这是一个空包，里面什么也没有。仍要导入吗？"):
            drop_package(library, LOCAL, preview.package)
            tell("已取消，没有导入。")
            return
        applied = _apply(library, preview, trust, again or [])
    _told(applied, as_json=as_json)
    if applied.unsettled:
        raise typer.Exit(Exit.PARTIAL)


def _apply(library: Library, preview: Preview, trust: str | None, again: list[str]) -> Applied:
    """Take in what was received, unless it was before; without trust it does not stay."""
    if preview.is_done:
        return Applied(preview)
    try:
        with _moving() as moved:
            return apply_package(
                library, LOCAL, preview.package, trust=trust, again=again, moved=moved
            )
    except LibraryNotTrusted:
        if preview.is_new:
            drop_package(library, LOCAL, preview.package)
        raise


@group.command("peers", help="列出往来的单位和它们的指纹。")
def list_peers(context: typer.Context, as_json: Json = False) -> None:
    """List the libraries whose packages are taken."""
    with exchanging(context) as library:
        for each in peers(library):
            print_json(peer_object(each)) if as_json else print(_peer_line(each))


@contextmanager
def exchanging(context: typer.Context) -> Iterator[Library]:
    """Open the library for a command of the exchange, without what crashes left."""
    settings: Context = context.obj
    with settings.library() as library:
        sweep_leftovers(library)
        yield library


@contextmanager
def _moving() -> Iterator[Moved]:
    """Show how far it is, step by step."""
    with progress("交换包") as moved:
        yield lambda step, done, total: moved(done, total)


def _shared_line(each: SharedDocument) -> str:
    title = each.card.title if each.card else "（已不在本馆）"
    return f"{each.share.document_id}  {each.share.tier}  {title}"


def _peer_line(each: Peer) -> str:
    last = f"最近第 {each.last.serial} 号包" if each.last else "还没有包"
    return f"{each.library.name}  {in_groups(each.library.fingerprint)}  {last}"


def _print_preview(preview: Preview, *, brief: bool = False, again: bool = False) -> None:
    manifest = preview.manifest
    tell(f"“{manifest.name}”第 {manifest.serial} 号包，指纹 {preview.shown}")
    if preview.warning:
        tell(preview.warning)
    if not brief:
        for line in (*preview.comparison.lines, *preview.notices):
            print(_preview_line(line))
    for each in preview.asked:
        tell(f"对方索取全文：《{each.title}》")
    counts = {**preview.comparison.counts, **counted_beside(preview)}
    tell(_counts_line(counts) or "没有内容")
    if preview.comparison.removed and not again:
        tell("本馆移除过的不收进来；要重新收录，导入时加 --again 编号，编号在 preview 里。")
    if not preview.is_known and not preview.is_done:
        tell("初次往来：请打电话核对指纹，再用 --trust 指纹 导入。")


def _counts_line(counts: Mapping[str, int]) -> str:
    return "，".join(f"{name} {count}" for name, count in counts.items() if count)


def _preview_line(line: Line) -> str:
    id_ = line.identity[:16] if line.change is Change.REMOVED else ""
    return "  ".join(filter(None, (line.change, line.tier, id_, line.title, line.words)))


def _told(applied: Applied, *, as_json: bool) -> None:
    if as_json:
        print_json(applied_object(applied))
        return
    if applied.preview.is_done:
        tell("这个包已经导入过，没有改动任何内容。")
        return
    if applied.again or applied.unsettled:
        tell(_counts_line(counted(applied)))
    for each in applied.unsettled:
        tell(f"《{each.title}》：{each.detail}")
    tell(
        "导入完成。" if not applied.unsettled else "部分文件没有收进来；解决后再导入一次同一个包。"
    )
