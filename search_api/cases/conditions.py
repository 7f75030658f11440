"""The sentences of a report that tell under which conditions its way worked, or would work."""

import re
from collections.abc import Iterator

from corpus.document import Document, Span

# The parts of a report that speak of the way as a whole.
_LOOKED_AT = frozenset({"ex_insight", "ex_comment", "ex_next", "ex_problem", "ex_result"})
_ALWAYS = frozenset({"ex_insight", "ex_comment"})
_SENTENCE = re.compile(r"[^。！？\n]+[。！？]?")
_MOST = 6
_SHORTEST = 12  # characters; a heading is no sentence
_CUES = re.compile(
    "适用于|不适用|适用条件|推广条件|适合(?:于)?[^，。]{1,20}(?:企业|单位|地区|行业|条件)"
    "|前提(?:是|条件|在于)|必备条件|具备[^，。]{1,16}条件"
    "|凡[^，。]{2,30}(?:均可|都可|可以|可借鉴)|对于?[^，。]{2,40}(?:企业|单位|地区|院所)，"
    "|有赖于|取决于|照搬|能否复制|难以复制|可复制|缺一不可|缺了哪"
    "|不(?:依赖|需要)[^，。]{2,30}(?:投入|编制|经费)|受限|行不通"
)
_ONLY_AS_A_WHOLE = re.compile(  # beyond the parts that speak of the way as a whole
    "适用于|不适用|推广条件|照搬|行不通"
)
_NO_CONDITION = re.compile("复制到|有[一二三四五六七]。$")


def find_conditions(document: Document) -> tuple[Span, ...]:
    """Give the sentences that tell conditions, in order; none where none does."""
    return tuple(_found(document))[:_MOST]


def _found(document: Document) -> Iterator[Span]:
    for part in document.roles:
        if part.role not in _LOOKED_AT:
            continue
        cues = _CUES if part.role in _ALWAYS else _ONLY_AS_A_WHOLE
        text = document.text[part.span.start : part.span.end]
        for sentence in _SENTENCE.finditer(text):
            words = sentence[0].strip()
            is_told = cues.search(words) and not _NO_CONDITION.search(words)
            if is_told and len(words) >= _SHORTEST and words.endswith(("。", "！", "？")):
                start = part.span.start + sentence.start()
                start += len(sentence[0]) - len(sentence[0].lstrip())
                yield Span(start, start + len(words))
