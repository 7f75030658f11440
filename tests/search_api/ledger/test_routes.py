"""The ledger of proposals by HTTP."""

from io import BytesIO

import docx
import openpyxl
import pytest
from starlette.testclient import TestClient

from corpus.settings import Settings
from tests.search_api.shelf import HERE
from web.app import create

NAME = "欧阳澄远"
PROPOSAL = {
    "title": "仓库门口加一盏灯",
    "text": "夜班装车看不清台阶，建议加一盏灯。",
    "category": "安全生产",
    "received": "2026-10-08",
    "due": "2026-11-07",
}


@pytest.fixture
def client(tmp_path):
    settings = Settings(home=tmp_path / "home")
    with TestClient(create(settings), base_url=HERE) as made_client:
        yield made_client


def made(client, **changed):
    answer = client.post("/api/v1/proposals", json={"proposal": {**PROPOSAL, **changed}})
    assert answer.status_code == 201, answer.text
    return answer.json()


def test_a_proposal_is_entered_answered_and_adopted(client):
    one = made(client)
    here = f"/api/v1/proposals/{one['id']}"
    told = client.post(
        f"{here}/replies",
        json={"revision": 1, "reply": {"on": "2026-11-22", "by": "后勤科", "words": "已装好。"}},
    ).json()
    assert (told["content"]["state"], told["state_label"]) == ("answered", "答复")
    changed = {**told["content"], "state": "adopted", "adoption": "列入年度整改。"}
    adopted = client.put(here, json={"revision": 2, "proposal": changed}).json()
    assert adopted["content"]["state"] == "adopted"
    acts = client.get(f"{here}/history").json()["history"]
    assert [each["revision"] for each in acts] == [3, 2, 1]
    assert {"field": "state", "before": "answered", "after": "adopted"} in acts[0]["changed"]


def test_the_second_to_change_a_revision_is_refused(client):
    one = made(client)
    here = f"/api/v1/proposals/{one['id']}"
    first = {**one["content"], "owner": "甲科"}
    assert client.put(here, json={"revision": 1, "proposal": first}).status_code == 200
    second = client.put(here, json={"revision": 1, "proposal": {**first, "owner": "乙科"}})
    assert (second.status_code, second.json()["code"]) == (409, "CHANGED_MEANWHILE")
    assert client.get(here).json()["content"]["owner"] == "甲科"


def test_a_signed_one_is_never_told_by_name_and_keeps_it(client):
    one = made(client, source="named", source_name=NAME)
    here = f"/api/v1/proposals/{one['id']}"
    changed = client.put(here, json={"revision": 1, "proposal": {**one["content"], "owner": "科"}})
    answers = (
        *(client.get(f"{here}{each}") for each in ("", "/history")),
        client.get("/api/v1/proposals"),
        client.get("/api/v1/proposals", params={"q": NAME}),
        changed,
    )
    assert all(NAME not in answer.text for answer in answers)
    assert client.get("/api/v1/proposals", params={"q": NAME}).json()["total"] == 0
    unsaid = {k: v for k, v in changed.json()["content"].items() if k != "source"}
    kept = client.put(here, json={"revision": 2, "proposal": {**unsaid, "owner": "另一科"}})
    assert kept.json()["content"]["source"] == "named"
    told = {**changed.json()["content"], "source": "anonymous", "text": f"{NAME}说的。"}
    refused = client.put(here, json={"revision": 3, "proposal": told})
    assert refused.status_code == 422
    assert "建言人的姓名" in refused.json()["detail"]
    assert NAME not in refused.text


def test_whom_a_commendation_names_is_told_to_no_program(client):
    reply = {"on": "2026-11-01", "words": "复"}
    one = made(client, state="adopted", replies=[reply], commended=NAME)
    here = f"/api/v1/proposals/{one['id']}"
    changed = {**one["content"], "owner": "某科"}
    answers = (
        client.put(here, json={"revision": 1, "proposal": changed}),
        client.get(here),
        client.get(f"{here}/history"),
        client.get("/api/v1/proposals"),
    )
    assert all(NAME not in answer.text for answer in answers)
    notice = client.post("/api/v1/proposals/commendation.docx", json={"numbers": [one["id"]]})
    document = docx.Document(BytesIO(notice.content))
    assert NAME in "\n".join(each.text for each in document.paragraphs)


