"""The documents that come with the program, all of them about invented places and people."""

from importlib.resources import files
from pathlib import Path

_PACKAGE = Path(str(files("corpus"))).resolve()
SAMPLES = _PACKAGE / "samples"
DEMONSTRATION = _PACKAGE / "demonstration"


def is_invented(path: Path) -> bool:
    """Tell whether a file is one of them, wherever it is taken in from."""
    return any(path.resolve().is_relative_to(folder) for folder in (SAMPLES, DEMONSTRATION))
