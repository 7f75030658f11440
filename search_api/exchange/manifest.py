"""What a package says of itself and of what is in it, see docs/exchange.md."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from corpus.card import Tier
from corpus.document import FactValue
from search_api.exchange.canonical import canonical
from search_api.exchange.notice import NoticeItem, notice_object

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
    def is_relayed(self) -> bool:
        """Whether its sender has it from another, which only the sender's word says."""
        return len(self.provenance) > 1

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
    def is_empty(self) -> bool:
        """Whether nothing is in it."""
        return not (self.documents or self.requests or self.withdrawn or self.notices)

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


def _request_object(request: TextRequest) -> dict[str, Any]:
    return {"identity": request.identity, "title": request.title, "holder": request.holder}
