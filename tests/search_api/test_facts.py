"""Corrections: what a person says stands, and everything that hangs on it moves along."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from corpus.settings import Settings
from indexer.ingest.background import work_once
from indexer.ingest.removal import remove_document
from indexer.ingest.worker import Worker
from indexer.library import Library
from tests.library import add, open_library, search, titles, write_notices
from tests.search_api.shelf import HERE
from web.app import create


@pytest.fixture
def home(tmp_path: Path) -> Path:
    with open_library(tmp_path / "home") as library:
        add(library, write_notices(tmp_path / "files", 3))
    return tmp_path / "home"


@pytest.fixture
def asked(home: Path) -> Iterator[TestClient]:
    settings = Settings(home=home, jobs=1)
    with TestClient(create(settings), base_url=HERE, raise_server_exceptions=False) as made:
        yield made


def ids(home: Path) -> list[str]:
    with open_library(home) as library:
        return [hit.card.id for hit in search(library, "国企改革").hits]


def settle(home: Path) -> Library:
    library = open_library(home)
    work_once(library)
    return library


def test_a_correction_is_shown_found_and_kept_when_the_file_is_read_again(
    home: Path, asked: TestClient
) -> None:
    first, *_ = ids(home)
    given = {"标题": "关于水利工作的办法", "document_number": "示例水发〔2020〕7号", "kind": ""}
    shown = asked.patch(f"/api/v1/documents/{first}/facts", json={"facts": given}).json()
    assert shown["title"] == {
        "value": "关于水利工作的办法",
        "confidence": 1.0,
        "method": "user",
        "span": None,
    }
    assert "kind" not in shown
    with settle(home) as library:
        with Worker.open(library) as worker:
            worker.read_again(lambda outcome: None)
        assert titles(search(library, "标题:水利工作")) == ["关于水利工作的办法"]
        found = search(library, "示例水发〔2020〕7号")
        assert (found.hits[0].card.id, found.hits[0].card.kind) == (first, None)
        assert search(library, "国企改革").total == 3  # its text is what it was


def test_what_the_rules_found_comes_back(home: Path, asked: TestClient) -> None:
    first, *_ = ids(home)
    path = f"/api/v1/documents/{first}/facts"
    asked.patch(path, json={"facts": {"title": "别的题目", "written": "2019-01"}})
    shown = asked.patch(path, json={"facts": {"title": None, "written": None}}).json()
    assert shown["title"]["value"] == "关于深化国企改革的通知"
    assert shown["written"]["value"].startswith("2024-03-0")


def test_many_are_corrected_together_or_none(home: Path, asked: TestClient) -> None:
    every = ids(home)
    body = {"documents": [*every, "0" * 16], "facts": {"issuer": ["甲厅", "乙局"]}}
    assert asked.patch("/api/v1/facts", json=body).status_code == 404
    with settle(home) as library:
        assert search(library, "机关:乙局").total == 0
    body["documents"] = every
    assert asked.patch("/api/v1/facts", json=body).json() == {"corrected": 3, "edit": 1}
    with settle(home) as library:
        assert search(library, "机关:乙局").total == 3
        assert search(library, "机关:乙局", filters={"issuer": ("甲厅",)}).total == 3


def test_more_than_can_be_corrected_at_once_are_counted(asked: TestClient) -> None:
    body = {"documents": ["0" * 16] * 1203, "facts": {"kind": "意见"}}
    refused = asked.patch("/api/v1/facts", json=body)
    assert refused.status_code == 422
    assert "documents 最多 1000 项，这里有 1203 项" in refused.json()["detail"]


def test_a_correction_is_taken_back_to_what_was_said_before(home: Path, asked: TestClient) -> None:
    first, second, third = ids(home)
    asked.patch(f"/api/v1/documents/{first}/facts", json={"facts": {"issuer": "甲厅"}})
    body = {"documents": [first, second, third], "facts": {"issuer": ["乙局"], "kind": ""}}
    number = asked.patch("/api/v1/facts", json=body).json()["edit"]
    asked.patch(f"/api/v1/documents/{third}/facts", json={"facts": {"issuer": "丙委"}})
    undone = asked.post(f"/api/v1/edits/{number}/undo")
    assert undone.json() == {"restored": 2, "left": 1}
    shown = [asked.get(f"/api/v1/documents/{each}").json() for each in (first, second, third)]
    assert [each["issuer"]["value"] for each in shown] == [["甲厅"], ["云陵省人民政府"], ["丙委"]]
    assert ["kind" in each for each in shown] == [True, True, False]
    with settle(home) as library:
        assert search(library, "机关:乙局").total == 0


@pytest.mark.parametrize("number", ["7", "0", "99999999999999999999", "x"])
def test_what_was_never_made_or_is_undone_already_cannot_be_undone(
    home: Path, asked: TestClient, number: str
) -> None:
    first, *_ = ids(home)
    body = {"documents": [first], "facts": {"kind": "意见"}}
    made = asked.patch("/api/v1/facts", json=body).json()["edit"]
    assert asked.post(f"/api/v1/edits/{made}/undo").status_code == 200
    again = asked.post(f"/api/v1/edits/{made}/undo")
    assert (again.status_code, again.json()["code"]) == (404, "EDIT_NOT_FOUND")
    assert asked.post(f"/api/v1/edits/{number}/undo").status_code in (404, 422)


def test_documents_that_are_gone_are_passed_over(home: Path, asked: TestClient) -> None:
    first, second, _ = ids(home)
    body = {"documents": [first, second], "facts": {"kind": "意见"}}
    number = asked.patch("/api/v1/facts", json=body).json()["edit"]
    with open_library(home) as library:
        remove_document(library, first)
    assert asked.post(f"/api/v1/edits/{number}/undo").json() == {"restored": 1, "left": 1}


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"written": "2024年13月"}, "没有这样的日期"),
        ({"页数": "3"}, "没有“页数”这一项"),
        ({"effective": "2024-05-01", "expires": "2023"}, "失效日期 2023 早于施行日期 2024-05-01"),
        ({"expires": "2020-01-01"}, "《关于深化国企改革的通知》的失效日期 2020-01-01 早于成文日期"),
        ({"expires": "3024-01-01"}, "应在 1900 年到 2099 年之间"),
    ],
)
def test_a_wrong_value_changes_nothing(
    home: Path, asked: TestClient, facts: dict[str, str], told: str
) -> None:
    first, *_ = ids(home)
    refused = asked.patch(f"/api/v1/documents/{first}/facts", json={"facts": facts})
    assert (refused.status_code, refused.json()["code"]) == (422, "WRONG_VALUE")
    assert told in refused.json()["detail"]


def test_another_site_corrects_nothing(home: Path, asked: TestClient) -> None:
    first, *_ = ids(home)
    foreign = {"sec-fetch-site": "cross-site"}
    body = {"facts": {"title": "题"}}
    refused = asked.patch(f"/api/v1/documents/{first}/facts", json=body, headers=foreign)
    assert refused.status_code == 403
