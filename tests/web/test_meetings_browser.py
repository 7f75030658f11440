"""A joint meeting in a real browser: from its material to a decision that is closed."""

from datetime import UTC, datetime

import docx
import pytest

from corpus.settings import Settings
from tests.search_api.shelf import OPINION, PAPERS, SPEECH, fill
from tests.web.browser import needs_browser, serving
from web.app import create

pytestmark = needs_browser

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def site(tmp_path):
    settings = Settings(home=tmp_path / "home", jobs=1)
    fill(settings, PAPERS, tmp_path)
    app = create(settings)
    with serving(app) as address:
        app.state.library.clock = lambda: datetime(2026, 11, 22, 4, tzinfo=UTC)
        yield address


@pytest.fixture
def desk(browser, site):
    page = browser.new_page(viewport=PHONE)
    page.goto(f"{site}/meetings")
    page.get_by_label("会议名称").fill("学习联席会议")
    page.keyboard.press("Enter")
    page.wait_for_url("**/meetings/*")
    yield page
    page.close()


def fits(page):
    return page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def put(page, words, title):
    page.get_by_label("查找文件").fill(words)
    page.keyboard.press("Enter")
    page.get_by_role("button", name=f"放入：{title}").click()
    page.locator(".reading-item").filter(has_text=title).first.wait_for()
    page.wait_for_load_state()  # a desk writes its fields anew when it has loaded


def decide(page, title, body, due):
    page.get_by_label("事项", exact=True).fill(title)
    page.get_by_label("责任单位").fill(body)
    page.get_by_label("完成时限").fill(due)
    page.get_by_role("button", name="添加", exact=True).click()
    page.locator(".decisions").get_by_text(title).wait_for()
    page.wait_for_load_state()


def test_a_meeting_from_its_material_to_a_decision_that_is_done(desk, site):
    desk.get_by_label("日期", exact=True).fill("2026-11-10")
    desk.get_by_label("会议状态").select_option("held")
    desk.get_by_label("添加单位").fill("甲集团\n乙公司")
    desk.get_by_role("button", name="＋ 添加").click()
    desk.get_by_role("button", name="移除第 2 家").wait_for()
    desk.wait_for_load_state()
    put(desk, "国企改革 实施意见", OPINION.facts["title"])
    put(desk, "国资国企改革会议", SPEECH.facts["title"])
    decide(desk, "建立共享目录", "甲集团", "2026-11-20")
    decide(desk, "组织联学", "乙公司", "2026-12-31")
    assert fits(desk)
    here = desk.url.partition("#")[0]

    desk.get_by_role("link", name="督办 1").click()
    desk.get_by_role("heading", name="甲集团").wait_for()
    assert "超期 2 天" in desk.inner_text("main")
    assert "组织联学" not in desk.inner_text("main")
    assert fits(desk)

    desk.get_by_role("link", name="建立共享目录").click()
    desk.get_by_label("完成情况").fill("目录已于11月21日印发。")
    desk.get_by_role("button", name="改为“已完成”").click()
    desk.get_by_text("已保存。").wait_for()
    assert "落实" not in desk.inner_text(".course-head")
    assert fits(desk)
    desk.goto(f"{site}/reminders")
    assert "没有要提醒的" in desk.inner_text("main")

    desk.goto(f"{here}/view")
    with desk.expect_download() as started:
        desk.get_by_role("link", name="下载 Word").click()
    opened = docx.Document(str(started.value.path()))
    texts = "\n".join(each.text for each in opened.paragraphs)
    for words in ("建立共享目录", "组织联学", "2026年12月31日", OPINION.facts["title"]):
        assert words in texts
    assert SPEECH.facts["title"] in texts


def test_what_is_typed_on_a_desk_is_saved_before_a_decision_is_added(desk):
    desk.get_by_label("地点").fill("三楼会议室")
    decide(desk, "建目录", "甲集团", "")
    assert desk.get_by_label("地点").input_value() == "三楼会议室"


def test_of_two_who_close_a_decision_the_second_keeps_what_was_typed(desk, browser):
    decide(desk, "建目录", "甲集团", "")
    desk.get_by_role("link", name="建目录").click()
    other = browser.new_page(viewport=PHONE)
    other.goto(desk.url)
    desk.get_by_label("完成情况").fill("甲的依据")
    desk.get_by_role("button", name="改为“已完成”").click()
    desk.get_by_text("已保存。").wait_for()
    other.get_by_label("理由").fill("乙的理由")
    other.get_by_role("button", name="改为“已取消”").click()
    other.get_by_text("您刚才写的内容").wait_for()
    kept = [each.input_value() for each in other.get_by_label("刚才写的").all()]
    assert "乙的理由" in kept
    assert other.get_by_label("完成情况").input_value() == "甲的依据"
    other.close()
