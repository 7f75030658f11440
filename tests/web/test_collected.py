"""The page of the collection, without any script."""

import re

import pytest

from tests.search_api.shelf import EXPERIENCE, HOSTILE, OPINION, SPEECH

WORDS = "坚持党的领导，深化国有企业改革。"


def stretch(paper=OPINION, words=WORDS):
    start = paper.text.index(words)
    return f"{paper.id}:{start}:{start + len(words)}"


def collect(client, value):
    made = client.post("/collected/collect", data={"stretch": value}, follow_redirects=False)
    assert made.status_code == 303, made.text
    return int(re.search(r"#c(\d+)$", made.headers["location"])[1])


@pytest.fixture(autouse=True)
def emptied(client):
    """Other tests ask the same service."""
    numbers = [each["id"] for each in client.get("/api/v1/collected").json()["collected"]]
    client.post("/api/v1/collected/remove", json={"numbers": numbers})


def test_an_empty_collection_says_how_to_fill_it(client):
    assert "备课篮是空的" in client.get("/collected").text


def test_every_passage_of_a_list_can_be_kept(client):
    page = client.get("/search", params={"q": "党的领导"}).text
    value = re.search(r'name="stretch" value="([^"]+)"', page)[1]
    number = collect(client, value)
    kept = client.get("/collected").text
    assert f'id="c{number}"' in kept
    assert "党的领导" in kept


def test_every_passage_of_a_document_can_be_kept(client):
    page = client.get(f"/documents/{OPINION.id}").text
    assert stretch(words="第一条　坚持党的领导，深化国有企业改革。") in page


def test_what_is_kept_shows_its_words_its_source_and_the_way_there(client):
    collect(client, stretch())
    page = client.get("/collected").text
    assert f'<blockquote class="words">{WORDS}</blockquote>' in page
    assert f'href="/documents/{OPINION.id}#p1"' in page
    assert "云陵省人民政府，2024年3月5日，第一条。【示例文件，非真实公文】" in page


def test_hostile_words_are_written_as_words(client):
    collect(client, stretch(HOSTILE, "正文里也有<script>alert(2)</script>"))
    page = client.get("/collected").text
    assert "<script>alert(2)" not in page
    assert "&lt;script&gt;alert(2)" in page


def test_notes_tags_and_a_folder_are_kept_and_an_old_state_keeps_what_was_typed(client):
    number = collect(client, stretch())
    client.post("/collected/folders", data={"name": "第一讲"})
    folder = client.get("/api/v1/collected").json()["folders"][0]["id"]
    typed = {"revision": "1", "note": "开场\r\n用", "tags": "党建，开场", "folder": str(folder)}
    noted = client.post(f"/collected/{number}/beside", data=typed)
    assert "已保存备注、标签和文件夹" in noted.text
    (kept,) = client.get("/api/v1/collected").json()["collected"]
    assert (kept["note"], kept["tags"], kept["folder"]) == ("开场\n用", ["党建", "开场"], folder)
    late = client.post(f"/collected/{number}/beside", data={**typed, "note": "晚到的话"})
    assert late.status_code == 409
    assert "晚到的话" in late.text
    assert "别处已经改动" in late.text
    assert client.get("/collected", params={"tag": "党建"}).text.count('class="kept"') == 1
    assert client.get("/collected", params={"tag": "没有"}).text.count('class="kept"') == 0
    gone = client.post("/collected/folders/remove", data={"folder": str(folder)})
    assert "已移除文件夹“第一讲”，里面的引文还在" in gone.text
    client.post("/collected/folders", data={"name": "第一讲", "item": str(number)})
    found = client.get("/api/v1/collected").json()
    assert found["collected"][0]["folder"] == found["folders"][0]["id"]
    client.post("/collected/folders/remove", data={"folder": str(found["folders"][0]["id"])})


def test_quotations_move_are_removed_and_come_back(client):
    one = collect(client, stretch())
    two = collect(client, stretch(SPEECH, "国企改革必须坚持党的领导，这是根本原则。"))
    client.post("/collected/act", data={"act": f"up:{two}"})

    def listed():
        return [each["id"] for each in client.get("/api/v1/collected").json()["collected"]]

    assert listed() == [two, one]
    removed = client.post("/collected/act", data={"act": "remove", "item": str(two)})
    assert "已移出 1 条引文" in removed.text
    assert removed.url.query == f"removed={two}".encode()
    assert listed() == [one]
    client.post("/collected/restore", data={"item": str(two)})
    assert listed() == [two, one]
    told = client.post("/collected/act", data={"act": "into", "into": ""})
    assert (told.status_code, "还没有选引文" in told.text) == (422, True)


def test_what_is_ticked_goes_into_a_new_course_or_a_lesson_of_one(client):
    basis = collect(client, stretch())
    speech = collect(client, stretch(SPEECH, "国企改革必须坚持党的领导，这是根本原则。"))
    case = collect(client, stretch(EXPERIENCE, "三年节约成本两千万元。"))
    beside = {"revision": "1", "note": "重点讲这个数", "tags": "", "folder": ""}
    client.post(f"/collected/{case}/beside", data=beside)
    made = client.post(
        "/collected/act",
        data={"act": "into", "item": [str(basis), str(speech), str(case)], "into": "new"},
        follow_redirects=False,
    )
    number = re.search(r"/courses/(\d+)", made.headers["location"])[1]
    course = client.get(f"/api/v1/courses/{number}").json()["course"]
    (lesson,) = course["modules"][0]["lessons"]
    assert [each["quotation"]["text"] for each in lesson["basis"]] == [WORDS]
    assert [each["quotation"]["reference"]["title"] for each in lesson["quotations"]] == [
        "在全省国资国企改革会议上的讲话"
    ]
    assert made.headers["location"].endswith("put=3")
    (told,) = lesson["cases"]
    assert (told["quotation"]["text"], told["note"]) == ("三年节约成本两千万元。", "重点讲这个数")
    nowhere = client.post("/collected/act", data={"act": "into", "item": str(basis), "into": ""})
    assert (nowhere.status_code, "还没有选放到哪里" in nowhere.text) == (422, True)
    known = client.post(
        "/collected/act",
        data={"act": "into", "item": str(basis), "into": f"{number}.0.0"},
        follow_redirects=False,
    )
    assert known.headers["location"].endswith("put=0")
    again = client.get(f"/api/v1/courses/{number}").json()["course"]
    assert again == course
    lost = client.post(
        "/collected/act", data={"act": "into", "item": str(basis), "into": f"{number}.7.7"}
    )
    assert (lost.status_code, "没有这一课" in lost.text) == (422, True)
