"""A search that Whoosh cannot answer in time is told clearly, on both doors."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from corpus.settings import Settings
from indexer.engine.whoosh import reader
from indexer.engine.whoosh.deadline import Deadline
from tests.search_api.shelf import HERE, PAPERS, fill
from web.app import create


def test_a_slow_search_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = Settings(home=tmp_path / "home", jobs=1, engine="whoosh")
    fill(home, PAPERS, tmp_path)
    monkeypatch.setattr(reader, "Deadline", lambda longest_s: Deadline(-1.0))
    with TestClient(create(home), base_url=HERE) as client:
        answer = client.get("/api/v1/search", params={"q": "国企改革"})
        assert (answer.status_code, answer.json()["code"]) == (503, "QUERY_TOO_SLOW")
        page = client.get("/search?q=国企改革", headers={"Accept": "text/html"})
        assert page.status_code == 503
        assert "已停止" in page.text
