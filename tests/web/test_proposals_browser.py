"""The life of a proposal in a real browser, from an anonymous entry to a 通报; no name anywhere."""

import logging
import re
from datetime import UTC, datetime
from io import BytesIO
from itertools import repeat
from pathlib import Path
from zipfile import ZipFile

import docx
import httpx2
import pytest

from corpus.settings import Settings
from indexer.ingest.intake import add_samples
from indexer.library import Library
from tests.web.browser import needs_browser, serving
from web.app import create

pytestmark = needs_browser

NAME = "端木清越"
ENTERED = datetime(2026, 10, 8, 4, tzinfo=UTC)
LATER = datetime(2026, 11, 22, 4, tzinfo=UTC)
TITLE = "晾晒场改作夜间停车场"


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    """A service over the bundled samples."""
    settings = Settings(home=tmp_path_factory.mktemp("life") / "home", jobs=1)
    with Library.open(settings) as library:
        add_samples(library)
    return create(settings)


@pytest.fixture(scope="module")
def address(app):
    with serving(app) as made:
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


def at(app, moment):
    app.state.library.clock = repeat(moment).__next__


def enter(page):
    """Type a name, then choose to be anonymous."""
    page.goto("/proposals/new")
    page.fill("input[name=title]", TITLE)
    page.fill("textarea[name=text]", "晾晒场入夜以后空着，建议划线停车。")
    page.check("input[value=named]")
    page.fill("input[name=source_name]", NAME)
    page.check("input[value=anonymous]")
    page.fill("input[name=owner]", "后勤科")
    page.fill("input[name=days]", "30")
    page.click("form.entry button.act")
    page.get_by_text("已登记。").wait_for()


def save(page, button="保存"):
    page.locator(".on-top").get_by_role("button", name=button).click()
    page.get_by_text("已保存。").wait_for()


def download(page, click, folder: Path) -> bytes:
    with page.expect_download() as waiting:
        click()
    to = folder / waiting.value.suggested_filename
    waiting.value.save_as(to)
    return to.read_bytes()


def words_of(content: bytes) -> str:
    """Give all that an office file holds."""
    with ZipFile(BytesIO(content)) as parts:
        return "".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())


def test_a_proposal_lives_from_its_entry_to_a_commendation(
    app, address, page, tmp_path, caplog, capfd
):
    caplog.set_level(logging.DEBUG)
    at(app, ENTERED)
    enter(page)
    here = page.url.partition("?")[0]
    at(app, LATER)
    page.goto("/proposals")
    row = page.locator("tr.late", has_text=TITLE)
    assert "超期 15 天" in row.inner_text()
    assert "2026-11-07" in row.inner_text()

    page.goto(here)
    page.fill("textarea[name=reply-new-words]", "已划线，十二月起用。")
    save(page)
    assert page.locator(".course-head .entry-state").inner_text() == "答复"
    page.goto("/proposals")
    assert page.locator("tr.late").count() == 0
    page.goto(here)
    page.fill("textarea[name=adoption]", "夜间二十点至次日七点开放停车。")
    save(page, "改为“采纳”")
    page.fill("input[name=commended]", "匿名建言人")
    page.fill("textarea[name=commendation]", "缓解了停车难。")
    save(page)

    page.get_by_role("button", name="转为案例草稿").click()
    page.wait_for_url(re.compile(r"/drafts/\d+$"))
    assert page.input_value("textarea[name=background]") == "晾晒场入夜以后空着，建议划线停车。"
    assert "夜间二十点" in page.input_value("textarea[name=practices]")
    draft = download(page, page.get_by_role("link", name="下载 Word").click, tmp_path)

    page.goto("/proposals/commendations")
    notice = download(page, page.get_by_role("button", name="生成通报草稿").click, tmp_path)
    told = "\n".join(each.text for each in docx.Document(BytesIO(notice)).paragraphs)
    assert "关于表扬优秀建言献策成果的通报" in told
    assert f"一、{TITLE}" in told
    assert "匿名建言人" in told

    before = httpx2.get(f"{address}/api/v1/proposals").json()
    page.goto("/proposals/sheet")
    book = download(page, page.get_by_text("下载台账（不含姓名）").click, tmp_path)
    named = download(page, page.get_by_text("下载台账（含署名").click, tmp_path)
    for content in (book, named):
        file = {"name": "台账.xlsx", "mimeType": "application/xlsx", "buffer": content}
        page.goto("/proposals/sheet")
        page.set_input_files("input[type=file]", file)
        page.get_by_role("button", name="导入", exact=True).click()
        assert "新登记 0 条，改动 0 条，相同 1 条" in page.locator(".report").inner_text()
    assert httpx2.get(f"{address}/api/v1/proposals").json() == before

    files = (draft, notice, book, named)
    assert all(NAME not in words_of(each) for each in files)
    assert_nowhere(app, address, page, here)
    written = capfd.readouterr()
    assert NAME not in caplog.text + written.out + written.err


