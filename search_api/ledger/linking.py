"""What a proposal concerns: documents and cases of the library."""

from corpus.actor import Actor
from corpus.catalogue import documents
from indexer.library import Library
from search_api.cases.opening import open_case
from search_api.ledger.proposal import Link, Proposal
from search_api.reading import find_document
from search_api.study.quoting import reference_of

EXPERIENCE = "experience"  # the class of documents that are cases


def link_to(library: Library, actor: Actor, key: str) -> Link:
    """
    Give a link to a document, or to a case where it is one.

    Args:
        library: Where it is.
        actor: Who links.
        key: The id of a document, or of a case within one.

    Raises:
        DocumentNotFound: There is none, or the actor may not see it.
    """
    if "-" in key:
        return Link(kind="case", key=key, title=open_case(library, actor, key).case.title)
    reference = reference_of(find_document(library, actor, key))
    is_case = reference.document_class == EXPERIENCE
    return Link(kind="case" if is_case else "document", key=key, title=reference.title)


def linked(proposal: Proposal, link: Link) -> Proposal:
    """Add a link, unless it is there."""
    known = {(each.kind, each.key) for each in proposal.links}
    if (link.kind, link.key) in known:
        return proposal
    return proposal.model_copy(update={"links": (*proposal.links, link)})


def unlinked(proposal: Proposal, place: int | None) -> Proposal:
    """Take the link at a place, from 0, out; none where no place is named."""
    left = tuple(each for at, each in enumerate(proposal.links) if at != place)
    return proposal.model_copy(update={"links": left})


def keys_that_are_there(library: Library, actor: Actor, proposal: Proposal) -> frozenset[str]:
    """Give the keys of the linked documents and cases that the actor may see today."""
    ids = {each.key: each.key.partition("-")[0] for each in proposal.links if each.kind != "theme"}
    with library.catalogue.read() as connection:
        found = documents.find_many(connection, list(ids.values()), visible_to=actor.visible_to)
    return frozenset(key for key, id_ in ids.items() if id_ in found)
