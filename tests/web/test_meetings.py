"""联席会议 and 议定事项 on their pages, without scripts."""

import re
from datetime import UTC, datetime

import pytest
from starlette.testclient import TestClient

from corpus.settings import Settings
from tests.search_api.shelf import HERE, OPINION, SPEECH, fill
from web.app import create

HTML = {"Accept": "text/html"}


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    folder = tmp_path_factory.mktemp("meetings")
    settings = Settings(home=folder / "home", jobs=1)
    fill(settings, (OPINION, SPEECH), folder)
    with TestClient(create(settings), base_url=HERE, raise_server_exceptions=False) as made:
        made.app.state.library.clock = lambda: datetime(2026, 11, 22, 4, tzinfo=UTC)
        yield made


@pytest.fixture
def here(client):
    made = client.post("/meetings", data={"title": "学习联席会议"}, follow_redirects=False)
    assert made.status_code == 303
    return made.headers["location"]


def revision(client, here):
    found = re.search(r'name="revision" value="(\d+)"', client.get(here, headers=HTML).text)
    return found[1]


def send(client, here, act="", **typed):
    data = {"revision": revision(client, here), "act": act, **typed}
    return client.post(here, data=data, headers=HTML)


def decide(client, here, **typed):
    return client.post(f"{here}/decisions", data=typed, headers=HTML)


def newest(client, here):
    number = here.rpartition("/")[2]
    found = client.get(f"/api/v1/decisions?meeting={number}&size=100").json()["decisions"]
    return max(found, key=lambda each: each["id"])


def content(client, here):
    return client.get(f"/api/v1{here}").json()["meeting"]


def test_what_is_typed_is_kept_and_comes_back(client, here):
    typed = {"held_on": "2026-11-10", "ordinal": "2", "place": "三楼<b>", "status": "held"}
    html = send(client, here, "add:members", new_members="甲集团\r\n乙公司", **typed).text
    assert "<h1>学习联席会议第2次会议</h1>" in html
    assert "三楼&lt;b&gt;" in html
    send(client, here, **{"members-0-attendance": "absent", "members-1-who": "丁"})
    send(client, here, "add:agenda")
    send(client, here, "add:agenda", **{"agenda-0-title": "通报"})
    send(client, here, "up:agenda.1")
    kept = content(client, here)
    assert [each["attendance"] for each in kept["members"]] == ["absent", "present"]
    assert kept["members"][1]["who"] == "丁"
    assert [each["title"] for each in kept["agenda"]] == ["", "通报"]


def test_material_is_found_put_and_taken_out_again(client, here):
    html = send(client, here, "find", find="国企改革 实施意见").text
    assert f'value="put:{OPINION.id}"' in html
    send(client, here, f"put:{OPINION.id}")
    send(client, here, f"put:{OPINION.id}")
    send(client, here, f"put:{SPEECH.id}", **{"materials-0-remark": "会前学"})
    kept = content(client, here)["materials"]
    assert [each["reference"]["document_id"] for each in kept] == [OPINION.id, SPEECH.id]
    assert kept[0]["remark"] == "会前学"
    html = send(client, here, "remove:materials.0").text
    assert "已移除。" in html
    assert len(content(client, here)["materials"]) == 1


def test_a_wrong_number_or_day_is_named_and_what_was_typed_stays(client, here):
    answer = send(client, here, ordinal="很多", place="四楼")
    assert answer.status_code == 422
    assert "“第几次”不是可用的值" in answer.text
    assert 'value="四楼"' in answer.text
    answer = send(client, here, held_on="2026-02-30")
    assert "“日期”不是可用的值" in answer.text


def test_of_two_editors_of_a_meeting_the_second_is_told_what_was_not_kept(client, here):
    known = revision(client, here)
    send(client, here, "add:members", new_members="甲集团\n乙公司", place="三楼")
    late = {"revision": known, "act": "", "title": "学习联席会议", "place": "四楼"}
    answer = client.post(here, data=late, headers=HTML)
    assert answer.status_code == 409
    assert re.findall(r"<textarea[^>]*readonly[^>]*>(.*?)</textarea>", answer.text) == ["四楼"]
    assert content(client, here)["place"] == "三楼"