def assert_nowhere(app, address, page, here):
    """Look for the name on pages, in answers of programs, and in every file of the home."""
    for path in ("/", "/proposals", here, "/proposals/commendations", "/drafts", "/watch"):
        page.goto(path)
        assert NAME not in page.content()
    asked = {"params": {"q": "停车"}}
    number = here.rpartition("/")[2]
    api = f"{address}/api/v1"
    for answer in (
        httpx2.get(f"{api}/search", **asked),
        httpx2.get(f"{api}/suggest", params={"q": NAME[:2]}),
        httpx2.get(f"{api}/proposals"),
        httpx2.get(f"{api}/proposals/{number}"),
        httpx2.get(f"{api}/proposals/{number}/history"),
        httpx2.get(f"{api}/drafts"),
        httpx2.get(f"{address}/metrics"),
    ):
        assert answer.status_code == 200, answer.url
        assert NAME not in answer.text
    assert httpx2.get(f"{api}/proposals", params={"q": NAME}).json()["total"] == 0
    home: Path = app.state.settings.home
    for file in home.rglob("*"):
        assert not file.is_file() or NAME.encode() not in file.read_bytes(), file


def test_two_who_close_one_do_not_overwrite_each_other(app, address, page):
    at(app, LATER)
    proposal = {"title": "二人同办", "received": "2026-11-01", "due": "2026-12-01"}
    made = httpx2.post(f"{address}/api/v1/proposals", json={"proposal": proposal}).json()
    page.goto(f"/proposals/{made['id']}")
    reply = {"on": "2026-11-20", "by": "甲科", "words": "甲科已答复。"}
    httpx2.post(
        f"{address}/api/v1/proposals/{made['id']}/replies", json={"revision": 1, "reply": reply}
    )
    page.fill("textarea[name=reply-new-words]", "乙科也答复。")
    page.locator(".on-top").get_by_role("button", name="保存").click()
    page.locator("p.strip", has_text="别处已经改动并保存过").wait_for()
    assert "乙科也答复。" in [each.input_value() for each in page.locator(".typed textarea").all()]
    assert page.input_value("textarea[name=reply-0-words]") == "甲科已答复。"


def test_a_removed_proposal_comes_back_by_one_click(app, address, page):
    proposal = {"title": "误删的一条", "received": "2026-11-01"}
    made = httpx2.post(f"{address}/api/v1/proposals", json={"proposal": proposal}).json()
    page.goto(f"/proposals/{made['id']}")
    page.get_by_role("button", name="移除这条建言").click()
    page.get_by_role("button", name="撤销").click()
    page.wait_for_url(re.compile(rf"/proposals/{made['id']}$"))
    assert page.input_value("input[name=title]") == "误删的一条"


def test_what_was_typed_stays_where_it_cannot_be_kept(page, address):
    proposal = {"title": "少了理由", "received": "2026-11-01"}
    made = httpx2.post(f"{address}/api/v1/proposals", json={"proposal": proposal}).json()
    page.goto(f"/proposals/{made['id']}")
    page.fill("input[name=due]", "2026-10-01")
    page.fill("textarea[name=text]", "写了一半")
    page.locator(".on-top").get_by_role("button", name="保存").click()
    page.locator("p.strip", has_text="办理期限早于收到日期").wait_for()
    assert page.input_value("textarea[name=text]") == "写了一半"


def test_a_workbook_with_faults_is_reported_row_by_row(page, address):
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(("编号", "标题", "收到日期", "状态"))
    book.active.append(("丙-1", "好的", "2026-11-01", "收到"))
    book.active.append(("丙-2", "坏的", "昨天", "收到"))
    written = BytesIO()
    book.save(written)
    page.goto("/proposals/sheet")
    file = {"name": "坏.xlsx", "mimeType": "application/xlsx", "buffer": written.getvalue()}
    page.set_input_files("input[type=file]", file)
    page.get_by_role("button", name="导入", exact=True).click()
    report = page.locator(".report")
    assert "没有导入，台账没有改动" in report.inner_text()
    assert "看不懂" in report.locator("tbody").inner_text()
    assert httpx2.get(f"{address}/api/v1/proposals", params={"q": "丙-1"}).json()["total"] == 0
