"""A Word file as it was sent, with a comment wherever there is something to say."""

import copy
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
from docx.oxml.ns import qn
from docx.text.run import Run

from corpus.errors import DamagedFile
from corpus.read.limits import open_archive, read_part
from corpus.settings import Settings
from corpus.text.letters import Letters, letters
from search_api.quotations.telling import comment_of, summary
from search_api.quotations.verdict import CheckedText
from search_api.quotations.walled import walled_off

AUTHOR = "学鉴"
_MAIN_PART = "word/document.xml"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True, slots=True)
class Note:
    """
    Something to say of words in a file.

    Attributes:
        words: As they stand there, verbatim.
        comment: What is said of them.
    """

    words: str
    comment: str


def commented(settings: Settings, content: bytes, checked: CheckedText) -> bytes:
    """
    Give a Word file with the findings as comments.

    What stands where Word has no comments (a foot note, a text box) is told in one at the top.

    Args:
        settings: Limits of reading.
        content: The file.
        checked: Its text, checked.

    Raises:
        UnreadableFile: One of its kinds.
    """
    notes = [
        Note(checked.text[each.span.start : each.span.end], comment_of(checked, each))
        for each in checked.findings
        if each.is_to_mend
    ]
    told = summary(checked)
    return walled_off(settings, content, ".docx", _write, lambda path: (path, told, notes))


def _write(task: tuple[Path, str, Sequence[Note]]) -> bytes:
    path, told, notes = task
    raw = path.read_bytes()
    with open_archive(raw) as archive:
        if _MAIN_PART not in archive.namelist():
            raise DamagedFile("这不是 .docx 文件，加不了批注。请用 Word 或 WPS 另存为 .docx。")
        read_part(archive, _MAIN_PART)
    document = docx.Document(BytesIO(raw))
    paragraphs = [each for each in map(_Paragraph, _paragraphs(document)) if each.letters.text]
    if paragraphs:
        left = _place(document, paragraphs, notes)
        head = "\n".join([told, *(f"“{each.words}”\n{each.comment}" for each in left)])
        first = paragraphs[0]
        _comment(document, first.runs_of(0, len(first.letters.text)), head)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _place(document: Any, paragraphs: Sequence["_Paragraph"], notes: Sequence[Note]) -> list[Note]:
    """Put each note where its words stand, in order; give those that stand nowhere."""
    left, place, offset = [], 0, 0
    for note in notes:
        words = letters(note.words)
        found = _find(paragraphs, words, place, offset) or _find(paragraphs, words, 0, 0)
        if found is None:
            left.append(note)
            continue
        place, start = found
        offset = start + len(words)
        _comment(document, paragraphs[place].runs_of(start, offset), note.comment)
    return left


def _find(
    paragraphs: Sequence["_Paragraph"], words: str, place: int, offset: int
) -> tuple[int, int] | None:
    for at in range(place, len(paragraphs)):
        start = paragraphs[at].letters.text.find(words, offset if at == place else 0)
        if start >= 0:
            return at, start
    return None


def _paragraphs(document: Any) -> Iterator[Any]:
    """Give the paragraphs of the body, those of tables too; Word has no comments in text boxes."""
    for each in document.element.body.iter(qn("w:p")):
        if not any(above.tag == qn("w:txbxContent") for above in each.iterancestors()):
            yield each


def _comment(document: Any, runs: Sequence[Run], text: str) -> None:
    if runs:
        document.add_comment(runs, text=text, author=AUTHOR, initials="学")


class _Paragraph:
    """A paragraph whose runs can be cut where words begin and end."""

    def __init__(self, element: Any) -> None:
        self._runs = [
            Run(each, None)  # type: ignore[arg-type]
            for each in element.iter(qn("w:r"))
            if next(each.iterancestors(qn("w:p"))) is element and not _is_deleted(each)
        ]
        self.letters = Letters("".join(run.text for run in self._runs))

    def runs_of(self, start: int, end: int) -> list[Run]:
        """Give the runs that hold some of the letters, and nothing else where that can be."""
        span = self.letters.span(start, end)
        self._cut(span.start)
        self._cut(span.end)
        chosen, at = [], 0
        for run in self._runs:
            length = len(run.text)
            if length and at < span.end and at + length > span.start:
                chosen.append(run)
            at += length
        return chosen

    def _cut(self, offset: int) -> None:
        """Cut the run in two that holds an offset, where it holds nothing but text."""
        at = 0
        for place, run in enumerate(self._runs):
            text = run.text
            if at < offset < at + len(text) and _is_plain(run):
                other = copy.deepcopy(run._r)
                run._r.addnext(other)
                second = Run(other, None)  # type: ignore[arg-type]
                _set_text(run, text[: offset - at])
                _set_text(second, text[offset - at :])
                self._runs.insert(place + 1, second)
                return
            at += len(text)


def _is_deleted(run: Any) -> bool:
    return any(above.tag in (qn("w:del"), qn("w:moveFrom")) for above in run.iterancestors())


def _is_plain(run: Run) -> bool:
    held = [each.tag for each in run._r if each.tag != qn("w:rPr")]
    return held == [qn("w:t")]


def _set_text(run: Run, text: str) -> None:
    (held,) = run._r.findall(qn("w:t"))
    held.text = text
    held.set(_SPACE, "preserve")
