"""The outline of a document as a tree to click on."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from corpus.document import Document, RoleSpan, Section
from corpus.metadata import ROLE_LABELS

_LONGEST_LABEL = 14  # characters of an article's own text, where it has no title


@dataclass(slots=True)
class Branch:
    """
    A section in the tree, or a part of a speech or report that has no heading.

    Attributes:
        label: Number and title, or how the section begins; empty for a part without a heading.
        start: Offset of the line that it begins in, which names its anchor.
        role: What it is for, in Chinese; empty for most.
        children: The sections in it.
    """

    label: str
    start: int
    role: str = ""
    children: list["Branch"] = field(default_factory=list)


def outline(document: Document) -> tuple[Branch, ...]:
    """Give the sections as a tree; at the top those without a parent, and parts without heading."""
    branches = {section.id: _branch(document, section) for section in document.sections}
    top: list[Branch] = []
    for section in document.sections:
        parent = branches.get(section.parent or "")
        siblings = parent.children if parent is not None else top
        siblings.append(branches[section.id])
    untitled = [_untitled(document, part) for part in document.roles]
    begun = {branch.start for branch in branches.values()}
    top += [branch for branch in untitled if branch.start not in begun]
    return tuple(sorted(top, key=lambda branch: branch.start))


def part_starts(document: Document) -> frozenset[int]:
    """Give the offsets of the lines in which the parts of a speech or report begin."""
    return frozenset(line_start(document.text, part.span.start) for part in document.roles)


def count_branches(branches: Iterable[Branch]) -> int:
    """Count all sections of a tree."""
    return sum(1 + count_branches(branch.children) for branch in branches)


def _branch(document: Document, section: Section) -> Branch:
    blank = "" if section.number.endswith(("、", "）", ".", "．")) else " "
    if section.title:
        label = f"{section.number}{blank}{section.title}".strip()
        role = ROLE_LABELS.get(document.role_at(section.start) or "", "")
        return Branch(label, section.start, role)
    text = document.text[section.start : section.end].strip()
    opening = text.removeprefix(section.number).strip().split("\n")[0]
    cut = f"{opening[:_LONGEST_LABEL]}…" if len(opening) > _LONGEST_LABEL else opening
    return Branch(f"{section.number} {cut}".strip(), section.start)


def _untitled(document: Document, part: RoleSpan) -> Branch:
    start = line_start(document.text, part.span.start)
    return Branch("", start, ROLE_LABELS.get(part.role, part.role))


def line_start(text: str, offset: int) -> int:
    """Give the offset of the first character, no blank, of the line that holds *offset*."""
    line = text[text.rfind("\n", 0, offset) + 1 : offset + 1]
    return offset + 1 - len(line.lstrip())
