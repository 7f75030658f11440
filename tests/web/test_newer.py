"""What the desks tell and do where the source of a quotation was replaced by a newer file."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from corpus.actor import LOCAL
from corpus.settings import Settings
from search_api.study.collecting import collect
from search_api.study.course import CaseInLesson, Course, Lesson, Module
from search_api.study.courses import COURSES
from tests.library import open_library
from tests.search_api.shelf import HERE
from tests.search_api.study.test_watching import NUMBER, RULES, WORDS, course, put, quoted
from web.app import create

OTHERS = "各单位要抓好评价工作。"
NEWER = RULES.replace("要抓好评价", "须抓好评价").replace(NUMBER, "示例云政发〔2026〕31号")


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory):
    """A service whose one course and collection quote a file that was replaced since."""
    folder: Path = tmp_path_factory.mktemp("newer")
    with open_library(folder / "home") as library:
        put(library, folder, "办法", RULES)
        quotations = [quoted(library, words=words) for words in (WORDS, OTHERS)]
        course(library, "甲课", *quotations)
        for each in quotations:
            collect(library, LOCAL, each.reference.document_id, each.spans[0])
        known = quotations[0].reference
        lost = replace(known, document_id="0" * 16)
        cases = tuple(CaseInLesson(reference=each, title="某企业案例") for each in (known, lost))
        modules = (Module(lessons=(Lesson(cases=cases),)),)
        COURSES.make(library, LOCAL, Course(title="乙课", modules=modules))
        put(library, folder, "办法", NEWER)
    with TestClient(create(Settings(home=folder / "home", jobs=1)), base_url=HERE) as made:
        yield made


def kept(client):
    return client.get("/api/v1/collected").json()["collected"]


def quotations(client):
    (lesson,) = client.get("/api/v1/courses/1").json()["course"]["modules"][0]["lessons"]
    return [each["quotation"] for each in lesson["quotations"]]


def test_a_case_whose_report_is_gone_is_marked_and_counted(client):
    html = re.sub(r"\s+", " ", client.get("/courses/2").text)
    assert "有 2 条引文或案例的原文已废止、已修改、尚未施行、变动或不在库中" in html
    assert len(re.findall(r'<p class="case-title"> ?某企业案例', html)) == 2
    assert html.count("原文件已被替换。新版 <a") == 1
    assert html.count("原文件已不在库中。") == 1
    assert "从略" in client.get(f"/shared/{share(client)}").text


def test_an_alert_tells_once_of_the_newer_text_and_of_each_quotation_what_became_of_it(client):
    html = re.sub(r"\s+", " ", client.get("/watch").text)
    assert html.count('data-kind="superseded"') == 1
    assert "已有新版：示例云政发〔2026〕31号，2024-03-01" in html
    lesson = '<a href="/courses/1#l0.0">课程《甲课》第1单元第1课</a>'
    assert f"{lesson} “{WORDS}” <b>这段文字未变</b>" in html
    assert f"{lesson} “{OTHERS}” <b>这段文字有改动</b>" in html
    (first, second) = (each["id"] for each in kept(client))
    assert f'<a href="/collected#c{first}">备课篮：“{WORDS}”</a> <b>这段文字未变</b>' in html
    assert f'<a href="/collected#c{second}">备课篮：“{OTHERS}”</a> <b>这段文字有改动</b>' in html
    alerts = client.get("/api/v1/alerts").json()["alerts"]
    (course,) = (each for each in alerts if each["concern"]["name"] == "甲课")
    assert course["quoted"][0] == {
        "path": ["modules", 0, "lessons", 0, "quotations", 0, "quotation"],
        "text": WORDS,
        "change": "gone",
        "newer": "这段文字未变",
    }
    assert f"{WORDS}”，这段文字未变" in client.get("/watch.atom").text


def share(client):
    client.post("/courses/2/share", data={"shared": "1"})
    return client.get("/api/v1/courses/2").json()["shared_key"]


def act(client, name):
    revision = client.get("/api/v1/courses/1").json()["revision"]
    return client.post("/courses/1", data={"revision": revision, "act": name})


@pytest.mark.parametrize("address", ["/collected", "/courses/1", "/courses/1/view"])
def test_a_desk_tells_which_quotation_stands_unchanged_and_how_the_other_reads_now(client, address):
    newer = kept(client)[0]["newer"]["id"]
    html = re.sub(r"\s+", " ", client.get(address).text)
    number = "示例云政发〔2026〕31号，2024-03-01</a>：<b>"
    passage = kept(client)[0]["newer_quotation"]["passage"]
    assert f'href="/documents/{newer}#p{passage}">{number}这段文字未变</b>。' in html
    assert f"{number}这段文字有改动</b>，现为" in html
    assert '各单位<mark class="right">须</mark>抓好评价工作。' in html
    assert html.count("换成新版的引文</button>") == (0 if address.endswith("view") else 1)


def test_an_unchanged_quotation_of_a_course_is_renewed_and_the_act_undone(client):
    older = quotations(client)
    done = act(client, "renew:0.0.quotations.0")
    newer = quotations(client)
    assert "已换成新版的引文，字句未变。" in done.text
    assert newer[0]["text"] == older[0]["text"]
    assert newer[0]["reference"]["document_number"] == "示例云政发〔2026〕31号"
    assert newer[1] == older[1]
    before = int(re.search(r"renewed=(\d+)", str(done.url))[1])
    client.post("/courses/1/back", data={"revision": before, "expected": before + 1})
    assert quotations(client) == older


def test_a_changed_quotation_is_not_renewed(client):
    before = quotations(client), [each["id"] for each in kept(client)]
    assert "引文没有换：新版里没有一字不差的这段文字" in act(client, "renew:0.0.quotations.1").text
    refused = client.post("/collected/act", data={"act": f"renew:{kept(client)[1]['id']}"})
    assert (refused.status_code, "引文没有换" in refused.text) == (422, True)
    act(client, "renew:0.0.cases.0")
    act(client, "renew:9.9.basis.0")
    assert (quotations(client), [each["id"] for each in kept(client)]) == before


def test_a_kept_quotation_is_renewed_with_what_stands_beside_it_and_the_act_undone(client):
    first, second = (each["id"] for each in kept(client))
    client.post(f"/collected/{first}/beside", data={"revision": "1", "note": "开场", "tags": "甲"})
    done = client.post("/collected/act", data={"act": f"renew:{first}"})
    assert "已换成新版的引文，字句未变。" in done.text
    new, other = kept(client)
    assert (new["note"], new["tags"], new["change"], other["id"]) == (
        "开场",
        ["甲"],
        "same",
        second,
    )
    assert new["quotation"]["reference"]["document_number"] == "示例云政发〔2026〕31号"
    undone = {"item": str(first), "instead": str(new["id"])}
    client.post("/collected/restore", data=undone)
    assert [each["id"] for each in kept(client)] == [first, second]
    client.post("/collected/restore", data=undone)
    assert [each["id"] for each in kept(client)] == [first, second]


def test_the_api_renews_what_the_page_renews_and_refuses_the_same(client):
    first, second = (each["id"] for each in kept(client))
    refused = client.post(f"/api/v1/collected/{second}/renew")
    assert (refused.status_code, "引文没有换" in refused.json()["detail"]) == (422, True)
    told = client.post(f"/api/v1/collected/{first}/renew").json()
    assert told["removed"] == [first]
    assert [each["id"] for each in kept(client)] == [told["renewed"], second]
    client.post("/collected/restore", data={"item": str(first), "instead": str(told["renewed"])})
    assert client.post("/api/v1/collected/9999/renew").status_code == 404
