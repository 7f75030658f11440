"""The same service as for the API, and a browser that asks it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from corpus.settings import Settings
from tests.search_api.conftest import client, settings
from tests.web.browser import CHROMIUM, QUIET, serving
from web.app import create

if TYPE_CHECKING:  # most tests of pages need no browser
    from playwright.sync_api import Browser

__all__ = ["address", "browser", "client", "settings"]


@pytest.fixture(scope="module")
def address(settings: Settings) -> Iterator[str]:
    with serving(create(settings)) as made:
        yield made


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield made
        made.close()
