"""Who this library is for others: its name and its key."""

from dataclasses import dataclass

from corpus.actor import Actor
from corpus.catalogue import libraries
from corpus.catalogue.libraries import PeerLibrary
from corpus.errors import WrongValue
from indexer.library import Library
from search_api.access import only_keepers
from search_api.exchange.fields import Told, WrongShape
from search_api.exchange.library_key import LibraryKey, in_groups, library_key

LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Identity:
    """
    This library.

    Attributes:
        name: As others shall know it; empty before it has one.
        key: By which it signs.
    """

    name: str
    key: LibraryKey

    @property
    def fingerprint(self) -> str:
        """Of its key."""
        return self.key.fingerprint

    @property
    def shown(self) -> str:
        """The fingerprint as it is read out."""
        return in_groups(self.fingerprint)


def identity(library: Library) -> Identity:
    """Say who this library is; its key is made when it is first asked for."""
    key = library_key(library.settings.home)
    with library.catalogue.read() as connection:
        known = libraries.known_libraries(connection)
    names = [each.name for each in known if each.is_own and each.fingerprint == key.fingerprint]
    return Identity(names[0] if names else "", key)


def named(library: Library) -> Identity:
    """
    Say who this library is, as who gives something away.

    Raises:
        WrongValue: It has no name yet.
    """
    own = identity(library)
    if not own.name and _had_another_key(library):
        raise WrongValue(
            "本馆的密钥文件 exchange.key 换过了，别的单位会认不出本馆。请从备份中恢复它；"
            "确要启用新的密钥，请重新填写本馆名称，再用电话把新指纹告诉各单位。"
        )
    if not own.name:
        raise WrongValue(
            "还没有给本馆起名。请先在“交换”页面填写本馆名称，"
            "或运行 xuejian exchange key --name 名称。"
        )
    return own


def _had_another_key(library: Library) -> bool:
    with library.catalogue.read() as connection:
        return any(each.is_own for each in libraries.known_libraries(connection))


def name_library(library: Library, actor: Actor, name: str) -> Identity:
    """
    Say how this library is called.

    Raises:
        Forbidden: The actor may not.
        WrongValue: It is no name.
    """
    only_keepers(actor)
    try:
        told = Told({"name": " ".join(name.split())})
        told.text("name", longest=LONGEST_NAME)
        chosen = told.library_name("name")
    except WrongShape as error:
        raise WrongValue(f"本馆名称要写 1 到 {LONGEST_NAME} 个字。请重新填写。") from error
    key = library_key(library.settings.home)
    own = PeerLibrary(key.fingerprint, chosen, key.public, is_own=True, trusted_at=library.clock())
    with library.catalogue.write() as connection:
        libraries.put_library(connection, own)
    return Identity(chosen, key)
