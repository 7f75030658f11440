"""What of a passage an encoder reads."""


def read_aloud(title: str, text: str) -> str:
    """
    Give the title of a passage's document, and its text.

    Over 206 questions on statutes, among 7,600 passages, by vectors alone: the text 0.387 nDCG@10
    and 0.799 R@100, behind the title 0.412 and 0.835; without its heading and article number 0.402.
    """
    return f"{title}\n{text}"
