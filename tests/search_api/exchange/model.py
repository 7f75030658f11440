"""What a library must hold after any packages, as far as it fits on a page."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from corpus.card import Tier

Said = tuple[Tier, tuple[str, ...]]  # how much is given, and through which hands

FINGERPRINTS: dict[str, str] = {}


@dataclass
class Package:
    """What a package says."""

    path: Path
    sender: str
    serial: int
    items: dict[str, Said]
    withdrawn: set[str]
    notices: set[str]


@dataclass
class Modelled:
    """
    A library.

    Attributes:
        own: What it holds itself.
        here: What lies here for others' sake.
        known: What others gave that was not taken back, whether it is here or not.
        whole: Of that, what came with its text.
        failed: What is followed and lacks its text.
        offers: Identity -> sender -> what that one gives.
        heard: Identity -> who ever gave it to this library.
        lead: Identity -> whose words are on its card.
    """

    own: set[str] = field(default_factory=set)
    here: set[str] = field(default_factory=set)
    whole: set[str] = field(default_factory=set)
    known: set[str] = field(default_factory=set)
    failed: set[str] = field(default_factory=set)
    offers: dict[str, dict[str, Said]] = field(default_factory=dict)
    heard: dict[str, set[str]] = field(default_factory=dict)
    lead: dict[str, str] = field(default_factory=dict)
    shared: dict[str, Tier] = field(default_factory=dict)
    given: set[str] = field(default_factory=set)
    newest: dict[str, int] = field(default_factory=dict)
    incomplete: set[str] = field(default_factory=set)
    titles: dict[str, str] = field(default_factory=dict)
    notices: dict[str, set[str]] = field(default_factory=dict)
    chosen: set[str] = field(default_factory=set)
    decided: set[tuple[str, str, str]] = field(default_factory=set)
    serial: int = 0
    taken: int = 0

    def tier(self, identity: str) -> Tier | None:
        """Say how much of a document is here."""
        if identity in self.own:
            return Tier.WHOLE
        followed = self.followed(identity) if identity in self.here else None
        return followed[0] if followed else None

    def is_removed(self, identity: str) -> bool:
        return identity in self.known - self.own - self.here - self.failed

    def pack(self, name: str, path: Path) -> Package:
        self.serial += 1
        items = {}
        for identity, tier in self.shared.items():
            held = self.tier(identity)
            if held is None:
                continue
            followed = None if identity in self.own else self.followed(identity)
            through = followed[1] if followed else ()
            items[identity] = (min(tier, held, key=lambda each: each.rank), (*through, name))
        withdrawn = self.given - items.keys()
        self.given |= items.keys()
        return Package(path, name, self.serial, items, withdrawn, set(self.chosen))

    def removed_in(self, name: str, package: Package) -> set[str]:
        """Say what of a package was removed here, and can be taken again."""
        coming = {each for each, (_, hands) in package.items.items() if name not in hands}
        return {each for each in coming if self.is_removed(each)}

    def take(self, name: str, package: Package, again: Iterable[str] = ()) -> None:
        self.newest[package.sender] = package.serial
        self.notices[package.sender] = package.notices
        sent = {each for each, (tier, _) in package.items.items() if tier is Tier.WHOLE}
        for identity, (tier, hands) in package.items.items():
            listed = self.offers.setdefault(identity, {})
            listed.pop(package.sender, None)
            if name not in hands:
                listed[package.sender] = (tier, hands)
                self.heard.setdefault(identity, set()).add(package.sender)
        for identity in package.withdrawn:
            self.offers.get(identity, {}).pop(package.sender, None)
        for identity in {*package.items, *package.withdrawn, *self.failed}:
            self._turn(identity, sent, is_again=identity in again)

    def remove(self, identity: str) -> None:
        self.own.discard(identity)
        self.here.discard(identity)
        self.titles.pop(identity, None)

    def followed(self, identity: str) -> Said | None:
        """Say what is followed of a document: what gives most."""
        counting = self._counting(identity)
        return counting[self._giver(identity, counting)] if counting else None

    def _counting(self, identity: str) -> dict[str, Said]:
        heard = self.heard.get(identity, set())
        listed = self.offers.get(identity, {}).items()
        return {s: said for s, said in listed if len(said[1]) == 1 or said[1][0] not in heard}

    def _spoke(self, identity: str) -> str | None:
        """Say who spoke before, or in the place of a relay its origin that was heard itself."""
        before = self.lead.get(identity)
        listed = self.offers.get(identity, {})
        is_overruled = before in listed and before not in self._counting(identity)
        return listed[before][1][0] if before and is_overruled else before

    def _giver(self, identity: str, counting: dict[str, Said]) -> str:
        spoke = self._spoke(identity)

        def weight(sender: str) -> tuple[int, bool, int, str]:
            tier, hands = counting[sender]
            return tier.rank, sender == spoke, -len(hands), FINGERPRINTS[sender]

        return max(counting, key=weight)

    def _turn(self, identity: str, sent: set[str], *, is_again: bool) -> None:
        if self.is_removed(identity) and not is_again:
            return
        has_text = identity in sent or identity in self.here & self.whole
        counting = self._counting(identity)
        self.failed.discard(identity)
        if not counting:
            self.known.discard(identity)
            self.here.discard(identity)
            self.lead.pop(identity, None)
            if identity not in self.own:
                self.titles.pop(identity, None)
            return
        self.known.add(identity)
        giver = self._giver(identity, counting)
        spoke = self._spoke(identity)
        self.lead[identity] = spoke if spoke in counting else giver
        if identity in self.own:
            return
        is_whole = counting[giver][0] is Tier.WHOLE
        (self.whole.add if is_whole else self.whole.discard)(identity)
        if is_whole and not has_text:
            self.failed.add(identity)
            self.here.discard(identity)  # what people said of it waits with it
        else:
            self.here.add(identity)
