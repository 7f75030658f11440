"""What a package says of itself and of what is in it, see docs/exchange.md."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from corpus.card import Tier
from corpus.catalogue.notices import NoticeKind
from corpus.document import FactValue
from search_api.exchange.canonical import canonical
from search_api.exchange.fields import Told, WrongShape, day, digest, fingerprint, moment
from search_api.exchange.notice import (
    MOST_NOTICES,
    NoticeItem,
    notice_object,
    parse_notice,
)

FORMAT = "xuejian-exchange"
VERSION = 1
DOCUMENT = "document"
TEXT_REQUEST = "text_request"

OPENING = "opening"  # the abstract is the opening of the text
TYPED = "typed"  # or what the sharer typed


@dataclass(frozen=True, slots=True)
class Hand:
    """
    A library through which a document came.

    Attributes:
        name: As it called itself.
        fingerprint: Of its key.
        serial: Of its package in which the document first was as it is.
        on: The day of that package, ISO.
    """

    name: str
    fingerprint: str
    serial: int
    on: str


@dataclass(frozen=True, slots=True)
class DocumentItem:
    """
    A document in a package.

    Attributes:
        identity: The sha256 of the original's bytes.
        tier: How much of it is given.
        file_name: Of the original.
        facts: What its card says, by field name.
        corrected: Those of its fields that people said.
        source_grade: Of the original.
        completeness: Of the original.
        abstract: At tier 摘要; empty else.
        abstract_source: OPENING or TYPED; empty without an abstract.
        provenance: The hands, from the origin to the sender.
    """

    identity: str
    tier: Tier
    file_name: str
    facts: Mapping[str, FactValue]
    corrected: tuple[str, ...]
    source_grade: str
    completeness: str
    abstract: str
    abstract_source: str
    provenance: tuple[Hand, ...]

    @property
    def title(self) -> str:
        """Its title; its file's name where it has none."""
        return str(self.facts.get("title") or self.file_name)

    @property
    def origin(self) -> Hand:
        """The library from which it came first."""
        return self.provenance[0]

    @property
    def file(self) -> str:
        """Name of its file in the package."""
        return f"files/{self.identity}"


@dataclass(frozen=True, slots=True)
class TextRequest:
    """The whole text of a document, asked for of who holds it."""

    identity: str
    title: str
    holder: str


@dataclass(frozen=True, slots=True)
class PackedFile:
    """A file in a package; sizes in bytes."""

    name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """
    A package.

    Attributes:
        name: Of the library that made it.
        public_key: Of that library, in hex.
        fingerprint: Of that key.
        serial: Its number among that library's packages.
        made_at: The moment, ISO.
        documents: What is shared.
        requests: What is asked for.
        notices: What is given beside documents.
        unknown: How many items are of kinds that this version does not know.
        withdrawn: The identities that were shared once and are no longer.
        files: The originals that are in it.
    """

    name: str
    public_key: str
    fingerprint: str
    serial: int
    made_at: str
    documents: tuple[DocumentItem, ...]
    requests: tuple[TextRequest, ...]
    withdrawn: tuple[str, ...]
    files: tuple[PackedFile, ...]
    notices: tuple[NoticeItem, ...] = ()
    unknown: int = 0

    @property
    def sha256(self) -> str:
        """Of its bytes."""
        return hashlib.sha256(manifest_bytes(self)).hexdigest()


def manifest_bytes(manifest: Manifest) -> bytes:
    """Write a manifest."""
    items = [
        *({"kind": DOCUMENT, **document_object(each)} for each in manifest.documents),
        *({"kind": TEXT_REQUEST, **_request_object(each)} for each in manifest.requests),
        *map(notice_object, manifest.notices),
    ]
    return canonical(
        {
            "format": FORMAT,
            "version": VERSION,
            "library": {
                "name": manifest.name,
                "public_key": manifest.public_key,
                "fingerprint": manifest.fingerprint,
            },
            "serial": manifest.serial,
            "made_at": manifest.made_at,
            "items": items,
            "withdrawn": list(manifest.withdrawn),
            "files": [
                {"name": each.name, "sha256": each.sha256, "size": each.size}
                for each in manifest.files
            ],
        }
    )


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
        name=library.text("name", longest=100),
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


def document_object(item: DocumentItem) -> dict[str, Any]:
    """Give a document as JSON has it."""
    facts = {
        name: value if isinstance(value, str) else list(value) for name, value in item.facts.items()
    }
    return {
        "identity": item.identity,
        "tier": item.tier.value,
        "file_name": item.file_name,
        "facts": facts,
        "corrected": list(item.corrected),
        "source_grade": item.source_grade,
        "completeness": item.completeness,
        "abstract": item.abstract,
        "abstract_source": item.abstract_source,
        "provenance": [
            {
                "name": each.name,
                "fingerprint": each.fingerprint,
                "serial": each.serial,
                "on": each.on,
            }
            for each in item.provenance
        ],
    }


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


_SOURCES = {True: (OPENING, TYPED), False: ("",)}
_MOST_HANDS = 50


def _provenance(told: Told) -> tuple[Hand, ...]:
    hands = tuple(
        Hand(
            name=each.text("name", longest=100),
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


def _request_object(request: TextRequest) -> dict[str, Any]:
    return {"identity": request.identity, "title": request.title, "holder": request.holder}
