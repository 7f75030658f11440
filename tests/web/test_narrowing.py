"""在结果中检索: a second query within the first."""

from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.testclient import TestClient

from tests.web.test_pages import HTML, page, plain


@pytest.mark.parametrize(
    ("query", "within", "written"),
    [
        ("国企改革", "落实", "国企改革 落实"),
        ("", "落实", "落实"),
        ("国企 OR 央企", "落实", "(国企 OR 央企) 落实"),
        ("(国企 OR 央企) 落实", "考核", "(国企 OR 央企) 落实 考核"),
        ("国企", "考核 OR 分工", "国企 (考核 OR 分工)"),
        ("国企 同句 改革", "-试点", "国企 同句 改革 -试点"),
        ("(国企", "考核", "(国企 考核"),
        ("国企 OR 央企", "1）改革", '(国企 OR 央企) "1）改革"'),
        ("1）改革", "国企 OR 央企", '"1）改革" (国企 OR 央企)'),
        ("办法（试行） 意见", "-试点 NOT 示范", '"办法（试行）" 意见 -试点 NOT 示范'),
        ("《办法（试行）》", "国企 OR 央企", "《办法（试行）》 (国企 OR 央企)"),
        ('"国企 OR 央企"', "考核", '"国企 OR 央企" 考核'),
    ],
)
@pytest.mark.parametrize("path", ["/search", "/policies"])
def test_two_queries_become_one(
    client: TestClient, path: str, query: str, within: str, written: str
) -> None:
    asked = {"q": query, "within": f" {within} ", "year": "2024", "page": "3"}
    moved = client.get(path, params=asked, headers=HTML, follow_redirects=False)
    assert moved.status_code == 303
    address = urlsplit(moved.headers["location"])
    assert address.path == path
    assert parse_qs(address.query) == {"q": [written], "year": ["2024"]}


def test_brackets_of_a_word_are_no_group(client: TestClient) -> None:
    page(client, "/search?q=国企 OR 央企&within=1）改革")


def test_plain_words_stay_plain(client: TestClient) -> None:
    moved = client.get("/search?q=国企 OR 央企&plain=1&within=考核", follow_redirects=False)
    assert parse_qs(urlsplit(moved.headers["location"]).query)["q"] == ["国企 OR 央企 考核"]


def test_the_list_has_the_field_and_it_leads_to_fewer_hits(client: TestClient) -> None:
    html = page(client, "/search?q=国企改革&class=speech")
    assert 'name="within"' in html
    carried = html.partition('class="narrowing"')[2].partition("</form>")[0]
    for name, value in (("q", "国企改革"), ("class", "speech"), ("relaxed", "0")):
        assert f'name="{name}" value="{value}"' in carried
    assert "共 1 篇" in plain(page(client, "/search?q=国企改革&within=落实&relaxed=0"))


def test_a_list_of_what_only_comes_near_goes_on_listing_it(client: TestClient) -> None:
    html = page(client, "/search?q=国企改革 量子纠缠")
    carried = html.partition('class="narrowing"')[2].partition("</form>")[0]
    assert 'name="q"' in carried
    assert 'name="relaxed"' not in carried
