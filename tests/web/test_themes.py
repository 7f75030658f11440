"""The pages of themes: made, filled, changed, published, put into order, read."""

import re

import pytest

from search_api.themes.theme import PartName
from tests.search_api.shelf import EXPERIENCE, OPINION, SPEECH
from web.theme_form import touched

CALM = {"follow_redirects": False}
TITLE = "云陵省人民政府关于深化国企改革的实施意见"


@pytest.fixture
def number(client):
    made = client.post("/themes", data={"title": "改革专题"}, **CALM)
    assert made.status_code == 303
    return int(made.headers["location"].rpartition("/")[2])


def theme(client, number):
    return client.get(f"/api/v1/themes/{number}").json()


def send(client, number, act="", **given):
    """Send the form of the desk as it is now."""
    form = {"revision": theme(client, number)["revision"], "act": act, **given}
    return client.post(f"/themes/{number}", data=form, **CALM)


def ids(client, number, part="basis"):
    return [each["reference"]["document_id"] for each in theme(client, number)["theme"][part]]


def test_what_is_typed_is_kept(client, number):
    send(
        client,
        number,
        title="改题",
        introduction="第一段\n第二段",
        recommended_by="某市国资委",
        on="2026-03-02",
        questions="甲？\n\n乙？",
        query="国企改革",
    )
    kept = theme(client, number)["theme"]
    assert (kept["title"], kept["introduction"], kept["on"]) == (
        "改题",
        "第一段\n第二段",
        "2026-03-02",
    )
    assert (kept["questions"], kept["search"]["query"]) == (["甲？", "乙？"], "国企改革")
    send(client, number, query=" ")
    assert theme(client, number)["theme"]["search"] is None


def test_what_is_found_and_offered_is_put_by_one_click(client, number):
    found = send(client, number, "find", find="国企改革 实施意见")
    page = client.get(found.headers["location"].partition("#")[0]).text
    assert f'value="put:{OPINION.id}"' in page
    send(client, number, f"put:{OPINION.id}")
    send(client, number, query="国企改革")
    desk = client.get(f"/themes/{number}").text
    takes = re.findall(r'value="((?:take|name):(?:speeches|cases):[^"]+)"', desk)
    assert {each.split(":")[2] for each in takes} == {SPEECH.id, EXPERIENCE.id}
    (take,) = (each for each in takes if each.startswith("take:speeches:"))
    (name,) = (each for each in takes if each.startswith("name:cases:"))
    for act in (take, name):
        assert send(client, number, act).status_code == 303
    kept = theme(client, number)["theme"]
    (quotation,) = kept["speeches"][0]["quotations"]
    assert quotation["text"] in SPEECH.text
    assert kept["cases"][0]["quotations"] == []
    assert ids(client, number) == [OPINION.id]


def test_documents_are_ordered_moved_remarked_and_their_removal_is_taken_back(client, number):
    for paper in (OPINION, SPEECH):
        send(client, number, f"name:basis:{paper.id}")
    send(client, number, "up:basis.1", **{"basis-0-remark": "先读这一篇。"})
    assert ids(client, number) == [SPEECH.id, OPINION.id]
    assert theme(client, number)["theme"]["basis"][1]["remark"] == "先读这一篇。"
    send(client, number, "to:basis.0:speeches")
    assert (ids(client, number), ids(client, number, "speeches")) == ([OPINION.id], [SPEECH.id])
    after = send(client, number, "remove:basis.0").headers["location"]
    page = client.get(after).text
    assert f"已从“政策依据”移除《{TITLE}》。撤销会把它放回原处。" in page
    undo = dict(re.findall(r'name="(revision|expected)" value="(\d+)"', page.split("已从")[0]))
    client.post(f"/themes/{number}/back", data=undo)
    assert ids(client, number) == [OPINION.id]


def test_quotations_come_from_the_collection(client, number):
    kept = client.post("/api/v1/collected", json={"passage": f"{OPINION.id}.1"}).json()["id"]
    send(client, number, "collected", item=str(kept))
    (item,) = theme(client, number)["theme"]["basis"]
    assert item["quotations"][0]["text"] == "第一条　坚持党的领导，深化国有企业改革。"


def test_quotations_go_into_a_theme_from_the_collection_s_own_page(client, number):
    kept = client.post("/api/v1/collected", json={"passage": f"{OPINION.id}.2"}).json()["id"]
    assert f'<option value="theme:{number}">改革专题</option>' in client.get("/collected").text
    form = {"act": "into", "into": f"theme:{number}", "item": str(kept)}
    said = client.post("/collected/act", data=form)
    assert "已从备课篮放入 1 条引文。" in said.text
    assert ids(client, number) == [OPINION.id]
    assert "专题里都已有" in client.post("/collected/act", data=form).text
    gone = client.post("/collected/act", data={**form, "into": "theme:99999"})
    assert gone.status_code == 404
    assert "没有找到 99999" in gone.text


def test_a_saved_search_begins_a_theme_and_takes_the_place_of_another(client, number):
    first = client.post("/api/v1/saved", json={"name": "甲", "query": "国企改革"}).json()["id"]
    made = client.post("/themes", data={"search": str(first)}, **CALM)
    begun = int(made.headers["location"].rpartition("/")[2])
    assert theme(client, begun)["title"] == "甲"
    send(client, number, f"search:{first}")
    assert theme(client, number)["theme"]["search"]["query"] == "国企改革"
    gone = client.post("/themes", data={"search": "99999"})
    assert gone.status_code == 404


