"""What every command shares: where it prints, and how it ends."""

import json
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from corpus.errors import WrongSetting
from corpus.settings import EngineName, Settings
from indexer.library import Library

Moved = Callable[[int, int | None], None]  # done, of how many if that is known

_ID = re.compile("[0-9a-f]{16}")


class Exit(IntEnum):
    """How a command ends."""

    OK = 0
    FAILED = 1
    USAGE = 2
    PARTIAL = 3
    STOPPED = 130


@dataclass(frozen=True, slots=True)
class Context:
    """
    What the options before the command say.

    Attributes:
        settings: Of this process.
    """

    settings: Settings

    @contextmanager
    def library(self) -> Iterator[Library]:
        """Open the library for one command."""
        with Library.open(self.settings) as library:
            yield library


def make_settings(home: Path | None, engine: EngineName | None, jobs: int | None) -> Settings:
    """Read the environment; what the command line gives stands before it."""
    given = {"home": home, "engine": engine, "jobs": jobs}
    return Settings(**{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]


def whole_path(path: str | Path) -> Path:
    """Give the path from the root, as the user named it: links stay links."""
    return Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow the links


def document_key(target: str) -> str:
    """Give what the catalogue knows a document by: its id, or the whole path of its file."""
    return target if _ID.fullmatch(target) else str(whole_path(target))


def print_json(value: object) -> None:
    """Print one object on one line."""
    print(json.dumps(value, ensure_ascii=False), flush=True)


def tell(text: str) -> None:
    """Tell the user something that is no data."""
    print(text, file=sys.stderr, flush=True)


def write_file(path: Path, content: bytes) -> None:
    """
    Write a file.

    Raises:
        WrongSetting: It cannot be written.
    """
    try:
        path.write_bytes(content)
    except OSError as error:
        raise WrongSetting(f"写不了 {path}：{error.strerror}。请换一个位置。") from error


def confirm(question: str) -> bool:
    """Ask before something is lost; only a clear yes is one."""
    print(f"{question}输入 y 并回车确认，其他取消：", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in ("y", "yes", "是")


@contextmanager
def progress(title: str) -> Iterator[Moved]:
    """Show a bar on a terminal, nothing elsewhere; give what moves it: done, of how many."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda done, total: None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    times = (TimeElapsedColumn(), TextColumn("剩"), TimeRemainingColumn(compact=True))
    with Progress(*columns, *times, console=console) as bar:
        task = bar.add_task(title, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
