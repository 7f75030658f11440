"""Study sessions over HTTP, and the record in which they leave."""

from datetime import date
from io import BytesIO

import docx
import pytest

from corpus.actor import LOCAL
from corpus.document import Span
from corpus.quotation import quotation_values
from indexer.library import Library
from search_api.export.session_record import RecordFormat, record_blocks, record_file
from search_api.study.quoting import quote
from search_api.study.session import ALONE, Measure, Progress, Reading, Session, Speech
from search_api.study.sessions import (
    added,
    moved,
    with_document,
    with_quotations,
    without,
    without_quotation,
)
from tests.search_api.shelf import OPINION, SPEECH

SESSION = {"title": "第一季度学习", "members": ["甲", "乙"], "questions": ["怎样落实？"]}
WORDS = "坚持党的领导，深化国有企业改革。"


@pytest.fixture
def made(client):
    return client.post("/api/v1/sessions", json={"session": SESSION}).json()


@pytest.fixture(scope="module")
def library(settings):
    with Library.open(settings) as opened:
        yield opened


def quotation(library: Library):
    start = OPINION.text.index(WORDS)
    return quote(library, LOCAL, OPINION.id, Span(start, start + len(WORDS)))


def whole(library: Library) -> Session:
    session = with_quotations(Session(title="学习"), [quotation(library)])
    session = with_document(library, LOCAL, session, SPEECH.id)
    return session.model_copy(
        update={
            "held_on": date(2026, 3, 2),
            "hours": "上午9:00",
            "place": "三楼会议室",
            "host": "丙",
            "members": ("甲", "乙"),
            "speeches": (Speech(who="甲", words="要抓落实。\n要见实效。"), Speech()),
            "outcome": "形成三点共识。",
            "measures": (Measure(what="修订办法", owner="乙", due="6月底前"), Measure()),
        }
    )


def test_a_session_is_made_listed_opened_and_changed(client, made):
    assert made["session"]["members"] == ["甲", "乙"]
    listed = client.get("/api/v1/sessions").json()["sessions"]
    assert listed[0] == {name: value for name, value in made.items() if name != "session"}
    address = f"/api/v1/sessions/{made['id']}"
    assert client.get(address).json() == made
    dated = {**SESSION, "held_on": "2026-03-02"}
    changed = client.put(address, json={"revision": 1, "session": dated}).json()
    assert (changed["session"]["held_on"], changed["revision"]) == ("2026-03-02", 2)


def test_the_second_of_two_editors_is_told_and_overwrites_nothing(client, made):
    address = f"/api/v1/sessions/{made['id']}"
    client.put(address, json={"revision": 1, "session": {**SESSION, "title": "甲"}})
    refused = client.put(address, json={"revision": 1, "session": {**SESSION, "title": "乙"}})
    assert (refused.status_code, refused.json()["code"]) == (409, "CHANGED_MEANWHILE")
    assert client.get(address).json()["title"] == "甲"


def test_a_session_is_copied_removed_restored_and_goes_back(client, made):
    address = f"/api/v1/sessions/{made['id']}"
    assert client.post(f"{address}/copy").json()["title"] == "第一季度学习（副本）"
    kept = client.post(f"{address}/versions", json={"name": "初稿"}).json()["versions"]
    assert [(each["revision"], each["name"]) for each in kept] == [(1, "初稿")]
    client.put(address, json={"revision": 1, "session": {**SESSION, "title": "改"}})
    assert client.post(f"{address}/back?revision=1").json()["title"] == "第一季度学习"
    client.delete(address)
    assert client.get(address).status_code == 404
    assert client.get(f"{address}/record.docx").status_code == 404
    assert client.post(f"{address}/restore").json()["title"] == "第一季度学习"


def test_a_session_is_not_found_among_the_courses(client, made):
    assert client.get(f"/api/v1/courses/{made['id']}").status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [{}, {"session": {}}, {"session": {**SESSION, "held_on": "昨天"}}, {"session": {"title": 1}}],
)
def test_what_is_no_session_is_refused(client, wrong):
    assert client.post("/api/v1/sessions", json=wrong).status_code == 422


def test_a_session_begins_with_a_document(client):
    address = "/api/v1/sessions/from/document"
    made = client.post(address, json={"of": OPINION.id})
    assert made.status_code == 201
    (reading,) = made.json()["session"]["reading"]
    assert (reading["reference"]["document_id"], reading["quotations"]) == (OPINION.id, [])
    assert client.post(address, json={"of": "0" * 16}).status_code == 404


