"""A list of hits as a table."""

import csv
import io
import zipfile
from dataclasses import replace
from urllib.parse import unquote

import pytest
from lxml import etree
from starlette.testclient import TestClient

from corpus.settings import Settings
from search_api import exporting
from tests.search_api.shelf import EXPERIENCE, HERE, OPINION, PAPERS, SECRET, fill
from web.app import create

FORMULA = replace(
    EXPERIENCE,
    path="/收件/公式.md",
    beginnings=(),
    text='=HYPERLINK("http://example.com")国企改革\n-1+1\n控制字符\x07。',
    facts={"title": '=HYPERLINK("http://example.com")国企改革', "document_class": "study"},
)


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    folder = tmp_path_factory.mktemp("exports")
    made = Settings(home=folder / "home", jobs=1)
    fill(made, (*PAPERS, FORMULA, SECRET), folder)
    with TestClient(create(made), base_url=HERE) as opened:
        yield opened


def table(answer):
    assert answer.content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))


def test_a_list_is_written_with_what_a_reader_needs(client):
    answer = client.get("/api/v1/search.csv", params={"q": "党的领导", "relaxed": 0, "page": 7})
    header, *rows = table(answer)
    assert header == list(exporting.EXPORT_HEADER)
    (row,) = [dict(zip(header, each, strict=True)) for each in rows if OPINION.id in each[11]]
    assert row == {
        "标题": "云陵省人民政府关于深化国企改革的实施意见",
        "文号": "示例云政发〔2024〕3号",
        "机关": "云陵省人民政府",
        "讲话人": "",
        "日期": "2024-03-05",
        "类型": "政策文件",
        "时效性": "未见废止记录",
        "来源等级": "示例",
        "完整性": "完整",
        "最符合的段落": "第一条　坚持党的领导，深化国有企业改革。",
        "位置": "第一条",
        "链接": f"{HERE}/documents/{OPINION.id}#p1",
        "符合": "完全符合",
    }
    name = answer.headers["content-disposition"].partition("UTF-8''")[2]
    assert unquote(name) == "检索结果 党的领导.csv"


def test_who_speaks_is_no_office_and_the_best_passage_says_something(client):
    header, *rows = table(client.get("/api/v1/search.csv", params={"q": "国企改革"}))
    found = {row[0]: dict(zip(header, row, strict=True)) for row in rows}
    speech = found["在全省国资国企改革会议上的讲话"]
    assert (speech["机关"], speech["讲话人"]) == ("", "谷敬岑")
    assert speech["最符合的段落"].startswith("一、提高认识\n国企改革必须坚持党的领导")
    assert found["云陵省人民政府关于深化国企改革的实施意见"]["位置"] == "第一条"


def test_no_cell_of_either_file_is_a_formula(client):
    asked = {"q": "国企改革", "class": "study"}
    _, row = table(client.get("/api/v1/search.csv", params=asked))
    assert row[0].startswith("'=HYPERLINK")
    book = client.get("/api/v1/search.xlsx", params=asked)
    with zipfile.ZipFile(io.BytesIO(book.content)) as parts:
        sheet = etree.fromstring(parts.read("xl/worksheets/sheet1.xml"))
    assert not sheet.findall(".//{*}f")
    texts = ["".join(cell.itertext()) for cell in sheet.iter("{*}c")]
    assert texts[: len(exporting.EXPORT_HEADER)] == list(exporting.EXPORT_HEADER)
    assert texts[len(exporting.EXPORT_HEADER)].startswith("=HYPERLINK")


def test_a_table_that_is_cut_says_so(client, monkeypatch):
    monkeypatch.setattr(exporting, "MOST_EXPORTED", 2)
    monkeypatch.setattr(exporting, "_AT_ONCE", 1)
    _, *rows = table(client.get("/api/v1/search.csv", params={"q": "国企改革"}))
    assert len(rows) == 3
    assert rows[-1][0].endswith("只导出前 2 篇。请缩小范围后再导出。")


def test_every_page_is_written_once(client, monkeypatch):
    monkeypatch.setattr(exporting, "_AT_ONCE", 2)
    _, *rows = table(client.get("/api/v1/search.csv", params={"q": "国企改革"}))
    assert len({row[11].partition("#")[0] for row in rows}) == len(rows) >= 5


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_trouble_is_told_as_everywhere(client, ending):
    answer = client.get(f"/api/v1/search.{ending}", params={"q": "(国企 OR"})
    assert (answer.status_code, answer.json()["code"]) == (400, "QUERY_SYNTAX")


def test_the_page_leads_to_both_files(client):
    html = client.get("/search?q=国企改革&year=2024", headers={"Accept": "text/html"}).text
    address = "/api/v1/search.xlsx?q=%E5%9B%BD%E4%BC%81%E6%94%B9%E9%9D%A9&amp;year=2024"
    assert f'href="{address}"' in html
    door = client.get("/policies", headers={"Accept": "text/html"}).text
    assert "search.csv?class=policy&amp;" in door
