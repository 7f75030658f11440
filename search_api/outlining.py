"""The outline of a document as a tree to click on."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from corpus.document import Document, Section

_LONGEST_LABEL = 14  # characters of an article's own text, where it has no title


@dataclass(slots=True)
class Branch:
    """
    A section in the tree.

    Attributes:
        label: Number and title, or how the section begins.
        start: Offset of its heading, which names its anchor.
        children: The sections in it.
    """

    label: str
    start: int
    children: list["Branch"] = field(default_factory=list)


def outline(document: Document) -> tuple[Branch, ...]:
    """Give the sections as a tree; those whose parent is unknown stand at the top."""
    branches = {section.id: _branch(document, section) for section in document.sections}
    top: list[Branch] = []
    for section in document.sections:
        parent = branches.get(section.parent or "")
        siblings = parent.children if parent is not None else top
        siblings.append(branches[section.id])
    return tuple(top)


def count_branches(branches: Iterable[Branch]) -> int:
    """Count all sections of a tree."""
    return sum(1 + count_branches(branch.children) for branch in branches)


def _branch(document: Document, section: Section) -> Branch:
    blank = "" if section.number.endswith(("、", "）", ".", "．")) else " "
    if section.title:
        return Branch(f"{section.number}{blank}{section.title}".strip(), section.start)
    text = document.text[section.start : section.end].strip()
    opening = text.removeprefix(section.number).strip().split("\n")[0]
    cut = f"{opening[:_LONGEST_LABEL]}…" if len(opening) > _LONGEST_LABEL else opening
    return Branch(f"{section.number} {cut}".strip(), section.start)
