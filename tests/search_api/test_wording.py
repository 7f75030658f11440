"""提法: a phrase through the years."""

from datetime import UTC, datetime

import pytest
from starlette.testclient import TestClient

from corpus.actor import LOCAL
from search_api.wording import trace
from tests.library import add, open_library
from tests.search_api.shelf import HERE
from web.app import create

NOTICE = """关于{title}的通知

示例云政发〔{year}〕{number}号

各有关单位：

{text}

云陵省人民政府
{year}年3月{number}日
"""
TEXTS = [
    (2019, 1, "甲项工作", "要推进国有企业改革。国有企业改革要见实效。"),
    (2019, 2, "乙项工作", "要推进智能化。"),
    (2021, 3, "丙项工作", "推进企业“国有企业改革”。"),
    (2024, 4, "丁项工作", "推进国有大型企业改革。"),
]


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    folder, home = tmp_path_factory.mktemp("files"), tmp_path_factory.mktemp("home")
    for year, number, title, text in TEXTS:
        written = NOTICE.format(year=year, number=number, title=title, text=text)
        (folder / f"{number}.txt").write_text(written, encoding="utf-8")
    (folder / "无日期.txt").write_text(
        "国有企业改革座谈记录\n\n会上谈到国有企业改革。\n", encoding="utf-8"
    )
    with open_library(home) as library:
        library.clock = lambda: datetime(2026, 11, 25, tzinfo=UTC)
        add(library, folder)
        settings = library.settings
    with TestClient(create(settings), base_url=HERE) as opened:
        yield opened


def test_a_phrase_is_followed_through_the_years(client):
    found = client.get("/api/v1/wording", params={"q": "“国有企业改革”"}).json()
    assert (found["phrase"], found["total"], found["undated"]) == ("国有企业改革", 3, 1)
    years = {each["year"]: sum(each["counts"].values()) for each in found["years"]}
    assert years == {"2019": 1, "2020": 0, "2021": 1}
    assert [
        (each["document"]["date"]["value"], [one["text"] for one in each["sentences"]])
        for each in found["mentions"]
    ] == [
        ("2019-03-01", ["要推进国有企业改革。", "国有企业改革要见实效。"]),
        ("2021-03-03", ["推进企业“国有企业改革”。"]),
    ]


def test_other_wordings_are_told(client):
    found = client.get("/api/v1/wording", params={"q": "国有企业改革"}).json()
    assert {"text": "国有大型企业改革", "documents": 1} in found["variants"]


def test_pages_go_from_the_earliest_to_the_latest(client):
    second = client.get(
        "/api/v1/wording", params={"q": "国有企业改革", "size": 1, "page": 2}
    ).json()
    assert [each["document"]["date"]["value"] for each in second["mentions"]] == ["2021-03-03"]


def test_further_sentences_are_counted(client, monkeypatch):
    monkeypatch.setattr("search_api.wording.SENTENCES", 1)
    found = client.get("/api/v1/wording", params={"q": "国有企业改革"}).json()
    assert [(len(each["sentences"]), each["more"]) for each in found["mentions"]] == [
        (1, 1),
        (1, 0),
    ]
    html = client.get("/wording?q=国有企业改革", headers={"Accept": "text/html"}).text
    assert html.count("另有 1 句") == 1


def test_the_page_says_earliest_in_this_library_and_never_first_used(client):
    html = client.get("/wording?q=国有企业改革", headers={"Accept": "text/html"}).text
    assert "本库最早：2019-03-01" in html
    assert "以本库所收文件为限，不是首次提出" in html
    assert "1 篇没有日期" in html


@pytest.mark.parametrize(("typed", "status"), [("，。", 200), ("", 200), ("字" * 31, 400)])
def test_what_is_no_phrase(client, typed, status):
    answer = client.get("/api/v1/wording", params={"q": typed})
    assert answer.status_code == status
    assert client.get("/wording", params={"q": typed}).status_code == status


def page_of(title: str, date: str, lines: list[str]) -> str:
    head = f'<meta charset="utf-8"><title>{title}</title><meta name="PubDate" content="{date}">'
    paragraphs = "".join(f"<p>{line}</p>" for line in lines)
    return f"<html><head>{head}</head><body><h1>{title}</h1>{paragraphs}</body></html>"


def test_the_earliest_copy_tells_the_date(tmp_path):
    folder = tmp_path / "files"
    folder.mkdir()
    lines = [
        f"第{each}方面，各单位要做好第{each}项云岭新路工作，按月报送进展。" for each in range(20)
    ]
    for name, date in (("甲", "2024-05-01"), ("乙", "2019-01-01")):
        written = page_of("云岭新路座谈纪要", date, lines)
        (folder / f"{name}.html").write_text(written, encoding="utf-8")
    between = page_of("另一篇文件", "2020-06-06", ["云岭新路已有安排，另行通知。"])
    (folder / "丙.html").write_text(between, encoding="utf-8")
    with open_library(tmp_path / "home") as library:
        add(library, folder)
        found = trace(library, LOCAL, "云岭新路")
        second = trace(library, LOCAL, "云岭新路", page=2, size=1)
    assert (found.total, min(found.years)) == (2, "2019")
    assert [each.found.card.date_value for each in found.mentions] == ["2019-01-01", "2020-06-06"]
    assert [each.found.card.date_value for each in second.mentions] == ["2020-06-06"]
