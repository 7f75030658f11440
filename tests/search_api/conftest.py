"""One service over a small library, for all tests of the doors."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from corpus.settings import Settings
from tests.search_api.shelf import HERE, PAPERS, fill
from web.app import create


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A home with a few documents in it."""
    folder: Path = tmp_path_factory.mktemp("doors")
    made = Settings(home=folder / "home", jobs=1)
    fill(made, PAPERS, folder)
    return made


@pytest.fixture(scope="session")
def client(settings: Settings) -> Iterator[TestClient]:
    """The whole service, pages and API."""
    with TestClient(create(settings), base_url=HERE, raise_server_exceptions=False) as made:
        yield made
