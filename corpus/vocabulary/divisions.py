"""The administrative divisions of GB/T 2260: names, and the way from the province down to each."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from corpus.vocabulary.wordlists import words

Path = tuple[str, ...]  # names from the province down

_PEOPLES = (
    "土家|苗|回|藏|彝|侗|布依|蒙古|朝鲜|哈尼|傣|白|傈僳|景颇|羌|哈萨克|柯尔克孜"
    "|壮|瑶|黎|畲|满|维吾尔"
)
_RANK = re.compile(
    rf"(?<!内)(?:(?:{_PEOPLES})族?)*自治[州区县]$|维吾尔自治区$|特别行政区$|[省市盟县旗]$|地区$"
)
_SHORTEST_STEM = 2


@dataclass(frozen=True, slots=True)
class Divisions:
    """
    What is known of the country.

    Attributes:
        named: Full name, former names included -> the ways to the divisions so called.
        stems: Name of a province, prefecture or city without its rank -> the way to it.
        coded: What a document number begins with -> the way to it.
        longest: Characters of the longest name.
    """

    named: Mapping[str, tuple[Path, ...]]
    stems: Mapping[str, Path]
    coded: Mapping[str, Path]
    longest: int


@cache
def divisions() -> Divisions:
    """Read the divisions that come with the program."""
    names = dict(_pairs("divisions"))
    ways = {code: _way(code, names) for code in names}
    named: defaultdict[str, list[Path]] = defaultdict(list)
    for code, name in names.items():
        if ways[code] not in named[name]:
            named[name].append(ways[code])
    for name, code in ((name, code) for name, code in _pairs("former_divisions") if code in ways):
        named[name].append(ways[code])
    return Divisions(
        named=MappingProxyType({name: tuple(each) for name, each in named.items()}),
        stems=MappingProxyType(_stems(ways)),
        coded=MappingProxyType({short: ways[code] for short, code in _pairs("number_regions")}),
        longest=max(map(len, named)),
    )


def stem(name: str) -> str:
    """Give a division's name without its rank: 浙江 of 浙江省, 恩施 of 恩施土家族苗族自治州."""
    short = _RANK.sub("", name)
    return short if len(short) >= _SHORTEST_STEM else name.removesuffix("自治区")


def _pairs(file: str) -> list[tuple[str, str]]:
    return [(first, second) for first, second in (line.split() for line in words(file))]


def _way(code: str, names: Mapping[str, str]) -> Path:
    codes = (f"{code[:2]}0000", f"{code[:4]}00", code)
    return tuple(dict.fromkeys(names[each] for each in codes if each in names))


def _stems(ways: Mapping[str, Path]) -> dict[str, Path]:
    """Give the stems of provinces and of what lies right below them, a province's first."""
    found: dict[str, Path] = {}
    excluded = frozenset(words("ambiguous_stems"))
    for code in sorted(ways, key=lambda each: (not each.endswith("0000"), each)):
        short = stem(ways[code][-1])
        if _lies_high(ways[code], code) and short not in excluded:
            found.setdefault(short, ways[code])
    return found


def _lies_high(way: Path, code: str) -> bool:
    return code.endswith("00") or (len(way) == 2 and way[-1].endswith("市"))
