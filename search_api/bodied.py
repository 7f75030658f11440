"""Which of a hit's passages say something: those of the body before the letterhead."""

import re

from indexer.search.found import FoundDocument, FoundPassage

__all__ = ["body_first"]

_SAYS = re.compile("[。；！？，：]")


def body_first(found: FoundDocument) -> tuple[FoundPassage, ...]:
    """Give the passages best first; one with no hit but in title or letterhead comes last."""
    with_words = (each for each in found.passages if each.text.strip())  # a card has none
    return tuple(sorted(with_words, key=_is_head))


def _is_head(passage: FoundPassage) -> bool:
    """Tell whether a document begins with the passage, and no sentence of it holds a word."""
    text = passage.text
    return passage.where.place == 0 and not any(
        _SAYS.search(text, text.rfind("\n", 0, span.start) + 1, _line_end(text, span.end))
        for span in passage.spans
    )


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end
