"""A service over the bundled samples, with the themes that come with them."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from corpus.actor import LOCAL
from corpus.settings import Settings
from indexer.library import Library
from search_api.sampling import add_all_samples
from tests.search_api.shelf import HERE
from web.app import create


@pytest.fixture(scope="session")
def sampled(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    made = Settings(home=tmp_path_factory.mktemp("themes") / "home", jobs=1)
    with Library.open(made) as library:
        add_all_samples(library, LOCAL)
    return made


@pytest.fixture(scope="session")
def library(sampled: Settings) -> Iterator[Library]:
    with Library.open(sampled) as opened:
        yield opened


@pytest.fixture(scope="session")
def client(sampled: Settings) -> Iterator[TestClient]:
    with TestClient(create(sampled), base_url=HERE, raise_server_exceptions=False) as made:
        yield made
