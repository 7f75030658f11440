"""`xuejian exchange`: what is to be chosen, asked for and answered between libraries."""

from typing import Annotated

import typer

from corpus.actor import LOCAL
from corpus.catalogue.notices import NoticeKind
from search_api.command.console import print_json, tell
from search_api.command.exchange import exchanging, group
from search_api.exchange.answering import answer_request
from search_api.exchange.deciding import decide, open_conflicts
from search_api.exchange.giving import choose_given, givable
from search_api.exchange.notice import NOTICE_LABELS
from search_api.exchange.requesting import ask_for_text, withdraw_request
from search_api.exchange.schemas import conflict_object, givable_object, notices_object
from search_api.labels import told

Json = Annotated[bool, typer.Option("--json", help="输出 JSON")]


def register(app: typer.Typer) -> None:
    """Add the commands to the group `exchange`, which *app* has already."""
    group.command("conflicts", help="列出本馆和别的单位说法不同、还没有选择的。")(list_conflicts)
    group.command("decide", help="在本馆和对方的说法之间选一个。")(choose)
    group.command("request", help="索取只有目录或摘要的文件的全文；随下一个包送出。")(request_text)
    group.command("notices", help="列出别的单位随包送来的专题、推荐、征集和答复，JSON。")(
        list_notices
    )
    group.command("answer", help="用本馆的一篇文件答复别的单位的征集；这篇文件随即按全文共享。")(
        answer
    )


def list_conflicts(context: typer.Context, as_json: Json = False) -> None:
    """Print what is to be chosen."""
    with exchanging(context) as library:
        found = open_conflicts(library, LOCAL)
    for each in found:
        if as_json:
            print_json(conflict_object(each))
            continue
        said = each.disagreement
        ours, theirs = (told(said.field, value) or "（没有）" for value in (said.ours, said.theirs))
        print(f"{said.id:>4}  {each.title}  {each.label}：本馆 {ours}；{each.sender} {theirs}")
    if not as_json:
        tell(f"共 {len(found)} 处；用 exchange decide 编号 --ours 或 --theirs 选择。")


def choose(
    context: typer.Context,
    number: Annotated[int, typer.Argument(min=1, help="conflicts 列出的编号")],
    theirs: Annotated[bool, typer.Option("--theirs/--ours", help="采用对方的，或保留本馆的")],
) -> None:
    """Choose between what stands here and what another library says."""
    with exchanging(context) as library:
        conflict = decide(library, LOCAL, number, take_theirs=theirs)
    tell(f"《{conflict.title}》的{conflict.label}：{'已采用对方的' if theirs else '保留本馆的'}。")


def request_text(
    context: typer.Context,
    document: Annotated[str, typer.Argument(help="文件编号")],
    withdraw: Annotated[bool, typer.Option("--withdraw", help="不再索取")] = False,
) -> None:
    """Ask for the whole text of a document, or ask no longer."""
    with exchanging(context) as library:
        if withdraw:
            was_asked = withdraw_request(library, LOCAL, document)
            tell("已不再索取。" if was_asked else "没有索取过这篇文件。")
            return
        asked = ask_for_text(library, LOCAL, document)
    tell(f"已索取《{asked.title}》的全文，随下一个包送出。")


@group.command(
    "give", help="列出可以随包送出的专题、推荐、征集和答复；给出 种类:编号 就恰好送这些。"
)
def give(
    context: typer.Context,
    chosen: Annotated[list[str] | None, typer.Argument(help="如 theme:3，可多个")] = None,
    none: Annotated[bool, typer.Option("--none", help="一样也不送")] = False,
    as_json: Json = False,
) -> None:
    """Choose what goes along with packages, or list what may."""
    wanted = [_choice(each) for each in chosen or ()]
    with exchanging(context) as library:
        if wanted or none:
            tell(f"随下一个包送出 {choose_given(library, LOCAL, wanted)} 项。")
        found = givable(library, LOCAL)
    for each in found:
        if as_json:
            print_json(givable_object(each))
            continue
        item = each.item
        mark = "送" if each.is_given else "  "
        hint = f"  （{each.hint}）" if each.hint else ""
        label = NOTICE_LABELS[item.kind]
        print(f"{mark}  {item.kind.value}:{item.key}  {label}  {item.title}{hint}")


def list_notices(context: typer.Context) -> None:
    """Print what others gave."""
    with exchanging(context) as library:
        print_json(notices_object(library))


def answer(
    context: typer.Context,
    sender: Annotated[str, typer.Argument(help="征集单位的指纹")],
    request: Annotated[str, typer.Argument(help="notices 列出的 key")],
    document: Annotated[str, typer.Argument(help="文件编号")],
    words: Annotated[str, typer.Option("--words", help="附言")] = "",
) -> None:
    """Answer a request."""
    with exchanging(context) as library:
        made = answer_request(library, LOCAL, sender, request, document, words)
    tell(f"已用《{made.title}》答复，随下一个包送出。")


def _choice(value: str) -> tuple[NoticeKind, str]:
    kind, _, key = value.partition(":")
    if kind not in tuple(NoticeKind) or not key:
        kinds = "、".join(NoticeKind)
        raise typer.BadParameter(f"看不懂“{value}”。请写成 种类:编号，种类是 {kinds}。")
    return NoticeKind(kind), key
