"""What the page that puts a document into a theme or a study session sends, and its address."""

import re
from collections.abc import Mapping

from corpus.catalogue.papers import PaperKind
from search_api.access import ActorDep, LibraryDep
from search_api.adding import SHELVES, Addition, Source, add_to_session, add_to_theme
from search_api.study.values import LONGEST_TITLE
from search_api.themes.publishing import publication_of
from search_api.themes.theme import PartName
from web.collecting import read_stretch
from web.forms import number_in

NEW = "new"  # a paper that is to be made
UNDONE = "undone"  # in the place of an addition that was taken back
PAGES: Mapping[PaperKind, tuple[str, str]] = {  # what each is called, and where it is edited
    PaperKind.THEME: ("专题", "/themes"),
    PaperKind.SESSION: ("学习研讨", "/sessions"),
}
_ADDITION = re.compile(r"(theme|session)\.(\d{1,10})\.(\d{1,10})\.(\d{1,10})")


def add_as_typed(
    library: LibraryDep, actor: ActorDep, document_id: str, given: Mapping[str, str]
) -> Addition:
    """
    Put a document into what a form names: `into` of a kind, `to` its number, `part`, `stretch`.

    Raises:
        KnowledgeBaseError: As `search_api.adding` does.
    """
    source = source_of(document_id, given.get("stretch", ""))
    number = None if given.get("to") == NEW else number_in(given.get("to")) or 0
    title = " ".join(given.get("title", "").split())[:LONGEST_TITLE]
    if given.get("into") == PaperKind.SESSION.value:
        return add_to_session(library, actor, source, number, title=title)
    named = given.get("part", "")
    part = PartName(named) if named in set(PartName) else None
    return add_to_theme(library, actor, source, number, title=title, part=part)


def source_of(document_id: str, stretch: str) -> Source:
    """Give what is put in: the words that a stretch of the document names, else it alone."""
    found = read_stretch(stretch)
    is_of_it = found is not None and found.document_id == document_id
    return Source(document_id, found.span if found and is_of_it else None)


def addition_value(addition: Addition) -> str:
    """Name an addition in an address."""
    return f"{addition.kind.value}.{addition.number}.{addition.before}.{addition.after}"


def read_addition(value: str | None) -> Addition | None:
    """Read the name of an addition; None where it names none."""
    found = _ADDITION.fullmatch(value or "")
    return found and Addition(PaperKind(found[1]), int(found[2]), int(found[3]), int(found[4]))


def told_addition(library: LibraryDep, actor: ActorDep, value: str | None) -> dict[str, object]:
    """
    Give what a page tells of an addition that its address names; nothing where it names none.

    Raises:
        PaperNotFound: The paper is not there any longer.
    """
    addition = read_addition(value)
    if addition is None:
        return {}
    name, page = PAGES[addition.kind]
    title = SHELVES[addition.kind].open(library, actor, addition.number).content.title
    return {
        "value": value,
        "is_news": addition.is_news,
        "name": name,
        "title": title or f"未命名的{name}",
        "address": f"{page}/{addition.number}",
        "waits": addition.kind is PaperKind.THEME
        and publication_of(library, addition.number) is not None,
    }
