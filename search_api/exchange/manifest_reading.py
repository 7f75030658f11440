"""Reading a manifest: each field as it must be, and all of them held to each other."""

from corpus.card import Tier
from corpus.catalogue.notices import NoticeKind
from search_api.exchange.fields import Told, WrongShape, day, digest, fingerprint, moment
from search_api.exchange.manifest import (
    DOCUMENT,
    OPENING,
    TEXT_REQUEST,
    TYPED,
    DocumentItem,
    Hand,
    Manifest,
    PackedFile,
    TextRequest,
)
from search_api.exchange.notice import MOST_NOTICES, parse_notice

_SOURCES = {True: (OPENING, TYPED), False: ("",)}
_MOST_HANDS = 50


def parse_manifest(told: object) -> Manifest:
    """
    Read a manifest of this version.

    Raises:
        WrongShape: It is not as it must be.
    """
    whole = Told.of(told)
    library = Told.of(whole.get("library"))
    items = [Told.of(each) for each in whole.many("items")]
    kinds = [each.text("kind") for each in items]
    manifest = Manifest(
        name=library.library_name("name"),
        public_key=digest(library.text("public_key")),
        fingerprint=fingerprint(library.text("fingerprint")),
        serial=whole.number("serial", least=1),
        made_at=moment(whole.text("made_at")),
        documents=tuple(
            parse_document(each)
            for each, kind in zip(items, kinds, strict=True)
            if kind == DOCUMENT
        ),
        requests=tuple(
            _parse_request(each)
            for each, kind in zip(items, kinds, strict=True)
            if kind == TEXT_REQUEST
        ),
        withdrawn=tuple(digest(each) for each in whole.texts("withdrawn")),
        files=tuple(_parse_file(Told.of(each)) for each in whole.many("files")),
        notices=tuple(
            parse_notice(each)
            for each, kind in zip(items, kinds, strict=True)
            if kind in tuple(NoticeKind)
        ),
        unknown=sum(kind not in (DOCUMENT, TEXT_REQUEST, *NoticeKind) for kind in kinds),
    )
    _check_whole(manifest)
    return manifest


def parse_document(told: Told) -> DocumentItem:
    """
    Read a document.

    Raises:
        WrongShape: It is not as it must be.
    """
    tier = told.tier("tier")
    abstract = told.text("abstract", longest=told.LONGEST_ABSTRACT, may_be_empty=True)
    source = told.text("abstract_source", may_be_empty=True)
    if bool(abstract) != (tier is Tier.ABSTRACT) or source not in _SOURCES[bool(abstract)]:
        raise WrongShape("摘要与共享层级不符")
    facts = told.facts("facts")
    corrected = told.texts("corrected")
    if not set(corrected) <= facts.keys():
        raise WrongShape("更正的字段不在著录项里")
    return DocumentItem(
        identity=digest(told.text("identity")),
        tier=tier,
        file_name=told.file_name("file_name"),
        facts=facts,
        corrected=corrected,
        source_grade=told.source_grade("source_grade"),
        completeness=told.completeness("completeness"),
        abstract=abstract,
        abstract_source=source,
        provenance=_provenance(told),
    )


def _provenance(told: Told) -> tuple[Hand, ...]:
    hands = tuple(
        Hand(
            name=each.library_name("name"),
            fingerprint=fingerprint(each.text("fingerprint")),
            serial=each.number("serial", least=1),
            on=day(each.text("on")),
        )
        for each in map(Told.of, told.many("provenance"))
    )
    if not 1 <= len(hands) <= _MOST_HANDS or len({h.fingerprint for h in hands}) < len(hands):
        raise WrongShape("来源经手记录不合规定")
    return hands


def _check_whole(manifest: Manifest) -> None:
    """Hold the parts of a manifest to each other."""
    identities = [each.identity for each in manifest.documents]
    if len(set(identities)) < len(identities) or set(identities) & set(manifest.withdrawn):
        raise WrongShape("同一份文件列了两次，或既共享又撤回")
    keys = [(each.kind, each.key) for each in manifest.notices]
    if len(set(keys)) < len(keys) or len(keys) > MOST_NOTICES:
        raise WrongShape("同一条专题、推荐或征集列了两次，或太多")
    if any(each.provenance[-1].fingerprint != manifest.fingerprint for each in manifest.documents):
        raise WrongShape("来源经手记录的末一环不是发送单位")
    whole = [(each.file, each.identity) for each in manifest.documents if each.tier is Tier.WHOLE]
    if [(each.name, each.sha256) for each in manifest.files] != whole:
        raise WrongShape("全文文件与清单不符")


def _parse_request(told: Told) -> TextRequest:
    return TextRequest(
        identity=digest(told.text("identity")),
        title=told.text("title"),
        holder=fingerprint(told.text("holder")),
    )


def _parse_file(told: Told) -> PackedFile:
    return PackedFile(
        name=told.text("name"),
        sha256=digest(told.text("sha256")),
        size=told.number("size", least=0),
    )
