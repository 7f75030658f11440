"""What the extra `export` installs: tests that need it are skipped without it, but not in CI."""

import os
from importlib.util import find_spec

import pytest


def is_lacking(package: str) -> bool:
    return find_spec(package) is None and os.environ.get("CI") != "true"


needs_typst = pytest.mark.skipif(is_lacking("typst"), reason="needs typst, of the extra export")
needs_pptx = pytest.mark.skipif(is_lacking("pptx"), reason="needs python-pptx, of the extra export")
