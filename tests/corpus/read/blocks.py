"""How tests look at what a reader gave."""

from corpus.read import Extracted


def texts(extracted: Extracted, kind: str | None = None) -> list[str]:
    """Give the blocks' texts, of all kinds or of one."""
    return [
        extracted.text[block.start : block.end]
        for block in extracted.blocks
        if kind in (None, block.kind)
    ]


def letters(text: str) -> str:
    """Give the text without white space."""
    return "".join(text.split())


def is_consistent(extracted: Extracted) -> bool:
    """Say whether blocks, pages and text fit one another."""
    parts = texts(extracted)
    starts = [block.start for block in extracted.blocks]
    return (
        "\n".join(parts) == extracted.text
        and all(part.strip() and "\n" not in part for part in parts)
        and starts == sorted(starts)
        and list(extracted.pages) == sorted(extracted.pages)
        and all(0 <= page <= len(extracted.text) for page in extracted.pages)
        and extracted.pages[:1] in ((), (0,))
    )
