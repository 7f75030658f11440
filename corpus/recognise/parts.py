"""The parts of a document that stand by themselves: annexes, printed texts, praised cases."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from corpus.document import Fact, Part, PartKind, Section
from corpus.read.extracted import Block
from corpus.recognise.enclosures import bare
from corpus.recognise.enterprise import recognise_enterprise
from corpus.recognise.headings import ordinal
from corpus.recognise.lines import Line
from corpus.recognise.number import parse_document_number
from corpus.recognise.region import Source, recognise_region
from corpus.vocabulary.enterprises import Enterprises

_ANNEX = re.compile("附[件表录]?")
_ANNEX_MARKS = ".．:：、 　"
_PRAISED = re.compile(
    "典型(?:经验|案例|做法|事例)|经验做法|(?:优秀|示范|创新|先进)(?:案例|做法|经验)|案例[集选]"
)
_COLLECTED = re.compile("案例(?:集|选|汇编)|汇编|(?:经验|做法|案例)[（(]共")
_FEWEST_CASES = 3
_HEAD_LENGTH = 200  # characters of an annex in which its own number stands
_LONGEST_NUMBER_LINE = 40


def recognise_parts(
    title: str,
    sections: Sequence[Section],
    printed: Mapping[str, str],
    text: str,
    enterprises: Enterprises,
) -> tuple[Part, ...]:
    """
    Give the parts in the order of the text; a case comes after the annex that holds it.

    Args:
        title: Of the document.
        sections: The outline.
        printed: Titles of texts that it prints, by their bare form.
        text: Of the document.
        enterprises: Those by whose names a case may be told.
    """
    children: dict[str | None, list[Section]] = {}
    for section in sections:
        children.setdefault(section.parent, []).append(section)
    found: list[Part] = []
    for section in children.get(None, ()):
        annex = _annex(section, printed, text, place=len(found) + 1)
        if annex:
            found.append(annex)
            found += _cases(annex.title, annex.cited, children.get(section.id, ()), len(found))
    if not found and _COLLECTED.search(title):
        found += _cases(title, "", children.get(None, ()), 0)
    return tuple(_told(part, enterprises) if part.kind is PartKind.CASE else part for part in found)


def _annex(section: Section, printed: Mapping[str, str], text: str, *, place: int) -> Part | None:
    called = printed.get(bare(section.title), "") if not section.number else ""
    title = called or section.title
    if not called and not _ANNEX.match(section.number):
        return None
    number = re.sub(r"\s", "", section.number).rstrip(_ANNEX_MARKS)
    return Part(
        place=place,
        kind=PartKind.ANNEX,
        title=title or number,
        cited=number + (f"《{title}》" if title else ""),
        start=section.start,
        end=section.end,
        document_number=_own_number(text[section.start : section.start + _HEAD_LENGTH]),
    )


def _own_number(head: str) -> str | None:
    """Give the number that stands alone on a line below the title."""
    for line in head.split("\n")[1:4]:
        if len(line) <= _LONGEST_NUMBER_LINE and (number := parse_document_number(line.strip())):
            return number.canonical
    return None


def _cases(title: str, cited: str, items: Sequence[Section], before: int) -> Iterator[Part]:
    """Take each numbered item below a title that praises for a case."""
    numbered = [item for item in items if item.number and item.title]
    if not _PRAISED.search(title) or len(numbered) < _FEWEST_CASES or len(numbered) < len(items):
        return
    for place, item in enumerate(numbered, start=before + 1):
        number = ordinal(item.number)
        yield Part(
            place=place,
            kind=PartKind.CASE,
            title=item.title,
            cited=f"{cited}第{number}项",
            start=item.start,
            end=item.end,
        )


def _told(case: Part, enterprises: Enterprises) -> Part:
    """Say where a case is from, and which enterprise's it is."""
    line = Line(case.start, case.end, case.title, Block(case.start, case.end))
    region = recognise_region([Source(case.title, None, 0.9, short=True)], "")
    enterprise = recognise_enterprise([line], enterprises)
    return replace(case, region=_values(region), enterprise=_values(enterprise))


def _values(fact: Fact | None) -> tuple[str, ...]:
    return fact.value if fact and isinstance(fact.value, tuple) else ()
