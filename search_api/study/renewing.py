"""Quoting or naming the newer text in the place of the older one, words where they are the same."""

from corpus.actor import Actor
from corpus.catalogue import collected
from corpus.errors import WrongValue
from corpus.quotation import Quotation, Reference, is_same
from indexer.library import Library
from search_api.reading import find_document
from search_api.study.paper_sources import quotation_of_no_words
from search_api.study.quoting import reference_of
from search_api.study.sources import source_states

_NOT_THE_SAME = "引文没有换：新版里没有一字不差的这段文字。请打开新版，重新选取。"
_NOTHING_THERE = "篇目没有换：原来的位置上没有别的文件。请刷新页面再看。"
_IS_THERE = "引文没有换：新版的这段文字已在备课篮里。旧的可以移出。"


def renewed(library: Library, actor: Actor, quotation: Quotation) -> Quotation:
    """
    Give the words of a quotation as the text quotes them that lies where its source lay.

    Raises:
        WrongValue: Nothing lies there that the actor may see, or it has other words.
    """
    (state,) = source_states(library, actor, [quotation])
    if state.newer_quotation is None or not state.is_kept_by_newer:
        raise WrongValue(_NOT_THE_SAME)
    return state.newer_quotation


def named_anew(library: Library, actor: Actor, reference: Reference) -> Reference:
    """
    Name what lies today where a document lay that is only named.

    Raises:
        WrongValue: Nothing else lies there that the actor may see.
    """
    (state,) = source_states(library, actor, [quotation_of_no_words(reference)])
    if state.newer is None:
        raise WrongValue(_NOTHING_THERE)
    return reference_of(find_document(library, actor, state.newer.id))


def renew_collected(library: Library, actor: Actor, number: int) -> int:
    """
    Keep the newer quotation in the place of one of the collection, which is taken away.

    Returns:
        The number of the newer one.

    Raises:
        CollectedNotFound: There is none of this number.
        WrongValue: The words are not the same, or the newer quotation is in the collection.
    """
    with library.catalogue.read() as connection:
        older = collected.get(connection, actor.id, number)
    newer = renewed(library, actor, older.quotation)
    with library.catalogue.write() as connection:
        known = collected.of_actor(connection, actor.id)
        if any(is_same(each.quotation, newer) for each in known):
            raise WrongValue(_IS_THERE)
        return collected.renew(connection, actor.id, number, newer, now=library.clock())


def undo_renewal(library: Library, actor: Actor, older: int, newer: int) -> None:
    """Bring the older quotation back, and take the newer one away."""
    with library.catalogue.write() as connection:
        if collected.remove(connection, actor.id, [newer], now=library.clock()):
            collected.restore(connection, actor.id, [older])
