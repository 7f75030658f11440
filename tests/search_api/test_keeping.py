"""What the library lacks, what it ought to hold, and what was refused."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from corpus.settings import Settings
from tests.library import add, open_library
from tests.search_api.shelf import HERE
from web.app import create

HTML = {"Accept": "text/html"}
NOTICE = """{title}

示例云政发〔2024〕{number}号

各有关单位：

根据《云陵省供水条例》和《云陵省水价办法》（示例云政发〔2019〕5号），现通知如下。{more}

凭《取水许可证》取水，依照《关于修改部分规定的决定》办理，见《云陵日报》，唱《义勇军进行曲》，
制定《实施意见》《总体规划》。

云陵省人民政府
2024年3月{number}日
"""
LAW = """云陵省供水条例
2001年3月1日云陵省第九届人民代表大会常务委员会第二十次会议通过
第一条　为了规范供水，制定本条例。
第二条　《云陵省取水办法》同时废止。
"""
SECRET = "机密★10年\n关于某事的通知\n正文里的内容。"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "files"
    folder.mkdir()
    first = NOTICE.format(
        title="关于供水工作的通知", number=1, more="并根据示例云政发〔2019〕5号办理。"
    )
    second = NOTICE.format(title="关于节水工作的意见", number=2, more="废止《云陵省用水办法》。")
    (folder / "一.txt").write_text(first, encoding="utf-8")
    (folder / "二.txt").write_text(second, encoding="utf-8")
    (folder / "二（副本）.txt").write_text(f"合集下载\n{second}", encoding="utf-8")
    (folder / "条例.txt").write_text(LAW, encoding="utf-8")
    (folder / "密.txt").write_text(SECRET, encoding="utf-8")
    return folder


@pytest.fixture
def home(tmp_path: Path, folder: Path) -> Path:
    with open_library(tmp_path / "home") as library:
        add(library, folder)
    return tmp_path / "home"


@pytest.fixture
def client(home: Path) -> Iterator[TestClient]:
    with TestClient(create(Settings(home=home, jobs=1)), base_url=HERE) as made:
        yield made


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html))


def lacking(client: TestClient) -> dict[str, int]:
    found = client.get("/api/v1/missing").json()
    assert found["total"] == len(found["missing"])
    return {each["title"]: each["cited_by"] for each in found["missing"]}


def states(client: TestClient) -> dict[str, str]:
    listed = client.get("/api/v1/wanted").json()["wanted"]
    return {each["title"] or each["document_number"]: each["state"] for each in listed}


def test_what_is_cited_and_not_there_is_listed_by_how_many_cite_it(client: TestClient) -> None:
    assert lacking(client) == {
        "云陵省水价办法": 2,  # a copy of a document counts once
        "关于修改部分规定的决定": 2,
        "云陵省用水办法": 1,
        "云陵省取水办法": 1,
    }


def test_what_is_lacking_comes_with_its_number_and_the_sentences(client: TestClient) -> None:
    first, *_ = client.get("/api/v1/missing").json()["missing"]
    assert (first["title"], first["document_number"]) == ("云陵省水价办法", "示例云政发〔2019〕5号")
    told = {each["title"]: each for each in first["namings"]}
    assert set(told) == {"关于供水工作的通知", "关于节水工作的意见"}
    listed = client.get("/api/v1/missing").json()["missing"]
    assert all(len(each["namings"]) == each["cited_by"] for each in listed)
    assert told["关于供水工作的通知"]["relation"] == "依据"
    assert "《云陵省水价办法》（示例云政发〔2019〕5号）" in told["关于供水工作的通知"]["sentence"]


def test_a_name_without_issuer_is_told_with_whose_documents_say_it(client: TestClient) -> None:
    found = client.get("/api/v1/missing").json()["missing"]
    within = {each["title"]: each["within"] for each in found}
    assert within["关于修改部分规定的决定"] == "云陵省人民政府"
    assert within["云陵省水价办法"] is None


def test_what_arrives_is_lacking_no_longer(home: Path, folder: Path, client: TestClient) -> None:
    text = (
        LAW.replace("供水", "取水")
        .replace("条例", "办法")
        .replace("《云陵省取水办法》同时废止", "略")
    )
    (folder / "办法.txt").write_text(text, encoding="utf-8")
    with open_library(home) as library:
        add(library, folder / "办法.txt")
    assert "云陵省取水办法" not in lacking(client)


def test_a_spreadsheet_has_a_line_for_each_that_cites(client: TestClient) -> None:
    answer = client.get("/api/v1/missing.csv")
    assert answer.headers["content-type"].startswith("text/csv")
    assert answer.content.startswith("\ufeff".encode())
    rows = list(csv.DictReader(io.StringIO(answer.text.lstrip("\ufeff"))))
    assert [row["引用它的文件"] for row in rows if row["标题"] == "云陵省水价办法"] == [
        "关于供水工作的通知",
        "关于节水工作的意见",
    ]


def test_a_list_of_what_ought_to_be_there_is_looked_up(client: TestClient) -> None:
    lines = ["《云陵省供水条例》", "云陵省水价办法（示例云政发〔2019〕5号）", "示例云政发[2024]1号",
             "关于节水工作的意见（示例云政发〔2025〕9号）"]  # fmt: skip
    added = client.post("/api/v1/wanted", json={"lines": [*lines, "", lines[0]]}).json()
    assert added == {"added": 4, "known": 1}
    assert states(client) == {
        "云陵省水价办法": "missing",
        "关于节水工作的意见": "missing",
        "云陵省供水条例": "there",
        "示例云政发〔2024〕1号": "there",
    }
    listed = {each["title"]: each for each in client.get("/api/v1/wanted").json()["wanted"]}
    assert listed["关于节水工作的意见"]["namesake"]
    assert listed["云陵省供水条例"]["document"]["title"] == "云陵省供水条例"


def test_a_number_alone_is_not_the_document_where_a_title_is_given(
    home: Path, folder: Path, client: TestClient
) -> None:
    (folder / "用水.txt").write_text(LAW.replace("供水", "用水"), encoding="utf-8")
    with open_library(home) as library:
        add(library, folder)
    for title in ("云陵省供水条例", "云陵省用水条例"):  # every term of office counts anew
        (hit,) = client.get("/api/v1/search", params={"q": f"标题:{title}"}).json()["hits"]
        body = {"facts": {"document_number": "主席令第4号"}}
        client.patch(f"/api/v1/documents/{hit['document']['id']}/facts", json=body)
    lines = ["供水条例（主席令第4号）", "云陵省用水条例 主席令第4号", "丙法（主席令第4号）"]
    client.post("/api/v1/wanted", json={"lines": [*lines, "主席令第4号"]})
    listed = {each["title"]: each for each in client.get("/api/v1/wanted").json()["wanted"]}
    assert {title: each["state"] for title, each in listed.items()} == {
        "供水条例": "there",
        "云陵省用水条例": "there",
        "丙法": "missing",
        "": "there",
    }
    assert listed["供水条例"]["document"]["title"] == "云陵省供水条例"
    assert listed["云陵省用水条例"]["document"]["title"] == "云陵省用水条例"
    assert "有同文号而标题不同的" in client.get("/wanted").text


def test_a_sample_is_not_the_document(home: Path, folder: Path, client: TestClient) -> None:
    lines = ["云陵省供水条例", "关于节水工作的意见"]
    client.post("/api/v1/wanted", json={"lines": lines})
    listed = {each["title"]: each for each in client.get("/api/v1/wanted").json()["wanted"]}
    sample = listed["云陵省供水条例"]["document"]["id"]
    client.patch(f"/api/v1/documents/{sample}/facts", json={"facts": {"source_grade": "示例"}})
    assert states(client) == {"云陵省供水条例": "sample", "关于节水工作的意见": "there"}
    assert "缺，仅有示例 1" in words(client.get("/wanted").text)
    rows = list(csv.DictReader(io.StringIO(client.get("/api/v1/wanted.csv").text.lstrip("\ufeff"))))
    assert [(row["清单编号"], row["现状"], row["来源等级"], row["文件编号"]) for row in rows] == [
        ("1", "缺，仅有示例", "示例", sample),
        ("2", "有", "待核实", listed["关于节水工作的意见"]["document"]["id"]),
    ]
    real = LAW.replace("为了规范供水", "为了规范全省供水")
    (folder / "真.txt").write_text(real, encoding="utf-8")
    with open_library(home) as library:
        add(library, folder / "真.txt")
    assert states(client)["云陵省供水条例"] == "there"


def test_what_is_repealed_or_not_whole_is_told(
    home: Path, folder: Path, client: TestClient
) -> None:
    law = (
        LAW.replace("供水", "水务")
        .replace("2001", "2022")
        .replace("《云陵省取水办法》", "《云陵省供水条例》")
    )
    (folder / "水务.txt").write_text(law, encoding="utf-8")
    cut = "在全省节水会议上的讲话\n同志们：\n节约用水。---此处隐藏439字,下载后查看---"
    (folder / "讲话.txt").write_text(cut, encoding="utf-8")
    with open_library(home) as library:
        add(library, folder)
    client.post("/api/v1/wanted", json={"lines": ["云陵省供水条例", "在全省节水会议上的讲话"]})
    assert states(client) == {"云陵省供水条例": "repealed", "在全省节水会议上的讲话": "incomplete"}


def test_a_line_that_names_nothing_adds_nothing(client: TestClient) -> None:
    refused = client.post("/api/v1/wanted", json={"lines": ["云陵省供水条例", "——"]})
    assert (refused.status_code, refused.json()["code"]) == (422, "WRONG_VALUE")
    assert states(client) == {}


def test_an_entry_is_taken_off_and_told(client: TestClient) -> None:
    client.post("/api/v1/wanted", json={"lines": ["云陵省水价办法（示例云政发〔2019〕5号）"]})
    (entry,) = client.get("/api/v1/wanted").json()["wanted"]
    gone = client.delete(f"/api/v1/wanted/{entry['number']}").json()
    assert gone == {"removed": ["云陵省水价办法（示例云政发〔2019〕5号）"]}
    assert states(client) == {}


def test_a_cell_is_never_a_formula(client: TestClient) -> None:
    client.post("/api/v1/wanted", json={"lines": ["=1+1 的通知"]})
    assert "'=1+1 的通知" in client.get("/api/v1/wanted.csv").text


def test_what_was_refused_is_listed_without_a_word_of_it(client: TestClient) -> None:
    (told,) = client.get("/api/v1/quarantine").json()["refused"]
    assert set(told) == {"sha256", "level", "mark", "actor", "refused_at"}
    assert (told["level"], len(told["sha256"])) == ("机密", 64)
    shown = client.get("/quarantine").text + client.get("/api/v1/quarantine.csv").text
    assert told["sha256"] in client.get("/api/v1/quarantine.csv").text
    for kept_back in ("密.txt", "关于某事", "正文里的内容"):
        assert kept_back not in shown


def test_the_pages_work_without_scripts(client: TestClient) -> None:
    told = words(client.get("/missing").text)
    assert "引用了 4 篇库里没有的文件" in told
    assert "被云陵省人民政府的 2 篇文件引用" in told
    lines = "云陵省供水条例\n云陵省水价办法"
    added = client.post("/wanted", data={"lines": lines}, headers=HTML)
    assert "已添加 2 条" in words(added.text)
    assert "全部 2 缺 1 有 1" in words(added.text)
    assert "云陵省供水条例" not in words(client.get("/wanted?state=missing").text)
    again = client.post("/wanted", data={"lines": "云陵省水价办法", "back": "/missing"})
    assert "已在应备清单里" in words(again.text)
    further = client.post("/wanted", data={"lines": "甲办法", "back": "/missing?page=2"})
    assert further.url.query == b"page=2&added=1&known=0"


def test_what_cannot_be_read_stays_in_the_box(client: TestClient) -> None:
    refused = client.post("/wanted", data={"lines": "云陵省供水条例\n——"}, headers=HTML)
    assert refused.status_code == 422
    assert "看不懂这一行：“——”" in refused.text
    assert ">云陵省供水条例\n——</textarea>" in refused.text


def test_what_is_taken_off_on_the_page_comes_back_by_one_button(client: TestClient) -> None:
    client.post("/wanted", data={"lines": "云陵省水价办法（示例云政发〔2019〕5号）"})
    gone = client.post("/wanted/remove", data={"entry": "1"}, headers=HTML).text
    assert "已移出 1 条" in gone
    (line,) = re.findall(r'name="lines" value="([^"]*)"', gone)
    back = client.post("/wanted", data={"lines": line, "undo": "1"}, headers=HTML).text
    assert '<input type="hidden" name="undo" value="1">' in gone
    assert "已恢复 1 条" in words(back)
    assert "已添加" not in words(back)
    assert states(client) == {"云陵省水价办法": "missing"}


def test_a_button_that_had_nothing_to_do_says_so(client: TestClient) -> None:
    client.post("/wanted", data={"lines": "云陵省供水条例"})
    for lines in ("", " \n "):
        empty = client.post("/wanted", data={"lines": lines}, headers=HTML)
        assert empty.status_code == 422
        assert "还没有写要添加的文件" in empty.text
    nothing = client.post("/wanted/remove", data={}, headers=HTML)
    assert nothing.status_code == 422
    assert "没有勾选要移出的条目" in nothing.text
    assert states(client) == {"云陵省供水条例": "there"}


def test_another_site_changes_no_list(client: TestClient) -> None:
    foreign = {"sec-fetch-site": "cross-site"}
    for address in ("/wanted", "/wanted/remove", "/api/v1/wanted"):
        answer = client.post(address, json={"lines": ["甲办法"]}, headers=foreign)
        assert answer.status_code == 403
    assert client.delete("/api/v1/wanted/1", headers=foreign).status_code == 403
