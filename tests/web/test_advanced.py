"""The form that writes a query, scopes, and the way on from a query that is not understood."""

import re
from html import unescape
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from starlette.testclient import TestClient

from corpus.errors import WrongValue
from search_api.composing import Advanced, compose
from search_api.decomposing import decompose
from tests.web.test_pages import HTML, page, plain


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        (Advanced(), ""),
        (Advanced(words="国企 改革", phrase="党的 “领导”"), '国企 改革 "党的 领导"'),
        (Advanced(either="党建 统战", none="试点 -示范"), "(党建 OR 统战) -试点 -示范"),
        (Advanced(either="党建"), "党建"),
        (Advanced(near="干部 廉洁", together="同段"), "干部 同段 廉洁"),
        (Advanced(title="国企 改革", issuer="财政部"), "标题:国企 标题:改革 机关:财政部"),
        (Advanced(first="2023", last="2024-06"), "日期:2023~2024-06"),
        (Advanced(first="2023", last="2023"), "日期:2023"),
        (Advanced(last="2023"), "日期:~2023"),
        (Advanced(words="国企 OR 央企"), "国企 OR 央企"),
        (Advanced(words="国企 OR 央企", phrase="党的 OR 领导"), '(国企 OR 央企) "党的 OR 领导"'),
        (Advanced(words="1）改革", either="甲 乙"), '"1）改革" (甲 OR 乙)'),
        (Advanced(either="甲 OR 乙", none="丙 OR 丁"), "(甲 OR 乙) -丙 -丁"),
        (Advanced(either='国企 "党的领导"', none='"同句"'), '(国企 OR "党的领导") -"同句"'),
        (Advanced(either="《办法》 ， 改革"), "(《办法》 OR 改革)"),
        (Advanced(issuer="国务院 OR 财政部"), "机关:(国务院 OR 财政部)"),
        (Advanced(speaker="李克强 李强"), "讲话人:(李克强 OR 李强)"),
        (Advanced(title='"关于印发 通知"'), '标题:"关于印发 通知"'),
        (
            Advanced(number="国发〔2024〕1号 OR 国发（2023）2号"),
            "文号:(国发〔2024〕1号 OR 国发〔2023〕2号)",
        ),
        (Advanced(title="办法（试行）", either="甲 乙"), '(甲 OR 乙) 标题:"办法（试行）"'),
        (Advanced(number="国发（2024）", either="甲"), "甲 文号:国发〔2024〕"),
        (Advanced(first="2023年 3月"), "日期:2023年3月~"),
    ],
)
def test_a_form_writes_a_query(asked: Advanced, written: str) -> None:
    assert compose(asked) == written


def test_the_form_shows_what_it_writes_and_goes_there(client: TestClient) -> None:
    address = "/advanced?words=改革&either=国企 央企&first=2024"
    html = page(client, address)
    assert "检索式：改革 (国企 OR 央企) 日期:2024~" in plain(html)
    assert 'value="国企 央企"' in html
    moved = client.get(f"{address}&go=1", headers=HTML, follow_redirects=False)
    assert moved.status_code == 303
    assert parse_qs(urlsplit(moved.headers["location"]).query) == {
        "q": ["改革 (国企 OR 央企) 日期:2024~"]
    }


def test_the_form_says_what_is_wrong_and_stays(client: TestClient) -> None:
    html = page(client, "/advanced?words=改革&first=去年&go=1")
    assert "不是日期" in html
    assert 'value="去年"' in html


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (Advanced(near="甲 OR 乙"), "“靠在一起”一栏不认“OR”"),
        (Advanced(either="甲 同句 乙"), "“任一包含”一栏不认“同句”"),
        (Advanced(title="甲 NOT 乙"), "“标题”一栏不认“NOT”"),
        (Advanced(first="昨天"), "“日期”一栏的“昨天”不是日期"),
    ],
)
def test_what_a_field_cannot_take_is_told_with_its_name(asked: Advanced, told: str) -> None:
    with pytest.raises(WrongValue, match=told):
        compose(asked)


@pytest.mark.parametrize(
    ("query", "filled"),
    [
        ("国企 改革", Advanced(words="国企 改革")),
        ('国企 "党的领导" -试点', Advanced(words="国企", phrase="党的领导", none="试点")),
        ("标题:国企 标题: 改革 机关:财政部", Advanced(title="国企 改革", issuer="财政部")),
        ('"甲乙" "丙 丁"', Advanced(phrase="甲乙", words='"丙 丁"')),
        ("日期:2023~2024-06 年份:2024", Advanced(first="2023", last="2024-06", words="年份:2024")),
        ("日期:2023", Advanced(first="2023", last="2023")),
        ("讲话人:甲 讲话人:乙", Advanced(speaker="甲", words="讲话人:乙")),
        ("国企 OR 央企", Advanced(words="国企 OR 央企")),
        ("(国企 OR", Advanced(words="(国企 OR")),
        ("-标题:改革 国企", Advanced(words="-标题:改革 国企")),
    ],
)
def test_a_query_fills_the_form_in(query: str, filled: Advanced) -> None:
    assert decompose(query) == filled


@pytest.mark.parametrize("query", ["标题:改革 -试点 落实", "国企 OR 央企"])
def test_the_list_leads_to_the_form_with_its_query(client: TestClient, query: str) -> None:
    html = page(client, f"/search?q={query}")
    (way,) = re.findall(r'href="([^"]+)">高级检索', html)
    assert f"检索式：{compose(decompose(query))}" in plain(page(client, unescape(way)))


def test_a_query_with_trouble_goes_on_in_the_form(client: TestClient) -> None:
    html = page(client, "/search?q=(国企 OR 央企 改革", status=400)
    (way,) = re.findall(r'href="([^"]+)">用高级检索', html)
    assert 'value="(国企 OR 央企 改革"' in page(client, unescape(way))


def test_a_query_with_trouble_offers_the_plain_reading(client: TestClient) -> None:
    html = page(client, "/search?q=(国企 OR 央企 改革", status=400)
    assert "<mark>(</mark>国企" in html
    (way,) = re.findall(r'href="(/search\?[^"]*plain=1[^"]*)"', html)
    assert "按普通文字检索" in plain(page(client, way.replace("&amp;", "&")))


@pytest.mark.parametrize("typed", ["改革 年份:去年", "  改革 年份:去年 ", "改\u200b革 年份:去年"])
def test_trouble_is_marked_at_its_place(client: TestClient, typed: str) -> None:
    html = page(client, f"/search?{urlencode({'q': typed})}", status=400)
    assert "年份:<mark>去</mark>年" in html


def test_a_scope_narrows_to_titles(client: TestClient) -> None:
    everywhere = client.get("/api/v1/search", params={"q": "党的领导"}).json()
    titles = client.get("/api/v1/search", params={"q": "党的领导", "scope": "title"}).json()
    assert titles["total"] < everywhere["total"]
    assert 'value="title" checked' in page(client, "/search?q=党的领导&scope=title")


def test_a_part_of_a_number_is_found_among_numbers(client: TestClient) -> None:
    found = client.get("/api/v1/search", params={"q": "示例云政发[2024]", "scope": "number"}).json()
    numbers = [hit["document"]["document_number"] for hit in found["hits"]]
    assert found["total"] >= 1
    assert all(number.startswith("示例云政发〔2024〕") for number in numbers)
