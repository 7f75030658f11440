"""Cases are recommended, reviewed and shown on pages."""

import html
import re

import pytest
from starlette.testclient import TestClient

from corpus.settings import Settings
from indexer.ingest.removal import remove_document
from tests.library import add, open_library
from tests.search_api.ledger.test_recommendations import REPORT, SAVED
from tests.search_api.shelf import HERE
from web.app import create

FORM = {
    "body": "云陵省工业协会",
    "why": "投入少、见效快。",
    "title": "",
    "evidence": SAVED,
    "quoted": "",
    "themes": "节能降耗；农业、畜牧业、渔业",
    "recognised-0-body": "云陵省工信厅",
    "recognised-0-by": "节能现场会",
    "recognised-0-on": "2024年9月",
    "recognised-1-body": "",
    "recognised-1-by": "",
    "recognised-1-on": "",
}


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


def words(page):
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page)))


def recommended(client, case_id, **changed):
    form = {**FORM, **changed}
    return client.post(f"/cases/{case_id}/recommend", data=form, follow_redirects=False)


def moved(client, state, revision, reason=""):
    return client.post(
        "/recommendations/1/state", data={"state": state, "revision": revision, "reason": reason}
    )


def published(client, case_id):
    assert recommended(client, case_id).status_code == 303
    moved(client, "reviewing", 1)
    moved(client, "published", 2)


def test_a_case_goes_from_its_page_through_the_review_to_the_list(client, case_id):
    assert "推荐为典型" in client.get(f"/cases/{case_id}").text
    assert recommended(client, case_id).status_code == 303
    assert "荐" in words(client.get(f"/cases/{case_id}?recommended=1").text)
    assert "云陵省工业协会" not in client.get("/recommended").text
    assert "已推荐" in words(client.get("/recommendations").text)
    moved(client, "reviewing", 1)
    moved(client, "published", 2)
    shown = words(client.get("/recommended").text)
    for told in (
        "云陵省工业协会推荐",
        "投入少、见效快。",
        SAVED,
        "云陵省工信厅，节能现场会，2024-09",
        "农业、畜牧业、渔业",
    ):
        assert told in shown
    assert "没有主题是“别的”的推荐" in words(client.get("/recommended?theme=别的").text)


def test_a_published_one_is_marked_on_its_card_and_its_page(client, case_id):
    tag = client.get("/cases").headers["etag"]
    published(client, case_id)
    cards = client.get("/cases", headers={"if-none-match": tag})
    assert cards.status_code == 200
    card_of_document = client.get(f"/documents/{case_id}").text
    for page in (cards.text, client.get(f"/cases/{case_id}").text, card_of_document):
        assert "典型推荐" in page
        assert "云陵省工业协会推荐" in words(page)


def test_what_was_typed_stays_where_it_cannot_be_kept(client, case_id):
    answer = recommended(client, case_id, why="", quoted="没有这句话。", body="甲协会<b>")
    assert answer.status_code == 422
    shown = html.unescape(answer.text)
    assert "案例原文里没有这句话" in shown
    assert 'value="甲协会<b>"' in shown
    assert ">没有这句话。</textarea>" in shown
    assert re.search(rf'value="{SAVED}" checked', shown)
    assert "<b>" not in answer.text.split('value="甲协会')[1].split('"')[0]


def test_a_recognition_without_a_body_is_asked_for(client, case_id):
    answer = recommended(client, case_id, **{"recognised-0-body": ""})
    assert answer.status_code == 422
    assert "“节能现场会”前面没有写表彰或推广的单位" in words(answer.text)


def test_a_second_recommendation_leads_to_the_first(client, case_id):
    recommended(client, case_id)
    answer = recommended(client, case_id, why="再推荐一次。")
    assert answer.status_code == 409
    assert 'href="/recommendations/1"' in answer.text
    assert "再推荐一次。" in answer.text


def test_sending_back_needs_a_reason_and_shows_it(client, case_id):
    recommended(client, case_id)
    assert "“已退回”要写明理由" in words(moved(client, "returned", 1).text)
    moved(client, "returned", 1, "缺少佐证。")
    assert "上次已退回：缺少佐证。" in words(client.get(f"/cases/{case_id}").text)
    recommended(client, case_id, why="补了佐证。")
    assert "已退回 → 已推荐" in words(client.get("/recommendations/1").text)


def test_the_second_of_two_reviewers_is_told_and_keeps_the_reason(client, case_id):
    recommended(client, case_id)
    moved(client, "reviewing", 1)
    moved(client, "published", 2)
    answer = moved(client, "returned", 2, "不够典型。")
    assert answer.status_code == 409
    assert "别处已经改动" in words(answer.text)
    assert ">不够典型。</textarea>" in answer.text
    assert "已发布" in words(client.get("/recommendations").text)


def test_of_two_who_write_one_the_second_sees_both(client, case_id):
    recommended(client, case_id)
    client.post("/recommendations/1", data={**FORM, "revision": 1, "why": "甲的话。"})
    answer = client.post("/recommendations/1", data={**FORM, "revision": 1, "why": "乙的话。"})
    assert answer.status_code == 409
    assert "甲的话。" in answer.text
    assert "乙的话。" in answer.text


def test_the_desk_tells_of_a_case_that_is_gone(client, settings, case_id):
    published(client, case_id)
    with open_library(settings.home) as library:
        remove_document(library, case_id)
    assert "云陵省工业协会" not in client.get("/recommended").text
    desk = words(client.get("/recommendations/1").text)
    assert "已撤下：案例所在的文件已不在库里" in desk
    assert "程序自动" in desk
    assert "已发布 → 已撤下" in desk


def test_a_removed_one_can_be_brought_back(client, case_id):
    recommended(client, case_id)
    assert "已移除一条" in words(client.post("/recommendations/1/remove").text)
    assert "推荐的内容" in client.post("/recommendations/1/restore").text
    assert client.get("/recommendations/99").status_code == 404


def test_a_form_of_another_site_recommends_nothing(client, case_id):
    foreign = {"origin": "http://evil.example", "sec-fetch-site": "cross-site"}
    answer = client.post(f"/cases/{case_id}/recommend", data=FORM, headers=foreign)
    assert answer.status_code == 403
    assert client.get("/api/v1/recommendations").json()["all"] == 0
