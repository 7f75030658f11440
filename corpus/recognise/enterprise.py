"""The enterprises that a document plainly is about."""

import re
from collections.abc import Sequence

from corpus.document import Fact, Span
from corpus.recognise.lines import Line

_FORMS = "股份有限公司|有限责任公司|集团有限公司|有限公司|集团公司|控股集团|总公司|集团"
# Only where a line, a dash or a bracket begins it: within a sentence nobody knows where it starts.
_NAMED = re.compile(
    rf"(?:^|[—―：:《（(])\s*(?P<name>[\u4e00-\u9fff（）()]{{2,30}}?(?:{_FORMS})"
    r"(?:[\u4e00-\u9fff]{2,10}?(?:分公司|供电公司|子公司|工厂|分行))?)"
)
_NOT_A_NAME = re.compile("关于|国有|我们|各|所属|有关|某|[XxＸｘ×]|以及|和")


def names_enterprise(names: str, paragraphs: Sequence[Line]) -> bool:
    """Tell whether title, subtitle or a paragraph begins with the name of an enterprise."""
    texts = [names, *(line.text for line in paragraphs)]
    return any(_first(text) is not None for text in texts)


def recognise_enterprise(candidates: Sequence[Line]) -> Fact | None:
    """Give the first enterprise that a line plainly names."""
    for line in candidates:
        match = _first(line.text)
        if match:
            span = Span(line.start + match.start("name"), line.start + match.end("name"))
            return Fact((match["name"],), 0.7, "rule", span)
    return None


def _first(text: str) -> re.Match[str] | None:
    for match in _NAMED.finditer(text[:200]):
        if not _NOT_A_NAME.search(match["name"]) and len(match["name"]) > 4:
            return match
    return None
