"""The key by which a library signs what it gives: made once, kept in its home, never given away."""

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

from corpus.errors import KnowledgeBaseError, WrongSetting

FINGERPRINT_LETTERS = 40
_FILE = "exchange.key"
_KEY_BYTES = 32
_GROUP = 4


@dataclass(frozen=True, slots=True)
class LibraryKey:
    """
    The key of this library.

    Attributes:
        public: In hex.
        private: Signs; shown nowhere.
    """

    public: str
    private: Ed25519PrivateKey

    def __repr__(self) -> str:
        return f"LibraryKey({self.fingerprint})"

    @property
    def fingerprint(self) -> str:
        """By what others know it."""
        return fingerprint_of(self.public)

    def sign(self, signed: bytes) -> str:
        """Give the signature, in hex."""
        return self.private.sign(signed).hex()


def library_key(home: Path) -> LibraryKey:
    """
    Give the key of a home, made when it is first asked for.

    Raises:
        WrongSetting: The file of the key is damaged, or cannot be read or written.
    """
    path = home / _FILE
    try:
        raw = _read(path) or _make(path)
        private = Ed25519PrivateKey.from_private_bytes(raw)
    except (OSError, ValueError) as error:
        raise WrongSetting(
            f"本馆的密钥文件 {_FILE} 读不出来或写不进去。请检查资料库目录的权限，"
            "或从备份中恢复这个文件。"
        ) from error
    return LibraryKey(private.public_key().public_bytes_raw().hex(), private)


def fingerprint_of(public_key: str) -> str:
    """
    Give the fingerprint of a public key in hex.

    Raises:
        ValueError: It is no such key.
    """
    raw = bytes.fromhex(public_key)
    if len(raw) != _KEY_BYTES:
        raise ValueError("no Ed25519 key")
    return hashlib.sha256(raw).hexdigest()[:FINGERPRINT_LETTERS]


def in_groups(fingerprint: str) -> str:
    """Write a fingerprint as it is read out on the telephone."""
    groups = range(0, len(fingerprint), _GROUP)
    return " ".join(fingerprint[each : each + _GROUP] for each in groups)


def is_signed(public_key: str, signature: str, signed: bytes) -> bool:
    """Tell whether the holder of a key signed the bytes."""
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key))
        key.verify(bytes.fromhex(signature), signed)
    except (InvalidSignature, ValueError):
        return False
    return True


def _read(path: Path) -> bytes | None:
    try:
        return bytes.fromhex(path.read_text(encoding="ascii"))
    except FileNotFoundError:
        return None


def _make(path: Path) -> bytes:
    """Write a new key so that it survives power loss; of two who make one, one wins."""
    raw = Ed25519PrivateKey.generate().private_bytes_raw()
    descriptor, named = tempfile.mkstemp(".new", f"{path.name}.", path.parent)  # of mode 0600
    temporary = Path(named)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(raw.hex())
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(temporary, path)
    except FileExistsError:
        pass
    finally:
        temporary.unlink()
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
    kept = _read(path)
    if kept is None:
        raise KnowledgeBaseError("本馆的密钥没有保存下来。请检查磁盘后再试。")
    return kept
