"""Two libraries exchange a package by their pages, in a real browser."""

import re
from pathlib import Path

import pytest

from corpus.actor import LOCAL
from corpus.settings import Settings
from indexer.library import Library
from search_api.sampling import add_all_samples
from tests.web.browser import needs_browser, serving
from web.app import create

pytestmark = needs_browser

THEME = "党建与生产经营深度融合"


@pytest.fixture(scope="module")
def addresses(tmp_path_factory):
    """A service over the bundled samples and their themes, and an empty one."""
    folder = tmp_path_factory.mktemp("exchange")
    full, empty = (Settings(home=folder / name, jobs=1) for name in ("full", "empty"))
    with Library.open(full) as library:
        add_all_samples(library, LOCAL)
    with serving(create(full)) as sender, serving(create(empty)) as receiver:
        yield sender, receiver


@pytest.fixture
def pages(browser, addresses):
    troubles: list[str] = []
    made = []
    for address in addresses:
        page = browser.new_page(base_url=address, viewport={"width": 1280, "height": 900})
        page.set_default_timeout(30_000)
        page.on("pageerror", lambda error: troubles.append(str(error)))
        made.append(page)
    yield made
    for page in made:
        page.close()
    assert troubles == []


def name(page, called: str) -> None:
    page.goto("/exchange")
    page.fill("#name", called)
    page.locator("form[action='/exchange/name'] button").click()
    page.get_by_role("button", name="改名").wait_for()


def share_first_hit(page, query: str) -> str:
    """Share what a search finds first, whole; give its title."""
    page.goto(f"/search?q={query}")
    page.locator(".hit h2 a, .hit h3 a").first.click()
    page.get_by_role("link", name="共享给别的单位").click()
    page.check("input[value=全文]")
    page.get_by_role("button", name="共享", exact=True).click()
    page.locator(".notice", has_text="已共享 1 份文件").wait_for()
    return page.locator("table.shared tbody a").first.inner_text()


def packed(page, folder: Path) -> Path:
    with page.expect_download() as waiting:
        page.get_by_role("button", name="打包下载").click()
    to = folder / waiting.value.suggested_filename
    waiting.value.save_as(to)
    return to


def taken_in(page, package: Path) -> None:
    brought(page, package)
    trust = page.get_by_label(re.compile("指纹一致"))
    if trust.count():  # the first time
        trust.check()
    page.get_by_role("button", name="确认导入").click()
    page.get_by_text("号包已经导入。").wait_for()


def brought(page, package: Path) -> None:
    page.goto("/exchange")
    page.set_input_files("input[type=file]", str(package))
    page.get_by_role("button", name="核对并预览").click()
    page.wait_for_url(re.compile(r"/exchange/packages/[0-9a-f]{64}$"))


def test_a_package_is_packed_previewed_and_taken_in(pages, tmp_path):
    sender, receiver = pages
    name(sender, "甲集团资料室")
    title = share_first_hit(sender, "党建 融合 实施方案")
    sender.goto("/exchange")
    sender.get_by_label(re.compile(THEME)).check()  # it goes along without being saved before
    package = packed(sender, tmp_path)
    assert package.suffix == ".xjx"

    name(receiver, "乙公司党委")
    brought(receiver, package)
    told = receiver.locator("main").inner_text()
    assert "甲集团资料室" in told
    assert title in told
    assert THEME in told
    assert "初次往来" in told
    assert "改动还没有写入" in told
    receiver.get_by_label(re.compile("指纹一致")).check()
    receiver.get_by_role("button", name="确认导入").click()
    receiver.get_by_text("号包已经导入。").wait_for()
    assert "新增 1" in receiver.locator("ul.counts").inner_text()
    receiver.get_by_role("link", name=title).click()
    receiver.get_by_role("heading", name=title).first.wait_for()
    receiver.goto(f"{receiver.url.split('/documents')[0]}/exchange")
    assert receiver.locator("table.peers").inner_text().count("甲集团资料室") == 1

    receiver.goto("/themes")
    receiver.get_by_role("link", name=re.compile(THEME)).click()
    receiver.locator("main", has_text="来自甲集团资料室").wait_for()
    receiver.get_by_role("button", name="存为自己的专题").click()
    receiver.wait_for_url(re.compile(r"/themes/\d+$"))
    assert THEME in receiver.input_value("input[name=title]")

    brought_again = packed(sender, tmp_path)
    sender.goto("/exchange")
    assert sender.get_by_label(re.compile(THEME)).is_checked()
    brought(receiver, brought_again)
    assert "相同" in receiver.locator(".counts").inner_text()
    receiver.get_by_role("button", name="不导入").click()
    receiver.wait_for_url(re.compile(r"/exchange$"))


def test_what_another_asks_for_is_answered_on_the_page(pages, tmp_path):
    sender, receiver = pages
    name(sender, "甲集团资料室")
    name(receiver, "乙公司党委")
    receiver.goto("/gaps")
    receiver.get_by_text("征集资料", exact=True).click()
    receiver.fill("input[name=title]", "数字化转型行动计划")
    receiver.get_by_role("button", name="提出征集").click()
    receiver.goto("/exchange")
    receiver.get_by_label(re.compile("数字化转型行动计划")).check()
    package = packed(receiver, tmp_path)

    taken_in(sender, package)
    sender.get_by_role("button", name="知道了").click()
    sender.get_by_role("link", name="用本馆文件答复").click()
    sender.locator("input[name=document]").first.check()
    sender.fill("input[name=words]", "请查收")
    sender.get_by_role("button", name="用选中的答复").click()
    sender.get_by_text("已答复：").first.wait_for()
    assert "换一篇答复" in sender.locator("main").inner_text()

    taken_in(receiver, packed(sender, tmp_path))
    receiver.get_by_role("link", name="查看征集答复").click()
    receiver.get_by_text("对本馆征集的答复").wait_for()
    assert "请查收" in receiver.locator("main").inner_text()


def test_on_a_phone_the_head_shows_where_one_is(pages):
    _, receiver = pages
    receiver.set_viewport_size({"width": 390, "height": 800})
    receiver.goto("/exchange")
    door = receiver.locator("header.top nav [aria-current]").bounding_box()
    assert 0 <= door["x"] < door["x"] + door["width"] <= 390 * 0.88 + 1


def test_a_damaged_package_is_refused_with_its_reason(pages, tmp_path):
    _, receiver = pages
    broken = tmp_path / "broken.xjx"
    broken.write_bytes(b"PK\x03\x04 no package")
    receiver.goto("/exchange")
    receiver.set_input_files("input[type=file]", str(broken))
    receiver.get_by_role("button", name="核对并预览").click()
    alert = receiver.locator("p.notice[role=alert]")
    alert.wait_for()
    assert "没有写入任何内容" in alert.inner_text()
