"""The pages of courses, without any script."""

import re

import pytest

from search_api.study.templates import templates
from tests.search_api.shelf import EXPERIENCE, OPINION

WORDS = "坚持党的领导，深化国有企业改革。"


def begin(client, template="party_lecture", title="国企改革党课"):
    made = client.post(
        "/courses", data={"title": title, "template": template}, follow_redirects=False
    )
    return int(made.headers["location"].rpartition("/")[2])


def known(client, number):
    return client.get(f"/api/v1/courses/{number}").json()


def post(client, number, act="", revision=None, **typed):
    revision = revision or known(client, number)["revision"]
    data = {"act": act, "revision": str(revision), **typed}
    return client.post(f"/courses/{number}", data=data, follow_redirects=False)


@pytest.mark.parametrize("name", [*templates(), ""])
def test_a_course_begins_from_every_template(client, name):
    number = begin(client, name)
    course = known(client, number)["course"]
    assert course["title"] == "国企改革党课"
    assert all(module["lessons"] for module in course["modules"])
    assert client.get(f"/courses/{number}").status_code == 200


def test_what_is_typed_is_kept_and_what_is_not_sent_stays(client):
    number = begin(client)
    typed = {
        "title": "新题",
        "0-0-title": "第一讲",
        "0-0-minutes": "25",
        "0-0-objectives": "甲\r\n\r\n 乙 ",
        "0-0-notes": "第一段\r\n第二段",
    }
    assert post(client, number, **typed).status_code == 303
    course = known(client, number)["course"]
    lesson = course["modules"][0]["lessons"][0]
    assert (course["title"], lesson["title"], lesson["minutes"]) == ("新题", "第一讲", 25)
    assert (lesson["objectives"], lesson["notes"]) == (["甲", "乙"], "第一段\n第二段")
    assert course["modules"][1]["lessons"][0]["title"] == "别人是怎么做的"


def test_a_conflict_loses_neither_what_was_kept_nor_what_was_typed(client):
    number = begin(client)
    post(client, number, title="先存的")
    late = post(client, number, revision=1, title="后存的")
    assert late.status_code == 409
    assert "先存的" in late.text
    assert "后存的" in late.text
    assert late.text.count('class="typed"') == 1
    assert "现在是：先存的" in late.text
    assert known(client, number)["title"] == "先存的"
    told = client.post(
        f"/courses/{number}",
        data={"revision": "1", "title": "脚本存的"},
        headers={"accept": "application/json"},
    )
    assert (told.status_code, told.json()["code"]) == (409, "CHANGED_MEANWHILE")


def test_too_long_a_title_is_told_and_stays_in_the_form(client):
    number = begin(client)
    told = post(client, number, title="长" * 121)
    assert told.status_code == 422
    assert "“标题”太长，最多 120 个字" in told.text
    assert "长" * 121 in told.text


def test_modules_and_lessons_are_added_moved_removed_and_come_back(client):
    number = begin(client)

    def titles():
        modules = known(client, number)["course"]["modules"]
        return [
            (each["title"], [lesson["title"] for lesson in each["lessons"]]) for each in modules
        ]

    before = titles()
    post(client, number, "add:lesson:0", **{"0-0-title": "一"})
    post(client, number, "down:0.0")
    assert titles()[0] == ("学原文", ["", "一"])
    post(client, number, "down:0.1")
    assert titles()[1] == ("看实际", ["一", "别人是怎么做的"])
    post(client, number, "up:1")
    assert titles()[0][0] == "看实际"
    revision = known(client, number)["revision"]
    gone = post(client, number, "remove:0", title="移除时一起写的题")
    assert len(titles()) == len(before) - 1
    assert gone.headers["location"] == f"/courses/{number}?removed={revision + 1}"
    undo = {"revision": str(revision + 1), "expected": str(revision + 2)}
    client.post(f"/courses/{number}/back", data=undo)
    assert titles()[0][0] == "看实际"
    assert known(client, number)["title"] == "移除时一起写的题"
    late = client.post(f"/courses/{number}/back", data=undo)
    assert "没有撤销" in late.text
    post(client, number, "add:module")
    assert len(titles()) == len(before) + 1


