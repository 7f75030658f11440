"""Plan periods and meetings of the Party, with every way in which each is called, by rule."""

from collections.abc import Iterator

from corpus.text.numerals import chinese
from corpus.vocabulary.wordlists import words

Named = tuple[tuple[str, ...], str]  # its names, the usual one first; the day it began, or empty

_FIRST_YEAR = 2006 - 11 * 5  # of the plan before the first, were all of five years
_PLANS = range(6, 19)  # before, they are not of five years each without a gap; 二十五 is a number
_FIRST_OUTLINE = 11  # since then a 规划, before a 计划
_CONGRESSES = range(14, 26)  # 十二大 may count anything
_PLENARY_SESSIONS = range(1, 8)


def plan_periods() -> Iterator[Named]:
    """Give the names of plan periods, quotation marks left out: folding leaves them out too."""
    for number in _PLANS:
        short, long = f"{chinese(number)}五", f"第{chinese(number)}个五年"
        begun = str(_FIRST_YEAR + 5 * number)
        names: tuple[str, ...] = (short, long)
        if number >= _FIRST_OUTLINE:  # 十五 alone is a number
            names = (short, long, f"{number}五")
            yield names, begun
        outline = "规划" if number >= _FIRST_OUTLINE else "计划"
        yield tuple(name + outline for name in names), begun


def meetings() -> Iterator[Named]:
    """Give the names of congresses and plenary sessions."""
    begun = dict(line.split()[:2] for line in words("meetings"))
    for number in _CONGRESSES:
        spoken = chinese(number)
        name = f"{spoken}大"
        yield _congress(name, number, f"第{spoken}次全国代表大会"), begun.get(name, "")
        for session in _PLENARY_SESSIONS:
            name = f"{spoken}届{chinese(session)}中全会"
            whole = f"第{spoken}届中央委员会第{chinese(session)}次全体会议"
            yield _session(name, number, whole), begun.get(name, "")


def _congress(name: str, number: int, whole: str) -> tuple[str, ...]:
    return (name, f"{number}大", f"党的{name}", f"中共{name}", f"中国共产党{whole}", f"党的{whole}")


def _session(name: str, number: int, whole: str) -> tuple[str, ...]:
    digits = f"{number}{name[name.index('届') :]}"
    return (name, digits, f"党的{name}", f"中共{name}", whole, f"中国共产党{whole}")
