"""Two libraries that exchange packages, and the service of the one that receives."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from tests.search_api.exchange.conftest import two
from tests.search_api.exchange.halls import Hall
from tests.search_api.shelf import HERE
from web.app import create

__all__ = ["client", "two"]


@pytest.fixture
def client(two: tuple[Hall, Hall]) -> Iterator[TestClient]:
    with TestClient(create(two[1].library.settings), base_url=HERE) as made:
        yield made
