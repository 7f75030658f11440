"""Gaps by HTTP and by the command line."""

import csv
import io

import openpyxl
import pytest
from starlette.testclient import TestClient

from corpus.settings import Settings
from search_api.command.main import run
from tests.library import add, open_library
from tests.search_api.ledger.test_gaps import NOTICE, PRICES, QUERY
from tests.search_api.shelf import HERE
from web.app import create

LIST = "/api/v1/gaps"
HTML = {"Accept": "text/html"}


@pytest.fixture
def settings(tmp_path):
    (tmp_path / "1.txt").write_text(NOTICE.format(number=1), encoding="utf-8")
    made = Settings(home=tmp_path / "home", jobs=1)
    with open_library(tmp_path / "home") as library:
        add(library, tmp_path / "1.txt")
    return made


@pytest.fixture
def client(settings):
    with TestClient(create(settings), base_url=HERE) as made:
        yield made


def asked(client, **told):
    answer = client.post(LIST, json={"gap": told})
    assert answer.status_code == 201, answer.text
    return answer.json()


def moved(client, number, state, revision=1, **more):
    told = {"revision": revision, "state": state, **more}
    return client.post(f"{LIST}/{number}/state", json=told)


def arrives(settings, tmp_path):
    (tmp_path / "办法.txt").write_text(PRICES, encoding="utf-8")
    with open_library(settings.home) as library:
        add(library, tmp_path / "办法.txt")


def test_a_search_on_the_page_that_finds_nothing_is_offered_and_entered(client):
    client.get("/search", params={"q": QUERY}, headers=HTML)
    client.get("/search", params={"q": "供水"}, headers=HTML)
    (search,) = client.get(f"{LIST}/offers").json()["searches"]
    assert (search["query"], search["times"]) == (QUERY, 1)
    assert set(search) & {"actor", "body"} == set()
    taken = client.post(f"{LIST}/offers", json={"kind": "search", "title": QUERY})
    assert taken.json()["content"]["kind"] == "search"
    assert client.get(f"{LIST}/offers").json()["searches"] == []
    again = client.post(f"{LIST}/offers", json={"kind": "search", "title": QUERY})
    assert (again.status_code, again.json()["code"]) == (422, "WRONG_VALUE")


def test_what_arrives_is_offered_and_fills_the_gap(client, settings, tmp_path):
    (citation,) = client.get(f"{LIST}/offers").json()["citations"]
    named = {"title": citation["title"], "number": citation["number"]}
    one = client.post(f"{LIST}/offers", json={"kind": "citation", **named}).json()
    assert client.get(LIST).json()["gaps"][0]["answer_offered"] is None
    arrives(settings, tmp_path)
    (gap,) = client.get(LIST).json()["gaps"]
    document = gap["answer_offered"]["document"]
    assert document["title"] == "云陵省水价办法"
    filled = moved(client, one["id"], "filled", document=document["id"]).json()
    assert filled["content"]["answer"] == {"document": document["id"], "title": "云陵省水价办法"}
    acts = client.get(f"{LIST}/{one['id']}/history").json()["history"]
    assert {"field": "state", "before": "pending", "after": "filled"} in acts[0]["changed"]


def test_a_request_is_made_changed_and_refused_twice(client):
    one = asked(client, title="各市降漏损的做法", body="水务协会", due="2026-12-31")
    again = client.post(LIST, json={"gap": {"title": "各市降漏损的做法"}})
    assert (again.status_code, again.json()["entry"]) == (409, one["id"])
    told = {"revision": 1, "gap": {"title": "各市降漏损的做法", "note": "要数据。"}}
    assert client.put(f"{LIST}/{one['id']}", json=told).json()["content"]["note"] == "要数据。"
    stale = client.put(f"{LIST}/{one['id']}", json=told)
    assert stale.json()["code"] == "CHANGED_MEANWHILE"


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"state": "filled"}, "WRONG_VALUE"),
        ({"state": "filled", "document": "0123456789abcdef"}, "DOCUMENT_NOT_FOUND"),
        ({"state": "declined", "reason": " "}, "WRONG_VALUE"),
    ],
)
def test_a_state_without_what_it_needs_is_refused(client, told, code):
    one = asked(client, title="水表台账")
    assert moved(client, one["id"], **told).json()["code"] == code
    assert client.get(f"{LIST}/{one['id']}").json()["content"]["state"] == "collecting"


def test_the_table_has_a_line_for_each(client):
    asked(client, title="水表台账", body="=水务协会")
    answer = client.get(f"{LIST}.csv")
    header, row = list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    told = dict(zip(header, row, strict=True))
    assert (told["来源"], told["缺什么"], told["状态"]) == ("征集", "水表台账", "征集中")
    assert told["征集单位"] == "'=水务协会"


def test_the_workbook_has_the_same_lines_and_no_formula(client):
    asked(client, title="=1+1", body="水务协会", due="2026-12-31")
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"{LIST}.xlsx").content))
    header, row = book.active.iter_rows()
    told = {name.value: cell for name, cell in zip(header, row, strict=True)}
    assert (told["缺什么"].value, told["缺什么"].data_type) == ("=1+1", "s")
    assert (told["征集单位"].value, told["期限"].value) == ("水务协会", "2026-12-31")


def test_the_command_lists_gaps_and_what_may_be_some(client, settings, capsys):
    asked(client, title="水表台账")
    assert run(["--home", str(settings.home), "gaps"]) == 0
    assert "征集中  征集  水表台账" in capsys.readouterr().out
    assert run(["--home", str(settings.home), "gaps", "--offers"]) == 0
    shown = capsys.readouterr()
    assert "引用缺失  云陵省水价办法（示例云政发〔2019〕5号）  被 1 篇引用" in shown.out
    assert run(["--home", str(settings.home), "gaps", "--json", "--words", "水表"]) == 0
    assert '"serial"' in capsys.readouterr().out
