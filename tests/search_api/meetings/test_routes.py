"""Joint meetings, decisions and reminders over HTTP."""

from datetime import UTC, datetime
from io import BytesIO

import docx
import pytest
from starlette.testclient import TestClient

from corpus.actor import Actor
from corpus.settings import Settings
from search_api.app import create_api
from tests.search_api.shelf import HERE, OPINION, SPEECH, fill

READER = Actor("r", "读者", groups=frozenset({"public"}))
MEETING = {"title": "学习联席会议", "ordinal": 1, "held_on": "2026-11-10", "status": "held"}
DECISION = {"title": "建目录", "body": "甲集团", "due": "2026-11-20"}


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    folder = tmp_path_factory.mktemp("meetings")
    settings = Settings(home=folder / "home", jobs=1)
    fill(settings, (OPINION, SPEECH), folder)
    with TestClient(create_api(settings), base_url=HERE) as made:
        made.app.state.library.clock = lambda: datetime(2026, 11, 22, 4, tzinfo=UTC)
        yield made


@pytest.fixture
def as_reader(client, monkeypatch):
    monkeypatch.setattr("search_api.access.LOCAL", READER)
    return client


@pytest.fixture
def meeting(client):
    return client.post("/api/v1/meetings", json={"meeting": MEETING}).json()


@pytest.fixture
def decision(client, meeting):
    sent = {"meeting": meeting["id"], "decision": DECISION}
    return client.post("/api/v1/decisions", json=sent).json()


def test_a_meeting_is_made_listed_opened_and_changed(client, meeting):
    at = f"/api/v1/meetings/{meeting['id']}"
    assert client.get(at).json()["meeting"]["ordinal"] == 1
    assert meeting["id"] in [
        each["id"] for each in client.get("/api/v1/meetings").json()["meetings"]
    ]
    changed = {**MEETING, "place": "三楼"}
    answer = client.put(at, json={"revision": meeting["revision"], "meeting": changed})
    assert answer.json()["meeting"]["place"] == "三楼"
    late = client.put(at, json={"revision": meeting["revision"], "meeting": MEETING})
    assert (late.status_code, late.json()["code"]) == (409, "CHANGED_MEANWHILE")


def test_what_a_meeting_cannot_hold_is_refused(client):
    for wrong in ({"ordinal": -1}, {"status": "over"}, {"held_on": "十一月"}, {"seal": "有"}):
        answer = client.post("/api/v1/meetings", json={"meeting": {**MEETING, **wrong}})
        assert answer.status_code == 422, wrong


def test_material_that_a_program_sends_is_called_as_the_library_calls_it(client):
    shown = client.post("/api/v1/sessions/from/document", json={"of": OPINION.id}).json()
    reference = shown["session"]["reading"][0]["reference"]
    forged = {**MEETING, "materials": [{"reference": {**reference, "title": "假标题"}}]}
    made = client.post("/api/v1/meetings", json={"meeting": forged}).json()
    assert made["meeting"]["materials"][0]["reference"]["title"] == OPINION.facts["title"]
    begun = client.post("/api/v1/meetings/from/session", json={"of": shown["id"]})
    assert begun.status_code == 201
    assert begun.json()["meeting"]["materials"][0]["reference"] == reference


def test_a_decision_is_made_found_changed_and_its_history_told(client, meeting, decision):
    assert decision["paper"] == meeting["id"]
    assert decision["overdue"]
    assert decision["content"]["decided_on"] == "2026-11-10"
    found = client.get(f"/api/v1/decisions?meeting={meeting['id']}&overdue=true").json()
    assert [each["id"] for each in found["decisions"]] == [decision["id"]]
    at = f"/api/v1/decisions/{decision['id']}"
    sent = {"revision": 1, "decision": {**DECISION, "state": "done", "evidence": "已印发"}}
    answer = client.put(at, json=sent).json()
    assert (answer["state_label"], answer["overdue"]) == ("已完成", False)
    assert answer["content"]["serial"] == decision["content"]["serial"]
    (newest, first) = client.get(f"{at}/history").json()["history"]
    assert {"field": "state", "before": "pending", "after": "done"} in newest["changed"]
    assert first["act"] == "made"
    late = client.put(at, json=sent)
    assert (late.status_code, late.json()["code"]) == (409, "CHANGED_MEANWHILE")


def test_what_a_decision_cannot_be_is_refused_with_the_reason(client, meeting):
    def refused(**wrong):
        sent = {"meeting": meeting["id"], "decision": {**DECISION, **wrong}}
        return client.post("/api/v1/decisions", json=sent)

    assert "早于会议日期" in refused(due="2026-11-09").json()["detail"]
    for wrong in ({"state": "closed"}, {"title": "长" * 121}, {"state": "done"}, {"due": "月底"}):
        assert refused(**wrong).status_code == 422, wrong
    gone = client.post("/api/v1/decisions", json={"meeting": 10**6, "decision": DECISION})
    assert (gone.status_code, gone.json()["code"]) == (404, "PAPER_NOT_FOUND")


def test_a_removed_decision_comes_back(client, decision):
    at = f"/api/v1/decisions/{decision['id']}"
    assert client.delete(at).status_code == 200
    assert client.get(at).json()["code"] == "ENTRY_NOT_FOUND"
    assert client.post(f"{at}/restore").json()["content"] == decision["content"]


def test_reminders_are_told_by_body(client, decision):
    told = client.get("/api/v1/reminders").json()
    assert told["today"] == "2026-11-22"
    (group,) = (each for each in told["groups"] if each["body"] == "甲集团")
    (mine,) = (each for each in group["reminders"] if each["id"] == decision["id"])
    assert (mine["kind"], mine["urgency"], mine["days"]) == ("decision", "overdue", -2)


def test_minutes_and_the_next_meeting_hold_what_was_decided(client, meeting, decision):
    at = f"/api/v1/meetings/{meeting['id']}"
    opened = docx.Document(BytesIO(client.get(f"{at}/minutes.docx").content))
    assert "1. 建目录。（责任单位：甲集团；完成时限：2026年11月20日）" in [
        each.text for each in opened.paragraphs
    ]
    following = client.post(f"{at}/next").json()["meeting"]
    assert following["ordinal"] == 2
    assert decision["content"]["serial"] in following["agenda"][0]["discussion"]


def test_a_reader_reads_decisions_and_changes_nothing(decision, as_reader):
    at = f"/api/v1/decisions/{decision['id']}"
    assert as_reader.get(at).status_code == 200
    assert as_reader.get("/api/v1/decisions").json()["all"] > 0
    assert as_reader.get("/api/v1/reminders").status_code == 200
    refused = (
        as_reader.post("/api/v1/meetings", json={"meeting": MEETING}),
        as_reader.post("/api/v1/decisions", json={"meeting": 1, "decision": DECISION}),
        as_reader.put(at, json={"revision": 1, "decision": DECISION}),
        as_reader.delete(at),
        as_reader.delete(f"/api/v1/meetings/{decision['paper']}"),
    )
    assert [each.json()["code"] for each in refused] == ["FORBIDDEN"] * 5
