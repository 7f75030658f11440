"""What a package would change, as a keeper looks at it before anything is written."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection

from corpus.card import Tier
from corpus.catalogue import libraries, shares
from corpus.catalogue.libraries import DONE, PeerLibrary
from corpus.text.fold import fold
from indexer.library import Library
from search_api.exchange.comparing import compare
from search_api.exchange.comparing_notices import compare_notices
from search_api.exchange.comparison import Comparison, Line
from search_api.exchange.library_key import in_groups, library_key
from search_api.exchange.manifest import Manifest, TextRequest
from search_api.exchange.opening import Staged
from search_api.exchange.refusing import PackageRefused


@dataclass(frozen=True, slots=True)
class Preview:
    """
    What a package would change.

    Attributes:
        package: By which it is asked to be applied: the sha256 of its manifest.
        manifest: What it says.
        comparison: Document by document.
        notices: What else is given, line by line.
        asked: The documents whose whole text is asked of this library, and not given yet.
        is_known: Whether the fingerprint of its library was confirmed.
        was_taken: Whether this very package was taken in already.
        is_new: Whether it did not wait here before.
        warning: What is suspicious, in Chinese; empty when nothing is.
    """

    package: str
    manifest: Manifest
    comparison: Comparison
    notices: tuple[Line, ...]
    asked: tuple[TextRequest, ...]
    is_known: bool
    was_taken: bool
    is_new: bool
    warning: str

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to be taken or chosen."""
        return self.was_taken and not self.comparison.removed

    @property
    def made_at(self) -> datetime:
        """When it was made; by UTC where it does not say."""
        made = datetime.fromisoformat(self.manifest.made_at)
        return made if made.tzinfo else made.replace(tzinfo=UTC)

    @property
    def shown(self) -> str:
        """The fingerprint of its library, as it is read out."""
        return in_groups(self.manifest.fingerprint)


def previewed(library: Library, connection: Connection, brought: Staged) -> Preview:
    """
    Say what a package would change.

    Raises:
        PackageRefused: It cannot be taken in, whatever is in it; the reason is told.
    """
    manifest = brought.manifest
    own = library_key(library.settings.home).fingerprint
    if manifest.fingerprint == own:
        raise PackageRefused("这是本馆自己生成的交换包。", "它是给别的单位的，不必导入。")
    known = libraries.known_libraries(connection)
    return Preview(
        package=brought.sha256,
        manifest=manifest,
        comparison=compare(connection, manifest, own, now=library.clock()),
        notices=tuple(compare_notices(connection, manifest)),
        asked=asked_of(connection, manifest, own),
        is_known=manifest.fingerprint in {each.fingerprint for each in known},
        was_taken=_was_taken(connection, manifest, brought.sha256),
        is_new=brought.is_new,
        warning=_warning(known, manifest),
    )


def asked_of(connection: Connection, manifest: Manifest, own: str) -> tuple[TextRequest, ...]:
    """
    Give the documents whose whole text a package asks of this library, each once.

    Args:
        connection: To read with.
        manifest: Of the package.
        own: The fingerprint of this library.
    """
    asked = {each.identity: each for each in manifest.requests if each.holder == own}
    given = {
        each.identity
        for each in shares.entries(connection, list(asked))
        if each.tier is Tier.WHOLE and each.withdrawn_at is None
    }
    return tuple(each for identity, each in asked.items() if identity not in given)


def _was_taken(connection: Connection, manifest: Manifest, sha256: str) -> bool:
    """
    Tell whether this package was taken in already.

    Raises:
        PackageRefused: A newer one of its library was, or another with its number.
    """
    last = libraries.last_package(connection, manifest.fingerprint)
    if last is None or manifest.serial > last.serial:
        return False
    if manifest.serial < last.serial:
        raise PackageRefused(
            f"“{manifest.name}”的第 {last.serial} 号包已经导入，"
            f"这是更早的第 {manifest.serial} 号。",
            "旧包里的内容新包都有，不必再导入。没有写入任何内容。",
            serial=manifest.serial,
            last=last.serial,
        )
    if last.manifest_sha256 != sha256:
        raise PackageRefused(
            f"第 {manifest.serial} 号包已经导入过，而这个同号的包内容不同。"
            "对方可能恢复过旧备份，也可能有人冒用密钥。",
            "请打电话与对方核实；对方再打包一次，号数就会变大。没有写入任何内容。",
        )
    return last.state == DONE


def _warning(known: list[PeerLibrary], manifest: Manifest) -> str:
    """Say loudly that somebody calls himself as another does, or otherwise than before."""
    before = next((each for each in known if each.fingerprint == manifest.fingerprint), None)
    others = [each for each in known if each.fingerprint != manifest.fingerprint]
    same = [each for each in others if fold(each.name) == fold(manifest.name)]
    if same and (before is None or before.name != manifest.name):
        return (
            f"注意：已知的“{same[0].name}”用的是另一个密钥"
            f"（指纹 {in_groups(same[0].fingerprint)}）。这个包可能是冒名的。"
            "请务必打电话核对指纹，不一致就不要导入。"
        )
    if before is not None and before.name != manifest.name:
        return (
            f"注意：这个单位以前叫“{before.name}”，这个包里改称“{manifest.name}”。"
            "请确认无误再导入。"
        )
    return ""
