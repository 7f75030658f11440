"""What of a passage, and of a question, an encoder reads."""

from corpus.text.fold import fold


def of_passage(title: str, text: str) -> str:
    """
    Give the title of a passage's document, and its text, folded as everything that is compared.

    Over 206 questions on statutes, among 7,600 passages, by vectors alone: the text 0.387 nDCG@10
    and 0.799 R@100; behind the title 0.412 and 0.835; without its heading and article number 0.402;
    folded too 0.427 and 0.822.
    """
    return f"{fold(title)}\n{fold(text)}"


def of_question(text: str) -> str:
    """Give a question folded, so that traditional and full-width forms find the same."""
    return fold(text)
