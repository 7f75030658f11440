import hashlib
from pathlib import Path
from urllib.parse import quote

from starlette.testclient import TestClient

from corpus.settings import Settings
from indexer.library import Library
from tests.search_api.shelf import HERE, OPINION, PAPERS, SPEECH, fill
from web.app import create


def test_a_document_comes_with_every_fact_and_its_text(client: TestClient) -> None:
    document = client.get(f"/api/v1/documents/{OPINION.id}").json()
    assert document["text"] == OPINION.text
    start = OPINION.text.index("示例云政发")
    assert document["document_number"] == {
        "value": "示例云政发〔2024〕3号",
        "confidence": 0.95,
        "method": "rule",
        "span": [start, start + len("示例云政发〔2024〕3号")],
    }
    assert document["issuer"]["value"] == ["云陵省人民政府"]
    assert document["paths"] == [OPINION.path]
    assert document["format"] == "txt"
    assert [each["number"] for each in document["outline"]] == ["第一条", "第二条", "第三条"]


def test_pages_are_offsets(client: TestClient) -> None:
    document = client.get(f"/api/v1/documents/{SPEECH.id}").json()
    assert document["pages"] == [0, SPEECH.text.index("二、")]


def test_an_unknown_document_is_not_found(client: TestClient) -> None:
    response = client.get("/api/v1/documents/0000000000000000")
    assert response.status_code == 404
    problem = response.json()
    assert problem["code"] == "DOCUMENT_NOT_FOUND"
    assert problem["document_id"] == "0000000000000000"


def test_the_original_comes_as_it_came_in(client: TestClient) -> None:
    response = client.get(f"/api/v1/documents/{OPINION.id}/original")
    assert hashlib.sha256(response.content).hexdigest() == OPINION.sha256
    assert response.headers["x-content-type-options"] == "nosniff"
    disposition = response.headers["content-disposition"]
    assert disposition.startswith("attachment;")
    assert f"filename*=UTF-8''{quote('实施意见 终稿.txt')}" in disposition


def test_a_damaged_original_is_not_given_out(tmp_path: Path) -> None:
    home = Settings(home=tmp_path / "home", jobs=1)
    fill(home, PAPERS, tmp_path)
    with Library.open(home) as library:
        library.originals.path(OPINION.sha256).write_bytes(b"changed")
        library.originals.path(SPEECH.sha256).unlink()
    with TestClient(create(home), base_url=HERE) as client:
        for paper in (OPINION, SPEECH):
            response = client.get(f"/api/v1/documents/{paper.id}/original")
            assert (response.status_code, response.json()["code"]) == (500, "ORIGINAL_DAMAGED")


def test_a_document_has_a_tag(client: TestClient) -> None:
    url = f"/api/v1/documents/{OPINION.id}"
    tag = client.get(url).headers["etag"]
    assert client.get(url, headers={"If-None-Match": f'"x", {tag}'}).status_code == 304
