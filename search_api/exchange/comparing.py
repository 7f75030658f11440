"""Holding a package against the library."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import Connection

from corpus.catalogue import disagreements, documents, offers
from corpus.catalogue.corrections import USER, load_corrections
from corpus.catalogue.disagreements import Disagreement
from corpus.catalogue.offers import Offer, Received
from corpus.catalogue.parts import facts_of
from corpus.document import Fact, FactValue
from corpus.metadata import LABELS
from search_api.exchange.choosing import Leading, is_overruled, leading
from search_api.exchange.comparison import Change, Comparison, Line
from search_api.exchange.fields import Told
from search_api.exchange.itemising import item_digest
from search_api.exchange.manifest import DocumentItem, Manifest, document_object
from search_api.exchange.manifest_reading import parse_document

_SHOWN_FIELDS = 3
_ORIGIN_WITHDREW = "原发单位已经撤回，转述的不收"


def compare(connection: Connection, manifest: Manifest, own: str, *, now: datetime) -> Comparison:
    """
    Hold a package against the library.

    Args:
        connection: To read with.
        manifest: Of the package, verified.
        own: The fingerprint of this library.
        now: The time.
    """
    comparing = _Comparing(connection, manifest, own, now)
    compared: list[tuple[Line | None, Offer | None]] = []
    compared += [comparing.document(item) for item in manifest.documents]
    compared += [comparing.withdrawn(identity) for identity in manifest.withdrawn]
    lines = tuple(line for line, _ in compared if line)
    counts = Counter(line.change.value for line in lines)
    return Comparison(
        lines,
        tuple(offer for _, offer in compared if offer),
        {change.value: counts[change.value] for change in Change},
    )


class _Comparing:
    def __init__(self, connection: Connection, manifest: Manifest, own: str, now: datetime) -> None:
        wanted = [*(each.identity for each in manifest.documents), *manifest.withdrawn]
        self._connection = connection
        self._manifest = manifest
        self._fingerprint = own
        self._now = now
        self._known = offers.offers_by(connection, manifest.fingerprint)
        self._offers = offers.offers_of(connection, wanted)
        self._received = offers.received_of(connection, wanted)
        self._own = offers.own_documents(connection, wanted)
        self._removed = offers.removed_among(connection, self._received.values()) - set(self._own)
        ids = [each.document_id for each in self._received.values() if each.document_id]
        self._here = documents.ordinals_of(connection, ids)
        self._noted = {_key(each) for each in disagreements.of(connection, wanted)}

    def document(self, item: DocumentItem) -> tuple[Line, Offer | None]:
        """Compare a document that is given."""
        before = self._present(item.identity)
        if self._fingerprint in {each.fingerprint for each in item.provenance}:
            line = self._line(item, Change.OWN, "由本馆交出，不再收回")
            return line, self._gone(before) if before else None
        offer = self._offer(item)
        is_new = before is None or before.digest != offer.digest
        after = self._after(offer)
        is_heeded = is_new and not self._is_overruled(item)
        conflicts = tuple(self._conflicts(item, after)) if is_heeded else ()
        change, words = self._change(item, before, after, is_new=is_new)
        if conflicts:
            change, words = Change.CONFLICT, _conflict_words(conflicts)
        return self._line(item, change, words, conflicts), offer if is_new else None

    def withdrawn(self, identity: str) -> tuple[Line | None, Offer | None]:
        """Compare what is taken back."""
        before = self._present(identity)
        if before is None:
            return None, None
        gone = self._gone(before)
        words = "从检索中撤下"
        if identity in self._own:
            words = "本馆自有，仍保留"
        elif identity in self._removed:
            words = "本馆已经移除"
        elif self._after(gone):
            words = "另有单位共享，仍保留"
        return Line(identity, before.title, "", Change.WITHDRAWN, words), gone

    def _change(
        self, item: DocumentItem, before: Offer | None, after: Leading | None, *, is_new: bool
    ) -> tuple[Change, str]:
        identity = item.identity
        if identity in self._own:
            return Change.OWN, "本馆自有的文件不变，只记来源"
        if identity in self._removed:
            return Change.REMOVED, "本馆移除过，不再收进来"
        if after is None:
            return Change.SAME, _ORIGIN_WITHDREW
        received = self._received.get(identity)
        now = leading(self._offers.get(identity, ()), received)
        if now is None or not self._is_here(received):
            return Change.NEW, f"只有{item.tier}，全文由 {item.origin.name} 保存" * (
                item.tier.rank < 2
            )
        if not is_new:
            return Change.SAME, ""
        return self._changed(item, before, now, after)

    def _changed(
        self, item: DocumentItem, before: Offer | None, now: Leading, after: Leading
    ) -> tuple[Change, str]:
        """Compare what is followed now with what will be."""
        if _followed(now) == _followed(after):
            return Change.SAME, self._beside_words(item)
        if before is not None and before.sender in (now.offer.sender, now.speaker.sender):
            return Change.UPDATED, _updated_words(parse_document(Told.of(before.item)), item)
        if now.item.tier is not after.item.tier:
            return Change.UPDATED, f"{now.item.tier} → {after.item.tier}"
        if now.speaker.sender == after.speaker.sender:
            return Change.UPDATED, f"{after.item.tier}改由{after.item.provenance[-1].name}提供"
        return Change.UPDATED, f"改由{after.spoken.origin.name}直接共享"

    def _conflicts(self, item: DocumentItem, after: Leading | None) -> Iterable[Disagreement]:
        """Find what people said on both sides, and differently."""
        ordinal = self._own.get(item.identity)
        received = self._received.get(item.identity)
        is_own = ordinal is not None
        if not is_own and self._is_here(received):
            ordinal = self._here.get(str(received and received.document_id))
        if ordinal is None:
            return
        facts = facts_of(self._connection, ordinal)
        said = load_corrections(self._connection, [ordinal]).get(ordinal, {})
        is_rival = is_own or _is_rival(item, after, self._manifest.fingerprint)
        for name in item.corrected:
            ours, theirs = _value(facts, name), item.facts[name]
            is_said = name in said and said[name].method == USER
            if (ours or "") == (theirs or "") or not (is_rival or is_said):
                continue
            found = Disagreement(
                item.identity, self._manifest.fingerprint, name, ours, theirs, self._now
            )
            if _key(found) not in self._noted:
                yield found

    def _beside_words(self, item: DocumentItem) -> str:
        """Say why what one more library gives of a document changes nothing."""
        if not self._is_overruled(item):
            return "另一单位也共享，记下来源"
        listed = self._offers.get(item.identity, ())
        origin = next(each for each in listed if each.sender == item.origin.fingerprint)
        return "原发单位直接共享，以它的为准" if origin.item else _ORIGIN_WITHDREW

    def _is_overruled(self, item: DocumentItem) -> bool:
        return is_overruled(item, {each.sender for each in self._offers.get(item.identity, ())})

    def _is_here(self, received: Received | None) -> bool:
        return received is not None and received.document_id in self._here

    def _present(self, identity: str) -> Offer | None:
        before = self._known.get(identity)
        return before if before and before.item is not None else None

    def _after(self, offer: Offer) -> Leading | None:
        """Say what is followed once the sender offers this."""
        listed = self._offers.get(offer.identity, ())
        others = [each for each in listed if each.sender != offer.sender]
        return leading([*others, offer], self._received.get(offer.identity))

    def _offer(self, item: DocumentItem) -> Offer:
        return Offer(
            identity=item.identity,
            sender=self._manifest.fingerprint,
            title=item.title,
            digest=item_digest(item),
            item=document_object(item),
            serial=self._manifest.serial,
            changed_at=self._now,
        )

    def _gone(self, before: Offer) -> Offer:
        """Give what is kept of an offer that was taken back: whose it was, and no title."""
        return Offer(
            before.identity,
            before.sender,
            "",
            "",
            None,
            self._manifest.serial,
            self._now,
        )

    def _line(
        self,
        item: DocumentItem,
        change: Change,
        words: str,
        conflicts: tuple[Disagreement, ...] = (),
    ) -> Line:
        hands = tuple(each.name for each in item.provenance)
        return Line(item.identity, item.title, item.tier, change, words, hands, conflicts)


def _is_rival(item: DocumentItem, after: Leading | None, sender: str) -> bool:
    """Tell whether what will stand here is another's word, no older than this one."""
    if after is None or after.speaker.sender == sender:
        return False
    theirs, ours = item.origin, after.spoken.origin
    return theirs.fingerprint != ours.fingerprint or theirs.serial == ours.serial