def test_the_second_of_two_editors_is_told_and_finds_what_was_typed(client, number):
    send(client, number, introduction="先存的")
    late = client.post(f"/themes/{number}", data={"revision": 1, "introduction": "后存的"})
    assert late.status_code == 409
    assert "后存的" in late.text
    assert theme(client, number)["theme"]["introduction"] == "先存的"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"title": "长" * 121}, "“标题”太长，最多 120 个字"),
        ({"on": "昨天"}, "“日期”不是可用的值"),
        ({"query": "长" * 257}, "“检索词”太长，最多 256 个字"),
        ({"questions": "\n".join("甲" * 51)}, "“讨论题”太多，最多 50 条"),
    ],
)
def test_what_cannot_be_kept_is_told_and_stays_in_the_form(client, number, given, told):
    refused = send(client, number, **given)
    assert refused.status_code == 422
    assert told in refused.text
    assert theme(client, number)["revision"] == 1


@pytest.mark.parametrize(
    "act",
    [
        "up:basis.9",
        "remove:nothing.0",
        "renew:basis.0.0",
        "to:basis.0:elsewhere",
        "take:basis:x",
        "take:elsewhere:x",
        "strange",
        "remove:basis.0.7",
    ],
)
def test_a_button_that_says_nothing_changes_nothing(client, number, act):
    assert send(client, number, act).status_code == 303
    assert theme(client, number)["revision"] == 1


def test_a_theme_is_published_read_withdrawn_and_ordered(client, number):
    send(client, number, f"put:{OPINION.id}", introduction="为什么学。")
    said = client.get(send(client, number, "publish").headers["location"]).text
    assert "已发布，首页和“专题”里都能看到" in said
    home = client.get("/").text
    assert f'href="/themes/{number}/view"' in home
    send(client, number, introduction="改了一半")
    assert "后来的改动还没有发布" in client.get(f"/themes/{number}").text
    page = client.get(f"/themes/{number}/view").text
    assert "为什么学。" in page
    assert "改了一半" not in page
    assert TITLE in page
    assert "改了一半" in client.get(f"/themes/{number}/view?draft=1").text
    client.post(f"/themes/{number}/down")
    client.post(f"/themes/{number}/up")
    assert client.get("/themes").text.count(f'id="t{number}"') == 1
    said = client.post(f"/themes/{number}/withdraw", data={"from": "desk"}).text
    assert "已撤下" in said
    assert f'href="/themes/{number}/view"' not in client.get("/").text


def test_the_first_six_stand_on_the_first_page_which_leads_to_all(client):
    for number in range(7):
        made = client.post("/themes", data={"title": f"第{number}号专题"}, **CALM)
        send(client, int(made.headers["location"].rpartition("/")[2]), "publish", introduction="甲")
    home = client.get("/").text
    assert [int(each) for each in re.findall(r">第(\d)号专题</a>", home)] == [6, 5, 4, 3, 2, 1]
    assert '<a href="/themes">全部专题</a>' in home


def test_an_empty_theme_is_not_published(client):
    made = client.post("/themes", data={"title": ""}, **CALM)
    number = int(made.headers["location"].rpartition("/")[2])
    refused = send(client, number, "publish")
    assert refused.status_code == 422
    assert "还没有标题" in refused.text


def test_a_removed_theme_is_brought_back_published_as_it_was(client, number):
    send(client, number, "publish", introduction="为什么学。")
    listed = client.post(f"/themes/{number}/remove").text
    assert "已移除一个专题" in listed
    assert client.get(f"/themes/{number}/view").status_code == 404
    assert client.get(f"/themes/{number}").status_code == 404
    client.post(f"/themes/{number}/restore")
    assert client.get(f"/themes/{number}/view").status_code == 200
    copied = client.post(f"/themes/{number}/copy", **CALM).headers["location"]
    assert "草稿" in client.get(copied).text


def test_the_page_leads_to_the_outline_and_the_files(client, number):
    send(client, number, f"put:{OPINION.id}", introduction="为什么学。")
    page = client.get(f"/themes/{number}/view").text
    assert "还没有发布，只有本人看得到" in page
    for path in (f"/themes/{number}/speech", f"/api/v1/themes/{number}/theme.docx"):
        assert path in page
        assert client.get(path).status_code == 200
    assert "按每分钟 220 字计" in client.get(f"/themes/{number}/speech").text


def test_hostile_words_are_words(client, number):
    hostile = '<script>alert(1)</script>"&'
    send(client, number, title=hostile, introduction=hostile, questions=hostile, query=hostile)
    send(client, number, "publish")
    for path in (f"/themes/{number}", f"/themes/{number}/view", f"/themes/{number}/speech", "/"):
        page = client.get(path).text
        assert "<script>alert(1)" not in page, path
        assert "&lt;script&gt;alert(1)" in page, path


def test_a_page_of_elsewhere_changes_nothing(client, number):
    strange = {"Origin": "http://elsewhere.example"}
    for path in ("", f"/{number}", f"/{number}/remove", f"/{number}/withdraw", f"/{number}/up"):
        assert client.post(f"/themes{path}", headers=strange).status_code == 403, path
    assert theme(client, number)["revision"] == 1


def test_an_act_leads_to_what_it_touched():
    assert touched("up:basis.2") == "basis.1"
    assert touched("down:cases.0") == "cases.1"
    assert touched("to:basis.0:cases") == "cases"
    assert touched("take:speeches:x:1:2") == "speeches"
    assert touched("put:x") == "find"
    assert touched("") == ""
    assert PartName(touched("name:interpretation:x")) is PartName.INTERPRETATION
