"""The list under the search box, by keyboard, by pointer, on a phone, and without scripts."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.search_api.shelf import OPINION
from tests.web.browser import needs_browser

pytestmark = needs_browser

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def context(browser: Browser, address: str) -> Iterator[BrowserContext]:
    made = browser.new_context(base_url=address, viewport={"width": 1280, "height": 900})
    made.request.delete("/api/v1/history")  # of other tests of the same service
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page that fails its test when a script breaks."""
    made = context.new_page()
    made.set_default_timeout(8000)
    troubles: list[str] = []
    made.on("pageerror", lambda error: troubles.append(str(error)))
    made.on("console", lambda said: troubles.append(said.text) if said.type == "error" else None)
    yield made
    assert troubles == []


def asked(page: Page) -> list[str]:
    """Note every request for suggestions."""
    found: list[str] = []
    page.on("request", lambda each: found.append(each.url) if "/suggest?" in each.url else None)
    return found


def test_pinyin_lists_what_may_be_meant_and_marks_it(page: Page) -> None:
    page.goto("/")
    page.keyboard.type("gqgg")
    first = page.locator(".suggestions [role=option]").first
    expect(first.locator(".field")).to_have_text("词语")
    expect(first.locator("mark")).to_have_text("国企改革")
    expect(page.locator("#q")).to_have_attribute("aria-expanded", "true")
    expect(page.locator(".suggestions .field").last).to_have_text("标题")


def test_arrows_choose_and_enter_searches_or_opens(page: Page) -> None:
    page.goto("/")
    page.keyboard.type("gqgg")
    options = page.locator(".suggestions [role=option]")
    options.first.wait_for()
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(page.locator("#q")).to_have_attribute("aria-activedescendant", "suggestions-0")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=%E5%9B%BD%E4%BC%81%E6%94%B9%E9%9D%A9")
    page.locator("#q").fill("实施意见")
    options.first.wait_for()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/documents/{OPINION.id}")


def test_arrows_go_round_and_enter_without_a_choice_asks_what_is_typed(page: Page) -> None:
    page.goto("/")
    page.keyboard.type("gqgg")
    options = page.locator(".suggestions [role=option]")
    options.first.wait_for()
    for _ in range(options.count() + 1):
        page.keyboard.press("ArrowDown")
    expect(page.locator("[aria-selected=true]")).to_have_count(0)
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=gqgg")
    expect(page.locator(".meant a").first).to_have_text("国企改革")


def test_tab_fills_in_and_escape_closes(page: Page) -> None:
    page.goto("/")
    page.keyboard.type("guoqigai")
    page.locator(".suggestions [role=option]").first.wait_for()
    page.keyboard.press("Escape")
    expect(page.locator(".suggestions")).to_be_hidden()
    expect(page.locator("#q")).to_have_value("guoqigai")
    page.keyboard.press("ArrowDown")
    page.locator(".suggestions [role=option]").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    expect(page.locator("#q")).to_have_value("国企改革")
    expect(page.locator("#q")).to_be_focused()
    expect(page.locator(".suggestions")).to_be_hidden()
    page.keyboard.press("Tab")
    expect(page.locator("#q")).not_to_be_focused()


def test_a_click_opens_and_leaving_the_box_closes(page: Page) -> None:
    page.goto("/search?q=国企改革")
    page.locator("#q").fill("云政发2024")
    number = page.locator(".suggestions [role=option]").first
    expect(number.locator(".field")).to_have_text("文号")
    expect(number.locator("small")).to_contain_text("云陵省")
    page.locator("#q").blur()
    expect(page.locator(".suggestions")).to_be_hidden()
    page.locator("#q").fill("云政发20")
    number.click()
    page.wait_for_url(f"**/documents/{OPINION.id}")


def test_nothing_is_asked_while_an_input_method_composes(
    context: BrowserContext, page: Page
) -> None:
    page.goto("/")
    requests = asked(page)
    session = context.new_cdp_session(page)
    for text in ("g", "gu", "guo", "guo'qi"):
        session.send(
            "Input.imeSetComposition",
            {"text": text, "selectionStart": len(text), "selectionEnd": len(text)},
        )
    page.wait_for_timeout(200)
    assert requests == []
    session.send("Input.insertText", {"text": "国企"})
    page.locator(".suggestions [role=option]").first.wait_for()
    assert [each.partition("?q=")[2] for each in requests] == ["%E5%9B%BD%E4%BC%81"]


def test_the_list_fits_a_phone(page: Page) -> None:
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.goto("/search?q=国企改革")
    page.locator("#q").fill("gq")
    option = page.locator(".suggestions [role=option]").first
    option.wait_for()
    size = option.bounding_box()
    assert size is not None
    assert size["height"] >= 44
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    option.click()
    page.wait_for_url("**/search?q=*")


def test_a_service_that_is_away_leaves_the_box_as_it_was(page: Page) -> None:
    page.route("**/api/v1/suggest?*", lambda route: route.fulfill(status=204))
    page.goto("/")
    page.keyboard.type("gqgg")
    page.wait_for_timeout(200)
    expect(page.locator(".suggestions")).to_be_hidden()
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=gqgg")


def test_without_scripts_the_box_is_a_plain_form(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    assert page.locator("#q").get_attribute("role") is None
    page.locator("#q").fill("guoqi gaige")
    page.locator("#q").press("Enter")
    page.locator(".meant a", has_text="国企改革").first.click()
    page.locator(".hit").first.wait_for()
    context.close()
