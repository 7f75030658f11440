"""The desk of a course in a real browser: nothing that is typed is lost."""

import httpx2
import pytest

from tests.search_api.shelf import OPINION
from tests.web.browser import needs_browser

pytestmark = needs_browser

NOTES = "textarea[name='0-0-notes']"


@pytest.fixture
def page(browser, address):
    made = browser.new_page(base_url=address, viewport={"width": 1280, "height": 900})
    made.set_default_timeout(15_000)
    yield made
    made.close()


@pytest.fixture
def number(address):
    course = {"title": "国企改革", "modules": [{"lessons": [{"title": "一"}, {"title": "二"}]}]}
    return httpx2.post(f"{address}/api/v1/courses", json={"course": course}).json()["id"]


def known(address, number):
    return httpx2.get(f"{address}/api/v1/courses/{number}").json()


def notes(address, number):
    lessons = known(address, number)["course"]["modules"][0]["lessons"]
    return [each["notes"] for each in lessons]


def saved(page):
    page.locator("#saved", has_text="已保存").wait_for()


def test_going_back_shows_what_is_kept_and_never_overwrites_it(page, address, number):
    page.goto(f"/courses/{number}")
    page.fill(NOTES, "甲")
    saved(page)
    page.goto("/collected")
    page.goto(f"/courses/{number}")
    page.fill(NOTES, "甲乙丙丁")
    saved(page)
    page.goto("/collected")
    page.go_back()
    page.go_back()
    page.go_back()
    page.locator(NOTES).wait_for()
    assert page.input_value(NOTES) == "甲乙丙丁"
    page.fill("input[name=audience]", "党员")
    saved(page)
    assert notes(address, number)[0] == "甲乙丙丁"


def test_what_is_typed_while_the_page_is_still_coming_is_kept(page, address, number):
    page.route("**/course.js*", lambda route: (page.wait_for_timeout(1500), route.continue_()))
    page.goto(f"/courses/{number}", wait_until="commit")
    page.fill(NOTES, "先写的")
    saved(page)
    assert page.input_value(NOTES) == "先写的"
    assert notes(address, number)[0] == "先写的"


def test_a_button_waits_for_what_is_just_being_kept(page, address, number):
    page.goto(f"/courses/{number}")

    def slowly(route):
        if "application/json" in route.request.headers.get("accept", ""):
            page.wait_for_timeout(600)
        route.continue_()

    page.route(f"**/courses/{number}", slowly)
    page.fill(NOTES, "正在写")
    page.locator("#saved", has_text="正在保存").wait_for()
    page.click("button[value='add:lesson:0']")
    page.locator("#l0\\.2").wait_for()
    assert notes(address, number) == ["正在写", "", ""]


def test_what_leads_away_keeps_first_what_was_typed(page, address, number):
    page.goto(f"/courses/{number}")
    page.fill(NOTES, "马上去预览")
    page.click("a[href$='/view']")
    page.locator("article.handout").wait_for()
    assert "马上去预览" in page.inner_text("article.handout")
    page.goto(f"/courses/{number}")
    page.fill(NOTES, "马上导出")
    with page.expect_download() as begun:
        page.click("[data-export=md]")
    assert "马上导出" in begun.value.path().read_text(encoding="utf-8")


def test_of_two_tabs_the_second_is_told_and_keeps_its_words(page, browser, address, number):
    page.goto(f"/courses/{number}")
    other = browser.new_page(base_url=address)
    other.goto(f"/courses/{number}")
    page.fill(NOTES, "先存")
    saved(page)
    other.fill(NOTES, "后存")
    other.locator("#saved", has_text="别处已经改动").wait_for()
    assert other.input_value(NOTES) == "后存"
    assert notes(address, number)[0] == "先存"
    other.close()


def test_one_click_in_a_document_keeps_a_passage_once(page, address):
    asked = []
    page.on("request", lambda each: asked.append(each) if each.method == "POST" else None)
    page.goto(f"/documents/{OPINION.id}#p1")
    page.hover("#p1")
    page.click("#p1 button.keep")
    page.locator("#toast", has_text="已收入备课篮").wait_for()
    assert len([each for each in asked if each.url.endswith("/collected")]) == 1
    kept = httpx2.get(f"{address}/api/v1/collected").json()["collected"]
    numbers = [each["id"] for each in kept]
    httpx2.post(f"{address}/api/v1/collected/remove", json={"numbers": numbers})


def test_the_name_of_a_document_stays_in_its_tab(page):
    page.goto(f"/documents/{OPINION.id}")
    page.locator("#card .near [id=near-list], #card .near p, #card .near li").first.wait_for(
        state="attached"
    )
    page.wait_for_timeout(300)
    assert page.title().startswith("云陵省人民政府关于深化国企改革的实施意见")