def test_a_session_begins_with_what_a_course_quotes_and_asks(client, library):
    quoted = {"quotation": quotation_values(quotation(library))}
    lesson = {"title": "第一讲", "basis": [quoted], "questions": ["为什么？"]}
    course = {"title": "专题党课", "modules": [{"lessons": [lesson]}]}
    number = client.post("/api/v1/courses", json={"course": course}).json()["id"]
    address = "/api/v1/sessions/from/course"
    made = client.post(address, json={"of": str(number)}).json()["session"]
    assert (made["title"], made["questions"]) == ("专题党课学习研讨", ["为什么？"])
    (reading,) = made["reading"]
    assert [each["text"] for each in reading["quotations"]] == [WORDS]
    for nobody in ("99999", "x", "-1"):
        assert client.post(address, json={"of": nobody}).status_code == 404


def test_progress_is_followed_for_each_member_or_for_oneself(library):
    reading = Reading(reference=quotation(library).reference)
    alone = Session(title="", reading=(reading, reading))
    assert (alone.readers, alone.read_share) == ((ALONE,), 0.0)
    half = reading.model_copy(update={"progress": {"甲": Progress.READ, "乙": Progress.READING}})
    several = Session(title="", members=("甲", "乙"), reading=(half,))
    assert several.read_share == 0.5
    optional = half.model_copy(update={"is_required": False})
    assert Session(title="", members=("甲",), reading=(optional,)).read_share == 0.0
    assert Session(title="", members=("甲",), reading=(half, optional)).read_share == 1.0


def test_what_is_read_is_added_once_moved_and_taken_out(library):
    session = whole(library)
    again = with_document(library, LOCAL, with_quotations(session, [quotation(library)]), SPEECH.id)
    assert again == session
    first, second = session.reading
    assert moved(session, "reading", 0, 1).reading == (second, first)
    assert moved(session, "reading", 1, 1) == session
    assert without(session, "reading", 0).reading == (second,)
    assert without_quotation(session, 0, 0).reading[0].quotations == ()
    assert without_quotation(session, 9, 0) == session
    assert added(session, "speeches", Speech()).speeches[-1] == Speech()


def test_the_record_tells_when_where_who_what_and_what_next(library):
    content = record_file(library, LOCAL, whole(library), RecordFormat.WORD)
    document = docx.Document(BytesIO(content))
    lines = [each.text for each in document.paragraphs]
    for expected in (
        "学习研讨记录",
        "时间：2026年3月2日上午9:00",
        "地点：三楼会议室",
        "主持人：丙",
        "参加人员：甲、乙",
        "一、学习内容",
        WORDS,
        "二、研讨发言",
        "甲：要抓落实。",
        "要见实效。",
        "三、研讨成果",
        "四、下一步措施",
        "1. 修订办法（责任人：乙，时限：6月底前）",
    ):
        assert expected in lines
    assert any(line.startswith("1. 《云陵省人民政府关于深化国企改革的实施意见》") for line in lines)
    width = document.sections[0].page_width.mm
    assert round(width) == 210


def test_the_record_marks_a_quotation_that_must_be_looked_at(library):
    session = whole(library)
    (wrong,) = session.reading[0].quotations
    changed = with_quotations(
        without_quotation(session, 0, 0), [type(wrong)(**{**_values(wrong), "text": "别的字句"})]
    )
    told = [block.text for block in record_blocks(library, LOCAL, changed)]
    assert any("【引文须核对】库中原文已没有这段字句" in line for line in told)
    assert any("其中 1 条须核对" in line for line in told)


def _values(value):
    return {name: getattr(value, name) for name in type(value).__slots__}


def test_the_record_comes_by_http_under_its_name(client, made):
    address = f"/api/v1/sessions/{made['id']}/record"
    word, text = client.get(f"{address}.docx"), client.get(f"{address}.md")
    assert "%E7%AC%AC%E4%B8%80" in word.headers["content-disposition"]
    assert docx.Document(BytesIO(word.content)).paragraphs[0].text == "学习研讨记录"
    assert text.text.startswith("# 学习研讨记录\n")
    assert "怎样落实？" in text.text
    assert client.get(f"{address}.exe").status_code == 404


def test_the_record_marks_a_sample_once_and_not_at_each_of_its_quotations(library):
    told = [block.text for block in record_blocks(library, LOCAL, whole(library))]
    assert sum("示例文件，非真实公文。" in line for line in told) == 2  # one for each document
    assert any("以上引文 1 条" in line and "其中 1 条须核对" in line for line in told)
