"""Annexes and cases: found, opened and cited by themselves, through the real ingest."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from corpus.settings import Settings
from tests.library import add, open_library
from tests.search_api.shelf import HERE
from web.app import create

NOTICE = """云陵省人民政府办公厅关于对典型经验做法给予表扬的通报
云政办发〔2024〕8号
各市人民政府：
现对三项典型经验做法予以通报表扬。
云陵省人民政府办公厅
2024年3月5日
附件1
督查发现的典型经验做法
1.岫川市推进外来人员服务改革。
2.霁川市建设紧密型医联体。
3.栖原市探索水权交易。
附件2
督查工作办法
第一条　坚持问题导向。
第二条　严格控制频次。
"""


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder: Path = tmp_path_factory.mktemp("parts")
    (folder / "通报.txt").write_text(NOTICE, encoding="utf-8")
    with open_library(folder / "home") as library:
        add(library, folder / "通报.txt")
    app = create(Settings(home=folder / "home", jobs=1))
    with TestClient(app, base_url=HERE) as client:
        yield client


def hit(client: TestClient, query: str) -> dict[str, object]:
    (found,) = client.get("/api/v1/search", params={"q": query}).json()["hits"]
    return found


def test_a_document_lists_its_parts(client: TestClient) -> None:
    document_id = hit(client, "水权交易")["document"]["id"]
    parts = client.get(f"/api/v1/documents/{document_id}/parts").json()["parts"]
    assert [(part["kind"], part["cited"]) for part in parts] == [
        ("annex", "附件1《督查发现的典型经验做法》"),
        ("case", "附件1《督查发现的典型经验做法》第1项"),
        ("case", "附件1《督查发现的典型经验做法》第2项"),
        ("case", "附件1《督查发现的典型经验做法》第3项"),
        ("annex", "附件2《督查工作办法》"),
    ]
    assert [part["id"] for part in parts] == [f"{document_id}-{place}" for place in range(1, 6)]
    assert client.get(f"/api/v1/documents/{document_id}").json()["parts"] == parts


def test_a_case_is_found_once_named_and_cited(client: TestClient) -> None:
    (passage,) = hit(client, "水权交易")["passages"]
    assert passage["text"] == "3.栖原市探索水权交易。"
    assert passage["part"]["title"] == "栖原市探索水权交易"
    assert passage["part"]["region"] == ["栖原市"]
    assert passage["citation"] == (
        "《云陵省人民政府办公厅关于对典型经验做法给予表扬的通报》（云政办发〔2024〕8号），"
        "云陵省人民政府办公厅，2024年3月5日，附件1《督查发现的典型经验做法》第3项。【来源待核实】"
    )


def test_an_article_of_an_annex_is_cited_with_it(client: TestClient) -> None:
    (passage,) = hit(client, '"严格控制频次"')["passages"]
    assert "附件2《督查工作办法》第二条。" in passage["citation"]


def test_the_page_lists_the_parts_and_leads_to_them(client: TestClient) -> None:
    document_id = hit(client, "水权交易")["document"]["id"]
    page = client.get(f"/documents/{document_id}").text
    start = NOTICE.index("3.栖原市")
    assert f'<a href="#o{start}">栖原市探索水权交易</a>' in page
    assert 'data-at="附件1《督查发现的典型经验做法》第3项"' in page
    answer = client.get(f"/documents/{document_id}-4", follow_redirects=False)
    assert answer.headers["location"] == f"/documents/{document_id}#o{start}"
    assert client.get(f"/documents/{document_id}-9").status_code == 404
