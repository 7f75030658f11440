"""Two libraries that exchange packages."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.search_api.exchange.halls import Hall, halls
from tests.search_api.exchange.here_pool import read_here


@pytest.fixture
def two(tmp_path: Path, monkeypatch) -> Iterator[tuple[Hall, Hall]]:
    read_here(monkeypatch)
    with halls(tmp_path, "甲馆", "乙馆") as (one, other):
        yield one, other
