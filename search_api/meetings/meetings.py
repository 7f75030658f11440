"""The joint meetings of an actor, and what goes into them from elsewhere."""

from corpus.actor import Actor
from corpus.catalogue import papers
from corpus.catalogue.papers import PaperKind
from corpus.errors import WrongValue
from corpus.quotation import Reference
from indexer.library import Library
from search_api.meetings.meeting import MOST_MATERIALS, AgendaItem, Material, Meeting
from search_api.reading import find_document
from search_api.study.paper_sources import sources_of
from search_api.study.quoting import reference_of
from search_api.study.shelf import Opened, Shelf

MEETINGS = Shelf(PaperKind.MEETING, Meeting)


def begin_meeting(library: Library, actor: Actor, source: PaperKind, of: int) -> Opened[Meeting]:
    """
    Make a meeting that speaks of another paper of the actor, and reads what that quotes and names.

    Args:
        library: Where it lies.
        actor: Whose both are.
        source: What kind of paper it is.
        of: Its number.

    Raises:
        PaperNotFound: There is no such paper.
    """
    with library.catalogue.read() as connection:
        paper = papers.get(connection, actor.id, source, of)
    named = {each.reference.document_id: each.reference for each in sources_of(paper.content)}
    materials = tuple(Material(reference=each) for each in named.values())[:MOST_MATERIALS]
    agenda = (AgendaItem(title=paper.title),) if paper.title else ()
    return MEETINGS.make(library, actor, Meeting(title="", agenda=agenda, materials=materials))


def with_document(library: Library, actor: Actor, meeting: Meeting, document_id: str) -> Meeting:
    """
    Add a document to the material, unless it is there.

    Raises:
        DocumentNotFound: There is none, or the actor may not see it.
        WrongValue: There are too many already.
    """
    reference: Reference = reference_of(find_document(library, actor, document_id))
    if any(each.reference.document_id == reference.document_id for each in meeting.materials):
        return meeting
    if len(meeting.materials) >= MOST_MATERIALS:
        raise WrongValue(f"一次会议最多列 {MOST_MATERIALS} 份材料。请移出不用的。")
    materials = (*meeting.materials, Material(reference=reference))
    return meeting.model_copy(update={"materials": materials})
