"""Lists of what is borrowed from cases."""

import io
from collections.abc import Iterator

import docx
import pytest
from starlette.testclient import TestClient

from corpus.actor import LOCAL
from indexer.library import Library
from search_api.cases.choosing import CaseForm, list_cases


@pytest.fixture(scope="module")
def ids(library: Library) -> list[str]:
    found = (
        list_cases(library, LOCAL, CaseForm(query=each)).cases[0].case.id
        for each in ("备件 停机", "产销差率")
    )
    return list(found)


@pytest.fixture
def number(client: TestClient, ids: list[str]) -> Iterator[int]:
    """A list of the practices of two cases."""
    made = client.post("/api/v1/borrowings", json={"cases": ids, "ours": "四百人的民营厂"})
    assert made.status_code == 201
    yield made.json()["id"]
    client.delete(f"/api/v1/borrowings/{made.json()['id']}")


def opened(client: TestClient, number: int) -> dict[str, object]:
    return client.get(f"/api/v1/borrowings/{number}").json()


def form_of(client: TestClient, number: int, **typed: str) -> dict[str, str]:
    told = opened(client, number)
    return {"revision": str(told["revision"]), "title": told["title"], **typed}


def test_a_list_begins_with_the_practices_verbatim(client: TestClient, number: int) -> None:
    told = opened(client, number)
    rows = told["borrowing"]["rows"]
    sources = client.get(f"/api/v1/borrowings/{number}/sources").json()["sources"]
    assert len(rows) == len(sources) >= 6
    for row, source in zip(rows, sources, strict=True):
        quotation = row["practice"]
        id_ = quotation["reference"]["document_id"]
        text = client.get(f"/api/v1/documents/{id_}").json()["text"]
        assert "".join(text[start:end] for start, end in quotation["spans"]) == quotation["text"]
        assert source["change"] == "same"
        assert source["citation"].startswith(f"《{quotation['reference']['title']}》")
        assert row["ours"] == "四百人的民营厂"


def test_only_chosen_practices_come_in(client: TestClient, ids: list[str]) -> None:
    page = client.get("/borrowings/new", params={"case": ids, "ours": "缺人"}).text
    key = page.partition('name="practice" value="')[2].partition('"')[0]
    asked = {"case": ids, "practice": key, "ours": "缺人", "title": "设备"}
    made = client.post("/borrowings/new", data=asked, follow_redirects=False)
    number = int(made.headers["location"].rpartition("/")[2])
    told = opened(client, number)
    assert (told["title"], len(told["borrowing"]["rows"])) == ("设备", 1)
    none = client.post("/borrowings/new", data={"case": ids, "ours": "缺人"})
    assert none.status_code == 422
    assert "至少勾选一条" in none.text
    assert "缺人" in none.text


def test_practices_go_into_a_list_that_is_there_once(
    client: TestClient, number: int, ids: list[str]
) -> None:
    before = opened(client, number)["borrowing"]["rows"]
    client.post("/api/v1/borrowings", json={"cases": ids, "into": number})
    assert opened(client, number)["borrowing"]["rows"] == before


def test_what_is_typed_is_kept_and_rows_move(client: TestClient, number: int) -> None:
    rows = opened(client, number)["borrowing"]["rows"]
    typed = form_of(client, number, **{"0-measure": "先建点检表\r\n再考核", "act": "down:0"})
    assert client.post(f"/borrowings/{number}", data=typed).status_code == 200
    moved = opened(client, number)["borrowing"]["rows"]
    assert moved[1]["measure"] == "先建点检表\n再考核"
    assert [row["practice"] for row in moved[:2]] == [rows[1]["practice"], rows[0]["practice"]]


def test_a_removed_row_comes_back(client: TestClient, number: int) -> None:
    rows = opened(client, number)["borrowing"]["rows"]
    page = client.post(f"/borrowings/{number}", data=form_of(client, number, act="remove:0")).text
    assert "已移除一行" in page
    assert opened(client, number)["borrowing"]["rows"] == rows[1:]
    revision = page.partition(f'action="/borrowings/{number}/back"')[2]
    revision = revision.partition('value="')[2].partition('"')[0]
    client.post(f"/borrowings/{number}/back", data={"revision": revision})
    assert opened(client, number)["borrowing"]["rows"] == rows


def test_who_saves_second_loses_nothing_and_overwrites_nothing(
    client: TestClient, number: int
) -> None:
    first = form_of(client, number, **{"0-measure": "甲写的"})
    second = form_of(client, number, **{"0-measure": "乙写的"})
    assert client.post(f"/borrowings/{number}", data=first).status_code == 200
    answer = client.post(f"/borrowings/{number}", data=second)
    assert answer.status_code == 409
    assert "乙写的" in answer.text
    assert opened(client, number)["borrowing"]["rows"][0]["measure"] == "甲写的"
    stale = {"revision": int(second["revision"]), "borrowing": {"title": "空", "rows": []}}
    assert client.put(f"/api/v1/borrowings/{number}", json=stale).json()["code"] == (
        "CHANGED_MEANWHILE"
    )


def test_a_list_is_removed_and_restored(client: TestClient, number: int) -> None:
    page = client.post(f"/borrowings/{number}/remove").text
    assert "已移除" in page
    assert client.get(f"/borrowings/{number}").status_code == 404
    client.post(f"/borrowings/{number}/restore")
    assert client.get(f"/borrowings/{number}").status_code == 200


def test_the_word_file_has_a_row_a_practice_and_the_sources_under_it(
    client: TestClient, number: int
) -> None:
    client.post(
        f"/borrowings/{number}",
        data=form_of(client, number, **{"0-measure": "先建点检表", "0-department": "设备部"}),
    )
    answer = client.get(f"/api/v1/borrowings/{number}.docx")
    document = docx.Document(io.BytesIO(answer.content))
    (table,) = document.tables
    rows = opened(client, number)["borrowing"]["rows"]
    header = [cell.text for cell in table.rows[0].cells]
    assert header == ["序号", "他们的做法", "我们的条件", "拟采取措施", "责任部门", "时限"]
    assert len(table.rows) == len(rows) + 1
    first = [cell.text for cell in table.rows[1].cells]
    assert first[1] == rows[0]["practice"]["text"]
    assert first[2:5] == ["四百人的民营厂", "先建点检表", "设备部"]
    sources = [each.text for each in document.paragraphs if "．《" in each.text]
    assert len(sources) == len(rows)


def test_too_much_is_told_and_nothing_lost(client: TestClient, number: int) -> None:
    typed = form_of(client, number, **{"0-measure": "长" * 2001})
    answer = client.post(f"/borrowings/{number}", data=typed)
    assert answer.status_code == 422
    assert "长" * 2001 in answer.text
