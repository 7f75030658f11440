"""`xuejian serve`: the page and the API."""

import http.client
import multiprocessing
import os
import socket
import threading
import time
from http import HTTPStatus
from typing import Annotated

import typer
import uvicorn

from corpus.errors import WrongSetting
from indexer.ingest.background import work_while_alive
from indexer.semantic.background import make_while_alive
from search_api.command.console import Context, tell
from search_api.security import is_loopback


def register(app: typer.Typer) -> None:
    """Add the command to *app*."""
    app.command(help="启动网页和接口服务。")(serve)


def serve(
    context: typer.Context,
    host: Annotated[str | None, typer.Option("--host", help="监听地址")] = None,
    port: Annotated[int | None, typer.Option("--port", min=0, max=65535, help="端口")] = None,
    workers: Annotated[
        int | None, typer.Option("--workers", min=1, max=64, help="网页进程数")
    ] = None,
) -> None:
    """Serve until stopped; processes beside the web processes take files in and make vectors."""
    settings: Context = context.obj
    given = {"host": host, "port": port, "workers": workers}
    chosen = settings.settings.model_copy(
        update={name: value for name, value in given.items() if value is not None}
    )
    os.environ["XUEJIAN_HOST"] = chosen.host  # the page says when others can reach it
    with settings.library():
        pass  # the catalogue is made or migrated once, before several processes open it
    chosen = chosen.model_copy(update={"port": _free_port(chosen.host, chosen.port)})
    if not is_loopback(chosen.host):
        tell(f"注意：本服务未启用账号，能访问 {chosen.host}:{chosen.port} 的人都能查看全部内容。")
    tell("正在启动……")
    threading.Thread(target=_tell_when_up, args=(chosen.host, chosen.port), daemon=True).start()
    spawn = multiprocessing.get_context("spawn")
    background = [
        spawn.Process(target=target, args=(chosen, os.getpid()))
        for target in (work_while_alive, make_while_alive)
    ]
    for each in background:
        each.start()
    try:
        uvicorn.run(
            "web.app:create",
            factory=True,
            host=chosen.host,
            port=chosen.port,
            workers=chosen.workers,
            log_level="warning",
            access_log=False,
        )
    finally:
        for each in background:
            each.terminate()
        for each in background:
            each.join()


def _tell_when_up(host: str, port: int) -> None:
    """Tell the address once a page is answered there."""
    while True:
        asking = http.client.HTTPConnection(host, port, timeout=5)
        try:
            asking.request("GET", "/healthz")
            if asking.getresponse().status == HTTPStatus.OK:
                break
        except (OSError, http.client.HTTPException):
            time.sleep(0.1)
        finally:
            asking.close()
    tell(f"学鉴已启动：http://{host}:{port}  （按 Ctrl-C 停止）")


def _free_port(host: str, port: int) -> int:
    """Make sure that the address is free, before several processes stumble over it."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
            bound: int = probe.getsockname()[1]
            return bound
    except OSError as error:
        raise WrongSetting(
            f"{host}:{port} 不能监听（{error.strerror or error}），可能已被占用。"
            "请用 --port 换一个端口，或先停止占用它的程序。"
        ) from error
