"""One library for all checks of quotations."""

import pytest

from indexer.library import Library
from tests.search_api.quotations.papers import quoted_home


@pytest.fixture(scope="session")
def quoted_settings(tmp_path_factory):
    return quoted_home(tmp_path_factory.mktemp("quoted"))


@pytest.fixture(scope="session")
def quoted(quoted_settings):
    """The library, open."""
    with Library.open(quoted_settings) as opened:
        yield opened
