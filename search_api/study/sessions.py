"""The study sessions of an actor, and what goes into them from elsewhere."""

from collections.abc import Iterable, Sequence
from typing import Any, Literal, TypeVar

from corpus.actor import Actor
from corpus.catalogue.papers import PaperKind
from corpus.errors import PaperNotFound, WrongValue
from corpus.quotation import Quotation, Reference
from indexer.library import Library
from search_api.reading import find_document
from search_api.study.courses import COURSES
from search_api.study.quoting import reference_of
from search_api.study.session import MOST_QUOTED, MOST_READ, Reading, Session
from search_api.study.shelf import Opened, Shelf
from search_api.study.values import LONGEST_TITLE

SESSIONS = Shelf(PaperKind.SESSION, Session)

ListName = Literal["reading", "speeches", "measures"]
LIST_NAMES: tuple[ListName, ...] = ("reading", "speeches", "measures")
_AFTER_A_COURSE = "学习研讨"
T = TypeVar("T")


def begin_session(library: Library, actor: Actor, source: str, of: str) -> Opened[Session]:
    """
    Make a session from a `document` or a `course`, as *source* says, named by its id or number.

    Raises:
        DocumentNotFound: There is no such document, or the actor may not see it.
        PaperNotFound: There is no such course.
    """
    if source == "document":
        return start_from_document(library, actor, of)
    if not (of.isascii() and of.isdigit() and len(of) < 10):
        raise PaperNotFound(of)
    return start_from_course(library, actor, int(of))


def start_from_document(library: Library, actor: Actor, document_id: str) -> Opened[Session]:
    """
    Make a session that reads one document.

    Raises:
        DocumentNotFound: There is none, or the actor may not see it.
    """
    session = Session(title="", reading=(_reading_of(library, actor, document_id),))
    return SESSIONS.make(library, actor, session)


def start_from_course(library: Library, actor: Actor, number: int) -> Opened[Session]:
    """
    Make a session that reads what a course quotes, and discusses what it asks.

    Raises:
        PaperNotFound: There is no such course.
    """
    course = COURSES.open(library, actor, number).content
    title = course.title[: LONGEST_TITLE - len(_AFTER_A_COURSE)] + _AFTER_A_COURSE
    questions = tuple(each for lesson in course.lessons for each in lesson.questions)[:50]
    session = Session(title=title, theme=course.title, questions=questions)
    return SESSIONS.make(
        library, actor, with_quotations(session, (each.quotation for each in course.quoted))
    )


def with_document(library: Library, actor: Actor, session: Session, document_id: str) -> Session:
    """
    Add a document to what is read, unless it is there.

    Raises:
        DocumentNotFound: There is none, or the actor may not see it.
        WrongValue: There are too many already.
    """
    added = _reading_of(library, actor, document_id)
    if any(each.reference.document_id == added.reference.document_id for each in session.reading):
        return session
    return _with_reading(session, (*session.reading, added))


def with_quotations(session: Session, quotations: Iterable[Quotation]) -> Session:
    """
    Add quotations, each to its document; those that are there already are left out.

    Raises:
        WrongValue: There are too many.
    """
    reading = {each.reference.document_id: each for each in session.reading}
    for quotation in quotations:
        id_ = quotation.reference.document_id
        known = reading.get(id_) or Reading(reference=quotation.reference)
        if quotation not in known.quotations:
            if len(known.quotations) >= MOST_QUOTED:
                raise WrongValue(f"一篇文件最多 {MOST_QUOTED} 条引文。请移出不用的。")
            known = known.model_copy(update={"quotations": (*known.quotations, quotation)})
        reading[id_] = known
    return _with_reading(session, tuple(reading.values()))


def added(session: Session, of: ListName, item: Any) -> Session:
    """Add an item behind the others of a list."""
    return session.model_copy(update={of: (*getattr(session, of), item)})


def moved(session: Session, of: ListName, number: int, by: int) -> Session:
    """Move an item of a list among the others."""
    items, to = list(getattr(session, of)), number + by
    if not (0 <= number < len(items) and 0 <= to < len(items)):
        return session
    items[number], items[to] = items[to], items[number]
    return session.model_copy(update={of: tuple(items)})


def without(session: Session, of: ListName, number: int) -> Session:
    """Take an item out of a list."""
    return session.model_copy(update={of: _without(getattr(session, of), number)})


def without_quotation(session: Session, number: int, quotation: int) -> Session:
    """Take a quotation out of what is read; the document stays."""
    if not 0 <= number < len(session.reading):
        return session
    reading = list(session.reading)
    left = _without(reading[number].quotations, quotation)
    reading[number] = reading[number].model_copy(update={"quotations": left})
    return session.model_copy(update={"reading": tuple(reading)})


def _without(items: Sequence[T], number: int) -> tuple[T, ...]:
    return tuple(each for at, each in enumerate(items) if at != number)


def _with_reading(session: Session, reading: tuple[Reading, ...]) -> Session:
    if len(reading) > MOST_READ:
        raise WrongValue(f"一次研讨最多列 {MOST_READ} 篇文件。请分成几次。")
    return session.model_copy(update={"reading": reading})


def _reading_of(library: Library, actor: Actor, document_id: str) -> Reading:
    reference: Reference = reference_of(find_document(library, actor, document_id))
    return Reading(reference=reference)
