"""Who reads a shared course sees nothing of documents that are not for them."""

import pytest
from starlette.testclient import TestClient

from corpus.actor import Actor
from corpus.settings import Settings
from tests.search_api.shelf import HERE, OPINION, PAPERS, SECRET, Paper, fill
from web.app import create

CASE = Paper(
    "/内部/案例.md",
    "只给一个小组看的改革案例\n公司用一年时间扭亏为盈。",
    {"title": "只给一个小组看的改革案例", "document_class": "experience"},
    groups=("inner",),
)
STRANGER = Actor("stranger", "外人", frozenset({"other"}))


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sharing")
    settings = Settings(home=folder / "home", jobs=1)
    fill(settings, (*PAPERS, SECRET, CASE), folder)
    return create(settings)


@pytest.fixture(scope="module")
def client(app):
    with TestClient(app, base_url=HERE, raise_server_exceptions=False) as made:
        yield made


@pytest.fixture
def as_stranger(monkeypatch):
    monkeypatch.setattr("search_api.access.LOCAL", STRANGER)


@pytest.fixture(scope="module")
def key(client):
    """A shared course that quotes one public document, and tells of two that are not."""
    kept = [
        client.post("/api/v1/collected", json={"passage": f"{paper.id}.0"}).json()["id"]
        for paper in (OPINION, SECRET, CASE)
    ]
    made = client.post(
        "/collected/act", data={"act": "into", "into": "new", "item": [str(each) for each in kept]}
    )
    number = made.url.path.rpartition("/")[2]
    shared = client.put(f"/api/v1/courses/{number}/shared", json={"shared": True})
    return shared.json()["shared_key"]


def test_its_owner_sees_everything(client, key):
    page = client.get(f"/shared/{key}").text
    assert "只给一个小组看的国企改革方案" in page
    assert "只给一个小组看的改革案例" in page


def test_a_stranger_sees_what_is_public_and_that_something_is_left_out(client, key, as_stranger):
    page = client.get(f"/shared/{key}")
    assert page.status_code == 200
    assert "云陵省人民政府关于深化国企改革的实施意见" in page.text
    assert "从略" in page.text
    for secret in ("只给一个小组看", "扭亏为盈", "内部讨论稿", SECRET.id, CASE.id):
        assert secret not in page.text


def test_a_stranger_neither_opens_nor_changes_what_is_not_theirs(client, key, as_stranger):
    assert client.get("/api/v1/courses").json() == {"courses": []}
    assert client.get("/api/v1/courses/1").status_code == 404
    assert client.get("/api/v1/courses/1/export.md").status_code == 404
    assert client.get("/api/v1/collected").json()["collected"] == []
    client.post("/api/v1/collected/remove", json={"numbers": [1, 2, 3]})
    client.put("/api/v1/collected/order", json={"order": [3, 2, 1]})
    quoted = client.post("/api/v1/collected", json={"passage": f"{SECRET.id}.0"})
    assert quoted.status_code == 404


def test_the_owners_collection_is_as_it_was(client, key):
    kept = client.get("/api/v1/collected").json()["collected"]
    assert [each["id"] for each in kept] == [1, 2, 3]
