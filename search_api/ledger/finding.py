"""Finding entries of a register by words, behind its own door and nowhere else."""

from collections.abc import Callable, Sequence

from corpus.actor import Actor
from corpus.catalogue.entry_outlines import Outline
from corpus.text.fold import fold
from indexer.library import Library
from search_api.ledger.filed import F
from search_api.ledger.ledger import Ledger

ALL = slice(None)  # of a list


def part_of(page: int, size: int) -> slice:
    """Give which part of a list a page shows; pages count from 1."""
    return slice((page - 1) * size, page * size)


def finds(words: str, text: str) -> bool:
    """Tell whether a text holds all words that are typed with blanks between them."""
    folded = fold(text)
    return all(fold(word) in folded for word in words.split())


def holding(
    library: Library,
    actor: Actor,
    ledger: Ledger[F],
    chosen: Sequence[Outline],
    words: str,
    readable: Callable[[F], str],
) -> list[Outline]:
    """
    Give those of the entries that hold words; only then what they hold is read.

    Args:
        library: Where the register is.
        actor: Who asks.
        ledger: The register.
        chosen: The entries.
        words: That are looked for; none where it is blank.
        readable: Gives what of an entry is searched.
    """
    if not words.strip():
        return [*chosen]
    read = ledger.some(library, actor, chosen)
    there = {each.entry.id for each in read if finds(words, readable(each.content))}
    return [each for each in chosen if each.id in there]
