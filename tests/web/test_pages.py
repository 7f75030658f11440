import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode

import pytest
from starlette.testclient import TestClient

from corpus.settings import Settings
from indexer.ingest.intake import add_paths
from indexer.library import Library
from tests.search_api.shelf import EXPERIENCE, HERE, HOSTILE, OPINION, PAPERS, SPEECH, fill
from web.app import create

HTML = {"Accept": "text/html"}
PAGES = [
    "/",
    "/search?q=国企改革",
    "/search?q=国企改革&class=policy&year=2024&sort=newest&relaxed=0",
    "/search?q=没有的词语组合乙丙丁&relaxed=0",
    "/policies",
    "/speeches?year=2025",
    "/experiences",
    "/cases",
    "/cases/fit",
    "/borrowings",
    f"/documents/{OPINION.id}?q=党的领导",
    f"/documents/{HOSTILE.id}",
    "/help",
    "/api/docs",
    "/samples",
    "/nothing",
    "/search?q=，。",
]


def page(client: TestClient, address: str, status: int = 200) -> str:
    response = client.get(address, headers=HTML)
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    return response.text


def plain(html: str) -> str:
    """The words of a page, without its marks."""
    return re.sub(r"<[^>]+>", "", html)


def test_home_has_the_box_the_doors_and_what_came_in_last(client: TestClient) -> None:
    html = page(client, "/")
    assert "autofocus" in html
    words = re.sub(r"\s+", " ", plain(html))
    for expected in ("政策文件 2", "领导讲话 1", "典型经验 1", "最近收录", "移除全部示例"):
        assert expected in words
    assert "在全省国资国企改革会议上的讲话" in words


def test_what_stands_behind_no_door_has_its_own_way_in(tmp_path: Path) -> None:
    told = replace(SPEECH, facts={**SPEECH.facts, "document_class": "interpretation"})
    home = Settings(home=tmp_path / "home", jobs=1)
    fill(home, (told, OPINION), tmp_path)
    with TestClient(create(home), base_url=HERE) as client:
        assert "另有 政策解读 1" in re.sub(r"\s+", " ", plain(page(client, "/")))
        assert "在全省国资国企改革会议上的讲话" in page(client, "/search?class=interpretation")


def test_an_empty_library_says_what_to_do(tmp_path: Path) -> None:
    with TestClient(create(Settings(home=tmp_path)), base_url=HERE) as client:
        html = page(client, "/")
    assert "库里还没有文件" in html
    assert "xuejian add" in html


def test_results_show_title_line_grade_and_marked_passages(client: TestClient) -> None:
    html = page(client, "/search?q=党的领导")
    assert "<mark>党的领导</mark>" in html
    assert 'data-grade="示例"' in html
    words = plain(html)
    assert "示例云政发〔2024〕3号" in words
    assert "成文" in words
    assert "第一条" in words
    assert "共 " in words
    assert "毫秒" in words


def test_a_title_is_marked_and_leads_to_the_passage_with_the_query(client: TestClient) -> None:
    html = page(client, "/search?q=国企改革&class=policy")
    assert "关于深化<mark>国企改革</mark>的实施意见" in html
    assert f'href="/documents/{OPINION.id}?q=' in html
    assert re.search(rf'href="/documents/{OPINION.id}\?q=[^"]*class=policy[^"]*#p\d+"', html)


def test_chips_take_one_filter_away_and_all(client: TestClient) -> None:
    html = page(client, "/search?q=国企&class=policy&class=speech&year=2024")
    assert "清除全部" in html
    assert 'href="/search?q=%E5%9B%BD%E4%BC%81&amp;class=speech&amp;year=2024"' in html
    assert 'href="/search?q=%E5%9B%BD%E4%BC%81"' in html


def test_check_boxes_go_on_showing_what_else_could_be_ticked(client: TestClient) -> None:
    html = page(client, "/search?q=国企改革&class=speech")
    assert re.search(r'value="speech" checked', html)
    assert re.search(r'value="policy">', html)


def test_expansion_is_told_and_can_be_turned_off(client: TestClient) -> None:
    html = page(client, "/search?q=国企改革")
    assert "不查同义：国有企业改革" in page(client, "/search?q=国企改革")
    assert "expand=0" in html
    assert "未展开同义词" in page(client, "/search?q=国企改革&expand=0")


def test_one_expansion_can_be_switched_off_and_on(client: TestClient) -> None:
    key = urlencode({"no": "国企改革→国有企业改革"})
    assert key in page(client, "/search?q=国企改革")
    html = page(client, "/search?q=国企改革&no=国企改革→国有企业改革")
    assert "也查同义：国有企业改革" in html
    assert "不查同义：国有企业改革" in page(client, "/search?q=国企改革")
    assert 'name="no" value="国企改革→国有企业改革"' in html  # kept when filters are applied