def _followed(lead: Leading) -> tuple[str, ...]:
    """Tell two states of what is followed apart."""
    return lead.offer.sender, lead.offer.digest, lead.speaker.sender, lead.speaker.digest


def _value(facts: Mapping[str, Fact], name: str) -> FactValue:
    fact = facts.get(name)
    return "" if fact is None else fact.value


def _key(each: Disagreement) -> tuple[str, str, str, str]:
    return each.identity, each.field, repr(each.ours), repr(each.theirs)


def _conflict_words(conflicts: tuple[Disagreement, ...]) -> str:
    fields = "、".join(LABELS[each.field] for each in conflicts)
    return f"{fields}与本馆不同，本馆的保留，等待选择"


def _updated_words(old: DocumentItem, item: DocumentItem) -> str:
    told = []
    if old.tier is not item.tier:
        told.append(f"{old.tier} → {item.tier}")
    names = old.facts.keys() | item.facts.keys()
    changed = [
        label
        for name, label in LABELS.items()
        if name in names and old.facts.get(name) != item.facts.get(name)
    ]
    if old.source_grade != item.source_grade:
        changed.append(LABELS["source_grade"])
    if changed:
        more = f"等 {len(changed)} 项" if len(changed) > _SHOWN_FIELDS else ""
        told.append(f"改了{'、'.join(changed[:_SHOWN_FIELDS])}{more}")
    if old.abstract != item.abstract and old.tier is item.tier:
        told.append("改了摘要")
    return "，".join(told) or "来源记录有变"
