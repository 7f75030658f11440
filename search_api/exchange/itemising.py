"""What a package says of a document that is shared."""

import hashlib
import re
from collections.abc import Iterable
from pathlib import PurePath

from sqlalchemy import Connection

from corpus.card import Tier
from corpus.catalogue import documents, offers, paths
from corpus.catalogue.corrections import SAID, USER, load_corrections
from corpus.catalogue.parts import facts_of_many
from corpus.catalogue.shares import Share
from corpus.document import Document, FactValue
from corpus.metadata import LABELS
from search_api.exchange.canonical import canonical
from search_api.exchange.choosing import leading
from search_api.exchange.fields import Told, WrongShape
from search_api.exchange.manifest import OPENING, TYPED, DocumentItem, document_object

OPENING_LETTERS = 300  # of an abstract that nobody typed
_SENTENCE_END = re.compile("[。！？；]")
_UNFIT = re.compile(r"[/\\\x00-\x1f\x7f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
_LONGEST_STEM = 150


class Itemising:
    """The shared documents, looked up together."""

    def __init__(self, connection: Connection, identities: Iterable[str]) -> None:
        wanted = list(identities)
        self._connection = connection
        self._received = offers.received_of(connection, wanted)
        self._offers = offers.offers_of(connection, wanted)
        self._own = offers.own_documents(connection, wanted)
        ids = {each: each[:16] for each in wanted}
        came = {key: one.document_id for key, one in self._received.items() if one.document_id}
        known = documents.ordinals_of(connection, [*ids.values(), *came.values()])
        whole = {key: known[id_] for key, id_ in ids.items() if id_ in known}
        cards = {key: known[id_] for key, id_ in came.items() if id_ in known}
        self._ordinals = cards | whole
        self._cards = documents.cards(connection, list(self._ordinals.values()))
        self._whole = whole
        self._facts_known = facts_of_many(connection, list(self._ordinals.values()))
        self._said = load_corrections(connection, list(self._ordinals.values()))

    def item(self, share: Share, own: str) -> DocumentItem | None:
        """
        Say what is given of a document, at the most what is here; None when it is gone.

        Args:
            share: As the keeper has it.
            own: This library's fingerprint, which stands in no provenance but as the last.
        """
        ordinal = self._ordinals.get(share.identity)
        lead = self._lead(share.identity)
        if ordinal is None or (lead and own in {each.fingerprint for each in lead.provenance}):
            return None
        card = self._cards[ordinal]
        held = Tier.WHOLE if share.identity in self._whole else (lead.tier if lead else None)
        if held is None:
            return None
        tier = min(share.tier, held, key=lambda each: each.rank)
        facts, corrected = self._facts(ordinal, lead)
        grade = facts.pop("source_grade", card.source_grade)
        abstract, source = self._abstract(share, tier, ordinal, lead)
        if tier is Tier.ABSTRACT and not abstract:
            tier = Tier.CATALOGUE
        return DocumentItem(
            identity=share.identity,
            tier=tier,
            file_name=lead.file_name if lead else self._file_name(ordinal, share.identity),
            facts=facts,
            corrected=tuple(sorted(corrected & facts.keys())),
            source_grade=str(grade),
            completeness=lead.completeness
            if lead and held is not Tier.WHOLE
            else card.completeness,
            abstract=abstract,
            abstract_source=source,
            provenance=lead.provenance if lead else (),
        )

    def _lead(self, identity: str) -> DocumentItem | None:
        """Give the offer by which it came; None for a document of one's own."""
        if identity in self._own or identity not in self._received:
            return None
        lead = leading(self._offers.get(identity, ()), self._received[identity])
        return lead.item if lead else None

    def _facts(
        self, ordinal: int, lead: DocumentItem | None
    ) -> tuple[dict[str, FactValue], set[str]]:
        """Give what stands on the card, and which of it people said."""
        known = {**self._facts_known.get(ordinal, {}), **self._said.get(ordinal, {})}
        fit = {name: fact.value for name, fact in known.items() if _is_fit(name, fact.value)}
        said = {name for name, fact in known.items() if fact.method in SAID}
        if lead and lead.tier is not Tier.WHOLE:  # the facts of a card were all given
            said = {name for name in said if known[name].method == USER} | set(lead.corrected)
        return fit, said

    def _abstract(
        self, share: Share, tier: Tier, ordinal: int, lead: DocumentItem | None
    ) -> tuple[str, str]:
        if tier is not Tier.ABSTRACT:
            return "", ""
        if share.abstract:
            return share.abstract, TYPED
        if lead and lead.abstract:
            return lead.abstract, lead.abstract_source
        stored = documents.get(self._connection, ordinal)
        opening = opening_of(stored.document) if stored else ""
        return (opening, OPENING) if opening else ("", "")

    def _file_name(self, ordinal: int, identity: str) -> str:
        lying = paths.of(self._connection, ordinal)
        return fit_name(PurePath(lying[0].replace("\\", "/")).name if lying else "", identity)


def item_digest(item: DocumentItem) -> str:
    """Tell two states of an item apart."""
    return hashlib.sha256(canonical(document_object(item))).hexdigest()


def opening_of(document: Document) -> str:
    """Give how a text opens, up to the end of a sentence, at most half; without its letterhead."""
    body = document.passages[1:] or document.passages
    text = "\n".join(document.text[each.start : each.end] for each in body).strip()
    most = min(OPENING_LETTERS, len(text) // 2)
    ends = [each.end() for each in _SENTENCE_END.finditer(text, 0, most)]
    return _clean(text[: ends[-1] if ends else most])


def fit_name(name: str, identity: str) -> str:
    """Give a file's name as a package may have it."""
    cleaned = _UNFIT.sub("_", name).strip(". ")
    stem, dot, ending = cleaned.rpartition(".")
    short = f"{stem[:_LONGEST_STEM]}{dot}{ending}" if stem else cleaned[:_LONGEST_STEM]
    return short[-200:] or identity[:16]


def _clean(text: str) -> str:
    return re.sub("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\u202a-\u202e\u2066-\u2069]", "", text)


def _is_fit(name: str, value: FactValue) -> bool:
    """Tell whether a value may stand in a package."""
    if name == "source_grade":
        return True
    if name not in LABELS:
        return False
    try:
        Told({"facts": {name: value if isinstance(value, str) else list(value)}}).facts("facts")
    except WrongShape:
        return False
    return True
