"""Whole sentences of a document, as they can be read aloud: where they end, and what they tell."""

import re
from collections.abc import Iterator

from corpus.document import Span

_SENTENCE = re.compile(r"[^。！？\n]+[。！？]+[”’）》」』]*|[^。！？\n]+")
_END = re.compile(r"[。！？]+[”’）》」』]*")
_IS_WHOLE = re.compile(r"[。！？][”’）》」』]*$")
_CELLS = "\t"  # stands between the cells of a row, which nobody can say aloud

# What a sentence that says what was done has, and what one that only tells how it was before.
_DID = re.compile(
    "建立|建成|成立|组建|搭建|设立|设置|制定|出台|印发|编制|推行|实行|实施|开展|组织|举办|明确|确定|细化|签订|签约"
    "|取消|撤销|压减|精简|整合|合并|清理|清退|分流|重组|改造|新建|引入|引进|采用|选派|选聘|竞聘|公开|推出|打造"
    "|开发|上线|部署|投入|安排|拿出|划出|列入|纳入|挂钩|考核|兑现|奖励|培训|走访|排查|整改|下放|授权|统一"
)
_BEFORE = re.compile(
    r"过去|以往|以前|曾|原来|原先|长期以来|一度|[？?]|难题是|问题是|存在.{0,12}(?:问题|现象)"
)
_SHORTEST, _LONGEST = 12, 90  # characters of a sentence that says what was done


def is_whole(words: str) -> bool:
    """Tell whether words end where a sentence ends."""
    return _IS_WHOLE.search(words) is not None


def to_end(text: str, span: Span) -> Span | None:
    """Lengthen a stretch to the end of the sentence that it ends in; None where that has none."""
    line_end = text.find("\n", span.end)
    line_end = len(text) if line_end < 0 else line_end
    if is_whole(text[span.start : span.end]):
        return span
    found = _END.search(text, span.end, line_end)
    return found and Span(span.start, found.end())


def ways_to_end(text: str, span: Span) -> Iterator[Span]:
    """
    Give how words that were chosen may end where one can stop reading, the better first.

    As they are; to the end of the sentence that breaks off; up to the last sentence that is whole;
    where there is no sentence, as in a list, without the mark that says that more follows. Words
    before a colon only announce what was not chosen: nothing.
    """
    words = text[span.start : span.end].rstrip()
    if is_whole(words):
        yield span
        return
    longer = to_end(text, span)
    if longer is not None:
        yield longer
    ends = [found.end() for found in _END.finditer(words)]
    if ends:
        yield Span(span.start, span.start + ends[-1])
    elif longer is None and not words.endswith("："):
        yield Span(span.start, span.start + len(words.rstrip("；，、")))


def can_be_said(text: str, span: Span) -> bool:
    """Tell whether a stretch can be read aloud: it is no row of a table."""
    return _CELLS not in text[span.start : span.end]


def sentences_done(text: str, span: Span, heading: str) -> Iterator[Span]:
    """
    Give the sentences of a practice that say what was done, in order.

    Args:
        text: Of the document.
        span: Of the practice.
        heading: What it is called, which says what it is about, not what was done.
    """
    for found in _SENTENCE.finditer(text, span.start, span.end):
        words = found[0].strip()
        start = found.start() + found[0].index(words)
        if not (_SHORTEST <= len(words) <= _LONGEST and is_whole(words)) or _CELLS in words:
            continue
        if words.rstrip("。") not in heading and _DID.search(words) and not _BEFORE.search(words):
            yield Span(start, start + len(words))
