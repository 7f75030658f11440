"""`POST /api/v1/check`."""

import io
import zipfile

import pytest
from starlette.testclient import TestClient

from search_api.quotations import checking, uploading
from tests.builders import docx, paragraph
from tests.search_api.quotations.papers import CHARGING, NEW
from tests.search_api.shelf import HERE
from web.app import create

WRONG = CHARGING.replace("标准", "规范")


@pytest.fixture(scope="module")
def client(quoted_settings):
    with TestClient(create(quoted_settings), base_url=HERE, raise_server_exceptions=False) as made:
        yield made


def problem(answer):
    """Give status and code of a failure."""
    assert answer.headers["content-type"] == "application/problem+json"
    return answer.status_code, answer.json()["code"]


def test_a_text_is_checked(client):
    answer = client.post("/api/v1/check", json={"text": f"“{WRONG}。”"})
    told = answer.json()
    assert told["counts"] == {
        "same": 0,
        "different": 1,
        "not_found": 0,
        "verified": 0,
        "noticed": 0,
        "own": 0,
    }
    (finding,) = told["findings"]
    (edit,) = finding["edits"]
    start, end = edit["given"]
    assert finding["text"][start:end] == "规范"
    start, end = edit["source"]
    assert finding["source"]["passage"][start:end] == "标准"
    assert finding["source"]["document"]["id"] == NEW.id
    assert finding["source"]["article"] == "第三条"
    assert finding["label"] == "有出入"


def test_what_is_to_be_mended_is_told_with_the_right_words(client):
    (finding,) = client.post("/api/v1/check", json={"text": f"“{WRONG}。”"}).json()["findings"]
    assert finding["trouble"] == "字句"
    assert finding["right"]["text"] == CHARGING
    assert finding["now"] is None


def test_what_is_to_be_mended_comes_as_a_table(client):
    answer = client.post("/api/v1/check.xlsx?name=教案.docx", json={"text": f"“{WRONG}。”"})
    with zipfile.ZipFile(io.BytesIO(answer.content)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert CHARGING in sheet


def test_plain_text_is_checked(client):
    headers = {"content-type": "text/plain; charset=utf-8"}
    answer = client.post("/api/v1/check", content=CHARGING.encode(), headers=headers)
    assert answer.json()["counts"]["verified"] == 1


@pytest.mark.parametrize("address", ["/api/v1/check?name=a.docx", "/api/v1/check.docx"])
def test_a_file_with_a_mark_of_secrecy_is_refused(client, tmp_path, address):
    file = docx(tmp_path / "a.docx", paragraph("秘密★1年") + paragraph(f"“{WRONG}。”"))
    answer = client.post(address, content=file.read_bytes())
    assert problem(answer) == (422, "SECRET_MARK_DETECTED")


def test_a_word_file_is_checked(client, tmp_path):
    file = docx(tmp_path / "教案.docx", paragraph(f"规定要求：“{WRONG}。”"))
    answer = client.post("/api/v1/check?name=教案.docx", content=file.read_bytes())
    assert answer.json()["counts"]["different"] == 1


def test_a_notice_comes_with_its_evidence(client):
    text = f"《云陵市电动自行车管理规定》第二条规定：{CHARGING}。"
    (finding,) = client.post("/api/v1/check", json={"text": text}).json()["findings"]
    (notice,) = finding["notices"]
    assert (notice["kind"], notice["label"]) == ("article", "条号")
    assert notice["evidence"][0]["document_id"] == NEW.id


@pytest.mark.parametrize(
    "content", [b"{", b"[]", b'{"text": 3}', b'{"text": "\\ud800"}', b"null", b"\xff"]
)
def test_a_body_that_is_no_text_is_refused(client, content):
    headers = {"content-type": "application/json"}
    answer = client.post("/api/v1/check", content=content, headers=headers)
    assert problem(answer) == (422, "WRONG_VALUE")


@pytest.mark.parametrize("text", ["", " \n　"])
def test_nothing_is_not_checked(client, text):
    assert problem(client.post("/api/v1/check", json={"text": text})) == (422, "NOTHING_TO_CHECK")


def test_too_long_a_text_is_refused(client, monkeypatch):
    monkeypatch.setattr(checking, "LONGEST_TEXT", 20)
    answer = client.post("/api/v1/check", json={"text": "很长" * 11})
    assert problem(answer) == (413, "TEXT_TOO_LONG")


def test_too_large_a_file_is_refused(client):
    content = b"0" * (uploading.LARGEST_UPLOAD + 1)
    assert problem(client.post("/api/v1/check", content=content)) == (413, "FILE_TOO_LARGE")


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (b"", 422, "EMPTY_FILE"),
        (b"PK\x03\x04 broken", 422, "DAMAGED_FILE"),
        (b"\x89PNG\r\n\x1a\n" + bytes(99), 415, "UNSUPPORTED_FORMAT"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(client, content, status, code):
    assert problem(client.post("/api/v1/check?name=甲.docx", content=content)) == (status, code)


def test_another_sites_form_is_refused(client):
    headers = {"sec-fetch-site": "cross-site"}
    answer = client.post("/api/v1/check", json={"text": CHARGING}, headers=headers)
    assert problem(answer) == (403, "FORBIDDEN")
