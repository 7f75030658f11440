"""The doors answer the same with the engine that needs a thread."""

from pathlib import Path

from starlette.testclient import TestClient

from corpus.settings import Settings
from tests.search_api.shelf import HERE, OPINION, PAPERS, fill
from web.app import create


def test_the_other_engine_serves_pages_and_api(tmp_path: Path) -> None:
    home = Settings(home=tmp_path / "home", jobs=1, engine="whoosh", segmenter="jieba")
    fill(home, PAPERS, tmp_path)
    with TestClient(create(home), base_url=HERE) as client:
        answer = client.get("/api/v1/search", params={"q": "国企改革"}).json()
        assert (answer["total"], answer["facets"]["document_class"][0]["count"]) == (4, 2)
        for address in ("/", "/search?q=国企改革", "/policies", f"/documents/{OPINION.id}?q=改革"):
            assert client.get(address, headers={"Accept": "text/html"}).status_code == 200
        assert client.get("/api/v1/suggest?q=深化国企").json()["suggestions"][0]["id"] == OPINION.id
