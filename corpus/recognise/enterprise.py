"""The enterprise that a document plainly is about."""

import re
from collections.abc import Iterator, Sequence

from corpus.document import Fact, Span
from corpus.recognise.lines import Line

_FORMS = "股份有限公司|有限责任公司|集团有限公司|有限公司|集团公司|控股集团|总公司|集团"
# Only where a line, a dash or a bracket begins it: within a sentence nobody knows where it starts.
_NAMED = re.compile(
    rf"(?:^|[—―：:《（(])\s*(?P<name>[一-鿿（）()]{{2,30}}?(?:{_FORMS})"
    r"(?:[一-鿿]{2,10}?(?:分公司|供电公司|子公司|工厂|分行))?)"
)
_NOT_A_NAME = re.compile("关于|国有|我们|各|所属|有关|某|[XxＸｘ×]|以及|和")
_LENGTH_MAX = 200  # characters of a line that are looked at
_SHORTEST = 5


def names_enterprise(texts: Sequence[str]) -> bool:
    """Tell whether a title, a subtitle or a paragraph begins with the name of an enterprise."""
    return any(True for text in texts for _ in _names(text))


def recognise_enterprise(lines: Sequence[Line]) -> Fact | None:
    """Give the first enterprise that a line plainly names, a registered name before others."""
    found = [(line, match) for line in lines for match in _names(line.text)]
    registered = [(line, match) for line, match in found if "公司" in match["name"]]
    for line, match in registered or found:
        span = Span(line.start + match.start("name"), line.start + match.end("name"))
        return Fact((match["name"],), 0.7, "rule", span)
    return None


def _names(text: str) -> Iterator[re.Match[str]]:
    for match in _NAMED.finditer(text[:_LENGTH_MAX]):
        if len(match["name"]) >= _SHORTEST and not _NOT_A_NAME.search(match["name"]):
            yield match
