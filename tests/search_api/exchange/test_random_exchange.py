"""A thousand random operations on four libraries, one of which forges, against a model."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from corpus.actor import LOCAL
from corpus.card import Tier
from corpus.catalogue import documents, notices, offers
from corpus.errors import KnowledgeBaseError
from corpus.metadata import ABSTRACT_ONLY, CATALOGUE_ONLY
from indexer.ingest.following import follow
from indexer.ingest.removal import remove_document
from search_api.exchange.deciding import decide, open_conflicts
from search_api.exchange.giving import choose_given, givable
from search_api.exchange.importing import Applied, apply_package, receive
from search_api.exchange.sharing import share, unshare
from search_api.ledger.gap import Requested, State
from search_api.ledger.gaps import move_gap, request_material
from tests.search_api.exchange.forging import relayed_as
from tests.search_api.exchange.halls import Hall, everything_under, halls
from tests.search_api.exchange.here_pool import read_here
from tests.search_api.exchange.model import FINGERPRINTS, Modelled, Package

OPERATIONS = 1000
SEED = 20261122
PAPERS = 8
TIERS = tuple(Tier)
FORGED = "伪造的标题"
FORGER = "丁馆"
# What changes the index costs a commit of it each; the rest is quick.
WEIGHTS = {
    "share": 25,
    "unshare": 12,
    "correct": 8,
    "pack": 38,
    "take": 11,
    "remove": 2,
    "restore": 1,
    "give": 4,
    "decide": 5,
    "forge": 8,
}


@dataclass
class Play:
    """A library, what the model knows of it, and what all of them play with."""

    chosen: random.Random
    four: list[Hall]
    hall: Hall
    known: Modelled
    papers: list[str]
    packages: list[Package]


@pytest.fixture
def four(tmp_path: Path, monkeypatch) -> Iterator[list[Hall]]:
    read_here(monkeypatch)
    with halls(tmp_path, "甲馆", "乙馆", "丙馆", FORGER) as made:
        FINGERPRINTS.update({each.name: each.fingerprint for each in made})
        yield made


@pytest.mark.no_cover  # its many rounds go through the same lines
def test_random_operations_keep_to_the_model(four):
    chosen = random.Random(SEED)
    model = {hall.name: Modelled() for hall in four}
    papers = _filled(four, model)
    packages: list[Package] = []
    done = dict.fromkeys(WEIGHTS, 0)
    for _ in range(OPERATIONS):
        (act,) = chosen.choices(list(WEIGHTS), WEIGHTS.values())
        hall = next(h for h in four if h.name == FORGER) if act == "forge" else chosen.choice(four)
        play = Play(chosen, four, hall, model[hall.name], papers, packages)
        done[act] += bool(_ACTS[act](play))
    assert all(done.values()), done
    assert sum(each.taken for each in model.values()) > 50
    _quiesce(four, model)
    for hall in four:
        _compare(hall, model[hall.name], papers)
        _look_for_texts(hall, model[hall.name], papers)


def _filled(four: list[Hall], model: dict[str, Modelled]) -> list[str]:
    """Give each library two papers and two requests; one paper two libraries hold."""
    papers: list[str] = []
    for number in range(1, PAPERS + 1):
        hall = four[number % len(four)]
        (identity,) = hall.add(number, secret=_secret(number))
        papers.append(identity)
        model[hall.name].own.add(identity)
        filed = request_material(hall.library, LOCAL, Requested(title=f"材料{number}"))
        move_gap(hall.library, LOCAL, filed.entry.id, State.COLLECTING, revision=1)
    four[0].add(1, secret=_secret(1))
    model[four[0].name].own.add(papers[0])
    return papers


def _secret(number: int) -> str:
    return f"{'背景从略。' * 30}密语第{number:03}号。"


def _share(play: Play) -> bool:
    identity, tier = play.chosen.choice(play.papers), play.chosen.choice(TIERS)
    held = play.known.tier(identity)
    if held is None:
        return False
    try:
        share(play.hall.library, LOCAL, [play.hall.id_of(identity)], tier)
    except KnowledgeBaseError:
        assert tier.rank > held.rank
        return True
    assert tier.rank <= held.rank
    play.known.shared[identity] = tier
    return True


def _unshare(play: Play) -> bool:
    identity = play.chosen.choice(play.papers)
    try:
        unshare(play.hall.library, LOCAL, [identity])
    except KnowledgeBaseError:
        assert identity not in play.known.shared
        return True
    del play.known.shared[identity]
    return True


def _correct(play: Play) -> bool:
    identity = play.chosen.choice(play.papers)
    if play.known.tier(identity) is None:
        return False
    title = f"{play.hall.name}改的标题{play.chosen.randrange(1000)}"
    play.hall.correct(identity, title=title)
    play.known.titles[identity] = title
    return True


def _pack(play: Play) -> Package:
    name = f"{play.hall.name}{play.known.serial + 1}"
    package = play.known.pack(play.hall.name, play.hall.pack(name))
    play.packages.append(package)
    return package


def _forge(play: Play) -> bool:
    """Pack, and say that all of it was given by another, who calls it otherwise."""
    package = _pack(play)
    victim = play.chosen.choice([each for each in play.four if each is not play.hall])
    relayed_as(play.hall, package.path, victim, FORGED)
    through = (victim.name, play.hall.name)
    items = {identity: (tier, through) for identity, (tier, _) in package.items.items()}
    play.packages[-1] = replace(package, items=items)
    return bool(items)


def _remove(play: Play) -> bool:
    identity = play.chosen.choice(play.papers)
    if play.known.tier(identity) is None:
        return False
    assert remove_document(play.hall.library, play.hall.id_of(identity)).whole
    play.known.remove(identity)
    return True


def _restore(play: Play) -> bool:
    """Add a paper by hand that is not here."""
    number = play.chosen.randrange(PAPERS)
    identity = play.papers[number]
    if play.known.tier(identity) is not None:
        return False
    assert play.hall.add(number + 1, secret=_secret(number + 1)) == [identity]
    play.known.own.add(identity)
    play.known.failed.discard(identity)
    play.known.titles.pop(identity, None)
    return True


def _give(play: Play) -> bool:
    found = [each.item for each in givable(play.hall.library, LOCAL)]
    some = play.chosen.sample(found, play.chosen.randrange(len(found) + 1))
    assert choose_given(play.hall.library, LOCAL, [(e.kind, e.key) for e in some]) == len(some)
    play.known.chosen = {each.key for each in some}
    return True


def _decide(play: Play) -> bool:
    """Choose between two titles; whoever keeps a library knows a forged one."""
    listed = open_conflicts(play.hall.library, LOCAL)
    if not listed:
        return False
    told = play.chosen.choice(listed).disagreement
    takes = told.theirs != FORGED and play.chosen.random() < 0.5
    decide(play.hall.library, LOCAL, told.id, take_theirs=takes)
    if takes:
        play.known.titles[told.identity] = str(told.theirs)
    play.known.decided.add((told.identity, str(told.ours), str(told.theirs)))
    assert len(open_conflicts(play.hall.library, LOCAL)) == len(listed) - 1
    return True


def _take(play: Play) -> bool:
    """Take a package of anybody, most often a new one."""
    hall, known, chosen = play.hall, play.known, play.chosen
    if not play.packages:
        return False
    package = chosen.choice(play.packages[-8:] if chosen.random() < 0.8 else play.packages)
    newest = known.newest.get(package.sender, 0)
    if package.sender == hall.name or package.serial < newest:
        with pytest.raises(KnowledgeBaseError):
            _taken(hall, package)
        return True
    removed = known.removed_in(hall.name, package)
    again = {each for each in sorted(removed) if chosen.random() < 0.4}
    was_taken = package.serial == newest and package.sender not in known.incomplete
    applied = _taken(hall, package, again)
    assert applied.preview.comparison.removed == removed
    assert applied.preview.was_taken == was_taken
    if not was_taken or removed:
        _note(known, hall.name, package, applied, again)
    _compare(hall, known, play.papers)
    return True


def _note(
    known: Modelled, name: str, package: Package, applied: Applied, again: frozenset[str] | set[str]
) -> None:
    known.take(name, package, again)
    known.taken += 1
    assert len(applied.unsettled) == len(known.failed)
    known.incomplete.discard(package.sender)
    if known.failed:
        known.incomplete.add(package.sender)


def _taken(hall: Hall, package: Package, again: set[str] | frozenset[str] = frozenset()) -> Applied:
    preview = receive(hall.library, LOCAL, package.path)
    if preview.is_done:
        return Applied(preview)
    trust = FINGERPRINTS[package.sender]
    return apply_package(hall.library, LOCAL, preview.package, trust=trust, again=again)


_ACTS = {
    "share": _share,
    "unshare": _unshare,
    "correct": _correct,
    "pack": _pack,
    "take": _take,
    "remove": _remove,
    "restore": _restore,
    "give": _give,
    "decide": _decide,
    "forge": _forge,
}


def _compare(hall: Hall, known: Modelled, papers: list[str]) -> None:
    """Hold a library against the model: what is there, how much of it, and whose words."""
    assert _tiers(hall, papers) == {each: known.tier(each) for each in papers}
    with hall.library.catalogue.read() as connection:
        came = offers.received_of(connection, papers)
        given = {each: notices.by(connection, FINGERPRINTS[each]) for each in known.notices}
    followed = {key: each.lead for key, each in came.items() if each.lead}
    assert followed == {key: FINGERPRINTS[sender] for key, sender in known.lead.items()}
    assert {name: {each.key for each in found} for name, found in given.items()} == known.notices
    for identity in papers:
        if known.tier(identity) is not None:
            _compare_title(hall, known, identity)
    asked = [each.disagreement for each in open_conflicts(hall.library, LOCAL)]
    assert not {(e.identity, str(e.ours), str(e.theirs)) for e in asked} & known.decided


def _compare_title(hall: Hall, known: Modelled, identity: str) -> None:
    """Look for the own word on a card; where there is none, no forger's over an origin's."""
    title = hall.title_of(identity)
    if identity in known.titles:
        assert title == known.titles[identity]
    elif identity in known.own or known.offers[identity][known.lead[identity]][1][1:] == ():
        assert title != FORGED


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
                    known = model[receiver.name]
                    _note(known, receiver.name, package, _taken(receiver, package), set())


def _look_for_texts(hall: Hall, known: Modelled, papers: list[str]) -> None:
    """Look for the words of every text that is not whole here."""
    follow(hall.library)
    everything = everything_under(hall.library.settings.home)
    for number, identity in enumerate(papers, start=1):
        if known.tier(identity) is not Tier.WHOLE:
            assert f"密语第{number:03}号".encode() not in everything
