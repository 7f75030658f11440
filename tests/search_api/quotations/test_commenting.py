"""A Word file given back with comments."""

from io import BytesIO

import docx
import pytest
from starlette.testclient import TestClient

from search_api.command.main import run
from tests import builders
from tests.builders import paragraph, table
from tests.search_api.quotations.papers import CHARGING, CUT, PARKING
from tests.search_api.shelf import HERE
from web.app import create

WRONG = CHARGING.replace("标准", "规范")
BOLD = (
    f"<w:r><w:rPr><w:b/></w:rPr><w:t>{WRONG[:9]}</w:t></w:r>"
    f"<w:r><w:t>{WRONG[9:]}。后记。</w:t></w:r>"
)


@pytest.fixture(scope="module")
def client(quoted_settings):
    with TestClient(create(quoted_settings), base_url=HERE, raise_server_exceptions=False) as made:
        yield made


@pytest.fixture
def file(tmp_path):
    body = (
        paragraph("学习提纲")
        + paragraph("一、要求。", runs=BOLD)
        + paragraph(f"{PARKING}。")
        + table([paragraph(f"{CUT}。")])
    )
    return builders.docx(tmp_path / "教案.docx", body)


def commented(client, file):
    """Send a file; give what comes back, opened."""
    answer = client.post("/api/v1/check.docx?name=教案.docx", content=file.read_bytes())
    assert answer.status_code == 200
    return docx.Document(BytesIO(answer.content))


def anchored(document):
    """Give the words to which each comment belongs."""
    found, open_ids = {}, set()
    for element in document.element.body.iter():
        name = element.tag.rpartition("}")[2]
        number = element.get(f"{{{builders.W}}}id")
        if name == "commentRangeStart":
            open_ids.add(number)
        elif name == "commentRangeEnd":
            open_ids.discard(number)
        elif name == "t":
            for each in open_ids:
                found[int(each)] = found.get(int(each), "") + element.text
    return found


def test_each_finding_is_a_comment_at_its_words(client, file):
    document = commented(client, file)
    words = anchored(document)
    told = {words[each.comment_id]: each for each in document.comments}
    assert set(told) == {"学习提纲", WRONG, CUT}
    assert "【规范→标准】" in told[WRONG].text
    assert f"原文：{CHARGING}" in told[WRONG].text
    assert "来源不全" in told[CUT].text
    assert told["学习提纲"].text.startswith("核对 3 句")
    assert {each.author for each in document.comments} == {"学鉴"}


def test_the_text_and_its_form_stay_as_they_were(client, file):
    before, after = docx.Document(str(file)), commented(client, file)
    assert [each.text for each in after.paragraphs] == [each.text for each in before.paragraphs]
    assert [run.text for run in after.paragraphs[1].runs if run.bold] == [WRONG[:9]]


def test_what_has_no_place_for_a_comment_is_told_at_the_top(client, tmp_path):
    note = f'<w:footnote w:id="2">{paragraph(WRONG + "。")}</w:footnote>'
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    body = paragraph("学习提纲", runs=reference)
    made = builders.docx(tmp_path / "a.docx", body, parts={"footnotes": note})
    (comment,) = commented(client, made).comments
    assert WRONG in comment.text
    assert f"原文：{CHARGING}" in comment.text


def test_equal_sentences_each_have_a_comment(client, tmp_path):
    body = paragraph(f"{WRONG}。") + paragraph(f"再读：{WRONG}。")
    document = commented(client, builders.docx(tmp_path / "a.docx", body))
    assert sorted(anchored(document).values()) == [WRONG, WRONG, WRONG]


def test_a_file_that_is_no_word_file_is_refused(client):
    answer = client.post("/api/v1/check.docx", content=f"{WRONG}。".encode())
    assert answer.status_code == 422
    assert answer.json()["code"] == "DAMAGED_FILE"


def test_the_page_gives_the_file_back(client, file):
    files = {"file": ("教案.docx", file.read_bytes())}
    answer = client.post("/check", data={"text": "", "comments": "1"}, files=files)
    assert "attachment" in answer.headers["content-disposition"]
    assert len(list(docx.Document(BytesIO(answer.content)).comments)) == 3


def test_the_command_writes_the_file(quoted_settings, file, tmp_path, monkeypatch):
    monkeypatch.setenv("XUEJIAN_HOME", "")
    monkeypatch.setenv("XUEJIAN_ENGINE", "auto")
    out = tmp_path / "批注.docx"
    home = ["--home", str(quoted_settings.home)]
    assert run([*home, "check", str(file), "--comments", str(out)]) == 0
    assert len(list(docx.Document(str(out)).comments)) == 3