def test_a_decision_before_its_meeting_is_refused_and_stays_in_the_form(client, here):
    send(client, here, held_on="2026-11-10")
    answer = decide(client, here, title="建目录", body="甲集团", due="2026-11-01")
    assert answer.status_code == 422
    assert "完成时限（2026-11-01）早于会议日期（2026-11-10）" in answer.text
    assert 'value="甲集团"' in answer.text
    assert decide(client, here, title="  ").status_code == 422
    html = decide(client, here, title="建目录", body="甲集团", due="2026-11-20").text
    assert "超期 2 天" in html


def test_a_decision_is_followed_to_its_end_and_its_history_is_told(client, here):
    decide(client, here, title="建目录", body="甲集团", partners="乙公司\n丙公司")
    at = f"/decisions/{newest(client, here)['id']}"
    send(client, at, **{"step-new-on": "2026-11-12", "step-new-words": "目录已起草。"})
    assert newest(client, here)["state_label"] == "落实中"
    answer = send(client, at, "state:done", due="2026-12-01")
    assert answer.status_code == 422
    assert "“已完成”要有依据" in answer.text
    assert 'value="2026-12-01"' in answer.text
    send(client, at, f"put:{OPINION.id}")
    html = send(client, at, "state:done", evidence="已印发。").text
    assert "状态：<del>落实中</del> → <ins>已完成</ins>" in html
    kept = newest(client, here)["content"]
    assert kept["partners"] == ["乙公司", "丙公司"]
    assert kept["documents"][0]["document_id"] == OPINION.id
    assert [each["words"] for each in kept["steps"]] == ["目录已起草。"]


def test_of_two_who_close_a_decision_the_second_is_told_and_loses_nothing(client, here):
    decide(client, here, title="建目录")
    at = f"/decisions/{newest(client, here)['id']}"
    known = revision(client, at)
    send(client, at, "state:done", evidence="甲写的依据")
    late = {"revision": known, "act": "state:cancelled", "title": "建目录", "reason": "乙写的理由"}
    answer = client.post(at, data=late, headers=HTML)
    assert answer.status_code == 409
    (lost,) = re.findall(r"<textarea[^>]*readonly[^>]*>(.*?)</textarea>", answer.text)
    assert lost == "乙写的理由"
    assert "甲写的依据" in answer.text
    assert newest(client, here)["state_label"] == "已完成"


def test_the_register_is_listed_by_state_body_meeting_and_what_is_overdue(client, here):
    number = here.rpartition("/")[2]
    decide(client, here, title="没有时限的事", body="甲集团")
    decide(client, here, title="早该办的事", body="丁公司", due="2026-11-01")
    html = client.get(f"/decisions?meeting={number}", headers=HTML).text
    assert html.index("早该办的事") < html.index("没有时限的事")
    html = client.get(f"/decisions?meeting={number}&overdue=1", headers=HTML).text
    assert "没有时限的事" not in html
    html = client.get("/decisions?body=丁公司&state=pending", headers=HTML).text
    assert "早该办的事" in html
    assert "没有时限的事" not in html
    assert (
        "没有一项含有“查不到的词”" in client.get("/decisions?words=查不到的词", headers=HTML).text
    )


def test_reminders_stand_body_by_body_and_are_counted_in_the_head(client, here):
    decide(client, here, title="早该办的事", body="戊公司", due="2026-11-01")
    decide(client, here, title="快到的事", body="戊公司", due="2026-11-25")
    decide(client, here, title="不急的事", body="戊公司", due="2027-11-25")
    html = client.get("/reminders", headers=HTML).text
    group = html[html.index("戊公司") :]
    assert group.index("超期 21 天") < group.index("还有 3 天")
    assert "不急的事" not in html
    assert re.search(r'href="/reminders"[^>]*>督办 <b>\d+</b>', client.get("/help").text)
    assert "督办超期 <b>" in client.get("/", headers=HTML).text


