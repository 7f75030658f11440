"""The door: a course as a file, its quotations checked as it leaves."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from corpus.actor import Actor
from indexer.library import Library
from search_api.bibliography import CitationStyle, default_style
from search_api.export.blocks import NoteKind
from search_api.export.edition import Edition
from search_api.export.file_names import file_name
from search_api.export.handout import Cited, Handout, make_handout
from search_api.export.markdown import write_markdown
from search_api.export.pdf import write_pdf
from search_api.export.presentation import write_presentation
from search_api.export.word import write_word
from search_api.export.word_page import WORD_MEDIA_TYPE
from search_api.study.course import Course


class ExportFormat(StrEnum):
    """As what a course leaves; the value is the ending of the file."""

    WORD = "docx"
    SLIDES = "pptx"
    PDF = "pdf"
    MARKDOWN = "md"


FORMAT_LABELS: Mapping[ExportFormat, str] = MappingProxyType(
    {
        ExportFormat.WORD: "Word 讲义",
        ExportFormat.SLIDES: "PowerPoint 课件",
        ExportFormat.PDF: "PDF 讲义",
        ExportFormat.MARKDOWN: "Markdown",
    }
)
NOTE_LABELS: Mapping[NoteKind, str] = MappingProxyType(
    {NoteKind.FOOTNOTES: "脚注", NoteKind.ENDNOTES: "尾注"}
)
_MEDIA_TYPES: Mapping[ExportFormat, str] = MappingProxyType(
    {
        ExportFormat.WORD: WORD_MEDIA_TYPE,
        ExportFormat.SLIDES: (
            "application/vnd.openxmlformats-officedocument.presentationml.presentation"
        ),
        ExportFormat.PDF: "application/pdf",
        ExportFormat.MARKDOWN: "text/markdown; charset=utf-8",
    }
)


@dataclass(frozen=True, slots=True)
class ExportedFile:
    """
    A course as a file.

    Attributes:
        name: Of the file, with its ending.
        media_type: As HTTP names its kind.
        content: The file.
        cited: How many quotations and cases it has.
        doubtful: Those of them that must be looked at again; they are marked in the file.
    """

    name: str
    media_type: str
    content: bytes
    cited: int
    doubtful: tuple[Cited, ...]


def export_course(
    library: Library,
    actor: Actor,
    course: Course,
    form: ExportFormat,
    style: CitationStyle | None = None,
    notes: NoteKind = NoteKind.FOOTNOTES,
    edition: Edition = Edition.TRAINER,
) -> ExportedFile:
    """
    Write a course as a file.

    Args:
        library: With which its quotations are compared.
        actor: Who asks: what they may not see counts as gone.
        course: As it is stored.
        form: The kind of file.
        style: Of its citations; None for the standard that holds today.
        notes: Where citations stand in Word and PDF; slides have them at their foot, Markdown
            where its reader puts them.
        edition: For whom it is.

    Raises:
        ExportUnavailable: What makes this kind of file is not installed.
    """
    handout = make_handout(library, actor, course, style or default_style(library.today), edition)
    return ExportedFile(
        name=file_name(course.title, form.value, "课程"),
        media_type=_MEDIA_TYPES[form],
        content=_written(library, handout, form, notes),
        cited=len(handout.cited),
        doubtful=handout.doubtful,
    )


def _written(library: Library, handout: Handout, form: ExportFormat, notes: NoteKind) -> bytes:
    now = library.clock()
    match form:
        case ExportFormat.WORD:
            return write_word(handout, now, notes)
        case ExportFormat.SLIDES:
            return write_presentation(handout, now)
        case ExportFormat.PDF:
            return write_pdf(handout, now, notes)
        case ExportFormat.MARKDOWN:
            return write_markdown(handout)
