"""Choosing cases, seeing them side by side, and writing down what to take over, in a browser."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pytest

from corpus.settings import Settings
from tests.search_api.cases.conftest import settings
from tests.web.browser import needs_browser, serving
from web.app import create

if TYPE_CHECKING:
    from playwright.sync_api import Browser

__all__ = ["settings"]

pytestmark = needs_browser


@pytest.fixture(scope="module")
def address(settings: Settings) -> Iterator[str]:
    with serving(create(settings)) as made:
        yield made


@pytest.mark.parametrize("width", [1280, 390])
def test_from_three_cards_to_a_word_file(
    browser: "Browser", address: str, width: int, tmp_path: Path
) -> None:
    page = browser.new_context(viewport={"width": width, "height": 900}).new_page()
    page.goto(f"{address}/cases?size=%E5%A4%A7%E5%9E%8B")
    for at in range(3):
        page.locator(".case-card .tick").nth(at).check()
    assert page.locator(".ticked").is_visible()
    page.click("button:has-text('并排比较')")
    page.wait_for_selector(".side-by-side")
    assert page.locator(".side-by-side thead th").count() == 3
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.click("a:has-text('写借鉴清单')")
    page.click("button:has-text('写清单')")
    page.wait_for_selector(".borrowed")
    rows = page.locator(".borrowed > li").count()
    assert rows >= 3
    page.fill("[name='0-measure']", "先建点检表")
    page.fill("[name='0-deadline']", "年底前")
    page.locator("button:has-text('保存')").first.click()
    page.wait_for_selector("text=已保存")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    with page.expect_download() as saving:
        page.click("a:has-text('导出 Word')")
    saving.value.save_as(tmp_path / "清单.docx")
    (table,) = docx.Document(str(tmp_path / "清单.docx")).tables
    assert len(table.rows) == rows + 1
    first = [cell.text for cell in table.rows[1].cells]
    assert (first[3], first[5]) == ("先建点检表", "年底前")
    page.context.close()


def test_it_all_works_without_scripts(browser: "Browser", address: str) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{address}/cases/fit")
    page.fill("#text", "我们厂设备老是停机抢修，备件积压。想让操作工点检。")
    page.click("button:has-text('查找接近的案例')")
    page.wait_for_selector(".case-card")
    assert "钧轫传动" in page.locator(".case-card h3").first.inner_text()
    page.locator(".case-card .tick").first.check()
    page.click("button:has-text('写借鉴清单')")
    page.click("button:has-text('写清单')")
    page.wait_for_selector(".borrowed")
    assert "设备老是停机" in page.locator("[name='0-ours']").input_value()
    page.context.close()
