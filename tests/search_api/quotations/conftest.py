"""One library for all checks of quotations."""

import pytest

from corpus.settings import Settings
from indexer.library import Library
from tests.search_api.quotations.papers import PAPERS
from tests.search_api.shelf import fill


@pytest.fixture(scope="session")
def quoted_settings(tmp_path_factory):
    """A home with something to be said of every document in it."""
    folder = tmp_path_factory.mktemp("quoted")
    made = Settings(home=folder / "home", jobs=1)
    fill(made, PAPERS, folder)
    return made


@pytest.fixture(scope="session")
def quoted(quoted_settings):
    """The library, open."""
    with Library.open(quoted_settings) as opened:
        yield opened
