"""Recommended cases by HTTP and by the command line."""

import pytest
from starlette.testclient import TestClient

from corpus.settings import Settings
from search_api.command.main import run
from tests.library import add, open_library
from tests.search_api.ledger.test_recommendations import REPORT, SAVED
from tests.search_api.shelf import HERE
from web.app import create

TOLD = {
    "body": "云陵省工业协会",
    "why": "投入少、见效快。",
    "evidence": [SAVED],
    "themes": ["节能降耗"],
    "recognitions": [{"body": "云陵省工信厅", "by": "节能现场会", "on": "2024-09"}],
}
LIST = "/api/v1/recommendations"


@pytest.fixture
def settings(tmp_path):
    (tmp_path / "经验.txt").write_text(REPORT, encoding="utf-8")
    made = Settings(home=tmp_path / "home", jobs=1)
    with open_library(tmp_path / "home") as library:
        add(library, tmp_path / "经验.txt")
    return made


@pytest.fixture
def client(settings):
    with TestClient(create(settings), base_url=HERE) as made:
        yield made


@pytest.fixture
def case_id(client):
    return client.get("/api/v1/cases").json()["cases"][0]["id"]


def recommended(client, case_id, **changed):
    answer = client.post(LIST, json={"case": case_id, "recommendation": {**TOLD, **changed}})
    assert answer.status_code == 201, answer.text
    return answer.json()


def moved(client, number, state, revision, **more):
    return client.post(
        f"{LIST}/{number}/state", json={"revision": revision, "state": state, **more}
    )


def published(client, case_id):
    one = recommended(client, case_id)
    moved(client, one["id"], "reviewing", 1)
    return moved(client, one["id"], "published", 2).json()


def test_a_case_is_recommended_reviewed_and_read(client, case_id):
    one = published(client, case_id)
    assert one["state_label"] == "已发布"
    found = client.get("/api/v1/recommended").json()
    (served,) = found["recommended"]
    assert (served["case"], served["body"], served["why"]) == (case_id, TOLD["body"], TOLD["why"])
    assert served["evidence"][0]["words"] == SAVED
    assert found["themes"] == [{"theme": "节能降耗", "count": 1}]
    assert client.get("/api/v1/recommended?theme=别的").json()["recommended"] == []
    acts = client.get(f"{LIST}/{one['id']}/history").json()["history"]
    assert {"field": "state", "before": "reviewing", "after": "published"} in acts[0]["changed"]


def test_the_offer_tells_figures_and_practices_of_the_case(client, case_id):
    offer = client.get(f"/api/v1/cases/{case_id}/offer").json()
    assert SAVED in [each["words"] for each in offer["evidence"]]
    assert client.get("/api/v1/cases/0123456789abcdef/offer").status_code == 404


def test_a_second_is_pointed_to_the_first(client, case_id):
    first = recommended(client, case_id)
    answer = client.post(LIST, json={"case": case_id, "recommendation": TOLD})
    assert (answer.status_code, answer.json()["code"]) == (409, "ALREADY_FILED")
    assert answer.json()["entry"] == first["id"]


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"body": ""}, "推荐单位"),
        ({"evidence": ["没有这句话。"]}, "案例原文里没有这句话"),
    ],
)
def test_what_cannot_be_is_told_with_its_mend(client, case_id, told, words):
    answer = client.post(LIST, json={"case": case_id, "recommendation": {**TOLD, **told}})
    assert (answer.status_code, answer.json()["code"]) == (422, "WRONG_VALUE")
    assert words in answer.json()["detail"]
    assert client.get(LIST).json()["all"] == 0


def test_a_stale_review_is_refused(client, case_id):
    one = recommended(client, case_id)
    moved(client, one["id"], "reviewing", 1)
    second = moved(client, one["id"], "returned", 1, reason="不典型。")
    assert (second.status_code, second.json()["code"]) == (409, "CHANGED_MEANWHILE")
    assert client.get(f"{LIST}/{one['id']}").json()["content"]["state"] == "reviewing"


def test_a_removed_one_is_gone_until_it_is_restored(client, case_id):
    one = published(client, case_id)
    client.delete(f"{LIST}/{one['id']}")
    assert client.get("/api/v1/recommended").json()["total"] == 0
    assert moved(client, one["id"], "withdrawn", 3, reason="过时。").status_code == 404
    client.post(f"{LIST}/{one['id']}/restore")
    assert client.get("/api/v1/recommended").json()["total"] == 1


def test_the_command_lists_what_is_published(client, case_id, settings, capsys):
    published(client, case_id)
    assert run(["--home", str(settings.home), "recommended"]) == 0
    shown = capsys.readouterr()
    assert "云陵省工业协会推荐：投入少、见效快。" in shown.out
    assert "云陵省工信厅，节能现场会，2024-09" in shown.out
    assert "共 1 个" in shown.err
    assert run(["--home", str(settings.home), "recommended", "--theme", "没有"]) == 0
    assert "云陵省" not in capsys.readouterr().out


def test_removing_the_document_by_command_tells_what_it_withdrew(client, case_id, settings, capsys):
    published(client, case_id)
    assert run(["--home", str(settings.home), "remove", case_id]) == 0
    assert "随之撤下 1 个推荐的典型" in capsys.readouterr().err
    (one,) = client.get(LIST).json()["recommendations"]
    assert one["content"]["reason"] == "案例所在的文件已不在库里"
