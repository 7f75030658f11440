"""The desk of a study session in a real browser: what is typed is kept by itself."""

import pytest

from tests.web.browser import needs_browser

pytestmark = needs_browser

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def desk(browser, address):
    page = browser.new_page(viewport=PHONE)
    page.goto(f"{address}/sessions")
    page.get_by_label("名称").fill("第一次学习")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sessions/*")
    yield page
    page.close()


def told(page, words):
    """Wait until the line beside the button says something."""
    page.wait_for_function(
        "words => document.getElementById('saved').textContent.includes(words)", arg=words
    )


def test_what_is_typed_is_saved_without_a_button_and_fits_a_phone(desk):
    desk.get_by_label("地点").fill("三楼会议室")
    told(desk, "已保存")
    desk.reload()
    assert desk.get_by_label("地点").input_value() == "三楼会议室"
    assert desk.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def test_of_two_desks_the_second_is_told_and_what_was_typed_stays(desk, browser):
    other = browser.new_page(viewport=PHONE)
    other.goto(desk.url)
    desk.get_by_label("地点").fill("甲处")
    told(desk, "已保存")
    other.get_by_label("地点").fill("乙处")
    told(other, "别处已经改动")
    assert other.get_by_label("地点").input_value() == "乙处"
    desk.reload()
    assert desk.get_by_label("地点").input_value() == "甲处"
    other.close()


def test_enter_in_the_field_for_documents_finds_them_and_keys_put_one(desk):
    desk.get_by_label("查找文件").fill("国企改革 实施意见")
    desk.keyboard.press("Enter")
    desk.wait_for_url("**find=**")
    desk.get_by_role("button", name="放入：云陵省人民政府关于深化国企改革的实施意见").press("Enter")
    desk.wait_for_selector(".reading-item")
    assert "云陵省人民政府关于深化国企改革的实施意见" in desk.inner_text(".reading-item")
