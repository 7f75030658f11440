import os

import pytest
from starlette.testclient import TestClient

from corpus.settings import Settings
from search_api.security import is_loopback, known_hosts


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
    assert "process_resident_memory_bytes" in figures
    assert f'xuejian_process_info{{pid="{os.getpid()}"}} 1.0' in figures


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


def test_a_service_for_this_machine_is_asked_by_no_other_name(client: TestClient) -> None:
    for name in ("127.0.0.1:8000", "localhost:8000", "LOCALHOST", "[::1]:8000"):
        assert client.get("/healthz", headers={"host": name}).status_code == 200
    for name in ("evil.example:8000", "127.0.0.1.evil.example", ""):
        refused = client.get("/api/v1/search?q=国企", headers={"host": name})
        assert refused.status_code == 400
        assert "本服务只供本机访问" in refused.text


def test_other_names_are_allowed_behind_a_proxy_and_on_a_network() -> None:
    behind_proxy = known_hosts(Settings(allowed_hosts="kb.example, 学鉴.example"))
    assert behind_proxy is not None
    assert {"kb.example", "学鉴.example", "localhost"} <= behind_proxy
    assert known_hosts(Settings(host="0.0.0.0")) is None
