"""What the library has for a lesson: policy to rest on, speeches to quote, cases to tell."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from corpus.actor import Actor
from corpus.errors import PaperNotFound
from corpus.quotation import Quotation, Reference
from corpus.resolve.validity import Validity
from indexer.library import Library
from search_api.searching import SearchForm
from search_api.study.course import CaseInLesson, Course, Lesson, Quoted
from search_api.study.courses import BASIS_CLASSES, case_of_quotation
from search_api.study.editing import ItemList, Place, has_item, lesson_at
from search_api.study.offering import MAY_REST_ON, offers
from search_api.study.templates import templates

MOST_SUGGESTED = 5  # in each list
_LONGEST_QUERY = 120  # characters that are looked for
# List of a lesson -> classes of documents that may stand in it.
CLASSES: Mapping[ItemList, tuple[str, ...]] = MappingProxyType(
    {
        "basis": BASIS_CLASSES,
        "quotations": ("speech",),
        "cases": ("experience",),
    }
)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """
    Something for a lesson.

    Attributes:
        reference: The document.
        quotation: Whole sentences of it, verbatim.
        reasons: Words of the lesson that stand in it.
        validity: Its standing today; None where it has none.
        is_there: Whether the lesson has it already.
    """

    reference: Reference
    quotation: Quotation
    reasons: tuple[str, ...]
    validity: Validity | None
    is_there: bool


@dataclass(frozen=True, slots=True)
class Suggestions:
    """
    What the library has for a lesson.

    Attributes:
        query: What was looked for; empty where the lesson has no words yet.
        lists: By list of the lesson, the best first.
    """

    query: str
    lists: Mapping[ItemList, tuple[Suggestion, ...]]


def suggest(
    library: Library, actor: Actor, course: Course, place: Place, query: str = ""
) -> Suggestions:
    """
    Look for what fits a lesson.

    Args:
        library: Where to look.
        actor: Who asks.
        course: The course.
        place: Of the lesson.
        query: What to look for; the lesson's own words when empty.

    Raises:
        PaperNotFound: There is no such lesson.
    """
    lesson = lesson_at(course, place)
    if lesson is None:
        raise PaperNotFound(f"{place.module}.{place.lesson}")
    wanted = query.strip() or lesson_query(course, lesson)
    lists = {
        name: tuple(_found(library, actor, lesson, name, wanted)) if wanted else ()
        for name in CLASSES
    }
    return Suggestions(wanted, MappingProxyType(lists))


def lesson_query(course: Course, lesson: Lesson) -> str:
    """Say what a lesson is about: its own title, not its template's, or its course's."""
    pattern = templates().get(course.template)
    as_begun = {each.title for each in pattern.course.lessons} if pattern else set()
    own = "" if lesson.title in as_begun else lesson.title
    return (own or course.title or " ".join(lesson.objectives))[:_LONGEST_QUERY]


def _found(
    library: Library, actor: Actor, lesson: Lesson, name: ItemList, query: str
) -> Iterator[Suggestion]:
    filters = {"document_class": CLASSES[name]}
    if name == "basis":
        filters["validity"] = MAY_REST_ON
    form = SearchForm(
        query=query, filters=MappingProxyType(filters), plain=True, facets=(), size=MOST_SUGGESTED
    )
    for each in offers(library, actor, form):
        if each.quotation is not None:
            yield Suggestion(
                reference=each.reference,
                quotation=each.quotation,
                reasons=each.reasons,
                validity=each.validity,
                is_there=has_item(lesson, _item(name, each.quotation)),
            )


def _item(name: ItemList, quotation: Quotation) -> Quoted | CaseInLesson:
    if name == "cases":
        return case_of_quotation(quotation)
    return Quoted(quotation=quotation)
