"""The revisions and promulgations that a law tells of in its head, each with its words."""

import re
from collections.abc import Iterator

from corpus.document import Document, Span
from corpus.recognise.broken_lines import whole_enactments
from corpus.recognise.dating import acts_by_date

_LINE = re.compile(r"[^\n]*\S[^\n]*")
_REVISED = re.compile("修订|修正|修改")
_PROMULGATED = re.compile("公布|发布")
_AMENDMENT = re.compile("通过的《[^》\n]{0,60}修正案[^》\n]{0,20}》")
LONGEST_HEAD = 6000  # characters
LONGEST_WORDS = 160


def told_revisions(document: Document) -> Iterator[tuple[str, Span]]:
    """Give the days of its revisions, in order, and where each is told; only of a law's head."""
    return _told_days(document, _REVISED, _AMENDMENT)


def told_promulgations(document: Document) -> Iterator[tuple[str, Span]]:
    """Give the days on which its wordings were promulgated, as `told_revisions` does."""
    return _told_days(document, _PROMULGATED, None)


def _told_days(
    document: Document, act: re.Pattern[str], words: re.Pattern[str] | None
) -> Iterator[tuple[str, Span]]:
    if document.value("document_class") != "regulation":
        return
    end = min(_first_article(document), LONGEST_HEAD)
    lines = _LINE.finditer(document.text, 0, end)
    for start, line in whole_enactments((line.start(), line[0]) for line in lines):
        yield from _told(line, start, act, words)


def _told(
    line: str, start: int, act: re.Pattern[str], other: re.Pattern[str] | None
) -> Iterator[tuple[str, Span]]:
    if not act.search(line):
        return
    dated = acts_by_date(line)
    borders = [found.span.start for found, _ in dated] + [len(line)]
    for (found, acts), border in zip(dated, borders[1:], strict=True):
        words = line[found.span.start : border]
        if any(map(act.match, acts)) or (other and other.search(words)):
            length = min(len(words.rstrip(" \u3000（(根据")), LONGEST_WORDS)
            yield found.value, Span(start + found.span.start, start + found.span.start + length)


def _first_article(document: Document) -> int:
    articles = (each.start for each in document.passages if each.article)
    return next(articles, 0)
