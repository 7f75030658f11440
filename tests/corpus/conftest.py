"""A new catalogue for every test."""

import pytest

from corpus.catalogue import Catalogue


@pytest.fixture
def url(tmp_path):
    return f"sqlite:///{tmp_path}/catalogue.sqlite3"


@pytest.fixture
def catalogue(url):
    opened = Catalogue.open(url)
    yield opened
    opened.close()


@pytest.fixture
def connection(catalogue):
    """One transaction that is never committed: all that a test of statements needs."""
    with catalogue.read() as connection:
        yield connection