def test_minutes_are_shown_as_they_are_printed(client, here):
    send(client, here, held_on="2026-11-10", status="held", document_number="〔2026〕9号")
    decide(client, here, title="建目录", body="甲集团", due="2026-12-20")
    html = client.get(f"{here}/view", headers=HTML).text
    assert "<h1>学习联席会议纪要</h1>" in html
    assert "〔2026〕9号" in html
    assert "1. 建目录。（责任单位：甲集团；完成时限：2026年12月20日）" in html
    file = client.get(f"/api/v1{here}/minutes.docx")
    assert file.status_code == 200
    assert "%E7%BA%AA%E8%A6%81.docx" in file.headers["content-disposition"]


def test_the_next_meeting_takes_over_members_and_what_was_decided(client, here):
    send(client, here, "add:members", new_members="甲集团", ordinal="4")
    send(client, here, **{"members-0-attendance": "absent"})
    decide(client, here, title="建目录", body="甲集团", due="2026-12-20")
    made = client.post(f"{here}/next", headers=HTML, follow_redirects=False)
    kept = content(client, made.headers["location"])
    assert kept["ordinal"] == 5
    assert kept["members"][0] == {"body": "甲集团", "who": "", "attendance": "present"}
    (item,) = kept["agenda"]
    assert item["title"] == "上次议定事项落实情况"
    assert re.search(r"议2026-\d{3} 建目录（甲集团，2026年12月20日前，待落实）", item["discussion"])


def test_the_next_meeting_is_told_what_changed_and_rewrites_it_so_that_it_can_be_undone(
    client, here
):
    decide(client, here, title="建目录", body="甲集团", due="2026-12-20")
    begun = client.post(f"{here}/next", follow_redirects=False).headers["location"]
    assert client.post(f"{here}/next", follow_redirects=False).headers["location"] == begun
    assert f'<a href="{begun}">' in client.get(here, headers=HTML).text
    assert "今天的情况" not in client.get(begun, headers=HTML).text
    kept = newest(client, here)
    told = {**kept["content"], "state": "done", "evidence": "已建成"}
    sent = {"revision": kept["revision"], "decision": told}
    assert client.put(f"/api/v1/decisions/{kept['id']}", json=sent).status_code == 200
    assert "议定事项今天的情况与这里写的不同" in client.get(begun, headers=HTML).text
    html = send(client, begun, "update:agenda").text
    assert "已按今天的情况重写。" in html
    assert "前，已完成）：已建成" in content(client, begun)["agenda"][0]["discussion"]
    undone = re.search(r'name="revision" value="(\d+)"><input[^>]+name="expected"', html)[1]
    client.post(f"{begun}/back", data={"revision": undone}, headers=HTML)
    assert "前，待落实）" in content(client, begun)["agenda"][0]["discussion"]


def test_a_body_is_a_member_once(client, here):
    for _ in range(2):
        send(client, here, "add:members", new_members="甲集团\n乙公司\n甲集团")
    assert [each["body"] for each in content(client, here)["members"]] == ["甲集团", "乙公司"]


def test_a_removed_meeting_is_restored_and_its_decisions_stay(client, here):
    decide(client, here, title="留在台账里的事")
    html = client.post(f"{here}/remove", headers=HTML).text
    assert "已移除一次会议；它的议定事项仍在台账里。" in html
    assert "留在台账里的事" in client.get("/decisions", headers=HTML).text
    client.post(f"{here}/restore", headers=HTML)
    assert client.get(here, headers=HTML).status_code == 200


def test_a_meeting_begins_with_what_a_session_reads(client):
    made = client.post("/sessions", data={"document": SPEECH.id}, follow_redirects=False)
    session = made.headers["location"].rpartition("/")[2]
    assert f'value="session:{session}"' in client.get("/meetings", headers=HTML).text
    begun = client.post("/meetings", data={"from": f"session:{session}"}, follow_redirects=False)
    (material,) = content(client, begun.headers["location"])["materials"]
    assert material["reference"]["document_id"] == SPEECH.id
    assert client.post("/meetings", data={"from": "session:9999"}).status_code == 404
