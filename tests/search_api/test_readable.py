"""What is no text is refused with its reason, and stored nowhere."""

import pytest
from starlette.testclient import TestClient

HALF, NUL, RAW = "\\ud800", "\\u0000", "\ud800"


@pytest.mark.parametrize(
    ("method", "path", "body", "place"),
    [
        ("POST", "saved", '{"query": "%s"}', "query"),
        ("POST", "saved", '{"query": "改革", "name": "甲%s"}', "name"),
        ("POST", "saved", '{"query": "改革", "filters": {"issuer": ["%s"]}}', "filters"),
        ("POST", "saved", '{"query": "改革", "filters": {"%s": ["甲"]}}', "filters"),
        ("POST", "saved", '{"query": "改革", "without": ["%s"]}', "without"),
        ("POST", "lexicon/restore", '{"key": "%s"}', "key"),
        ("POST", "wanted", '{"lines": ["%s办法"]}', "lines"),
        ("PATCH", "facts", '{"documents": ["%s"], "facts": {}}', "documents"),
        ("PATCH", "facts", '{"documents": [], "facts": {"%s": "甲"}}', "facts"),
        ("PUT", "history", '{"%s": true}', "内容"),
    ],
)
@pytest.mark.parametrize("letter", [HALF, NUL, RAW])
def test_a_body_that_is_no_text_is_refused(
    client: TestClient, method: str, path: str, body: str, place: str, letter: str
) -> None:
    content = (body % letter).encode("utf-8", "surrogatepass")
    headers = {"Content-Type": "application/json"}
    answer = client.request(method, f"/api/v1/{path}", content=content, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (422, "WRONG_VALUE")
    assert answer.json()["detail"].startswith(f"{place} 里有残缺的字符")


def test_whole_pairs_pass(client: TestClient) -> None:
    content = b'{"query": "\\ud83d\\ude00\\u6539\\u9769"}'
    headers = {"Content-Type": "application/json"}
    answer = client.post("/api/v1/saved", content=content, headers=headers)
    assert answer.json()["query"] == "😀改革"
    client.delete(f"/api/v1/saved/{answer.json()['id']}")