def test_what_is_only_related_is_offered(client: TestClient) -> None:
    html = page(client, "/search?q=一利五率")
    assert 'href="/search?q=%E4%B8%80%E5%88%A9%E5%9B%9B%E7%8E%87"' in html


def test_relaxed_hits_are_marked_and_can_be_left_out(client: TestClient) -> None:
    html = page(client, "/search?q=国企改革 数控化率")
    assert "部分符合</span>" in html
    assert "只看完全符合" in html
    assert "部分符合</span>" not in page(client, "/search?q=国企改革 数控化率&relaxed=0")


def test_nothing_found_offers_looser_searches(client: TestClient) -> None:
    html = page(client, "/search?q=国企改革 量子纠缠&relaxed=0&class=speech")
    words = plain(html)
    assert "没有找到“国企改革 量子纠缠”" in words
    for offered in ("去掉“量子纠缠” 1 篇", "也看部分符合的 1 篇"):
        assert offered in words
    assert "不限类型" not in words  # which would find nothing either
    assert "不限类型 1 篇" in plain(page(client, '/search?q="三年节约成本"&class=speech'))


def test_without_quotes_is_offered(client: TestClient) -> None:
    assert "去掉引号" in page(client, '/search?q="党的领导国企改革"')


def test_a_query_that_cannot_be_understood_is_kept(client: TestClient) -> None:
    html = page(client, "/search?q=，。！", 400)
    assert 'value="，。！"' in html
    assert "只有标点" in html


def test_an_empty_search_leads_home(client: TestClient) -> None:
    response = client.get("/search?q=", headers=HTML, follow_redirects=False)
    assert (response.status_code, response.headers["location"]) == (303, "/")


def test_a_page_past_the_end_says_how_many_there_are(client: TestClient) -> None:
    html = page(client, "/search?q=国企改革&page=9")
    assert "没有第 9 页" in html
    assert "没有找到" not in html


@pytest.mark.parametrize(
    ("address", "here", "elsewhere"),
    [
        ("/policies", OPINION, SPEECH),
        ("/speeches", SPEECH, OPINION),
        ("/experiences", EXPERIENCE, SPEECH),
    ],
)
def test_a_door_lists_what_is_behind_it(client: TestClient, address: str, here, elsewhere) -> None:  # type: ignore[no-untyped-def]
    html = page(client, address)
    assert f"/documents/{here.id}" in html
    assert f"/documents/{elsewhere.id}" not in html
    assert 'aria-current="page"' in html


def test_a_door_cannot_be_widened_by_its_address(client: TestClient) -> None:
    assert f"/documents/{SPEECH.id}" not in page(client, "/policies?class=speech")


def test_a_filter_that_leaves_nothing_behind_a_door_can_be_cleared(client: TestClient) -> None:
    html = page(client, "/policies?year=1950")
    assert "没有符合所选筛选的文件" in html
    assert "清除全部" in html


def test_the_reading_page_has_text_outline_card_and_source(client: TestClient) -> None:
    html = page(client, f"/documents/{OPINION.id}?q=党的领导&class=policy")
    words = plain(html)
    for line in OPINION.text.split("\n"):
        assert line in words
    assert 'href="#o' in html
    labels = re.findall(r"<dt>([^<]+)</dt>", html)
    assert labels[:4] == ["发文机关", "成文日期", "标题", "发文字号"]
    assert "把握 60%，请核对" in words
    assert "示例文件，单位和内容都是虚构的" in words
    assert 'data-at="第一条"' in html
    assert f'href="/api/v1/documents/{OPINION.id}/original"' in html
    assert 'href="/search?q=%E5%85%9A%E7%9A%84%E9%A2%86%E5%AF%BC&amp;class=policy"' in html
    assert "<mark>党的领导</mark>" in html


def test_every_verbatim_element_holds_the_text_at_its_offset(client: TestClient) -> None:
    for paper in PAPERS:
        html = page(client, f"/documents/{paper.id}?q=国企改革 的")
        found = re.findall(r"""<(p|td|h\d)[^>]* data-s=['"](\d+)['"]>(.*?)</\1>""", html, re.DOTALL)
        assert found
        for _, start, inner in found:
            text = unescaped(plain(inner))
            assert paper.text[int(start) : int(start) + len(text)] == text


def unescaped(text: str) -> str:
    import html

    return html.unescape(text)


