"""The keeper's way in a real browser: from a saved search to a theme that everyone reads."""

import re
from io import BytesIO

import docx
import httpx2
import pypdfium2
import pytest

from corpus.actor import LOCAL
from corpus.settings import Settings
from indexer.library import Library
from search_api.sampling import add_all_samples
from tests.web.browser import needs_browser, serving
from web.app import create

pytestmark = needs_browser

PARTS = ("basis", "speeches", "cases", "interpretation")
PHONE = {"width": 390, "height": 844}
A4 = (595, 842)  # points
WORD = '"转型券"'


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """A service over the bundled samples, with their themes."""
    settings = Settings(home=tmp_path_factory.mktemp("keeper") / "home", jobs=1)
    with Library.open(settings) as library:
        add_all_samples(library, LOCAL)
    with serving(create(settings)) as made:
        yield made


@pytest.fixture
def page(browser, address):
    made = browser.new_page(base_url=address, viewport={"width": 1280, "height": 900})
    made.set_default_timeout(20_000)
    troubles: list[str] = []
    made.on("pageerror", lambda error: troubles.append(str(error)))
    yield made
    made.close()
    assert troubles == []


def take(page, part):
    """Take the first that is suggested for a part."""
    details = page.locator(f"#{part} details.suggesting")
    if details.get_attribute("open") is None:
        details.locator("summary").click()
    details.get_by_role("button", name=re.compile("放入引文")).first.click()
    page.locator(f"#{part} .reading-item").first.wait_for()


def quotations(theme):
    return [q for part in PARTS for item in theme[part] for q in item["quotations"]]


def test_a_theme_is_made_published_seen_printed_taken_away_and_spoken_of(page, address, tmp_path):
    saved = {"name": "数字化转型的做法", "query": "数字化转型"}
    httpx2.post(f"{address}/api/v1/saved", json=saved).raise_for_status()
    page.goto("/themes")
    page.get_by_role("button", name="由检索新建").click()
    page.wait_for_url(re.compile(r"/themes/\d+$"))
    number = int(page.url.rpartition("/")[2])
    for part in PARTS:
        take(page, part)
    page.get_by_label("导语").fill("数字化转型要先改流程。\n这里是说明。")
    page.locator("#saved", has_text="已保存").wait_for()
    page.get_by_role("button", name="发布", exact=True).click()
    page.get_by_text("已发布，首页和“专题”里都能看到").wait_for()

    page.goto("/")
    first = page.locator(".themes li a").first
    assert first.inner_text() == "数字化转型的做法"
    first.click()
    page.wait_for_url(f"**/themes/{number}/view")
    theme = httpx2.get(f"{address}/api/v1/themes/{number}").json()["theme"]
    quoted = quotations(theme)
    assert len(quoted) == len(PARTS)
    shown = page.locator("blockquote.words").all_inner_texts()
    assert shown == [each["text"] for each in quoted]

    printed = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    assert tuple(round(side) for side in printed[0].get_size()) == pytest.approx(A4, abs=1)
    written = "".join(each.get_textpage().get_text_bounded() for each in printed)
    assert "数字化转型要先改流程。" in written
    for furniture in ("下载 Word", "五分钟发言", "接口说明"):
        assert furniture not in written

    with page.expect_download() as begun:
        page.get_by_role("link", name="下载 Word").click()
    file = tmp_path / begun.value.suggested_filename
    begun.value.save_as(file)
    assert file.name == "数字化转型的做法.docx"
    lines = {each.text for each in docx.Document(BytesIO(file.read_bytes())).paragraphs}
    for each in quoted:
        assert set(each["text"].split("\n")) <= lines

    page.get_by_role("link", name="五分钟发言").click()
    page.wait_for_url(f"**/themes/{number}/speech")
    speech = httpx2.get(f"{address}/api/v1/themes/{number}/speech").json()
    assert speech["seconds"] <= 300
    said = page.locator(".speech blockquote.words").all_text_contents()
    assert said
    texts = {}
    for line in (line for part in speech["parts"] for line in part["lines"] if line["source"]):
        id_ = line["source"]["quotation"]["reference"]["document_id"]
        if id_ not in texts:
            texts[id_] = httpx2.get(f"{address}/api/v1/documents/{id_}").json()["text"]
        assert line["text"] in texts[id_]
        assert line["text"] in said
    assert page.locator(".to-write").count() >= 3


def test_what_is_typed_is_kept_by_itself_and_a_removal_is_taken_back(page):
    page.goto("/themes")
    page.locator("form.begin input[name=title]").fill("自动保存")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/themes/\d+$"))
    page.get_by_label("推荐单位").fill("某市国资委")
    page.locator("#saved", has_text="已保存").wait_for()
    page.get_by_label("查找文件").fill("数字化转型 行动计划")
    page.keyboard.press("Enter")
    page.get_by_role(
        "button", name=re.compile("^放入：霁川市制造业数字化转型行动计划")
    ).first.click()
    page.locator("#basis .reading-item").wait_for()
    page.get_by_role("button", name="移除政策依据第 1 篇").click()
    page.get_by_role("button", name="撤销").click()
    page.locator("#basis .reading-item").wait_for()
    assert page.get_by_label("推荐单位").input_value() == "某市国资委"


@pytest.mark.parametrize(
    "path", ["/", "/themes", "/themes/3", "/themes/3/view", "/themes/3/speech"]
)
def test_every_page_fits_a_phone(browser, address, path):
    phone = browser.new_page(base_url=address, viewport=PHONE)
    assert phone.goto(path).status == 200
    assert phone.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    phone.close()


def test_the_page_is_read_without_scripts(browser, address):
    context = browser.new_context(java_script_enabled=False, base_url=address)
    page = context.new_page()
    page.goto("/")
    page.locator(".themes li a").first.click()
    assert page.locator("article.theme h1").is_visible()
    page.get_by_role("link", name="五分钟发言").click()
    assert page.get_by_text("五分钟发言提纲").is_visible()
    context.close()


def test_a_passage_goes_into_a_theme_by_the_keyboard_on_a_phone_and_comes_out_again(
    browser, address
):
    found = httpx2.get(f"{address}/api/v1/search", params={"q": WORD}, timeout=30).json()
    phone = browser.new_page(base_url=address, viewport=PHONE)
    phone.set_default_timeout(20_000)
    phone.goto(f"/documents/{found['hits'][0]['document']['id']}?q={WORD}")
    phone.locator("mark").first.wait_for()
    phone.keyboard.press("n")
    phone.keyboard.press("a")
    phone.wait_for_url("**/adding?**")
    assert "转型券" in phone.locator("blockquote.words").inner_text()
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    form = phone.locator("form", has_text="放在哪个部分")
    form.get_by_label("加入哪一个").select_option("new")
    form.get_by_label("新建时的标题").fill("从手机加入")
    form.get_by_label("新建时的标题").press("Enter")
    notice = phone.get_by_role("status").filter(has_text="已加入专题")
    notice.get_by_role("link", name="从手机加入").wait_for()
    assert "q=" in phone.url
    notice.get_by_role("button", name="撤销").click()
    phone.get_by_role("status").filter(has_text="已撤销").wait_for()
    titles = [each["title"] for each in httpx2.get(f"{address}/api/v1/themes").json()["themes"]]
    assert "从手机加入" not in titles
    phone.close()
