"""Correcting many documents from a list: chosen, shown, confirmed, taken back; without scripts."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from corpus.settings import Settings
from tests.search_api.shelf import EXPERIENCE, HERE, OPINION, SPEECH, fill
from web.app import create

IDS = [OPINION.id, EXPERIENCE.id]
HTML = {"Accept": "text/html"}


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    settings = Settings(home=tmp_path / "home", jobs=1)
    fill(settings, (OPINION, EXPERIENCE, SPEECH), tmp_path)
    with TestClient(create(settings), base_url=HERE) as made:
        yield made


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html))


def grades(client: TestClient) -> list[str]:
    shown = [client.get(f"/api/v1/documents/{each}").json() for each in IDS]
    return [each["source_grade"] for each in shown]


def post(client: TestClient, **form: str) -> str:
    response = client.post("/correct", data={"document": IDS, **form}, headers=HTML)
    assert response.status_code == 200, response.text
    return response.text


@pytest.mark.parametrize("address", ["/search?q=国企改革", "/policies"])
def test_every_list_has_boxes_that_lead_to_the_form(client: TestClient, address: str) -> None:
    html = client.get(address).text
    assert f'form="chosen" name="document" value="{OPINION.id}"' in html
    assert '<form id="chosen"' in html
    assert 'action="/correct"' in html


def test_the_form_tells_what_stands_there_now(client: TestClient) -> None:
    html = client.get("/correct", params={"document": IDS, "back": "/policies"}).text
    told = words(html)
    assert "批量更正 2 篇文件" in told
    assert "现为：示例（1 篇），待核实（1 篇）" in told
    assert 'href="/policies"' in html
    assert "还没有选中文件" in client.get("/correct").text


def test_nothing_is_changed_before_it_is_confirmed(client: TestClient) -> None:
    told = words(post(client, **{"set-source_grade": "内部", "set-title": " ", "do-kind": "none"}))
    assert "将更正 2 篇文件" in told
    assert "来源等级：内部 原值：示例（1 篇），待核实（1 篇）" in told
    assert "文种：没有这一项" in told
    assert "标题：" not in told
    assert grades(client) == ["示例", "待核实"]
    again = post(client, again="1", **{"set-source_grade": "内部"})
    assert '<option value="内部" selected>' in again


def test_what_is_confirmed_is_done_and_can_be_taken_back(client: TestClient) -> None:
    done = words(post(client, confirmed="1", **{"set-source_grade": "内部", "do-kind": "none"}))
    assert "已更正 2 篇文件" in done
    assert grades(client) == ["内部", "内部"]
    undone = client.post("/edits/1/undo", headers=HTML)
    assert "已撤销这次更正" in undone.text
    assert grades(client) == ["示例", "待核实"]
    assert client.post("/edits/1/undo", headers=HTML).status_code == 404
    assert client.get("/edits/9", headers=HTML).status_code == 404


def test_a_wrong_value_is_told_and_what_was_typed_stays(client: TestClient) -> None:
    form = {"document": IDS, "set-written": "2024年13月", "set-kind": "意见"}
    response = client.post("/correct", data=form, headers=HTML)
    assert response.status_code == 422
    assert "没有这样的日期" in response.text
    assert 'value="2024年13月"' in response.text
    assert 'value="意见"' in response.text


def refused(client: TestClient, **form: str) -> str:
    response = client.post("/correct", data={"document": IDS, **form}, headers=HTML)
    assert response.status_code == 422
    assert "批量更正 2 篇文件" in response.text
    return response.text


def test_an_empty_form_says_what_to_fill_in(client: TestClient) -> None:
    assert "还没有填要改的项目" in refused(client, **{"set-kind": " "})
    assert "还没有填" not in client.get("/correct", params={"document": IDS}).text


@pytest.mark.parametrize(("chosen", "told"), [("none", "没有这一项"), ("restore", "恢复自动识别")])
def test_a_value_and_none_at_once_is_told(client: TestClient, chosen: str, told: str) -> None:
    html = refused(client, **{"set-kind": "意见", "do-kind": chosen})
    assert f"“文种”既填了“意见”，又选了“{told}”，两者矛盾" in html
    assert 'value="意见"' in html


@pytest.mark.parametrize("stage", [{}, {"confirmed": "1"}])
def test_dates_that_contradict_each_other_are_told_with_the_document(
    client: TestClient, stage: dict[str, str]
) -> None:
    html = refused(client, **{"set-expires": "2020-01-01", **stage})
    assert f"《{OPINION.facts['title']}》的失效日期 2020-01-01 早于成文日期 2024-03-05" in html
    assert 'value="2020-01-01"' in html
    assert client.get("/edits/1", headers=HTML).status_code == 404


def test_a_list_leads_through_the_correction_and_back_again(client: TestClient) -> None:
    back = "/policies?year=2024"
    done = post(client, confirmed="1", back=back, **{"set-source_grade": "内部"})
    assert f'<a href="{back}">回到列表</a>' in done
    undone = client.post("/edits/1/undo", data={"back": back}, headers=HTML).text
    assert f'<a href="{back}">回到列表</a>' in undone
    assert "2 篇恢复了更正之前的值。" in undone
    assert '<a href="/">回到首页</a>' in client.get("/edits/1?back=//evil").text


def test_more_than_can_be_corrected_at_once_are_told(client: TestClient) -> None:
    many = {"document": [OPINION.id] * 1203}
    html = client.get("/correct", params=many).text
    assert "选了 1,203 篇，一次最多更正 1,000 篇" in html
    assert "一次最多" not in client.get("/correct", params={"document": IDS}).text
    form = {**many, "set-kind": "意见", "confirmed": "1"}
    assert "选了 1,203 篇" in client.post("/correct", data=form, headers=HTML).text
    assert client.get("/edits/1", headers=HTML).status_code == 404


def test_what_is_not_there_cannot_be_chosen(client: TestClient) -> None:
    assert client.get("/correct?document=0000000000000000", headers=HTML).status_code == 404


@pytest.mark.parametrize("back", ["//evil.example", "https://evil.example", "/\\evil.example"])
def test_the_way_back_leads_to_no_other_site(client: TestClient, back: str) -> None:
    html = client.get("/correct", params={"document": IDS, "back": back}).text
    assert "evil" not in html


@pytest.mark.parametrize("number", ["abc", "0", "-1", str(10**20)])
def test_an_address_that_can_name_no_correction_leads_nowhere(
    client: TestClient, number: str
) -> None:
    found = client.get(f"/edits/{number}", headers=HTML)
    assert found.status_code == 404
    assert "没有这个地址" in found.text
    assert "number" not in found.text
    assert client.post(f"/edits/{number}/undo", headers=HTML).status_code == 404
    assert client.post(f"/api/v1/edits/{number}/undo").json()["code"] == "NOT_FOUND"
    assert client.delete(f"/api/v1/wanted/{number}").status_code == 404


def test_another_site_corrects_nothing(client: TestClient) -> None:
    form = {"document": IDS, "set-kind": "意见", "confirmed": "1"}
    foreign = {"sec-fetch-site": "cross-site"}
    assert client.post("/correct", data=form, headers=foreign).status_code == 403
    assert client.post("/edits/1/undo", headers=foreign).status_code == 403


def test_a_form_without_end_is_refused(client: TestClient) -> None:
    refused = client.post("/correct", content=b"a=" + b"x" * 300_000, headers=HTML)
    assert refused.status_code == 413
    assert "一次提交的内容最多 200 KB" in refused.text
