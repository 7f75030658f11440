"""The shared material beside the checkout: real documents and judged queries."""

import os
from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"

# Where the material is absent the tests are skipped, but never unseen in CI.
needs_shared = pytest.mark.skipif(
    not SHARED.exists() and os.environ.get("CI") != "true",
    reason="needs ../shared, the real documents beside the checkout",
)
