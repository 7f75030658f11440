"""A trainer's hour in a real browser: from a search to the files for the lecture."""

import re
from io import BytesIO
from pathlib import Path

import docx
import httpx2
import pypdfium2
import pytest

from corpus.settings import Settings
from indexer.ingest.intake import add_samples
from indexer.library import Library
from tests.search_api.export.conftest import as_pdf
from tests.web.browser import needs_browser, serving
from web.app import create

__all__ = ["as_pdf"]

pytestmark = needs_browser

COLLECTED = 8
FORMS = ("docx", "pptx", "pdf", "md")


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """A service over the bundled samples."""
    settings = Settings(home=tmp_path_factory.mktemp("hour") / "home", jobs=1)
    with Library.open(settings) as library:
        add_samples(library)
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


@pytest.fixture
def hour(page, address, tmp_path):
    """What the hour leaves: the course as it is stored, and its files."""
    collect(page)
    number = begin(page)
    fill(page, number)
    write(page)
    files = {form: export(page, form, tmp_path) for form in FORMS}
    course = httpx2.get(f"{address}/api/v1/courses/{number}").json()["course"]
    return course, files


def collect(page):
    """Search, and keep eight passages by their buttons."""
    page.goto("/search?q=国企改革")
    buttons = page.locator("button.keep")
    for at in range(COLLECTED):
        buttons.nth(at).click()
        page.locator("#toast", has_text=f"共 {at + 1} 条").wait_for()


def begin(page):
    """Begin a course from the template of three lessons; give its number."""
    page.goto("/courses")
    page.fill("form.begin input[name=title]", "深化国企改革专题党课")
    page.check("input[value=party_lecture]")
    page.click("form.begin button")
    page.wait_for_url(re.compile(r"/courses/\d+$"))
    return int(page.url.rpartition("/")[2])


def fill(page, number):
    """Put what was kept into the lessons, and of every list of suggestions the first."""
    page.goto("/collected")
    assert page.locator(".kept").count() == COLLECTED
    for module, chosen in enumerate(((0, 1, 2), (3, 4, 5), (6, 7))):
        page.goto("/collected")
        for at in chosen:
            page.locator(".kept .tick").nth(at).check()
        page.select_option("#into", f"{number}.{module}.0")
        page.click("button[value=into]")
        page.wait_for_url(re.compile(r"put="))
    for of in ("basis", "cases"):
        page.goto(f"/courses/{number}")
        page.click("#l1\\.0 .suggesting summary")
        page.click(f"#l1\\.0 button.take[value^='take:1.0:{of}:'] >> nth=0")
        page.wait_for_url(re.compile(r"#l1\.0$"))


def write(page):
    """Type a remark and the notes; they are kept without a click."""
    page.fill("textarea[name='0-0-notes']", "先读原文，再问大家怎么看。\n第二段 <b>不是标记</b>")
    page.locator("#saved", has_text="已保存").wait_for()


def export(page, form, folder):
    with page.expect_download(timeout=60_000) as begun:
        page.click(f"[data-export={form}]")
    file = folder / begun.value.suggested_filename
    begun.value.save_as(file)
    return file


def quotations(course):
    return [
        each["quotation"]
        for module in course["modules"]
        for lesson in module["lessons"]
        for each in (*lesson["basis"], *lesson["quotations"])
    ]


def bare(text):
    return "".join(text.split())


def text_of_pdf(content):
    return bare("".join(page.get_textpage().get_text_bounded() for page in content))


def text_of_slides(file):
    from pptx import Presentation

    return bare(
        "".join(
            shape.text_frame.text
            for slide in Presentation(str(file)).slides
            for shape in slide.shapes
            if shape.has_text_frame
        )
    )


def test_a_trainers_hour_ends_with_files_that_quote_verbatim(hour, as_pdf):
    course, files = hour
    kept = quotations(course)
    assert len(kept) == COLLECTED + 1
    assert (
        sum(len(lesson["cases"]) for each in course["modules"] for lesson in each["lessons"]) == 1
    )
    assert {file.name for file in files.values()} == {f"深化国企改革专题党课.{f}" for f in FORMS}
    word = docx.Document(BytesIO(files["docx"].read_bytes()))
    lines = {paragraph.text for paragraph in word.paragraphs}
    for quotation in kept:
        assert set(quotation["text"].split("\n")) <= lines
    printed = text_of_pdf(pypdfium2.PdfDocument(files["pdf"].read_bytes()))
    again = text_of_pdf(pypdfium2.PdfDocument(as_pdf(files["docx"].read_bytes(), "docx")))
    shown = text_of_slides(files["pptx"])
    for quotation in kept:
        for line in quotation["text"].split("\n"):
            assert bare(line) in shown
            assert bare(line)[:20] in printed  # pages may break a line in two
            assert bare(line)[:20] in again
        title = quotation["reference"]["title"]
        assert bare(title)[:12] in printed
        assert bare(title)[:12] in shown
    slides = pypdfium2.PdfDocument(as_pdf(files["pptx"].read_bytes(), "pptx"))
    assert len(slides) >= len(kept)
    assert "先读原文" in bare(Path(files["md"]).read_text(encoding="utf-8"))