def test_rows_become_a_table(client: TestClient) -> None:
    html = page(client, f"/documents/{EXPERIENCE.id}")
    assert len(re.findall(r"<td ", html)) == 6


def test_pages_are_marked(client: TestClient) -> None:
    assert 'data-page="2"' in page(client, f"/documents/{SPEECH.id}")


def test_markup_in_titles_texts_and_queries_stays_text(client: TestClient) -> None:
    for address in (
        "/",
        "/policies",
        "/search?q=<script>alert(3)</script>国企改革",
        f'/documents/{HOSTILE.id}?q="><script>alert(3)</script>',
    ):
        assert "<script>alert" not in page(client, address)


def test_an_unknown_document_gets_a_page_with_a_number(client: TestClient) -> None:
    html = page(client, "/documents/0000000000000000", 404)
    assert "库里没有这篇文件" in html
    assert re.search(r"编号 <code>[0-9a-f]{8}</code>", html)


def test_the_guide_explains_every_operator(client: TestClient) -> None:
    words = plain(page(client, "/help"))
    for expected in ("引号里的短语", "减号", "字段:值", "发文字号", "复制并带出处", "xuejian add"):
        assert expected in words


def test_the_api_page_lists_every_endpoint(client: TestClient) -> None:
    html = page(client, "/api/docs")
    for path in client.get("/api/openapi.json").json()["paths"]:
        assert path in html


def test_the_banner_shows_only_beyond_this_machine(settings: Settings, client: TestClient) -> None:
    banner = "本服务未启用账号，同网段的人都能查看全部内容"
    assert banner not in page(client, "/")
    exposed = settings.model_copy(update={"host": "0.0.0.0"})
    with TestClient(create(exposed), base_url=HERE) as open_client:
        for address in ("/", "/search?q=国企", f"/documents/{OPINION.id}", "/nothing"):
            assert banner in open_client.get(address, headers=HTML).text


@pytest.mark.parametrize("address", PAGES)
def test_no_page_names_another_host(client: TestClient, address: str) -> None:
    html = client.get(address, headers=HTML).text
    assert re.findall(r"""(?:src|href|action|hx-get)=["'](?:https?:)?//[^"']*""", html) == []
    assert "<style" not in html
    assert " style=" not in html
    assert re.findall(r"<script(?![^>]*\bsrc=)", html) == []
    assert re.findall(r"\son[a-z]+=", html) == []


def test_no_stylesheet_or_script_names_another_host() -> None:
    for file in (Path(__file__).parents[2] / "web" / "static").iterdir():
        text = file.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
        assert re.findall(r"(?:https?:)?//[a-z0-9-]+\.[a-z]", text) == [], file.name


@pytest.mark.parametrize("address", [*PAGES, "/static/room.css", "/api/v1/search?q=国企"])
def test_every_answer_is_guarded(client: TestClient, address: str) -> None:
    headers = client.get(address, headers=HTML).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'self'")
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


def test_a_page_is_not_sent_twice(client: TestClient) -> None:
    address = f"/documents/{OPINION.id}?q=国企"
    tag = client.get(address, headers=HTML).headers["etag"]
    assert client.get(address, headers={**HTML, "If-None-Match": tag}).status_code == 304


def test_vendored_htmx_is_as_it_was_published() -> None:
    import hashlib

    folder = Path(__file__).parents[2] / "web" / "vendor" / "htmx"
    assert (folder / "VERSION").read_text() == "2.0.11\n"
    assert (folder / "LICENSE").exists()
    digest = hashlib.sha256((folder / "htmx.min.js").read_bytes()).hexdigest()
    assert digest == "d6fdc75f204e6bdefa99b69bf1e6d4ac69b8a364f77929f45c13476b4000f717"


def test_another_site_cannot_remove_the_samples(client: TestClient) -> None:
    for headers in (
        {"Sec-Fetch-Site": "cross-site"},
        {"Origin": "http://elsewhere.example"},
    ):
        response = client.post("/samples/remove", headers={**HTML, **headers})
        assert response.status_code == 403
        assert "没有权限" in response.text


def test_the_samples_go_with_one_button_that_asks_once(tmp_path: Path) -> None:
    home = Settings(home=tmp_path / "home", jobs=1)
    fill(home, PAPERS, tmp_path)
    with TestClient(create(home), base_url=HERE) as client:
        assert "移除 2 篇示例" in page(client, "/samples")
        response = client.post("/samples/remove", headers=HTML)
        words = plain(response.text)
        assert "已移除 2 篇示例" in words
        assert "移除全部示例" not in words
        assert "重新导入示例" in words
        assert client.get("/api/v1/search?q=国企改革").json()["total"] == 2


