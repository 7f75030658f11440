"""A library of its own with two documents, on a day that the tests choose."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from corpus.actor import LOCAL
from corpus.settings import Settings
from indexer.library import Library
from search_api.ledger.decision import Decision
from search_api.meetings.deciding import decide
from search_api.meetings.meeting import AgendaItem, Attendance, Meeting, Member, Status
from search_api.meetings.meetings import MEETINGS, with_document
from tests.search_api.shelf import OPINION, SPEECH, fill

HIDDEN = replace(SPEECH, path="内部.txt", text=f"{SPEECH.text}\n内部。", groups=("inner",))
HELD = date(2026, 11, 10)
MEETING = Meeting(
    title="云陵省国资国企学习联席会议",
    ordinal=2,
    held_on=HELD,
    hours="上午9:00",
    place="砺轴重机三楼会议室",
    host="秦牧野",
    recorder="苏晚晴",
    status=Status.HELD,
    members=(
        Member(body="砺轴重机集团", who="秦牧野、柏青"),
        Member(body="云陵港务集团", who="戚远帆"),
        Member(body="省建投集团", who="", attendance=Attendance.ABSENT),
        Member(body="省国资委宣传处", who="温如故", attendance=Attendance.OBSERVING),
    ),
    agenda=(
        AgendaItem(
            title="学习资料共享情况",
            speaker="砺轴重机集团",
            discussion="砺轴重机集团汇报了目录整理情况。各单位讨论了分级共享的办法。",
        ),
        AgendaItem(title="下半年联学安排", speaker="云陵港务集团"),
    ),
    summary="会议指出，资料共享要先易后难，成熟一批共享一批。\n会议要求，各单位明确一名联络员。",
    document_number="〔2026〕2号",
    issuer="云陵省国资国企学习联席会议办公室",
    issued_on=date(2026, 11, 12),
    sent_to="各成员单位\n省国资委宣传处",
)
CATALOGUE = Decision(
    title="建立共享资料目录",
    text="各单位报送可共享的资料清单，由责任单位汇总成册。",
    body="砺轴重机集团",
    partners=("云陵港务集团", "省建投集团"),
    due=date(2026, 11, 20),
)
JOINT = Decision(title="组织一次联学联建", body="云陵港务集团", due=date(2026, 12, 31))


@pytest.fixture
def library(tmp_path):
    settings = Settings(home=tmp_path / "home", jobs=1)
    fill(settings, (OPINION, SPEECH, HIDDEN), tmp_path)
    with Library.open(settings) as made:
        made.clock = lambda: datetime(2026, 11, 22, 4, tzinfo=UTC)
        yield made


@pytest.fixture
def meeting(library):
    """The number of a meeting with two documents to read, that decided two things."""
    content = with_document(library, LOCAL, MEETING, OPINION.id)
    content = with_document(library, LOCAL, content, SPEECH.id)
    made = MEETINGS.make(library, LOCAL, content)
    decide(library, LOCAL, made.paper.id, CATALOGUE)
    decide(library, LOCAL, made.paper.id, JOINT)
    return made.paper.id
