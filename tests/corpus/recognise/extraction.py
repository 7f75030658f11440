"""Makes what a reader gives of plain lines, so that a test shows all that it is about."""

from typing import Any

from corpus.read.extracted import Block, Extracted

Given = str | tuple[str, dict[str, Any]]


def extracted(*given: Given, declared: tuple[tuple[str, str], ...] = ()) -> Extracted:
    """Join lines; a pair of a line and a dict gives its block the hints of the dict."""
    texts = [line if isinstance(line, str) else line[0] for line in given]
    blocks, offset = [], 0
    for line, text in zip(given, texts, strict=True):
        hints = {} if isinstance(line, str) else line[1]
        blocks.append(Block(start=offset, end=offset + len(text), **hints))
        offset += len(text) + 1
    return Extracted(text="\n".join(texts), blocks=tuple(blocks), format="txt", declared=declared)
