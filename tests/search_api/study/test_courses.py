"""Courses over HTTP."""

import json

import pytest

from tests.search_api.shelf import OPINION

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


def quoted(paper, words, **other):
    start = paper.text.index(words)
    reference = {
        "document_id": paper.id,
        "title": "伪造的题",
        "document_class": "policy",
        "document_number": "国发〔2024〕1号",
        "authors": ["国务院"],
        "date": None,
        "date_field": None,
        "source_grade": "权威",
        "completeness": "完整",
    }
    told = {
        "reference": reference,
        "spans": [[start, start + len(words)]],
        "text": words,
        "place": "第九条",
        "heading": "",
        "page": None,
        "passage": 0,
    }
    return {"quotation": {**told, **other}}


def with_quotation(item):
    return {"title": "题", "modules": [{"lessons": [{"quotations": [item]}]}]}


def test_what_a_program_sends_as_a_quotation_is_cited_as_the_library_knows_it(client):
    sent = with_quotation(quoted(OPINION, "深化国有企业改革。"))
    made = client.post("/api/v1/courses", json={"course": sent}).json()
    (kept,) = made["course"]["modules"][0]["lessons"][0]["quotations"]
    assert kept["quotation"]["reference"]["title"] == "云陵省人民政府关于深化国企改革的实施意见"
    assert kept["quotation"]["reference"]["source_grade"] == "示例"
    assert kept["quotation"]["place"] == "第一条"


@pytest.mark.parametrize("other", [{"text": "深化民营企业改革。"}, {"spans": []}, {"text": ""}])
def test_words_that_do_not_stand_so_are_refused(client, other):
    sent = with_quotation(quoted(OPINION, "深化国有企业改革。", **other))
    told = client.post("/api/v1/courses", json={"course": sent})
    assert told.status_code == 422
    assert "没有保存" in told.json()["detail"]


def test_what_a_course_holds_already_may_stay_and_what_is_new_is_held_to_the_library(client):
    sent = with_quotation(quoted(OPINION, "深化国有企业改革。"))
    made = client.post("/api/v1/courses", json={"course": sent}).json()
    asked = {"revision": 1, "course": {**made["course"], "title": "改题"}}
    assert client.put(f"/api/v1/courses/{made['id']}", json=asked).status_code == 200
    asked = {"revision": 2, "course": with_quotation(quoted(OPINION, "完善公司治理", text="别的"))}
    assert client.put(f"/api/v1/courses/{made['id']}", json=asked).status_code == 422


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
