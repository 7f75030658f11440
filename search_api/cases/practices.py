"""The single practices of a case: what can be taken over by itself."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.document import Section, Span
from corpus.recognise.section_roles import is_part_name
from search_api.cases.case import Case, CasePart

MOST_PRACTICES = 20  # of a case
_SHORTEST = 30  # characters of a paragraph that is a practice by itself
_LONGEST = 260  # characters that are quoted of a practice
_NUMBER = re.compile(r"^[（(【]?[0-9０-９一二三四五六七八九十.．]+[）)、.．】]?\s*")
_SENTENCE_END = re.compile("[。！？；]")


@dataclass(frozen=True, slots=True)
class Practice:
    """
    A practice.

    Attributes:
        heading: What it is called: its heading, else how it begins.
        span: Where it stands.
        quoted: Its beginning, whole sentences, short enough to be quoted.
    """

    heading: str
    span: Span
    quoted: Span


def practices_of(case: Case) -> tuple[Practice, ...]:
    """Give the practices of a case, in order."""
    found = (each for part in case.of("practices") for each in _of_part(case, part))
    return tuple(found)[:MOST_PRACTICES]


def _of_part(case: Case, part: CasePart) -> Iterator[Practice]:
    """Give what stands below the heading of a part, else its paragraphs, else itself."""
    text = case.document.text
    below = list(_below(case, part)) if case.part is None else []
    if below:
        for section in below:
            yield _practice(text, f"{section.number}{section.title}", section.start, section.end)
    elif part.heading and not is_part_name(_NUMBER.sub("", part.heading).strip("【】 　")):
        yield _practice(text, part.heading, part.span.start, part.span.end)
    else:
        for start, end in _paragraphs(text, part):
            yield _practice(text, "", start, end)


def _below(case: Case, part: CasePart) -> Iterator[Section]:
    sections = case.document.sections
    own = next((each.id for each in sections if each.start == part.span.start), None)
    yield from (each for each in sections if own is not None and each.parent == own)


def _paragraphs(text: str, part: CasePart) -> Iterator[tuple[int, int]]:
    at = part.span.start
    for line in text[part.span.start : part.span.end].split("\n"):
        if len(line.strip()) >= _SHORTEST:
            yield at, at + len(line)
        at += len(line) + 1


def _practice(text: str, heading: str, start: int, end: int) -> Practice:
    beginning = text[start:end].strip().partition("\n")[0]
    named = heading.strip() or _SENTENCE_END.split(beginning)[0]
    return Practice(named, Span(start, end), _quoted(text, start, end))


def _quoted(text: str, start: int, end: int) -> Span:
    """Give the beginning of a stretch up to the last end of a sentence that is near enough."""
    if end - start <= _LONGEST:
        return Span(start, end)
    ends = [match.end() for match in _SENTENCE_END.finditer(text, start, start + _LONGEST)]
    return Span(start, ends[-1] if ends else start + _LONGEST)
