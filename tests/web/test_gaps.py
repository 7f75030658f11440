"""Gaps are taken in, asked for and filled on pages."""

import html
import re
from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from corpus.actor import Actor
from corpus.settings import Settings
from tests.library import add, open_library
from tests.search_api.ledger.test_gaps import NOTICE, PRICES, QUERY
from tests.search_api.shelf import HERE
from web.app import create

HTML = {"Accept": "text/html"}


@pytest.fixture
def settings(tmp_path):
    (tmp_path / "1.txt").write_text(NOTICE.format(number=1), encoding="utf-8")
    made = Settings(home=tmp_path / "home", jobs=1)
    with open_library(tmp_path / "home") as library:
        add(library, tmp_path / "1.txt")
    return made


@pytest.fixture
def app(settings):
    return create(settings)


@pytest.fixture
def client(app):
    with TestClient(app, base_url=HERE, headers=HTML) as made:
        yield made


def words(page):
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page)))


def moved(client, state, revision=1, **more):
    return client.post("/gaps/1/state", data={"state": state, "revision": revision, **more})


def test_an_offer_is_taken_in_and_another_dismissed_and_taken_back(client):
    client.get("/search", params={"q": QUERY})
    shown = words(client.get("/gaps").text)
    assert f"{QUERY} 1 次" in shown
    assert "云陵省水价办法 示例云政发〔2019〕5号 被 1 篇引用" in shown
    told = client.post("/gaps/offers", data={"kind": "search", "title": QUERY, "act": "take"})
    assert "已列入，编号 缺" in words(told.text)
    named = {"title": "云陵省水价办法", "number": "示例云政发〔2019〕5号"}
    gone = client.post("/gaps/offers", data={"kind": "citation", **named, "act": "dismiss"})
    assert "以后不再提" in words(gone.text)
    assert "被 1 篇引用" not in words(client.get("/gaps?state=pending").text)
    client.post("/gaps/2/remove")
    assert "被 1 篇引用" in words(client.get("/gaps").text)


def test_an_offer_that_is_gone_says_so(client):
    answer = client.post("/gaps/offers", data={"kind": "search", "title": "没搜过", "act": "take"})
    assert answer.status_code == 422
    assert "已经不在待列入的名单里" in words(answer.text)


def test_what_arrives_is_shown_and_one_click_fills_the_gap(client, settings, tmp_path):
    client.post("/gaps", data={"title": "云陵省水价办法", "body": "水务协会"})
    assert "就是它，已补" not in client.get("/gaps").text
    (tmp_path / "办法.txt").write_text(PRICES, encoding="utf-8")
    with open_library(settings.home) as library:
        add(library, tmp_path / "办法.txt")
    page = client.get("/gaps").text
    assert "就是它，已补" in page
    document = re.search(r'name="document" value="(\w+)"', page)[1]
    told = moved(client, "filled", document=document)
    assert "云陵省水价办法补上。" in words(told.text)
    assert "征集中 → 已补" in words(told.text)


def test_a_request_that_cannot_be_keeps_what_was_typed(client):
    answer = client.post("/gaps", data={"title": "", "body": "水务协会<b>", "note": "要全文。"})
    assert answer.status_code == 422
    assert "没有写缺什么" in words(answer.text)
    assert 'value="水务协会<b>"' in html.unescape(answer.text)
    assert ">要全文。</textarea>" in answer.text
    wrong = client.post("/gaps", data={"title": "水表台账", "due": "明天"})
    assert "“期限”不是可用的值" in words(wrong.text)
    assert 'value="水表台账"' in wrong.text


def test_the_same_request_leads_to_the_first(client):
    client.post("/gaps", data={"title": "水表台账"})
    answer = client.post("/gaps", data={"title": "水表台账"})
    assert answer.status_code == 409
    assert 'href="/gaps/1"' in answer.text


def test_not_to_be_filled_needs_a_reason(client):
    client.post("/gaps", data={"title": "水表台账"})
    assert "“不补”要写明理由" in words(moved(client, "declined").text)
    assert "不补：不在范围。" in words(moved(client, "declined", reason="不在范围。").text)


def test_the_second_of_two_is_told_and_keeps_what_was_typed(client):
    client.post("/gaps", data={"title": "水表台账"})
    client.post("/gaps/1", data={"title": "水表台账", "revision": 1, "note": "甲的话。"})
    answer = client.post("/gaps/1", data={"title": "水表台账", "revision": 1, "note": "乙的话。"})
    assert answer.status_code == 409
    assert "甲的话。" in answer.text
    assert "乙的话。" in answer.text
    stale = moved(client, "declined", 1, reason="不收。")
    assert stale.status_code == 409
    assert 'value="不收。"' in stale.text


def test_an_overdue_one_stands_out(client, settings):
    with open_library(settings.home) as library:
        yesterday = (library.today - timedelta(days=1)).isoformat()
    client.post("/gaps", data={"title": "水表台账", "due": yesterday})
    page = client.get("/gaps").text
    assert 'class="late"' in page
    assert "超期 1 天" in words(page)
    assert "水表台账" in client.get("/gaps?overdue=1").text


def test_a_reader_asks_and_sees_no_list(client, monkeypatch):
    client.post("/gaps", data={"title": "管网图纸"})
    client.get("/search", params={"q": QUERY})

    monkeypatch.setattr("search_api.access.LOCAL", Actor("r", "读者"))
    page = client.get("/gaps")
    assert page.status_code == 200
    assert "提出征集" in page.text
    assert "管网图纸" not in page.text
    assert QUERY not in page.text
    assert client.get("/gaps/1").status_code == 403
    assert "已列入" in words(client.post("/gaps", data={"title": "水表台账"}).text)
