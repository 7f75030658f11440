"""Finding entries of a register by words, behind its own door and nowhere else."""

from corpus.text.fold import fold


def finds(words: str, text: str) -> bool:
    """Tell whether a text holds all words that are typed with blanks between them."""
    folded = fold(text)
    return all(fold(word) in folded for word in words.split())
