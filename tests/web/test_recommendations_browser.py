"""A case is recommended, reviewed and read in a browser, wide and narrow."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from corpus.settings import Settings
from tests.library import add, open_library
from tests.search_api.ledger.test_recommendations import REPORT, SAVED
from tests.web.browser import needs_browser, serving
from web.app import create

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = needs_browser


@pytest.fixture
def address(tmp_path: "Path") -> Iterator[str]:
    (tmp_path / "经验.txt").write_text(REPORT, encoding="utf-8")
    with open_library(tmp_path / "home") as library:
        add(library, tmp_path / "经验.txt")
    with serving(create(Settings(home=tmp_path / "home", jobs=1))) as made:
        yield made


@pytest.mark.parametrize(("width", "scripted"), [(1280, True), (390, False)])
def test_from_the_case_to_the_list_of_the_recommended(
    browser: "Browser", address: str, width: int, scripted: bool
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, java_script_enabled=scripted
    )
    page = context.new_page()
    page.goto(f"{address}/cases")
    page.click(".case-card a:has-text('逐条做法')")
    page.click("summary:has-text('推荐为典型')")
    page.fill("[name='body']", "云陵省工业协会")
    page.fill("[name='why']", "投入少、见效快。")
    page.locator("[name='evidence']").first.check()
    page.fill("[name='themes']", "节能降耗")
    page.click("button:text-is('推荐')")
    page.wait_for_selector("text=已推荐，编号")
    page.click("a:text-is('打开')")
    page.click("button:has-text('开始审核')")
    page.click("button:has-text('通过，发布')")
    page.wait_for_selector(".entry-state:has-text('已发布')")
    page.goto(f"{address}/recommended")
    page.click("a.chip:has-text('节能降耗')")
    assert SAVED in page.locator(".promoted-cases").inner_text()
    if scripted:
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.click(".promoted-cases h2 a")
    assert "云陵省工业协会推荐" in page.locator(".promoted").inner_text()
    context.close()
