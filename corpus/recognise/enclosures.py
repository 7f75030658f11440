"""The texts that a notice prints or forwards: by what names they stand below it."""

import re
from collections.abc import Collection, Iterator, Sequence

from corpus.recognise.head import Head, Role
from corpus.recognise.lines import Line
from corpus.recognise.title import join_title

_TITLE = re.compile("《(?P<title>[^《》]{3,80}(?:《[^《》]{1,60}》[^《》]{0,40})?)》")
_PRINTS = re.compile("印发|转发|批转|发布|公布|下发")
_NOW = re.compile("现(?:将|予以?|随文)?[^，。；]{0,60}?(?:印发|转发|批转|发布|公布|下发)")
_LINES = 6  # of the body in which a notice says what it prints
_SHORTEST, _LONGEST = 4, 60
_LINES_OF_TITLE = 4
_SYMBOLS = re.compile(r"[\s\W_]+")


def bare(text: str) -> str:
    """Give a title without blanks and marks."""
    return _SYMBOLS.sub("", text)


def printed_titles(head: Head, body: Sequence[Line]) -> dict[str, str]:
    """Give the titles of what a notice prints, as it calls them, by their bare form."""
    title = join_title([line.text for line in head.of(Role.TITLE)])
    told = [title] if _PRINTS.search(title) else []
    told += [line.text for line in body[:_LINES] if "《" in line.text and _NOW.search(line.text)]
    return {
        bare(match["title"]): match["title"] for text in told for match in _TITLE.finditer(text)
    }


def title_lines(lines: Sequence[Line], titles: Collection[str]) -> Iterator[tuple[int, int]]:
    """Find the lines, (first, beyond the last), that are one of the bare *titles* as a whole."""
    for place, line in enumerate(lines if titles else ()):
        if not _SHORTEST <= len(line.text) <= _LONGEST:
            continue
        joined = bare(line.text)
        for end in range(place + 1, min(place + _LINES_OF_TITLE, len(lines)) + 1):
            if joined in titles:
                yield place, end
            if end == len(lines) or not any(title.startswith(joined) for title in titles):
                break
            joined += bare(lines[end].text)
