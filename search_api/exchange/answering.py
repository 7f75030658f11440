"""Answering what other libraries ask for: with a document that goes to them whole."""

import hashlib

from corpus.actor import Actor
from corpus.card import Tier
from corpus.catalogue import notices
from corpus.catalogue.notices import GivenNotice, NoticeKind
from corpus.errors import PaperNotFound, WrongValue
from indexer.library import Library
from search_api.access import only_keepers
from search_api.exchange.notice import GivenAnswer
from search_api.exchange.noticed import requests_of_others
from search_api.exchange.sharing import share
from search_api.reading import find_document
from search_api.study.quoting import reference_of
from search_api.study.values import LONGEST_TITLE

LONGEST_WORDS = 500  # characters said to an answer


def answer_request(
    library: Library, actor: Actor, sender: str, request: str, document_id: str, words: str = ""
) -> GivenAnswer:
    """
    Answer a request of another library: the document is shared whole, and the answer goes along.

    Args:
        library: That answers.
        actor: Who says so.
        sender: The fingerprint of the library that asks.
        request: The key of its request.
        document_id: Of the document that answers it.
        words: What is said to it.

    Raises:
        Forbidden: The actor is no keeper.
        PaperNotFound: It does not ask for this, or no longer.
        DocumentNotFound: There is no such document.
        NotShared: Less than the whole document is here.
        WrongValue: The words are too long.
    """
    only_keepers(actor)
    asked = [each.notice for each in requests_of_others(library)]
    if (sender, request) not in {(each.sender, each.key) for each in asked}:
        raise PaperNotFound(request)
    stored = find_document(library, actor, document_id)
    if len(words) > LONGEST_WORDS:
        raise WrongValue(f"附言最多 {LONGEST_WORDS} 个字，这里有 {len(words)} 个。请写短一些。")
    answer = GivenAnswer(
        title=reference_of(stored).title[:LONGEST_TITLE],
        request=request,
        to=sender,
        identity=stored.sha256,
        words=words.strip(),
    )
    share(library, actor, [document_id], Tier.WHOLE)
    key = hashlib.sha256(f"{sender}:{request}".encode()).hexdigest()
    told = answer.model_dump(mode="json")
    with library.catalogue.write() as connection:
        notices.give(connection, GivenNotice(NoticeKind.ANSWER, key, told, library.clock()))
    return answer
