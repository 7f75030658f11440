"""Courses over HTTP."""

import json

import pytest

COURSE = {"title": "专题党课", "modules": [{"title": "一", "lessons": [{"title": "第一讲"}]}]}


@pytest.fixture
def made(client):
    return client.post("/api/v1/courses", json={"course": COURSE}).json()


def test_a_course_is_made_listed_opened_and_changed(client, made):
    assert made["course"]["modules"][0]["lessons"][0]["minutes"] == 45
    listed = client.get("/api/v1/courses").json()["courses"]
    assert listed[0] == {name: value for name, value in made.items() if name != "course"}
    assert client.get(f"/api/v1/courses/{made['id']}").json() == made
    renamed = {"revision": 1, "course": {**COURSE, "title": "新题"}}
    changed = client.put(f"/api/v1/courses/{made['id']}", json=renamed).json()
    assert (changed["title"], changed["revision"]) == ("新题", 2)


def test_the_second_of_two_editors_is_told_and_overwrites_nothing(client, made):
    address = f"/api/v1/courses/{made['id']}"
    client.put(address, json={"revision": 1, "course": {**COURSE, "title": "甲"}})
    refused = client.put(address, json={"revision": 1, "course": {**COURSE, "title": "乙"}})
    assert (refused.status_code, refused.json()["code"]) == (409, "CHANGED_MEANWHILE")
    assert (refused.json()["expected"], refused.json()["revision"]) == (1, 2)
    assert client.get(address).json()["title"] == "甲"


def test_a_removed_course_is_restored_and_a_copy_is_another_one(client, made):
    address = f"/api/v1/courses/{made['id']}"
    copied = client.post(f"{address}/copy").json()
    assert (copied["title"], copied["id"] != made["id"]) == ("专题党课（副本）", True)
    client.delete(address)
    assert client.get(address).status_code == 404
    assert client.post(f"{address}/restore").json() == made


def test_versions_are_kept_and_come_back(client, made):
    address = f"/api/v1/courses/{made['id']}"
    kept = client.post(f"{address}/versions", json={"name": "初稿"}).json()["versions"]
    assert [(each["revision"], each["name"]) for each in kept] == [(1, "初稿")]
    client.put(address, json={"revision": 1, "course": {**COURSE, "title": "改"}})
    assert client.post(f"{address}/back?revision=1").json()["title"] == "专题党课"
    assert len(client.get(f"{address}/versions").json()["versions"]) == 2


def test_sharing_begins_and_ends(client, made):
    address = f"/api/v1/courses/{made['id']}/shared"
    assert client.put(address, json={"shared": True}).json()["shared_key"]
    assert client.put(address, json={"shared": False}).json()["shared_key"] is None


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"course": {}},
        {"course": {"title": "长" * 121}},
        {"course": {"title": "x", "owner": "y"}},
        {"course": {"title": "半\ud800"}},
    ],
)
def test_what_is_no_course_is_refused_with_its_place(client, wrong):
    told = client.post(
        "/api/v1/courses",
        content=json.dumps(wrong),
        headers={"content-type": "application/json"},
    )
    assert told.status_code == 422
    assert "course" in told.json()["detail"] or "title" in told.json()["detail"]
