"""The authority list of enterprises: the names under which each is known, and its group."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType

from corpus.errors import WrongSetting

_BETWEEN = re.compile(r"[、；;，,]")
_SHORTEST = 2
_MOST_COLUMNS = 3


@dataclass(frozen=True, slots=True, eq=False)  # a list is itself, to be remembered by
class Enterprises:
    """
    What is known of enterprises.

    Attributes:
        names: Every name, full and short -> the full one.
        groups: Full name -> the full name of the group that it belongs to.
    """

    names: Mapping[str, str]
    groups: Mapping[str, str]


@cache
def bundled_enterprises() -> Enterprises:
    """Give the list that comes with the program."""
    source = files("corpus.vocabulary") / "enterprises.txt"
    return _read(source.read_text(encoding="utf-8"), "enterprises.txt", Enterprises({}, {}))


def read_enterprises(path: Path) -> Enterprises:
    """
    Give the bundled list with what the keeper wrote in *path*, which holds where they differ.

    Raises:
        WrongSetting: A line that cannot be understood, a name that would mean two enterprises, or
            a group that the list does not have.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return bundled_enterprises()
    except (OSError, UnicodeDecodeError) as error:
        raise WrongSetting(
            f"企业名录读不出来：{path}。请检查文件权限，并用记事本另存为 UTF-8 编码的文本。"
        ) from error
    return _read(text, str(path), bundled_enterprises())


def _read(text: str, source: str, known: Enterprises) -> Enterprises:
    """
    Read lines `full name | short、short | group` over what is known already.

    A group is an enterprise of the list, under any of its names.
    """
    names: dict[str, str] = {}
    told: dict[str, tuple[int, str]] = {}  # full name -> the line, and the group as written there
    for count, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        columns = [column.strip() for column in line.replace("｜", "|").split("|")]
        full, shorts, group = (*columns, "", "")[:_MOST_COLUMNS]
        given = [full, *filter(None, map(str.strip, _BETWEEN.split(shorts)))]
        if trouble := _trouble(columns, given, names):
            raise _wrong(source, count, trouble)
        names |= dict.fromkeys(given, full)
        if group:
            told[full] = count, group
    every = {**known.names, **names}
    groups = {**known.groups, **_in_full(told, every, source)}
    return Enterprises(MappingProxyType(every), MappingProxyType(groups))


def _in_full(
    told: Mapping[str, tuple[int, str]], names: Mapping[str, str], source: str
) -> dict[str, str]:
    """Give groups by their full names; a group may stand in a later line than its enterprise."""
    for count, group in told.values():
        if group not in names:
            trouble = f"名录里没有所属集团“{group}”。请核对写法，或为它另写一行全称。"
            raise _wrong(source, count, trouble)
    return {full: names[group] for full, (_, group) in told.items()}


def _wrong(source: str, line: int, trouble: str) -> WrongSetting:
    return WrongSetting(f"企业名录 {source} 第 {line} 行：{trouble}", line=line)


def _trouble(columns: list[str], given: list[str], names: Mapping[str, str]) -> str:
    """Say what is wrong with a line, and how to mend it; empty where nothing is."""
    if len(columns) > _MOST_COLUMNS or not columns[0]:
        return "应写成“全称 | 简称、简称 | 所属集团”，简称和所属集团可以不写。请改正这一行。"
    for name in given:
        if len(name) < _SHORTEST:
            return f"“{name}”只有一个字，会与别的词相混。请写两个字以上的名称。"
        if names.get(name, given[0]) != given[0]:
            return (
                f"“{name}”前面已是“{names[name]}”的名称，一个名称只能指一家企业。"
                "请从其中一行删去它。"
            )
    return ""
