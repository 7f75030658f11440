"""Libraries that exchange packages: each in a home of its own, with invented papers."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.actor import LOCAL
from corpus.card import Tier
from corpus.catalogue import documents, offers
from corpus.catalogue.values import Stored
from corpus.storage import hash_file
from indexer.library import Library
from search_api.correcting import correct_documents
from search_api.exchange.identity import identity, name_library
from search_api.exchange.importing import Applied, apply_package, receive
from search_api.exchange.packing import Packed, pack
from search_api.exchange.sharing import held_tier, share
from tests.library import add, open_library, search, titles

PAPER = """关于做好{name}工作的通知

示例云政发〔2024〕{number}号

各有关单位：

一、总体要求

坚持党的领导，把{name}工作抓在日常。{secret}

二、组织实施

各单位要制定方案，明确责任，按月报告进度。

云陵省人民政府
2024年3月{number}日
"""

NAMES = ("水库巡查", "档案整理", "技能比武", "节水改造", "班组建设", "安全培训")


class Hall:
    """A library with a folder of papers."""

    def __init__(self, folder: Path, name: str) -> None:
        self.folder = folder / name
        self.papers = self.folder / "papers"
        self.papers.mkdir(parents=True)
        self.library: Library = open_library(self.folder / "home")
        self.name = name
        name_library(self.library, LOCAL, name)

    @property
    def fingerprint(self) -> str:
        return identity(self.library).fingerprint

    def write(self, number: int, *, secret: str = "", name: str = "") -> Path:
        """Write a paper, the same bytes in every hall."""
        path = self.papers / f"{number:03}.txt"
        called = name or f"{NAMES[number % len(NAMES)]}{number}"
        text = PAPER.format(name=called, number=number, secret=secret)
        path.write_text(text, encoding="utf-8")
        return path

    def add(self, *numbers: int, secret: str = "") -> list[str]:
        """Take papers in; give their identities."""
        paths = [self.write(number, secret=secret) for number in numbers]
        assert not add(self.library, *paths).failed
        return [hash_file(path)[0] for path in paths]

    def share(self, tier: Tier | str, *identities: str) -> None:
        share(self.library, LOCAL, [self.id_of(each) for each in identities], Tier(tier))

    def pack(self, name: str = "") -> Path:
        target = self.folder / f"{name or self.name}.xjx"
        self.packed: Packed = pack(self.library, LOCAL, target, may_be_empty=True)
        return target

    def take(self, package: Path, sender: "Hall | None" = None) -> Applied:
        """Import a package; the fingerprint of *sender* is confirmed."""
        preview = receive(self.library, LOCAL, package)
        if preview.is_done:
            return Applied(preview)
        trust = sender.fingerprint if sender else None
        return apply_package(self.library, LOCAL, preview.package, trust=trust)

    def id_of(self, identity: str) -> str:
        """Give the id that a document has here, by its text or its card."""
        with self.library.catalogue.read() as connection:
            if documents.find(connection, identity[:16]) is not None:
                return identity[:16]
            came = offers.received_of(connection, [identity])[identity]
        return str(came.document_id)

    def stored(self, identity: str) -> Stored | None:
        """Give a document as it stands here; None when it is not."""
        with self.library.catalogue.read() as connection:
            ordinal = documents.find(connection, identity[:16])
            if ordinal is None:
                came = offers.received_of(connection, [identity]).get(identity)
                id_ = came.document_id if came else None
                ordinal = documents.find(connection, id_) if id_ else None
            return None if ordinal is None else documents.get(connection, ordinal)

    def tier_of(self, identity: str) -> str | None:
        """Say how much of a document is here; None when it is not."""
        stored = self.stored(identity)
        return held_tier(stored.document.completeness).value if stored else None

    def title_of(self, identity: str) -> str | None:
        stored = self.stored(identity)
        return stored.document.value("title") if stored else None

    def came(self) -> list[str]:
        """Give the identities of what others share and lies here."""
        with self.library.catalogue.read() as connection:
            return [each.identity for each in offers.received_in(connection, offers.HERE)]

    def found(self, query: str) -> list[str]:
        return titles(search(self.library, query))

    def correct(self, identity: str, **facts: str) -> None:
        correct_documents(self.library, LOCAL, [self.id_of(identity)], dict(facts))

    def close(self) -> None:
        self.library.close()


@contextmanager
def halls(folder: Path, *names: str) -> Iterator[list[Hall]]:
    """Open libraries of these names."""
    made = [Hall(folder, name) for name in names]
    try:
        yield made
    finally:
        for each in made:
            each.close()


def everything_under(home: Path) -> bytes:
    """Give the bytes of every file of a home."""
    return b"\n".join(path.read_bytes() for path in sorted(home.rglob("*")) if path.is_file())
