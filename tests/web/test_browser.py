from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.search_api.shelf import EXPERIENCE, OPINION, SPEECH
from tests.web.browser import needs_browser

pytestmark = needs_browser

WIDE = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def context(browser: Browser, address: str) -> Iterator[BrowserContext]:
    made = browser.new_context(base_url=address, viewport=WIDE)  # type: ignore[arg-type]
    made.grant_permissions(["clipboard-read", "clipboard-write"], origin=address)
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page that fails its test when it breaks a rule of its own or asks another host."""
    made = context.new_page()
    made.set_default_timeout(8000)
    troubles: list[str] = []
    hosts: set[str] = set()
    made.on("pageerror", lambda error: troubles.append(str(error)))
    made.on("console", lambda said: troubles.append(said.text) if said.type == "error" else None)
    made.on("request", lambda request: hosts.add(urlsplit(request.url).hostname or ""))
    yield made
    assert troubles == []
    assert hosts <= {"127.0.0.1"}


def clipboard(page: Page, kind: str) -> str:
    text: str = page.evaluate(
        """async (kind) => {
            const [item] = await navigator.clipboard.read();
            return (await item.getType(kind)).text();
        }""",
        kind,
    )
    return text


def select(page: Page, start: str, end: str) -> None:
    """Select from the first *start* to the last character of the first *end* on the sheet."""
    page.evaluate(
        """([start, end]) => {
            const sheet = document.querySelector(".text");
            const walker = document.createTreeWalker(sheet, NodeFilter.SHOW_TEXT);
            const range = document.createRange();
            let begun = false;
            while (walker.nextNode()) {
                const node = walker.currentNode;
                if (!begun && node.data.includes(start)) {
                    range.setStart(node, node.data.indexOf(start));
                    begun = true;
                }
                if (begun && node.data.includes(end)) {
                    range.setEnd(node, node.data.indexOf(end) + end.length);
                    break;
                }
            }
            const selection = document.getSelection();
            selection.removeAllRanges();
            selection.addRange(range);
        }""",
        [start, end],
    )


def test_a_search_from_home_leads_to_the_passage(page: Page) -> None:
    page.goto("/")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.type("党的领导")
    page.keyboard.press("Enter")
    page.locator(".hit", has_text="实施意见").locator(".words a").first.click()
    page.wait_for_url(f"**/documents/{OPINION.id}?q=*#p1")
    assert page.locator(".passage:target").inner_text().startswith("第一条")
    assert page.locator("mark.current").inner_text() == "党的领导"


def test_a_ticked_box_applies_at_once_and_can_be_undone(page: Page) -> None:
    page.goto("/search?q=国企改革")
    page.locator("#f-class-speech").click()
    page.wait_for_url("**class=speech*")
    page.locator(".chip", has_text="领导讲话").wait_for()
    assert page.locator(".hit").count() == 1
    page.get_by_text("清除全部").click()
    page.locator(".hit").nth(3).wait_for()
    assert "class=" not in page.url


def test_a_passage_is_copied_from_the_results_with_its_source(page: Page) -> None:
    page.goto("/search?q=党的领导&class=policy")
    page.locator(".found .copy").first.click()
    page.locator(".toast.shown").wait_for()
    assert clipboard(page, "text/plain") == (
        "「第一条　坚持党的领导，深化国有企业改革。」——《云陵省人民政府关于深化国企改革的实施意见》"
        "（示例云政发〔2024〕3号），云陵省人民政府，2024年3月5日，第一条。【示例文件，非真实公文】"
    )
    assert "<p>「第一条　坚持党的领导" in clipboard(page, "text/html")


def test_a_selection_is_copied_verbatim_over_marks_and_lines(page: Page) -> None:
    page.goto(f"/documents/{OPINION.id}?q=公司治理 自印发")
    select(page, "推进", "😀")
    page.locator("#selection-bar [data-copy]").click()
    page.locator(".toast.shown").wait_for()
    start, end = OPINION.text.index("推进"), OPINION.text.index("😀") + 1
    quoted, _, source = clipboard(page, "text/plain").partition("——")
    assert quoted.replace("\r\n", "\n") == f"「{OPINION.text[start:end]}」"
    assert source.endswith("2024年3月5日，第二条至第三条。【示例文件，非真实公文】")


def test_a_selection_leads_to_where_else_it_stands(page: Page) -> None:
    page.goto(f"/documents/{OPINION.id}")
    select(page, "党的领导", "导")
    page.locator("#selection-bar [data-trace]").click()
    page.wait_for_url("**/wording?q=*")
    assert page.locator("#phrase").input_value() == "党的领导"
    assert "本库最早" in page.locator("#main").inner_text()


def test_three_clicks_select_an_article_and_cite_it(page: Page) -> None:
    page.goto(f"/documents/{OPINION.id}")
    page.locator(".text [data-s]", has_text="深化国有企业改革").first.click(click_count=3)
    page.keyboard.press("c")
    page.locator(".toast.shown").wait_for()
    assert clipboard(page, "text/plain") == (
        "「第一条　坚持党的领导，深化国有企业改革。」——《云陵省人民政府关于深化国企改革的实施意见》"
        "（示例云政发〔2024〕3号），云陵省人民政府，2024年3月5日，第一条。【示例文件，非真实公文】"
    )


def test_a_selection_without_articles_names_its_page(page: Page) -> None:
    page.goto(f"/documents/{SPEECH.id}")
    select(page, "各单位", "人头")
    page.keyboard.press("c")
    page.locator(".toast.shown").wait_for()
    assert clipboard(page, "text/plain") == (
        "「各单位要把任务落到人头」——《在全省国资国企改革会议上的讲话》，谷敬岑，2025年4月，第2页。"
        "【示例文件，非真实公文】"
    )


def test_a_selection_in_a_table_keeps_its_tabs(page: Page) -> None:
    page.goto(f"/documents/{EXPERIENCE.id}")
    select(page, "2023年", "55%")
    page.keyboard.press("c")
    page.locator(".toast.shown").wait_for()
    quoted = clipboard(page, "text/plain").partition("——")[0].replace("\r\n", "\n")
    assert quoted == "「2023年\t2024年\n数控化率\t55%」"


def test_keys_go_from_hit_to_hit(page: Page) -> None:
    page.goto(f"/documents/{OPINION.id}?q=改革")
    marks = page.locator("mark").count()
    assert marks > 2
    page.keyboard.press("n")
    assert page.locator("#hit-count").inner_text() == f"1 / {marks}"
    page.keyboard.press("n")
    page.keyboard.press("p")
    page.keyboard.press("p")
    assert page.locator("#hit-count").inner_text() == f"{marks} / {marks}"


def test_keys_find_the_box_and_the_list_of_keys(page: Page) -> None:
    page.goto(f"/documents/{OPINION.id}")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.press("n")
    assert page.locator("#q").input_value() == "n"
    page.locator("#q").blur()
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#keys").is_visible()


def test_the_size_of_type_is_kept(page: Page) -> None:
    page.goto(f"/documents/{OPINION.id}")
    page.get_by_label("大号字").click()
    page.goto(f"/documents/{SPEECH.id}")
    size = page.locator(".sheet").evaluate("(sheet) => getComputedStyle(sheet).fontSize")
    assert size == "20px"


@pytest.mark.parametrize("width", [390, 768, 1280])
def test_no_page_scrolls_sideways(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    reading = f"/documents/{OPINION.id}?q=改革"
    for where in ("/", "/search?q=国企改革", "/policies", reading, "/help", "/api/docs"):
        page.goto(where)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), where


def test_on_a_phone_filters_are_a_sheet_from_below(page: Page) -> None:
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.goto("/search?q=国企改革")
    sheet = page.locator("#filters")
    assert not sheet.is_visible()
    page.get_by_role("button", name="筛选", exact=True).click()
    assert sheet.is_visible()
    page.locator("#f-class-speech").click()
    page.get_by_role("button", name="应用筛选").click()
    page.locator(".chip", has_text="领导讲话").wait_for()
    assert page.locator(".hit").count() == 1


def test_outline_and_card_are_at_hand_on_a_phone(page: Page) -> None:
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.goto(f"/documents/{OPINION.id}")
    page.get_by_role("button", name="目录", exact=True).click()
    page.locator("#outline a", has_text="第三条").click()
    page.wait_for_url("**#o*")
    page.get_by_role("button", name="信息", exact=True).click()
    assert page.locator("#card").is_visible()
    assert page.get_by_text("下载原件").is_visible()


def test_without_scripts_one_can_search_browse_and_read(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.locator("#q").fill("国企改革")
    page.get_by_role("button", name="检索").click()
    page.locator(".option", has_text="领导讲话").locator("input").check()
    page.get_by_role("button", name="应用筛选").click()
    page.locator(".hit h2 a").first.click()
    assert page.locator(".text mark").first.is_visible()
    page.get_by_text("返回结果").click()
    assert "class=speech" in page.url
    context.close()


def test_a_measure_is_selected_by_the_word_that_begins_it(page: Page) -> None:
    page.goto(f"/documents/{SPEECH.id}")
    page.locator(".point", has_text="二是").click()
    assert page.evaluate("document.getSelection().toString()") == "二是考核到人。"
    page.locator("#selection-bar [data-copy]").click()
    page.locator("#toast.shown").wait_for()
    assert clipboard(page, "text/plain").startswith("「二是考核到人。」——")
    page.locator(".point", has_text="一是").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.getSelection().toString()") == "一是😀分工到岗；"


def test_boxes_of_a_list_lead_to_one_form(page: Page) -> None:
    page.goto("/search?q=国企改革")
    boxes = page.locator("input.tick")
    boxes.first.focus()
    page.keyboard.press("Space")
    assert page.locator(".chosen .ticked").is_visible()
    page.get_by_role("button", name="批量更正").click()
    assert page.locator("h1").inner_text() == "批量更正 1 篇文件"
    page.go_back()
    page.get_by_role("button", name="全选本页").click()
    count = boxes.count()
    page.get_by_role("button", name="批量更正").click()
    assert page.locator("h1").inner_text() == f"批量更正 {count} 篇文件"
    page.get_by_label("来源等级", exact=True).select_option("内部")
    page.get_by_role("button", name="看看改动").click()
    page.get_by_role("button", name=f"确认更正 {count} 篇").wait_for()
    page.get_by_role("link", name="取消").click()
    assert "q=" in page.url
