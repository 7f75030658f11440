"""`xuejian proposals`: the ledger of proposals, out and in as a workbook."""

from pathlib import Path
from typing import Annotated

import typer

from corpus.actor import LOCAL
from corpus.partial_dates import CHINA
from search_api.command.console import Context, Exit, print_json, progress, tell, write_file
from search_api.ledger.proposal import STATES, State
from search_api.ledger.proposal_sheet import (
    proposals_workbook,
    reading_object,
    receive_proposals,
)
from search_api.ledger.proposals import PROPOSALS, Asked, list_proposals
from search_api.ledger.schemas import filed_object, import_object, taken_back_object
from search_api.ledger.taking_back import Outcome, newest_imports, take_back


def register(app: typer.Typer) -> None:
    """Add the commands to *app*."""
    group = typer.Typer(
        no_args_is_help=True, help="建言献策台账：list、export、import、imports、take-back。"
    )
    group.command("list", help="列出台账，超期的在前；不含姓名。")(list_them)
    group.command("export", help="导出为 .xlsx 表格。")(export)
    group.command("import", help="从 .xlsx 表格导入；有一行不能导入就整份不导入。")(take_in)
    group.command("imports", help="列出最近的导入。")(list_imports)
    group.command("take-back", help="撤销一次导入；以后又改过的不动，并列出。")(take_back_import)
    app.add_typer(group, name="proposals")


def list_them(
    context: typer.Context,
    words: Annotated[str, typer.Argument(help="含有的词；不查姓名")] = "",
    state: Annotated[State | None, typer.Option("--state", help="状态")] = None,
    overdue: Annotated[bool, typer.Option("--overdue", help="只列超期的")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="每条输出一行 JSON")] = False,
) -> None:
    """Print the ledger."""
    settings: Context = context.obj
    with settings.library() as library:
        listed = list_proposals(library, LOCAL, Asked(words, state, overdue=overdue))
        today = library.today
    for each in listed.found:
        if as_json:
            print_json(filed_object(PROPOSALS, each, today))
            continue
        content = each.content
        late = "  超期" if PROPOSALS.is_overdue(each, today) else ""
        due = content.due.isoformat() if content.due else "（无期限）"
        print(f"{content.serial}  {STATES.labels[content.state]}  {due}{late}  {content.title}")
    if not as_json:
        tell(f"共 {listed.total} 条，超期 {listed.overdue} 条。")


def export(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="写到这个 .xlsx 文件")],
    names: Annotated[
        bool, typer.Option("--names", help="也写署名建言人的姓名，仅供台账保管人")
    ] = False,
    replace: Annotated[bool, typer.Option("--replace", help="已有同名文件时替换")] = False,
) -> None:
    """Write the ledger as a workbook."""
    if file.exists() and not replace:
        raise typer.BadParameter(f"已经有 {file}。请换一个名字，或加 --replace。")
    settings: Context = context.obj
    with settings.library() as library:
        made = proposals_workbook(library, LOCAL, names=names)
    write_file(file, made.content)
    if names:
        file.chmod(0o600)
    tell(f"已写到 {file}。")


def take_in(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help=".xlsx 文件")],
    check: Annotated[bool, typer.Option("--check", help="只检查，不导入")] = False,
    skip: Annotated[bool, typer.Option("--skip", help="跳过有问题的行，导入其余的")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False,
) -> None:
    """Take a workbook in."""
    if not file.is_file():
        raise typer.BadParameter(f"没有这个文件：{file}。请检查路径。")
    settings: Context = context.obj
    with settings.library() as library, progress("导入") as moved:
        reading, taken = receive_proposals(
            library, LOCAL, file.read_bytes(), check=check, skip=skip, progress=moved
        )
    if as_json:
        print_json({**reading_object(reading), "written": taken.written, "import": taken.number})
    else:
        for each in reading.refused:
            tell(f"{each.sheet} 第 {each.row} 行 {each.serial}：")
            for fault in each.faults:
                tell(f"  {fault.words}。")
        said = "检查完了，没有导入" if check else f"导入 {taken.written} 条"
        tell(
            f"{said}：新登记 {reading.entered} 条，改动 {len(reading.changed)} 条，"
            f"相同 {reading.same} 条，不能导入 {len(reading.refused)} 行。"
        )
        if taken.number is not None:
            tell(f"要撤销这次导入：xuejian proposals take-back {taken.number}")
    if reading.refused:
        raise typer.Exit(Exit.PARTIAL if taken.written or check else Exit.FAILED)


def list_imports(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="每次输出一行 JSON")] = False,
) -> None:
    """Print the last imports."""
    settings: Context = context.obj
    with settings.library() as library:
        found = newest_imports(library, LOCAL, PROPOSALS)
    for each in found:
        if as_json:
            print_json(import_object(each))
            continue
        gone = "  已撤销" if each.taken_back_at else ""
        when = each.made_at.astimezone(CHINA).strftime("%Y-%m-%d %H:%M")
        print(f"{each.id}  {when}  新登记 {each.made}  改动 {each.changed}{gone}")
    if not as_json:
        tell(f"最近 {len(found)} 次导入。")


def take_back_import(
    context: typer.Context,
    number: Annotated[int, typer.Argument(help="导入的编号，见 imports")],
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False,
) -> None:
    """Take an import back."""
    settings: Context = context.obj
    with settings.library() as library:
        found = take_back(library, LOCAL, PROPOSALS, number)
    left = found.of(Outcome.LEFT)
    if as_json:
        print_json(taken_back_object(found))
    else:
        for each in left:
            content = each.filed.content
            tell(f"没有动 {content.serial}　{content.title}：{each.reason}。")
        tell(
            f"移除新登记的 {len(found.of(Outcome.REMOVED))} 条，"
            f"退回改动的 {len(found.of(Outcome.RESTORED))} 条，没有动 {len(left)} 条。"
        )
    if left:
        raise typer.Exit(Exit.PARTIAL if len(left) < len(found.entries) else Exit.FAILED)
