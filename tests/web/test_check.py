"""The page 引文核对."""

import re
from html import unescape
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from search_api.quotations import checking
from tests.builders import docx, paragraph
from tests.search_api.quotations.papers import CHARGING, CUT, NEW, PARKING, quoted_home
from tests.search_api.shelf import HERE
from tests.web.browser import needs_browser, serving
from web.app import create
from web.multipart import read_multipart

WRONG = CHARGING.replace("标准", "规范").replace("同步", "")
TEXT = f"学习提纲\n“{WRONG}。”\n{PARKING}。\n{CUT}。\n《碧湾市停车条例》规定：“{PARKING}。”\n"
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def settings(tmp_path_factory):
    return quoted_home(tmp_path_factory.mktemp("check"))


@pytest.fixture(scope="module")
def client(settings):
    with TestClient(create(settings), base_url=HERE, raise_server_exceptions=False) as made:
        yield made


def post(client, text="", file=None):
    """Send the form as a browser does, with an empty file field where none is chosen."""
    chosen = file or ("", b"")
    return client.post("/check", data={"text": text}, files={"file": chosen})


def plain(html):
    """Give what a reader sees, blanks taken together."""
    return " ".join(unescape(re.sub("<[^>]+>", "", html)).split())


def test_the_form_is_linked_from_every_page(client):
    for page in ("/", "/help", "/check"):
        assert 'href="/check"' in client.get(page).text
    assert client.get("/check").status_code == 200


def test_differences_are_marked_on_both_sides(client):
    page = post(client, TEXT).text
    assert '<mark class="wrong">规范</mark>' in page
    assert '<mark class="right">标准</mark>' in page
    assert 'aria-label="此处缺字"' in page
    assert '<mark class="right">同步</mark>' in page
    assert f"/documents/{NEW.id}#p3" in page


def test_the_verdicts_and_notices_are_told(client):
    page = post(client, TEXT).text
    told = plain(page)
    assert "核对 4 句：3 句一致（其中 1 句未核实），1 句有出入" in told
    assert "一致，未核实" in told
    assert "来源不全 只见于不完整的来源" in told
    assert "不在库中，无法核对" in told


def test_the_right_words_are_copied_with_their_source(client):
    page = unescape(post(client, TEXT).text)
    assert f'data-text="{CHARGING}" data-source="《云陵市电动自行车管理规定》' in page


def test_what_was_typed_stays(client):
    assert WRONG in post(client, TEXT).text.partition("</textarea>")[0]


def test_a_word_file_is_checked(client, tmp_path):
    file = docx(tmp_path / "a.docx", paragraph(f"规定要求：“{WRONG}。”"))
    page = post(client, file=("教案.docx", file.read_bytes())).text
    assert '<mark class="wrong">规范</mark>' in page
    assert "教案.docx" in page


def test_nothing_is_said_so(client):
    answer = post(client)
    assert answer.status_code == 422
    assert "没有可以核对的文字" in answer.text


def test_too_long_a_text_is_said_so_and_kept(client, monkeypatch):
    monkeypatch.setattr(checking, "LONGEST_TEXT", 10)
    answer = post(client, TEXT)
    assert answer.status_code == 413
    assert "请分几次核对" in answer.text
    assert WRONG in answer.text


def test_a_broken_file_is_said_so(client):
    answer = post(client, file=("甲.docx", b"PK\x03\x04 broken"))
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text


def test_what_is_to_be_mended_is_shown_by_what_is_wrong(client):
    file = ("旧教案.txt", TEXT.encode())
    answer = client.post("/check", data={"text": "", "mending": "1"}, files={"file": file})
    page = answer.text
    assert page.index('id="wording"') < page.index('id="source"')
    assert f"<blockquote>{CHARGING}</blockquote>" in page
    assert f'data-text="{CHARGING}"' in page
    assert "旧教案.txt" in page


def test_the_table_is_made_of_the_page_without_sending_the_file_again(client):
    data = {"text": TEXT, "name": "旧教案.txt", "table": "1"}
    answer = client.post("/check", data=data, files={"file": ("", b"")})
    assert "spreadsheetml" in answer.headers["content-type"]
    assert quote("旧教案（体检）") in answer.headers["content-disposition"]


def test_a_text_with_nothing_to_mend_is_said_to_have_none(client):
    data = {"text": f"{PARKING}。", "mending": "1"}
    page = client.post("/check", data=data, files={"file": ("", b"")}).text
    assert "没有要改的地方" in page


@needs_browser
@pytest.mark.parametrize("size", [None, PHONE])
def test_what_is_to_be_mended_works_by_keyboard_and_is_no_wider_than_its_screen(
    browser, settings, size
):
    with serving(create(settings)) as address:
        context = browser.new_context(base_url=address, viewport=size, java_script_enabled=False)
        page = context.new_page()
        page.goto("/check")
        page.fill("#text", TEXT)
        page.focus("[name=mending]")
        page.keyboard.press("Enter")
        page.wait_for_selector(".trouble")
        assert page.locator(".trouble").count() == 2
        with page.expect_download() as loading:
            page.focus("[name=table]")
            page.keyboard.press("Enter")
        assert loading.value.suggested_filename == "文稿（体检）.xlsx"
        box = page.locator("main").bounding_box()
        assert box["width"] <= (size or {"width": 1280})["width"]
        context.close()


def test_a_file_with_a_mark_of_secrecy_is_refused_and_nothing_of_it_is_shown(client):
    answer = post(client, file=("方案.txt", f"机密★10年\n{WRONG}。\n".encode()))
    assert answer.status_code == 422
    assert "首页标有“机密”" in answer.text
    assert WRONG not in answer.text


def test_what_is_typed_is_never_markup(client):
    page = post(client, f"<script>alert(1)</script>“{WRONG}<img src=x>。”").text
    assert "<script>alert" not in page
    assert "<img" not in page


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("", b""),
        ("text/plain", b"text=1"),
        ("multipart/form-data", b""),
        ("application/json", b"{}"),
    ],
)
def test_another_kind_of_form_is_refused(client, kind, body):
    assert client.post("/check", content=body, headers={"content-type": kind}).status_code == 422


def test_a_file_of_any_bytes_comes_whole():
    content = b"\r\n--x\r\n\x00\xff--bound\r\n\r\n"
    head = b'--bound\r\nContent-Disposition: form-data; name="file"; filename="a.docx"\r\n\r\n'
    fields = read_multipart(
        "multipart/form-data; boundary=bound", head + content + b"\r\n--bound--"
    )
    assert fields["file"].content == content
    assert fields["file"].file_name == "a.docx"


@needs_browser
@pytest.mark.parametrize("size", [None, PHONE])
def test_the_page_works_by_keyboard_and_is_no_wider_than_its_screen(browser, settings, size):
    with serving(create(settings)) as address:
        context = browser.new_context(base_url=address, viewport=size)
        page = context.new_page()
        page.goto("/check")
        page.focus("#text")
        page.keyboard.insert_text(TEXT)
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_selector(".checked .findings")
        shown = ".findings > li:visible"
        assert page.locator(shown).count() == 3
        page.focus("[value=mend]")
        page.keyboard.press("ArrowRight")
        assert page.locator(shown).count() == 1
        page.keyboard.press("ArrowRight")
        assert page.locator(shown).count() == 0
        assert page.locator(".none-shown").is_visible()
        page.locator("[value=all]").check()
        assert page.locator(shown).count() == 4
        wide = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        assert page.evaluate(wide)
        context.close()
