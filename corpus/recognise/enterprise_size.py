"""The size of an enterprise by the figures that a text gives: employees, revenue, assets."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from corpus.document import Span

SIZES = ("大型", "中型", "小型", "微型")
NOT_TOLD = "未注明"

_NUMBER = r"(?P<number>\d[\d,]*(?:\.\d+)?)\s*(?P<unit>万|亿)?"
_STAFF = "职工|员工|从业人员|用工|教职工"
_PATTERNS: Mapping[str, tuple[re.Pattern[str], ...]] = {
    "employees": (
        re.compile(rf"(?:{_STAFF}|在岗|在册)[一-鿿]{{0,6}}{_NUMBER}(?:余|多)?(?:人|名)"),
        re.compile(rf"{_NUMBER}(?:余|多)?(?:个|名|号)?(?:人的|人|名|位)?(?:正式)?(?:{_STAFF})"),
        re.compile(
            rf"(?:[、，]|一家|一共|共有|拢共|公司有|厂里有|如今|现有|我们有){_NUMBER}(?:来|余|多)?"
            r"(?:个|号)?人(?=[，。、；的]|规模|左右)"
        ),
    ),
    "revenue": (
        re.compile(
            r"(?:营业收入|销售收入|主营业务收入|年收入|营收|销售额|年产值|产值)"
            rf"(?:为|达到?|突破|超过|近|约|在|有|是|只有|不到|大概)*{_NUMBER}(?:多|来|余)?个?(?:元|亿)?"
        ),
    ),
    "assets": (
        re.compile(
            rf"(?:资产总额|总资产|资产规模)(?:为|达到?|突破|超过|近|约)*{_NUMBER}(?:多|余)?元?"
        ),
    ),
}
_TEN_THOUSANDS = {"万": 1.0, "亿": 10_000.0}  # of money, in 万元
_OF_OTHERS = re.compile(
    "外派|管理的?|服务|累计|培训|其中|人均|平均|每|增[长加]|带动|吸纳|访谈|户|抽查|精简|富余"
)


@dataclass(frozen=True, slots=True)
class EnterpriseSize:
    """
    A size, and what it was read from.

    Attributes:
        value: One of `SIZES`.
        evidence: Where the figures stand in the text, in order.
    """

    value: str
    evidence: tuple[Span, ...]


def recognise_enterprise_size(text: str, industries: Sequence[str]) -> EnterpriseSize | None:
    """
    Give the size of an enterprise; None where its text gives no figure by which its trade goes.

    Where a trade goes by two figures and the text gives one, that one decides.

    Args:
        text: What introduces the enterprise.
        industries: Values of GB/T 4754; without one, those of manufacture hold.
    """
    bounds = _bounds(industries[0] if industries else "C")
    found = {name: told for name in bounds if (told := _told(name, text))}
    if not found:
        return None
    places = [_place(bounds[name], figure) for name, (figure, _) in found.items()]
    evidence = sorted((span for _, span in found.values()), key=lambda span: span.start)
    return EnterpriseSize(SIZES[max(places)], tuple(evidence))


def _place(bounds: Sequence[int], figure: float) -> int:
    """Give the place among the sizes that a figure reaches."""
    return next((place for place, least in enumerate(bounds) if figure >= least), len(bounds))


def _told(name: str, text: str) -> tuple[float, Span] | None:
    """Give the first figure that a text gives of a thing, and where."""
    found = [each for pattern in _PATTERNS[name] for each in _figures(name, pattern, text)]
    return min(found, key=lambda each: each[1].start) if found else None


def _figures(name: str, pattern: re.Pattern[str], text: str) -> Iterator[tuple[float, Span]]:
    for match in pattern.finditer(text):
        if _OF_OTHERS.search(text[max(0, match.start() - 6) : match.start("number")]):
            continue
        number, unit = float(match["number"].replace(",", "")), match["unit"]
        if name == "employees":
            figure = number * (10_000 if unit == "万" else 1)
        elif unit is None:
            continue  # neither 万 nor 亿: no sum of an enterprise
        else:
            figure = number * _TEN_THOUSANDS[unit]
        yield figure, Span(match.start(), match.end())


def _bounds(industry: str) -> Mapping[str, Sequence[int]]:
    """Give the bounds of a trade; none for one that the standard leaves out, as finance."""
    fitting = [
        (len(beginning), bounds)
        for beginning, bounds in _trades().items()
        if industry.startswith(beginning)
    ]
    return max(fitting, key=lambda each: each[0])[1] if fitting else {}


@cache
def _trades() -> Mapping[str, Mapping[str, Sequence[int]]]:
    content = (files("corpus.vocabulary") / "enterprise_sizes.toml").read_text(encoding="utf-8")
    return {
        beginning: {name: trade[name] for name in _PATTERNS if name in trade}
        for trade in tomllib.loads(content)["trade"]
        for beginning in trade["industry"]
    }
