"""Meetings, decisions, minutes and reminders on the command line."""

import json
from datetime import date

import docx
import pytest
from typer.testing import CliRunner

from corpus.actor import LOCAL
from search_api.command.console import Exit
from search_api.command.main import app
from search_api.ledger.decision import Decision
from search_api.ledger.proposal import Proposal, Source
from search_api.ledger.proposals import PROPOSALS
from search_api.meetings.deciding import decide
from search_api.meetings.meeting import Meeting
from search_api.meetings.meetings import MEETINGS
from tests.library import open_library

LONG_AGO = date(2024, 3, 1)
NAME = "司徒慕岚"


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setenv("XUEJIAN_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XUEJIAN_ENGINE", "auto")
    monkeypatch.setenv("XUEJIAN_JOBS", "1")
    return lambda *arguments: CliRunner().invoke(app, list(map(str, arguments)))


@pytest.fixture
def meeting(tmp_path):
    with open_library(tmp_path / "home") as library:
        made = MEETINGS.make(library, LOCAL, Meeting(title="学习联席会议", ordinal=2))
        number = made.paper.id
        decide(library, LOCAL, number, Decision(title="建目录", body="甲集团", due=LONG_AGO))
        decide(library, LOCAL, number, Decision(title="办联学", body="乙公司"))
        proposal = Proposal(title="设专栏", received=LONG_AGO, due=LONG_AGO, owner="甲集团")
        signed = {"source": Source.NAMED, "source_name": NAME}
        PROPOSALS.make(library, LOCAL, proposal.model_copy(update=signed))
    return number


def test_meetings_are_listed_with_what_they_decided(run, meeting):
    result = run("meetings")
    assert result.stdout == (
        f"{meeting:>5}  日期未定  筹备中  学习联席会议第2次会议  议定 2 项，未办结 2 项\n"
    )
    assert json.loads(run("meetings", "--json").stdout)["meeting"]["ordinal"] == 2


def test_decisions_are_listed_the_overdue_first(run, meeting):
    first, second = run("decisions").stdout.splitlines()
    assert first.endswith("待落实  2024-03-01  甲集团  超期  建目录")
    assert second.endswith("待落实  未定时限  乙公司  办联学")
    (only,) = run("decisions", "--overdue", "--json").stdout.splitlines()
    assert json.loads(only)["content"]["title"] == "建目录"
    assert run("decisions", "--body", "乙公司", "--state", "done").stdout == ""
    assert run("decisions", "--state", "closed").exit_code == Exit.USAGE


def test_reminders_stand_by_body_and_name_nobody(run, meeting):
    result = run("reminders")
    body, *lines = result.stdout.splitlines()
    assert body == "甲集团（2 项）"
    assert "议定事项  待落实  超期" in lines[0] + lines[1]
    assert lines[2] == "乙公司（1 项）"
    assert lines[3].endswith("议定事项  待落实  未定时限  办联学")
    told = run("reminders", "--json").stdout
    assert json.loads(told)["counts"] == {"overdue": 2, "soon": 0, "undated": 1}
    assert NAME not in result.output + told


def test_minutes_are_written_to_a_file(run, meeting, tmp_path):
    to = tmp_path / "纪要.docx"
    assert run("minutes", meeting, "--docx", to).exit_code == Exit.OK
    texts = [each.text for each in docx.Document(str(to)).paragraphs]
    assert texts[0] == "学习联席会议纪要"
    assert "1. 建目录。（责任单位：甲集团；完成时限：2024年3月1日）" in texts


def test_minutes_that_cannot_be_written_or_are_of_no_meeting_are_told(run, meeting, tmp_path):
    assert run("minutes", meeting, "--docx", tmp_path).exit_code == Exit.USAGE
    assert run("minutes", meeting, "--docx", tmp_path / "没有" / "甲.docx").exit_code == Exit.USAGE
    assert run("minutes", 99, "--docx", tmp_path / "甲.docx").exit_code == Exit.FAILED
