import pytest
from starlette.testclient import TestClient

from search_api.app import is_loopback


def test_the_process_lives(client: TestClient) -> None:
    assert client.get("/healthz").json()["status"] == "ok"


def test_it_is_ready_when_it_can_search(client: TestClient) -> None:
    ready = client.get("/readyz").json()
    assert ready["status"] == "ok"
    assert "documents" not in ready  # who asks may not be allowed to see them all
    assert ready["index"] != "None.0"


def test_requests_are_counted_by_route_and_status(client: TestClient) -> None:
    client.get("/api/v1/documents/unknown")
    client.get("/not/there")
    figures = client.get("/metrics").text
    assert 'route="/api/v1/documents/{document_id}",status="404"' in figures
    assert 'route="(none)",status="404"' in figures
    assert "xuejian_documents 4.0" in figures
    assert "xuejian_http_request_seconds_bucket" in figures
    assert 'xuejian_index_info{engine="' in figures


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", True),
        ("localhost", True),
        ("::1", True),
        ("0.0.0.0", False),
        ("192.168.1.5", False),
        ("kb.example", False),
    ],
)
def test_loopback_is_told_from_the_network(host: str, expected: bool) -> None:
    assert is_loopback(host) is expected
