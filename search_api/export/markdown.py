"""A handout as Markdown, of which a reader shows every letter as it was stored."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType

from search_api.export.blocks import Block, BlockKind, blocks
from search_api.export.handout import Handout

# What Markdown, its tables, notes and formulas read as markup wherever it stands.
_MARKUP = frozenset("\\`*_[]<>&#|~$^{}!@:")
# What it reads as markup at the beginning of a line only: a list, a rule, a heading underlined.
_BEGINNING = re.compile(r"[-+=]|\d{1,9}[.)]")


def write_markdown(handout: Handout) -> bytes:
    """Write a handout; citations are footnotes."""
    return write_markdown_blocks(tuple(blocks(handout)))


def write_markdown_blocks(printed: Sequence[Block]) -> bytes:
    """Write blocks; citations are footnotes."""
    body = [_WRITERS[each.kind](each) for each in printed if each.kind is not BlockKind.CONTENTS]
    notes = [f"[^{each.number}]: {escaped(each.note)}" for each in printed if each.note is not None]
    return ("\n\n".join([*body, *notes]) + "\n").encode()


def escaped(line: str) -> str:
    """Write a line so that a reader of Markdown shows it as it is."""
    words = line.strip()
    start = line.index(words)
    return f"{_blanks(line[:start])}{_escaped(words)}{_blanks(line[start + len(words) :])}"


def _escaped(words: str) -> str:
    beginning = _BEGINNING.match(words)
    at = beginning.end() - 1 if beginning else None
    signs = enumerate(words)
    return "".join(rf"\{sign}" if at == place or sign in _MARKUP else sign for place, sign in signs)


def _blanks(blanks: str) -> str:
    """Write blanks at the ends of a line, which a reader would leave out."""
    return "".join(f"&#{ord(each)};" for each in blanks)


def _heading(block: Block) -> str:
    return f"{'#' * (block.level + 1)} {_one_line(block.text)}"


def _one_line(text: str) -> str:
    return escaped(" ".join(text.split("\n")))


def _paragraph(block: Block) -> str:
    return "\n\n".join(_lines(block))


def _quote(block: Block) -> str:
    return "\n>\n".join(f"> {line}".rstrip() for line in _lines(block))


def _lines(block: Block) -> Iterator[str]:
    lines = [escaped(line) for line in block.text.split("\n")]
    note = f"[^{block.number}]" if block.note is not None else ""
    yield from (*lines[:-1], f"{lines[-1]}{note}")


_WRITERS: Mapping[BlockKind, Callable[[Block], str]] = MappingProxyType(
    {
        BlockKind.TITLE: lambda block: f"# {_one_line(block.text)}",
        BlockKind.SUBTITLE: _paragraph,
        BlockKind.HEADING: _heading,
        BlockKind.LABEL: _heading,
        BlockKind.TEXT: _paragraph,
        BlockKind.ITEM: _paragraph,
        BlockKind.QUOTE: _quote,
        BlockKind.CASE: _paragraph,
        BlockKind.MARK: lambda block: f"**{escaped(block.text)}**",
    }
)
