"""Cases side by side, on the page, as JSON and as files."""

import io
import zipfile

import docx
import pytest
from docx.enum.section import WD_ORIENTATION
from starlette.testclient import TestClient

from corpus.actor import LOCAL
from corpus.errors import WrongValue
from indexer.library import Library
from search_api.cases.choosing import CaseForm, list_cases
from search_api.cases.comparing import compare_cases


@pytest.fixture(scope="module")
def ids(library: Library) -> list[str]:
    """Of two reports and a praised practice."""
    wanted = ("备件 停机", "产销差率", "水权交易")
    found = [list_cases(library, LOCAL, CaseForm(query=each)).cases[0] for each in wanted]
    return [each.case.id for each in found]


def test_every_row_tells_of_every_case_or_nothing(library: Library, ids: list[str]) -> None:
    table = compare_cases(library, LOCAL, ids)
    assert [row.label for row in table.rows] == [
        "背景",
        "做法",
        "成效",
        "启示",
        "适用条件",
        "指标",
    ]
    assert all(len(row.cells) == 3 for row in table.rows)
    background, practices = table.rows[0], table.rows[1]
    assert background.cells[0][0].text.startswith("云陵钧轫传动机械有限责任公司")
    assert background.cells[2] == ()
    assert [line.text for line in practices.cells[2]] == ["栖原市探索水权交易"]


def test_the_practices_of_a_report_are_what_stands_below_their_heading(
    library: Library, ids: list[str]
) -> None:
    practices = compare_cases(library, LOCAL, ids).rows[1].cells[0]
    assert "（三）红牌上墙，三日闭环" in [line.text for line in practices]


@pytest.mark.parametrize("count", [0, 1, 5])
def test_two_to_four_are_compared(library: Library, count: int) -> None:
    some = [each.case.id for each in list_cases(library, LOCAL, CaseForm()).cases[:count]]
    with pytest.raises(WrongValue, match=f"现在选了 {count} 个"):
        compare_cases(library, LOCAL, some)


def test_the_page_and_the_api_tell_the_same(client: TestClient, ids: list[str]) -> None:
    told = client.get("/api/v1/cases/compare", params={"case": ids}).json()
    page = client.get("/cases/compare", params={"case": ids}).text
    for row in told["rows"]:
        for cell in row["cells"]:
            assert all(line["text"].replace("&", "&amp;") in page for line in cell)
    assert client.get("/cases/compare", params={"case": ids[:1]}).status_code == 422


def test_the_word_file_lies_on_its_side_with_sources_under_the_table(
    client: TestClient, ids: list[str]
) -> None:
    answer = client.get("/api/v1/cases/compare.docx", params={"case": ids})
    document = docx.Document(io.BytesIO(answer.content))
    section = document.sections[0]
    assert section.orientation == WD_ORIENTATION.LANDSCAPE
    assert section.page_width > section.page_height
    (table,) = document.tables
    assert [cell.text for cell in table.columns[0].cells][1:3] == ["背景", "做法"]
    assert "栖原市探索水权交易" in table.rows[0].cells[3].text
    sources = [each.text for each in document.paragraphs if each.text[:2] in ("1．", "2．", "3．")]
    assert len(sources) == 3
    assert "示例" in sources[0]


def test_the_workbook_has_the_same_rows(client: TestClient, ids: list[str]) -> None:
    answer = client.get("/api/v1/cases/compare.xlsx", params={"case": ids})
    with zipfile.ZipFile(io.BytesIO(answer.content)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "红牌上墙，三日闭环" in sheet
    assert "适用条件" in sheet
