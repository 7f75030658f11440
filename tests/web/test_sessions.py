"""学习研讨 on its pages, without scripts."""

import re

import pytest

from tests.search_api.shelf import OPINION, SPEECH

HTML = {"Accept": "text/html"}


@pytest.fixture
def here(client):
    made = client.post("/sessions", data={"title": "第一次学习"}, follow_redirects=False)
    assert made.status_code == 303
    return made.headers["location"]


def revision(client, here):
    found = re.search(r'name="revision" value="(\d+)"', client.get(here, headers=HTML).text)
    return found[1]


def send(client, here, act="", **typed):
    data = {"revision": revision(client, here), "act": act, **typed}
    return client.post(here, data=data, headers=HTML)


def content(client, here):
    return client.get(f"/api/v1{here}").json()["session"]


def test_what_is_typed_is_kept_and_comes_back(client, here):
    typed = {"held_on": "2026-03-02", "members": "甲\r\n乙\r\n", "place": "三楼<b>"}
    html = send(client, here, **typed).text
    assert 'value="2026-03-02"' in html
    assert "三楼&lt;b&gt;" in html
    assert content(client, here)["members"] == ["甲", "乙"]
    assert content(client, here)["title"] == "第一次学习"


def test_documents_are_found_put_followed_and_taken_out(client, here):
    html = send(client, here, "find", find="国企改革 实施意见").text
    assert f'value="put:{OPINION.id}"' in html
    send(client, here, f"put:{OPINION.id}")
    send(client, here, f"put:{SPEECH.id}", members="甲\n乙")
    html = send(
        client, here, **{"reading-0-progress-甲": "read", "reading-1-progress-乙": "reading"}
    ).text
    assert "必读已读 25%" in html
    first, second = content(client, here)["reading"]
    assert (first["progress"], second["progress"]) == ({"甲": "read"}, {"乙": "reading"})
    send(client, here, "up:reading.1", **{"reading-1-notes": "要点"})
    assert [each["notes"] for each in content(client, here)["reading"]] == ["要点", ""]
    html = send(client, here, "remove:reading.0").text
    assert "已移除。" in html
    kept = re.search(r'/back"><input type="hidden" name="revision" value="(\d+)"', html)[1]
    client.post(f"{here}/back", data={"revision": kept})
    assert len(content(client, here)["reading"]) == 2


def test_progress_of_oneself_does_not_become_that_of_the_first_member(client, here):
    send(client, here, f"put:{OPINION.id}")
    send(client, here, members="甲", **{"reading-0-progress-": "read"})
    send(client, here, **{"reading-0-progress-": "read"})
    assert content(client, here)["reading"][0]["progress"] == {"": "read"}


def test_quotations_of_the_collection_are_put_to_their_document(client, here):
    start = OPINION.text.index("坚持党的领导")
    stretch = {"document_id": OPINION.id, "start": start, "end": start + 6}
    number = client.post("/api/v1/collected", json=stretch).json()["id"]
    assert "从备课篮放入引文" in client.get(here, headers=HTML).text
    send(client, here, "collected", item=str(number))
    (reading,) = content(client, here)["reading"]
    assert [each["text"] for each in reading["quotations"]] == ["坚持党的领导"]
    send(client, here, "remove:reading.0.0")
    assert content(client, here)["reading"][0]["quotations"] == []


def test_speeches_and_measures_are_added_and_stand_in_the_record(client, here):
    send(client, here, "add:speeches")
    send(client, here, "add:measures", **{"speeches-0-who": "甲", "speeches-0-words": "要落实"})
    send(client, here, **{"measures-0-what": "修订办法", "measures-0-owner": "乙"})
    html = client.get(f"{here}/view", headers=HTML).text
    for expected in ("一、研讨发言", "甲：要落实", "二、下一步措施", "1. 修订办法（责任人：乙）"):
        assert expected in html


def test_the_second_of_two_editors_loses_nothing_that_was_typed(client, here):
    old = revision(client, here)
    send(client, here, place="甲处")
    html = client.post(here, data={"revision": old, "place": "乙处"}, headers=HTML)
    assert html.status_code == 409
    assert "readonly>乙处</textarea>" in html.text
    assert content(client, here)["place"] == "甲处"
    refused = client.post(
        here, data={"revision": old, "place": "乙处"}, headers={"Accept": "application/json"}
    )
    assert (refused.status_code, refused.json()["code"]) == (409, "CHANGED_MEANWHILE")


def test_what_cannot_be_kept_stays_in_the_form_and_is_named(client, here):
    html = send(client, here, host="长" * 61, place="三楼")
    assert html.status_code == 422
    assert "“主持人”太长，最多 60 个字" in html.text
    assert 'value="三楼"' in html.text
    wrong = send(client, here, held_on="昨天")
    assert (wrong.status_code, "“日期”不是可用的值" in wrong.text) == (422, True)


def test_a_removed_session_is_restored_from_the_list(client, here):
    html = client.post(f"{here}/remove", headers=HTML).text
    assert "已移除一次学习研讨" in html
    assert client.get(here, headers=HTML).status_code == 404
    assert client.post(f"{here}/restore").status_code == 200
    assert here in client.get("/sessions", headers=HTML).text


def test_a_session_begins_with_a_document_or_a_course(client):
    made = client.post("/sessions", data={"document": OPINION.id}, headers=HTML)
    assert "云陵省人民政府关于深化国企改革的实施意见" in made.text
    number = client.post("/api/v1/courses", json={"course": {"title": "专题党课"}}).json()["id"]
    assert (
        f'action="/sessions"><input type="hidden" name="course" value="{number}"'
        in client.get(f"/courses/{number}", headers=HTML).text
    )
    assert "专题党课学习研讨" in client.post("/sessions", data={"course": number}).text
