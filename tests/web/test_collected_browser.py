"""The collection in a real browser: by a click, a selection, a key, and dragging."""

import httpx2
import pytest

from tests.search_api.shelf import OPINION, SPEECH
from tests.web.browser import needs_browser

pytestmark = needs_browser


@pytest.fixture
def page(browser, address):
    made = browser.new_page(viewport={"width": 1280, "height": 900})
    made.set_default_timeout(10_000)
    yield made
    made.close()
    numbers = [each["id"] for each in kept(address)]
    httpx2.post(f"{address}/api/v1/collected/remove", json={"numbers": numbers})


def kept(address):
    return httpx2.get(f"{address}/api/v1/collected").json()["collected"]


def texts(address):
    return [each["quotation"]["text"] for each in kept(address)]


def told(page, words):
    page.wait_for_function(
        "words => document.getElementById('toast').textContent.includes(words)", arg=words
    )


def test_a_click_keeps_a_passage_and_stays_on_the_list(page, address):
    page.goto(f"{address}/search?q=党的领导")
    page.click("button.keep >> nth=0")
    told(page, "已收入备课篮，共 1 条")
    page.click("button.keep >> nth=0")
    told(page, "已在备课篮里")
    assert "/search" in page.url
    (text,) = texts(address)
    assert text in OPINION.text + SPEECH.text


def test_what_is_selected_is_kept_and_nothing_beside_it(page, address):
    page.goto(f"{address}/documents/{SPEECH.id}")
    page.evaluate(
        """() => {
            const line = [...document.querySelectorAll('[data-s]')]
                .find((each) => each.textContent.includes('分工到岗'));
            const node = line.firstChild.nodeType === 3 ? line.firstChild : line.lastChild;
            const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
            for (let at = walker.nextNode(); at; at = walker.nextNode()) {
                const start = at.data.indexOf('😀分工到岗');
                if (start < 0) continue;
                const range = document.createRange();
                range.setStart(at, start);
                range.setEnd(at, start + '😀分工到岗'.length);
                getSelection().removeAllRanges();
                getSelection().addRange(range);
            }
        }"""
    )
    page.click("#selection-bar [data-keep]")
    told(page, "共 1 条")
    assert texts(address) == ["😀分工到岗"]


def test_a_key_keeps_the_passage_in_sight(page, address):
    page.goto(f"{address}/documents/{OPINION.id}#p1")
    page.keyboard.press("b")
    told(page, "共 1 条")
    assert texts(address) == ["第一条　坚持党的领导，深化国有企业改革。"]


def test_quotations_are_put_into_an_order_by_keys_and_by_dragging(page, address):
    for place in (1, 2, 3):
        passage = {"passage": f"{OPINION.id}.{place}"}
        httpx2.post(f"{address}/api/v1/collected", json=passage)
    first, second, third = texts(address)
    page.goto(f"{address}/collected")
    page.focus(".kept >> nth=2")
    page.keyboard.press("Alt+ArrowUp")
    told(page, "次序已保存")
    assert texts(address) == [first, third, second]
    page.reload()
    last = page.locator(".kept").nth(2)
    low = {"x": 40, "y": last.bounding_box()["height"] - 6}
    page.drag_and_drop(".kept >> nth=0 >> .handle", ".kept >> nth=2", target_position=low)
    told(page, "次序已保存")
    assert texts(address) == [third, second, first]
