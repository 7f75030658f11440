"""`xuejian vectors`: make the vectors that finding by meaning needs."""

import sys
import time
from collections.abc import Callable
from typing import Annotated

import typer

from indexer.semantic.background import give_way, make_all
from search_api.command.console import Context, Exit, Moved, print_json, progress, tell

TELL_EVERY_S = 30.0  # where there is no terminal to show a bar on


def register(app: typer.Typer) -> None:
    """Add the command to *app*."""
    app.command(help="生成语义检索用的向量；可随时停止，下次接着做。")(vectors)


def vectors(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="输出一个 JSON 对象")] = False,
) -> None:
    """Make every vector that is missing."""
    settings: Context = context.obj
    give_way()
    counted = (0, 0)
    with settings.library() as library, progress("生成语义向量") as shown:
        told = _telling(shown)

        def moved(done: int, total: int) -> None:
            nonlocal counted
            counted = (done, total)
            told(done, total)

        try:
            make_all(library, moved=moved)
        except KeyboardInterrupt:
            tell("已停止；做完的都已保存。再次运行 xuejian vectors，就接着做剩下的。")
            raise typer.Exit(Exit.STOPPED) from None
    if as_json:
        print_json({"made": counted[0], "passages": counted[1]})
    else:
        tell("语义向量已齐。")


def _telling(shown: Moved) -> Callable[[int, int], None]:
    """Move the bar; where there is none, say now and then how far it is."""
    started = last = time.monotonic()
    first: int | None = None

    def moved(done: int, total: int) -> None:
        nonlocal last, first
        shown(done, total)
        first = done if first is None else first
        now = time.monotonic()
        if sys.stderr.isatty() or now - last < TELL_EVERY_S or done == first:
            return
        last = now
        left_s = (now - started) / (done - first) * (total - done)
        tell(f"已有 {done} / {total} 段，约剩 {max(1, round(left_s / 60))} 分钟。")

    return moved