def test_the_samples_come_back_with_one_button(tmp_path: Path) -> None:
    with TestClient(create(Settings(home=tmp_path / "home", jobs=1)), base_url=HERE) as client:
        words = plain(client.post("/samples/restore", headers=HTML).text)
        assert "已重新导入 24 篇示例" in words
        assert client.get("/api/v1/search?q=国企改革").json()["total"] > 0


def test_a_form_corrects_only_what_was_changed(tmp_path: Path) -> None:
    home = Settings(home=tmp_path / "home", jobs=1)
    fill(home, (OPINION,), tmp_path)
    at = f"/documents/{OPINION.id}"
    with TestClient(create(home), base_url=HERE) as client:
        assert f'href="{at}/facts"' in page(client, at)
        form = page(client, f"{at}/facts")
        assert 'value="云陵省人民政府关于深化国企改革的实施意见"' in form
        given = {"title": "关于水利的意见", "issuer": "云陵省人民政府", "speaker": ""}
        kept = client.post(f"{at}/facts", data=given)
        assert "已更正 1 项" in kept.text
        assert 'action="/edits/1/undo"' in kept.text
        assert "《关于水利的意见》" in kept.text
        assert "人工校正" in page(client, f"{at}/facts")
        assert "没有改动" in client.post(f"{at}/facts", data={"title": "关于水利的意见"}).text
        restored = client.post(f"{at}/facts", data={"restore": "title"})
        assert "关于深化国企改革的实施意见" in restored.text
        wrong = client.post(f"{at}/facts", data={"effective": "2024-05", "expires": "2023"})
        assert wrong.status_code == 422
        assert "失效日期 2023 早于" in wrong.text
        assert 'value="2024-05"' in wrong.text
        foreign = {"sec-fetch-site": "cross-site"}
        assert client.post(f"{at}/facts", data=given, headers=foreign).status_code == 403


def test_more_filters_are_a_click_away_and_one_that_is_chosen_is_shown(client: TestClient) -> None:
    usual = plain(page(client, "/search?q=国企改革"))
    assert "更多筛选：文种、地区、行业、主题、机关层级" in usual
    wide = page(client, "/search?q=国企改革&more=1")
    assert "更多筛选" not in plain(wide)
    assert 'name="more" value="1"' in wide
    assert "来源等级" in plain(wide)
    chosen = page(client, "/search?q=国企改革&source_grade=示例")
    assert 'aria-label="去掉筛选：示例"' in chosen
    assert "更多筛选：文种、地区" in plain(chosen)


def test_the_door_of_cases_offers_no_class_to_choose(client: TestClient) -> None:
    words = plain(page(client, "/experiences"))
    assert "更多筛选：机关、文种、主题、机关层级、企业、来源等级、完整性" in words


def test_a_report_opens_with_its_case_card(tmp_path: Path) -> None:
    report = tmp_path / "案例.txt"
    report.write_text(
        "岑垩矿业改革典型案例\n\n一、基本情况\n\n云陵岑垩矿业集团有限公司是云陵省属国有企业。\n\n"
        "二、主要做法\n\n公司改革机构。\n\n三、改革成效\n\n2023年采矿成本下降16%。\n",
        encoding="utf-8",
    )
    home = Settings(home=tmp_path / "home", jobs=1)
    with Library.open(home) as library:
        add_paths(library, [report])
    with TestClient(create(home), base_url=HERE) as client:
        (hit,) = client.get("/api/v1/search", params={"q": "采矿成本"}).json()["hits"]
        html = page(client, f"/documents/{hit['document']['id']}")
    words = re.sub(r"\s+", " ", plain(html))
    assert "案例卡 云陵岑垩矿业集团有限公司 · 云陵省" in words
    assert "采矿成本 下降16%2023" in words
    start = re.search(r'<a href="#(o\d+)">三、改革成效</a>', html.partition("案例卡")[2])
    assert start is not None
    assert f'id="{start[1]}"' in html


def test_all_past_searches_are_forgotten_only_after_asking(client: TestClient) -> None:
    client.get("/search?q=国企改革", headers=HTML)
    html = page(client, "/searches")
    asking = html.partition("<summary>清除全部记录</summary>")[2].partition("</details>")[0]
    assert "清除后不能恢复" in asking
    assert html.count('name="all"') == asking.count('name="all"') == 1


def test_the_link_of_every_passage_has_a_name(client: TestClient) -> None:
    html = page(client, "/search?q=国企改革")
    links = re.findall(r'<a class="where"[^>]*>(.*?)</a>', html, re.DOTALL)
    assert links
    assert all(re.sub("<[^>]+>", "", link).strip() for link in links)
