"""From a search that finds nothing to the document that fills the gap, in a browser."""

from typing import TYPE_CHECKING

import pytest

from corpus.settings import Settings
from tests.library import add, open_library
from tests.search_api.ledger.test_gaps import NOTICE, PRICES, QUERY
from tests.web.browser import needs_browser, serving
from web.app import create

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = needs_browser


@pytest.mark.parametrize(("width", "scripted"), [(1280, True), (390, False)])
def test_from_a_search_in_vain_to_the_document_that_fills_the_gap(
    browser: "Browser", tmp_path: "Path", width: int, scripted: bool
) -> None:
    (tmp_path / "1.txt").write_text(NOTICE.format(number=1), encoding="utf-8")
    with open_library(tmp_path / "home") as library:
        add(library, tmp_path / "1.txt")
    context = browser.new_context(
        viewport={"width": width, "height": 900}, java_script_enabled=scripted
    )
    page = context.new_page()
    with serving(create(Settings(home=tmp_path / "home", jobs=1))) as address:
        page.goto(f"{address}/search?q={QUERY}")
        page.goto(f"{address}/missing")
        page.click(".keeping a:has-text('资料缺口')")
        page.click(f"button[aria-label='列入：{QUERY}']")
        page.wait_for_selector(".gap-table .entry-state:has-text('待补')")
        if scripted:
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        (tmp_path / "办法.txt").write_text(PRICES, encoding="utf-8")
        with open_library(tmp_path / "home") as library:
            add(library, tmp_path / "办法.txt")
        page.goto(f"{address}/gaps")
        page.click("button:has-text('就是它，已补')")
        page.wait_for_selector(".entry-state:has-text('已补')")
        assert "云陵省水价办法" in page.locator(".strip").inner_text()
    context.close()
