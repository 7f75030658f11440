"""The command `xuejian`."""

import os
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError
from typer import TyperException

from corpus.errors import KnowledgeBaseError
from corpus.settings import EngineName
from search_api.command import (
    add,
    check,
    correct,
    exchange,
    exchange_choices,
    gaps,
    lexicon,
    meetings,
    missing,
    proposals,
    quarantine,
    rebuild,
    recommended,
    remove,
    search,
    serve,
    show,
    status,
    themes,
    vectors,
    verify,
    wanted,
)
from search_api.command.console import Context, Exit, make_settings, tell
from search_api.command.usage import explain

app = typer.Typer(
    name="xuejian",
    help="学鉴：政策文件、领导讲话和典型经验的资料库。",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for module in (
    add,
    correct,
    remove,
    search,
    show,
    check,
    missing,
    wanted,
    proposals,
    themes,
    gaps,
    lexicon,
    meetings,
    recommended,
    exchange,
    exchange_choices,
    quarantine,
    status,
    rebuild,
    verify,
    vectors,
    serve,
):
    module.register(app)


@app.callback()
def options(
    context: typer.Context,
    home: Annotated[
        Path | None, typer.Option("--home", help="资料库目录（也可用 XUEJIAN_HOME）")
    ] = None,
    engine: Annotated[
        EngineName | None, typer.Option("--engine", help="检索引擎（也可用 XUEJIAN_ENGINE）")
    ] = None,
    jobs: Annotated[int | None, typer.Option("--jobs", min=1, help="同时读几个文件")] = None,
) -> None:
    """学鉴：政策文件、领导讲话和典型经验的资料库。"""
    settings = make_settings(home, engine, jobs)
    # Reading and web processes read the same settings from the environment.
    os.environ["XUEJIAN_HOME"] = str(settings.home)
    os.environ["XUEJIAN_ENGINE"] = settings.engine
    context.obj = Context(settings)


def run(arguments: list[str] | None = None) -> int:
    """Run the command with *arguments*, those of the process when not given; give its code."""
    try:
        return app(arguments, standalone_mode=False) or Exit.OK
    except TyperException as error:
        tell(explain(error))
        return Exit.USAGE
    except KnowledgeBaseError as error:
        tell(f"出错了：{error.detail}")
        return Exit.FAILED
    except ValidationError as error:
        names = "、".join(str(each["loc"][-1]) for each in error.errors())
        tell(f"设置不对：{names}。请检查以 XUEJIAN_ 开头的环境变量和命令行选项。")
        return Exit.USAGE
