"""What a proposal concerns: documents, cases and themes of the library."""

from corpus.actor import Actor
from corpus.catalogue import documents
from corpus.errors import PaperNotFound
from indexer.library import Library
from search_api.cases.opening import open_case
from search_api.ledger.proposal import Link, Proposal
from search_api.reading import find_document
from search_api.study.quoting import reference_of
from search_api.themes.publishing import publication_of, served_themes

EXPERIENCE = "experience"  # the class of documents that are cases
_THEME = "theme:"


def link_to(library: Library, actor: Actor, key: str) -> Link:
    """
    Give a link to a document, to a case where it is one, or to a theme that everyone reads.

    Args:
        library: Where it is.
        actor: Who links.
        key: The id of a document, or of a case within one; `theme:3` for a theme.

    Raises:
        DocumentNotFound: There is none, or the actor may not see it.
        PaperNotFound: No such theme is published.
    """
    if key.startswith(_THEME):
        number = key.removeprefix(_THEME)
        if not (number.isascii() and number.isdigit() and len(number) < 10):
            raise PaperNotFound(key)
        publication = publication_of(library, int(number))
        if publication is None:
            raise PaperNotFound(key)
        return Link(kind="theme", key=number, title=publication.title)
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
    """Give the keys of what is linked and can be opened by the actor today."""
    themes = {str(each.publication.number) for each in served_themes(library)}
    ids = {each.key: each.key.partition("-")[0] for each in proposal.links if each.kind != "theme"}
    with library.catalogue.read() as connection:
        found = documents.find_many(connection, list(ids.values()), visible_to=actor.visible_to)
    seen = {key for key, id_ in ids.items() if id_ in found}
    return frozenset(seen | {each.key for each in proposal.links if each.key in themes})
