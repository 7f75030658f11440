"""A thousand random operations on four libraries, against a model that fits on a page."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from corpus.actor import LOCAL
from corpus.card import Tier
from corpus.catalogue import documents, offers
from corpus.errors import KnowledgeBaseError
from corpus.metadata import ABSTRACT_ONLY, CATALOGUE_ONLY
from indexer.ingest.following import follow
from search_api.exchange.sharing import share, unshare
from tests.search_api.exchange.halls import Hall, everything_under, halls
from tests.search_api.exchange.here_pool import read_here

OPERATIONS = 1000
SEED = 20261122
PAPERS = 8
TIERS = tuple(Tier)
# Imports cost a commit of the index each; the rest is quick.
WEIGHTS = {"share": 25, "unshare": 12, "correct": 10, "pack": 40, "take": 13}

Offers = dict[str, dict[str, tuple[Tier, tuple[str, ...]]]]  # identity -> sender -> what


@dataclass
class Package:
    """What a package says, as the model knows it."""

    path: Path
    sender: str
    serial: int
    items: dict[str, tuple[Tier, tuple[str, ...]]]
    withdrawn: set[str]


@dataclass
class Modelled:
    """A library as the model knows it."""

    own: set[str] = field(default_factory=set)
    shared: dict[str, Tier] = field(default_factory=dict)
    given: set[str] = field(default_factory=set)
    offers: Offers = field(default_factory=dict)
    lead: dict[str, str] = field(default_factory=dict)
    newest: dict[str, int] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    serial: int = 0
    taken: int = 0

    def tier(self, identity: str) -> Tier | None:
        if identity in self.own:
            return Tier.WHOLE
        lead = self.lead.get(identity)
        return self.offers[identity][lead][0] if lead else None

    def pack(self, name: str, path: Path) -> Package:
        self.serial += 1
        items = {}
        for identity, tier in self.shared.items():
            held = self.tier(identity)
            if held is None:
                continue
            through: tuple[str, ...] = ()
            if identity not in self.own:
                through = self.offers[identity][self.lead[identity]][1]
            items[identity] = (min(tier, held, key=lambda each: each.rank), (*through, name))
        withdrawn = self.given - items.keys()
        self.given |= items.keys()
        return Package(path, name, self.serial, items, withdrawn)

    def take(self, name: str, package: Package) -> None:
        self.newest[package.sender] = package.serial
        for identity, (tier, hands) in package.items.items():
            listed = self.offers.setdefault(identity, {})
            listed.pop(package.sender, None)
            if name not in hands:
                listed[package.sender] = (tier, hands)
            self._follow(identity)
        for identity in package.withdrawn:
            self.offers.get(identity, {}).pop(package.sender, None)
            self._follow(identity)

    def _follow(self, identity: str) -> None:
        listed = self.offers.get(identity, {})
        before = listed.get(self.lead.get(identity, ""))
        origin = before[1][0] if before else None

        def weight(sender: str) -> tuple[int, bool, int, str]:
            tier, hands = listed[sender]
            return tier.rank, hands[0] == origin, -len(hands), FINGERPRINTS[sender]

        if listed:
            self.lead[identity] = max(listed, key=weight)
            return
        self.lead.pop(identity, None)
        if identity not in self.own:
            self.titles.pop(identity, None)


FINGERPRINTS: dict[str, str] = {}


@pytest.fixture
def four(tmp_path: Path, monkeypatch) -> Iterator[list[Hall]]:
    read_here(monkeypatch)
    with halls(tmp_path, "甲馆", "乙馆", "丙馆", "丁馆") as made:
        FINGERPRINTS.update({each.name: each.fingerprint for each in made})
        yield made


def test_random_operations_keep_to_the_model(four):
    chosen = random.Random(SEED)
    model = {hall.name: Modelled() for hall in four}
    papers = _filled(four, model)
    packages: list[Package] = []
    done = dict.fromkeys(WEIGHTS, 0)
    for _ in range(OPERATIONS):
        (act,) = chosen.choices(list(WEIGHTS), WEIGHTS.values())
        hall = chosen.choice(four)
        _ACTS[act](chosen, hall, model[hall.name], papers, packages)
        done[act] += 1
    assert all(done.values())
    assert sum(each.taken for each in model.values()) > 50
    _quiesce(four, model)
    for hall in four:
        _compare(hall, model[hall.name], papers)
        _look_for_texts(hall, model[hall.name], papers)


def _filled(four: list[Hall], model: dict[str, Modelled]) -> list[str]:
    """Give each library two papers; one of them two libraries hold."""
    papers: list[str] = []
    for number in range(1, PAPERS + 1):
        hall = four[number % len(four)]
        (identity,) = hall.add(number, secret=f"{'背景从略。' * 30}密语第{number:03}号。")
        papers.append(identity)
        model[hall.name].own.add(identity)
    four[0].add(1, secret=f"{'背景从略。' * 30}密语第001号。")
    model[four[0].name].own.add(papers[0])
    return papers


def _share(chosen, hall, known, papers, packages):
    identity, tier = chosen.choice(papers), chosen.choice(TIERS)
    held = known.tier(identity)
    if held is None:
        return
    try:
        share(hall.library, LOCAL, [hall.id_of(identity)], tier)
    except KnowledgeBaseError:
        assert tier.rank > held.rank
        return
    assert tier.rank <= held.rank
    known.shared[identity] = tier


def _unshare(chosen, hall, known, papers, packages):
    identity = chosen.choice(papers)
    try:
        unshare(hall.library, LOCAL, [identity])
    except KnowledgeBaseError:
        assert identity not in known.shared
        return
    del known.shared[identity]


def _correct(chosen, hall, known, papers, packages):
    identity = chosen.choice(papers)
    if known.tier(identity) is None:
        return
    title = f"{hall.name}改的标题{chosen.randrange(1000)}"
    hall.correct(identity, title=title)
    known.titles[identity] = title


def _pack(chosen, hall, known, papers, packages):
    name = f"{hall.name}{known.serial + 1}"
    packages.append(known.pack(hall.name, hall.pack(name)))


def _take(chosen, hall, known, papers, packages):
    """Take a package of anybody, most often a new one."""
    if not packages:
        return
    package = chosen.choice(packages[-8:] if chosen.random() < 0.8 else packages)
    newest = known.newest.get(package.sender, 0)
    is_refused = package.sender == hall.name or package.serial < newest
    try:
        applied = _taken(hall, package)
    except KnowledgeBaseError:
        applied = None
    assert (applied is None) == is_refused
    if applied is None:
        return
    assert applied.preview.is_done == (package.serial == newest)
    if not applied.preview.is_done:
        known.take(hall.name, package)
        known.taken += 1
    _compare(hall, known, papers)


def _taken(hall: Hall, package: Package):
    from search_api.exchange.importing import Applied, apply_package, receive

    preview = receive(hall.library, LOCAL, package.path)
    if preview.is_done:
        return Applied(preview)
    trust = FINGERPRINTS[package.sender]
    return apply_package(hall.library, LOCAL, preview.package, trust=trust)


_ACTS = {"share": _share, "unshare": _unshare, "correct": _correct, "pack": _pack, "take": _take}


def _compare(hall: Hall, known: Modelled, papers: list[str]) -> None:
    """Hold a library against the model: what is there, how much of it, and whose words."""
    assert _tiers(hall, papers) == {each: known.tier(each) for each in papers}
    with hall.library.catalogue.read() as connection:
        came = offers.received_of(connection, papers)
    followed = {key: each.lead for key, each in came.items() if each.lead}
    assert followed == {key: FINGERPRINTS[sender] for key, sender in known.lead.items()}
    for identity, title in known.titles.items():
        assert hall.title_of(identity) == title


def _tiers(hall: Hall, papers: list[str]) -> dict[str, Tier | None]:
    lacking = {ABSTRACT_ONLY: Tier.ABSTRACT, CATALOGUE_ONLY: Tier.CATALOGUE}
    with hall.library.catalogue.read() as connection:
        came = offers.received_of(connection, papers)
        ids = {each: [each[:16]] for each in papers}
        for identity, each in came.items():
            ids[identity].append(each.document_id or "")
        known = documents.ordinals_of(connection, [id_ for each in ids.values() for id_ in each])
        cards = documents.cards(connection, list(known.values()))
        assert len(cards) == sum(any(id_ in known for id_ in each) for each in ids.values())
    held = {card.id: lacking.get(card.completeness, Tier.WHOLE) for card in cards.values()}
    return {
        identity: next((held[id_] for id_ in each if id_ in held), None)
        for identity, each in ids.items()
    }


def _quiesce(four: list[Hall], model: dict[str, Modelled]) -> None:
    """Give everybody everything, until nothing changes any more."""
    for _ in range(3):
        for sender in four:
            package = model[sender.name].pack(sender.name, sender.pack("last"))
            for receiver in four:
                if receiver is not sender:
                    _taken(receiver, package)
                    model[receiver.name].take(receiver.name, package)


def _look_for_texts(hall: Hall, known: Modelled, papers: list[str]) -> None:
    """Look for the words of every text that is not whole here."""
    follow(hall.library)
    everything = everything_under(hall.library.settings.home)
    for number, identity in enumerate(papers, start=1):
        if known.tier(identity) is not Tier.WHOLE:
            assert f"密语第{number:03}号".encode() not in everything
