"""What an address asks for that cannot be is passed over, never without a word."""

import pytest
from starlette.testclient import TestClient

from tests.search_api.shelf import OPINION
from tests.web.test_pages import page, plain


@pytest.mark.parametrize("path", ["/search?q=国企改革&", "/policies?"])
def test_a_day_that_there_is_not_is_told(client: TestClient, path: str) -> None:
    html = page(client, f"{path}at=2024-02-31")
    assert "时点“2024-02-31”不是一个日期，没有采用" in html
    assert "2024-02-31 时" not in html
    assert f"/documents/{OPINION.id}" in html
    assert "不是一个日期" not in page(client, f"{path}at=2024-02-29")


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("year=abc", "没有“abc”这个年份，没有采用。请写成 2024 这样的四位数字。"),
        ("year=20244", "没有“20244”这个年份"),
        ("class=nope", "没有“nope”这个类型，没有采用。可选：政策文件、法律法规、"),
        ("validity=有效", "没有“有效”这个时效性，没有采用。可选：现行有效、未见废止记录、"),
        ("source_grade=官方", "没有“官方”这个来源等级"),
        ("completeness=x", "没有“x”这个完整性"),
        ("issuer_level=村", "没有“村”这个机关层级"),
    ],
)
def test_a_value_that_no_document_can_have_is_told_and_not_chosen(
    client: TestClient, asked: str, told: str
) -> None:
    html = page(client, f"/search?q=国企改革&{asked}")
    assert told in plain(html)
    assert "去掉筛选" not in html
    assert f"/documents/{OPINION.id}" in html


def test_what_looks_like_an_operator_is_told(client: TestClient) -> None:
    html = page(client, "/search?q=国企改革 or 题目:统战")
    assert "没有“题目”这个字段" in plain(html)
    answer = client.get("/api/v1/search", params={"q": "国企|央企"}).json()
    assert answer["hints"] == ["“|”不是运算符，按普通文字检索。要找其中一个，请写成 国企 OR 央企。"]


def test_a_value_of_what_documents_bring_is_looked_for(client: TestClient) -> None:
    html = page(client, "/search?q=国企改革&issuer=甲局&year=1950")
    assert "没有采用" not in html
    assert "去掉筛选：甲局" in html


def test_an_address_with_nothing_but_oddities_says_so(client: TestClient) -> None:
    assert "没有“nope”这个类型" in plain(page(client, "/search?class=nope"))
    assert "2024-03-01 时" in page(client, "/search?at=2024-03-01")


@pytest.mark.parametrize("address", ["/search?q=国企改革&", "/policies?"])
@pytest.mark.parametrize("size", [10, 50])
def test_a_page_far_past_the_end_says_how_many_there_are(
    client: TestClient, address: str, size: int
) -> None:
    html = page(client, f"{address}size={size}&page=9999")
    assert "没有第 9999 页" in html
    assert "一共 1 页" in html
    assert "看第一页" in html
