"""The documents that come with the program, all of them about invented places and people."""

import hashlib
from functools import cache
from importlib.resources import files
from pathlib import Path

_PACKAGE = Path(str(files("corpus"))).resolve()
SAMPLES = _PACKAGE / "samples"
DEMONSTRATION = _PACKAGE / "demonstration"


def is_invented(sha256: str) -> bool:
    """Tell whether a file's bytes are those of one of them, wherever it lies."""
    return sha256 in _invented()


@cache
def _invented() -> frozenset[str]:
    paths = (path for folder in (SAMPLES, DEMONSTRATION) for path in folder.rglob("*"))
    return frozenset(
        hashlib.sha256(path.read_bytes()).hexdigest() for path in paths if path.is_file()
    )
