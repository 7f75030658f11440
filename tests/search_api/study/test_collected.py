"""备课篮 over HTTP."""

import pytest

from tests.search_api.shelf import OPINION, SPEECH

WORDS = "坚持党的领导，深化国有企业改革。"


@pytest.fixture(autouse=True)
def emptied(client):
    yield
    found = client.get("/api/v1/collected").json()
    numbers = [each["id"] for each in found["collected"]]
    client.post("/api/v1/collected/remove", json={"numbers": numbers})
    for folder in found["folders"]:
        client.delete(f"/api/v1/collected/folders/{folder['id']}")


def collect(client, words=WORDS, paper=OPINION, **more):
    start = paper.text.index(words)
    stretch = {"document_id": paper.id, "start": start, "end": start + len(words)}
    return client.post("/api/v1/collected", json={**stretch, **more})


def listed(client):
    return client.get("/api/v1/collected").json()["collected"]


def test_a_stretch_is_kept_verbatim_with_its_source(client):
    made = collect(client)
    assert made.status_code == 201
    assert (made.json()["new"], made.json()["count"]) == (True, 1)
    (kept,) = listed(client)
    assert kept["quotation"]["text"] == WORDS
    assert kept["citation"] == (
        "《云陵省人民政府关于深化国企改革的实施意见》（示例云政发〔2024〕3号），"
        "云陵省人民政府，2024年3月5日，第一条。【示例文件，非真实公文】"
    )
    assert (kept["change"], kept["note"], kept["tags"], kept["folder"]) == ("same", "", [], None)


def test_the_same_words_are_kept_once(client):
    first = collect(client).json()
    again = collect(client)
    assert again.status_code == 200
    assert (again.json()["new"], again.json()["id"], again.json()["count"]) == (
        False,
        first["id"],
        1,
    )


def test_a_passage_is_kept_by_its_number(client):
    made = client.post("/api/v1/collected", json={"passage": f"{SPEECH.id}.1"}).json()
    assert made["quotation"]["text"].startswith("一、提高认识\n")
    assert made["quotation"]["page"] == 1
    gone = client.post("/api/v1/collected", json={"passage": f"{SPEECH.id}.99"})
    assert gone.status_code == 404


def test_notes_tags_and_folders_stand_beside_it(client):
    number = collect(client).json()["id"]
    folder = client.post("/api/v1/collected/folders", json={"name": " 第一讲 "}).json()
    assert folder["name"] == "第一讲"
    beside = {
        "revision": 1,
        "note": "开场用",
        "tags": ["党建", " 党建", ""],
        "folder": folder["id"],
    }
    changed = client.patch(f"/api/v1/collected/{number}", json=beside).json()
    assert (changed["note"], changed["tags"], changed["revision"]) == ("开场用", ["党建"], 2)
    again = client.patch(f"/api/v1/collected/{number}", json=beside)
    assert (again.status_code, again.json()["code"]) == (409, "CHANGED_MEANWHILE")
    client.delete(f"/api/v1/collected/folders/{folder['id']}")
    assert listed(client)[0]["folder"] is None


def test_the_order_is_the_actors_own_and_what_is_removed_comes_back_to_its_place(client):
    one, two = (collect(client, words).json()["id"] for words in ("坚持党的领导", "完善公司治理"))
    client.put("/api/v1/collected/order", json={"order": [two, one]})
    assert [each["id"] for each in listed(client)] == [two, one]
    removed = client.post("/api/v1/collected/remove", json={"numbers": [two, 10**6]}).json()
    assert removed == {"removed": [two]}
    client.post("/api/v1/collected/restore", json={"numbers": [two]})
    assert [each["id"] for each in listed(client)] == [two, one]


@pytest.mark.parametrize(
    ("stretch", "status"),
    [
        ({}, 422),
        ({"passage": "x.1", "document_id": "y"}, 422),
        ({"document_id": "0" * 16, "start": 0, "end": 3}, 404),
        ({"document_id": OPINION.id, "start": 5, "end": 5}, 422),
        ({"document_id": OPINION.id, "start": 0, "end": 10**6}, 422),
        ({"document_id": OPINION.id, "start": 0, "end": 5, "folder": 999}, 422),
        ({"passage": "不是编号"}, 404),
    ],
)
def test_what_cannot_be_kept_is_told(client, stretch, status):
    told = client.post("/api/v1/collected", json=stretch)
    assert (told.status_code, bool(told.json()["detail"])) == (status, True)
    assert listed(client) == []


def test_another_sites_page_keeps_nothing(client):
    refused = client.post(
        "/api/v1/collected",
        json={"passage": f"{SPEECH.id}.1"},
        headers={"sec-fetch-site": "cross-site"},
    )
    assert refused.status_code == 403