def test_the_ledger_comes_and_goes_as_a_workbook(client):
    made(client)
    book = client.get("/api/v1/proposals/sheet.xlsx")
    assert book.headers["cache-control"] == "no-store"
    checked = client.post("/api/v1/proposals/sheet?check=1", content=book.content).json()
    assert (checked["same"], checked["written"], checked["refused"]) == (1, 0, [])
    refused = client.post("/api/v1/proposals/sheet", content=b"no book")
    assert (refused.status_code, refused.json()["code"]) == (415, "UNSUPPORTED_FORMAT")


def test_a_proposal_becomes_a_draft_once_it_is_adopted_and_never_with_a_name(client):
    reply = {"on": "2026-11-01", "words": "已办。"}
    early = made(client, title="没有采纳")
    begun = client.post("/api/v1/drafts/from-proposal", json={"number": early["id"]})
    assert begun.status_code == 422
    signed = {"source": "named", "source_name": NAME, "text": f"{NAME}建议如下。"}
    named = made(client, state="adopted", replies=[reply], **signed)
    refused = client.post("/api/v1/drafts/from-proposal", json={"number": named["id"]})
    assert (refused.status_code, NAME in refused.text) == (422, False)
    one = made(client, state="adopted", replies=[reply], adoption="已列入计划。")
    first, again = (
        client.post("/api/v1/drafts/from-proposal", json={"number": one["id"]}).json()
        for _ in range(2)
    )
    assert first == again
    assert first["case_draft"]["practices"] == "已列入计划。\n已办。"
    assert client.get(f"/api/v1/drafts/{first['id']}.docx").status_code == 200


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"title": "长" * 121}, "最多 120 个字"),
        ({"state": "closed"}, "应是其中之一"),
        ({"received": "上个月"}, "不是可用的值"),
        ({"state": "answered"}, "还没有答复"),
        ({"party": "党员"}, "不认识"),
    ],
)
def test_what_cannot_be_is_refused_with_its_reason(client, changed, words):
    answer = client.post("/api/v1/proposals", json={"proposal": {**PROPOSAL, **changed}})
    assert answer.status_code == 422
    assert words in answer.json()["detail"]
    assert client.get("/api/v1/proposals").json()["all"] == 0


def test_a_removed_one_comes_back(client):
    one = made(client)
    here = f"/api/v1/proposals/{one['id']}"
    assert client.delete(here).status_code == 200
    assert client.get(here).json()["code"] == "ENTRY_NOT_FOUND"
    assert client.post(f"{here}/restore").json()["content"] == one["content"]


def test_proposals_are_listed_by_state_and_page(client):
    for at in range(3):
        made(client, title=f"第{at}条", due="2020-01-01", received="2019-12-01")
    found = client.get("/api/v1/proposals", params={"size": 2, "page": 2}).json()
    assert (found["total"], found["overdue"], len(found["proposals"])) == (3, 3, 1)
    assert client.get("/api/v1/proposals", params={"state": "adopted"}).json()["total"] == 0


def test_an_import_is_taken_back_by_programs_and_on_the_page(client):
    made(client)
    book = client.get("/api/v1/proposals/sheet.xlsx").content
    number = client.get("/api/v1/proposals").json()["proposals"][0]["id"]
    client.delete(f"/api/v1/proposals/{number}")
    empty = client.post("/api/v1/proposals/sheet?skip=1", content=book).json()
    assert (empty["written"], empty["import"]) == (0, None)
    mended = openpyxl.load_workbook(BytesIO(book))
    mended.worksheets[0]["A2"] = "甲-9"
    written = BytesIO()
    mended.save(written)
    taken = client.post("/api/v1/proposals/sheet", content=written.getvalue()).json()
    (listed,) = client.get("/api/v1/proposals/imports").json()["imports"]
    assert (listed["id"], listed["made"], listed["taken_back_at"]) == (taken["import"], 1, None)
    assert "撤销这次导入" in client.get("/proposals/sheet").text
    back = client.post(f"/api/v1/proposals/imports/{taken['import']}/take-back").json()
    assert [each["serial"] for each in back["removed"]] == ["甲-9"]
    assert (back["restored"], back["left"]) == ([], [])
    page = client.post(f"/proposals/sheet/{taken['import']}/take-back")
    assert page.status_code == 422
    assert "已经撤销过" in page.text
