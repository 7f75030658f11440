"""What has a source, as blocks: quotations in notes, and marks of what speaks against them."""

from collections.abc import Iterable, Iterator

from search_api.export.blocks import DOUBTFUL, Block, BlockKind
from search_api.export.concerns import concerns
from search_api.export.words import printable
from search_api.study.sources import SourceState

_SOURCE_DOUBTFUL = "【须核对】"


def quoted_blocks(state: SourceState, number: int, known: tuple[str, ...] = ()) -> Iterator[Block]:
    """Give a quotation, marked with what speaks against it beside what its document is told of."""
    note = printable(state.line)
    yield Block(BlockKind.QUOTE, printable(state.quotation.text), note=note, number=number)
    yield from _marked(DOUBTFUL, tuple(each for each in concerns(state) if each not in known))


def document_mark(known: tuple[str, ...]) -> Iterator[Block]:
    """Mark a document with what speaks against it; nothing where nothing does."""
    yield from _marked(_SOURCE_DOUBTFUL, known)


def numbered_blocks(lines: Iterable[str]) -> Iterator[Block]:
    """Number the lines that are not empty."""
    for number, line in enumerate(filter(None, lines), 1):
        yield Block(BlockKind.ITEM, f"{number}. {printable(line)}")


def text_blocks(text: str) -> tuple[Block, ...]:
    """Give a text; nothing where it is empty."""
    said = printable(text).strip()
    return (Block(BlockKind.TEXT, said),) if said else ()


def _marked(lead: str, told: tuple[str, ...]) -> Iterator[Block]:
    if told:
        yield Block(BlockKind.MARK, printable(f"{lead}{'；'.join(told)}。"))