def test_suggestions_come_with_their_reasons_and_go_into_the_lesson(client):
    number = begin(client, title="国企改革 党的领导")
    asked = {"lesson": "0.0", "q": "国企改革 党的领导"}
    page = client.get(f"/courses/{number}/suggest", params=asked).text
    assert "因为文中有“" in page
    basis = re.search(rf'value="(take:0\.0:basis:{OPINION.id}:\d+:\d+)"', page)[1]
    case = client.get(
        f"/courses/{number}/suggest", params={"lesson": "0.0", "q": "数字化转型 节约成本"}
    ).text
    told = re.search(rf'value="(take:0\.0:cases:{EXPERIENCE.id}:\d+:\d+)"', case)[1]
    post(client, number, basis, title="边写边加")
    post(client, number, told)
    course = known(client, number)["course"]
    lesson = course["modules"][0]["lessons"][0]
    assert course["title"] == "边写边加"
    assert lesson["basis"][0]["quotation"]["text"] in OPINION.text
    assert lesson["cases"][0]["title"] == "砺轴重机数字化转型典型案例"
    assert lesson["cases"][0]["quotation"]["text"] in EXPERIENCE.text
    again = client.get(f"/courses/{number}/suggest", params=asked).text
    assert "已在这一课里" in again
    post(client, number, "remove:0.0.basis.0")
    assert known(client, number)["course"]["modules"][0]["lessons"][0]["basis"] == []


@pytest.mark.parametrize(("minutes", "status"), [("abc", 422), ("45.5", 422), ("", 303)])
def test_minutes_that_cannot_be_read_are_told_and_an_empty_field_changes_nothing(
    client, minutes, status
):
    number = begin(client)
    assert post(client, number, **{"0-0-minutes": minutes}).status_code == status
    assert known(client, number)["course"]["modules"][0]["lessons"][0]["minutes"] == 30


def test_a_full_course_says_so_and_keeps_what_was_typed_in_the_form(client):
    number = begin(client)
    course = known(client, number)["course"]
    full = {**course, "modules": course["modules"] * 10}
    client.put(f"/api/v1/courses/{number}", json={"revision": 1, "course": full})
    told = post(client, number, "add:module", title="第三十一个")
    assert told.status_code == 422
    assert "最多 30 项" in told.text
    assert "第三十一个" in told.text
    assert len(known(client, number)["course"]["modules"]) == 30


def test_a_course_that_was_removed_elsewhere_loses_no_typed_word(client):
    number = begin(client)
    client.delete(f"/api/v1/courses/{number}")
    told = post(client, number, revision=1, title="写了很久的题")
    assert (told.status_code, "写了很久的题" in told.text) == (404, True)


@pytest.mark.parametrize("address", ["/courses/{}", "/courses/{}/view", "/collected/{}/beside"])
def test_numbers_that_can_be_none_are_not_found(client, address):
    asked = address.format("9" * 30)
    answer = client.post(asked) if "beside" in asked else client.get(asked)
    assert answer.status_code == 404


@pytest.mark.parametrize(
    "act", ["take:0.0:basis:x", "take:9.9:basis:00000000:0:1", "up:x", "add:lesson:99", "remove:"]
)
def test_a_button_that_names_nothing_changes_nothing(client, act):
    number = begin(client)
    before = known(client, number)["course"]
    assert post(client, number, act).status_code == 303
    assert known(client, number)["course"] == before


def test_a_shared_course_is_read_without_its_notes_until_sharing_ends(client):
    number = begin(client)
    post(client, number, **{"0-0-notes": "只给自己看的讲稿"})
    assert "只给自己看的讲稿" in client.get(f"/courses/{number}/view").text
    client.post(f"/courses/{number}/share", data={"shared": "1"})
    key = known(client, number)["shared_key"]
    page = client.get(f"/shared/{key}")
    assert page.status_code == 200
    assert "国企改革党课" in page.text
    assert "只给自己看的讲稿" not in page.text
    client.post(f"/courses/{number}/share", data={"shared": "0"})
    assert client.get(f"/shared/{key}").status_code == 404


def test_a_course_is_copied_removed_and_comes_back(client):
    number = begin(client, title="要移除的课")
    client.post(f"/courses/{number}/copy")
    page = client.post(f"/courses/{number}/remove").text
    assert "已移除一门课程" in page
    assert "要移除的课（副本）" in page
    assert client.get(f"/courses/{number}").status_code == 404
    assert "要移除的课" in client.post(f"/courses/{number}/restore").text


def test_versions_are_kept_under_a_name(client):
    number = begin(client)
    page = client.post(f"/courses/{number}/versions", data={"name": "初稿"}).text
    assert "<b>初稿</b>" in page


def test_the_edition_for_learners_is_chosen_on_the_page_and_leaves_without_the_notes(client):
    number = begin(client)
    post(client, number, **{"0-0-notes": "只给教员看"})
    page = client.get(f"/courses/{number}").text
    assert re.findall(r'<option value="(trainer|learner)">', page) == ["trainer", "learner"]
    file = f"/api/v1/courses/{number}/export.md"
    assert "只给教员看" in client.get(file).text
    assert "只给教员看" not in client.get(file, params={"edition": "learner"}).text
    assert client.get(file, params={"edition": "nobody"}).status_code == 422
