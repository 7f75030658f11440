"""Meetings are prepared, decide, and hand over to the next one."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest
from pydantic import ValidationError

from corpus.actor import LOCAL, Actor
from corpus.catalogue.papers import PaperKind
from corpus.errors import ChangedMeanwhile, DocumentNotFound, PaperNotFound, WrongValue
from search_api.ledger.decision import Decision, State, Step
from search_api.ledger.decisions import (
    DECISIONS,
    Asked,
    decisions_of,
    list_decisions,
    with_evidence,
    with_step,
)
from search_api.ledger.proposal import Proposal, Source
from search_api.ledger.proposals import PROPOSALS
from search_api.ledger.reminding import NO_BODY, Urgency, count_overdue, reminders
from search_api.meetings.deciding import change_decision, decide, edit_decision
from search_api.meetings.following import (
    FOLLOWED_UP,
    begin_next_meeting,
    follow_up,
    with_follow_up,
)
from search_api.meetings.materials import show_materials
from search_api.meetings.meeting import AgendaItem, Meeting
from search_api.meetings.meetings import MEETINGS, begin_meeting, with_document
from search_api.problems import Forbidden
from search_api.study.sessions import SESSIONS, start_from_document
from search_api.study.sources import Change
from tests.search_api.meetings.conftest import CATALOGUE, HELD, HIDDEN, JOINT
from tests.search_api.shelf import SPEECH

READER = Actor("r", "读者")
NAME = "司徒慕岚"


def first(library, meeting):
    return decisions_of(library, LOCAL, meeting)[0]


def edited(library, meeting, **changed):
    known = first(library, meeting).entry
    return edit_decision(
        library,
        LOCAL,
        known.id,
        lambda content: content.model_copy(update=changed),
        revision=known.revision,
    )


def test_a_decision_has_the_day_of_its_meeting_and_a_serial_of_the_year(library, meeting):
    one, other = decisions_of(library, LOCAL, meeting)
    year = library.today.year
    assert (one.content.serial, other.content.serial) == (f"议{year}-001", f"议{year}-002")
    assert one.content.decided_on == HELD
    assert one.entry.paper == meeting


def test_a_decision_of_no_meeting_is_refused(library):
    with pytest.raises(PaperNotFound):
        decide(library, LOCAL, 99, JOINT)


def test_no_decision_is_due_before_its_meeting_not_even_later(library, meeting):
    early = JOINT.model_copy(update={"due": date(2026, 11, 9)})
    with pytest.raises(WrongValue, match="早于会议日期"):
        decide(library, LOCAL, meeting, early)
    with pytest.raises(WrongValue, match="早于会议日期"):
        edited(library, meeting, due=date(2026, 11, 9), decided_on=None)


def test_a_decision_that_is_done_shows_by_what(library, meeting):
    with pytest.raises(WrongValue, match="要有依据"):
        edited(library, meeting, state=State.DONE)
    done = edited(library, meeting, state=State.DONE, evidence="目录已印发。")
    assert done.content.state is State.DONE
    assert not DECISIONS.is_overdue(done, library.today)
    with pytest.raises(WrongValue, match="不能由“已完成”直接改为“已取消”"):
        edited(library, meeting, state=State.CANCELLED, reason="不办了")


@pytest.mark.parametrize("state", [State.ADJUSTED, State.CANCELLED])
def test_what_is_adjusted_or_cancelled_says_why(library, meeting, state):
    with pytest.raises(WrongValue, match="要写明理由"):
        edited(library, meeting, state=state)
    assert edited(library, meeting, state=state, reason="另有安排").content.state is state


def test_what_is_adjusted_is_still_to_be_done_and_what_is_cancelled_not(library, meeting):
    adjusted = edited(library, meeting, state=State.ADJUSTED, reason="改期")
    assert DECISIONS.is_overdue(adjusted, library.today)
    cancelled = edited(library, meeting, state=State.CANCELLED, reason="不办")
    assert not DECISIONS.is_overdue(cancelled, library.today)


def test_a_document_is_evidence_once_and_is_called_as_the_library_calls_it(library, meeting):
    reference = MEETINGS.open(library, LOCAL, meeting).content.materials[0].reference
    content = with_evidence(with_evidence(CATALOGUE, reference), reference)
    assert content.documents == (reference,)
    known = first(library, meeting).entry
    forged = content.model_copy(update={"documents": (replace(reference, title="假标题"),)})
    kept = change_decision(library, LOCAL, known.id, forged, revision=known.revision)
    assert kept.content.documents == (reference,)
    gone = content.model_copy(update={"documents": (replace(reference, document_id="0" * 16),)})
    with pytest.raises(DocumentNotFound):
        decide(library, LOCAL, meeting, gone)


def test_a_step_lets_what_waits_be_carried_out(library):
    content = with_step(JOINT, Step(on=HELD, words="已联系。"))
    assert content.state is State.RUNNING
    done = content.model_copy(update={"state": State.DONE, "evidence": "办了"})
    assert with_step(done, Step(on=HELD, words="又办。")).state is State.DONE


def test_a_meeting_put_off_beyond_what_is_due_bars_no_step_of_it(library, meeting):
    known = MEETINGS.open(library, LOCAL, meeting)
    off = known.content.model_copy(update={"held_on": date(2026, 11, 25)})
    MEETINGS.change(library, LOCAL, meeting, off, revision=known.paper.revision)
    done = edited(library, meeting, state=State.DONE, evidence="办了").content
    assert (done.state, done.decided_on) == (State.DONE, HELD)
    with pytest.raises(WrongValue, match="早于会议日期"):
        edited(library, meeting, due=date(2026, 11, 24))
    later = edited(library, meeting, due=date(2026, 11, 30)).content
    assert later.decided_on == date(2026, 11, 25)


def test_of_two_who_close_a_decision_the_second_is_refused(library, meeting):
    known = first(library, meeting)
    edited(library, meeting, state=State.DONE, evidence="甲")
    late = known.content.model_copy(update={"state": State.CANCELLED, "reason": "乙"})
    with pytest.raises(ChangedMeanwhile):
        change_decision(library, LOCAL, known.entry.id, late, revision=known.entry.revision)
    assert first(library, meeting).content.evidence == "甲"


def test_everybody_reads_decisions_and_only_keepers_change_them(library, meeting):
    assert len(decisions_of(library, READER, meeting)) == 2
    assert DECISIONS.history(library, READER, first(library, meeting).entry.id)
    with pytest.raises(Forbidden):
        DECISIONS.make(library, READER, JOINT)


def test_what_is_too_long_or_unknown_is_refused(library, meeting):
    with pytest.raises(ValidationError):
        Decision(title="长" * 121)
    with pytest.raises(ValidationError):
        Decision(title="甲", state="closed")
    with pytest.raises(WrongValue, match="最多 50 项"):
        edited(library, meeting, partners=tuple(f"单位{each}" for each in range(51)))


def test_decisions_are_listed_the_overdue_first_and_what_is_over_last(library, meeting):
    edited(library, meeting, state=State.DONE, evidence="办了")
    soon = JOINT.model_copy(update={"title": "先办", "due": date(2026, 11, 25)})
    late = JOINT.model_copy(update={"title": "晚了", "due": date(2026, 11, 12)})
    decide(library, LOCAL, meeting, soon)
    decide(library, LOCAL, meeting, late)
    listed = list_decisions(library, LOCAL, Asked())
    assert [each.content.title for each in listed.found] == [
        "晚了",
        "先办",
        "组织一次联学联建",
        "建立共享资料目录",
    ]
    assert listed.overdue == 1
    assert listed.bodies == {"云陵港务集团": 3, "砺轴重机集团": 1}
    helped = list_decisions(library, LOCAL, Asked(body="省建投集团")).found
    assert [each.content.title for each in helped] == ["建立共享资料目录"]
    assert list_decisions(library, LOCAL, Asked(meeting=meeting + 1)).found == ()
    assert len(list_decisions(library, LOCAL, Asked(words="联学 联建")).found) == 1


def test_the_next_meeting_hears_what_became_of_the_decisions(library, meeting):
    edited(library, meeting, state=State.DONE, evidence="办了")
    made = begin_next_meeting(library, LOCAL, meeting)
    (item,) = made.content.agenda
    assert item.title == FOLLOWED_UP
    assert item.discussion.splitlines() == [
        "议2026-001 建立共享资料目录（砺轴重机集团，2026年11月20日前，已完成）：办了",
        "议2026-002 组织一次联学联建（云陵港务集团，2026年12月31日前，待落实）",
    ]
    assert (made.content.ordinal, made.content.held_on) == (3, None)
    assert made.content.bodies == MEETINGS.open(library, LOCAL, meeting).content.bodies
    assert made.content.materials == ()
    later = begin_next_meeting(library, LOCAL, made.paper.id)
    assert [item.discussion[:10] for item in later.content.agenda] == ["议2026-002 "]
    decide(library, LOCAL, later.paper.id, JOINT.model_copy(update={"title": "后来议定"}))
    assert "后来议定" not in follow_up(library, LOCAL, made.content)


def test_the_next_meeting_is_begun_once_and_begun_anew_when_it_was_removed(library, meeting):
    made = begin_next_meeting(library, LOCAL, meeting)
    assert begin_next_meeting(library, LOCAL, meeting).paper == made.paper
    MEETINGS.copy(library, LOCAL, made.paper.id)
    assert begin_next_meeting(library, LOCAL, meeting).paper == made.paper
    MEETINGS.remove(library, LOCAL, made.paper.id)
    assert begin_next_meeting(library, LOCAL, meeting).paper.id != made.paper.id


def test_of_many_who_begin_the_next_meeting_at_once_one_does(library, meeting):
    with ThreadPoolExecutor(6) as pool:
        begun = list(pool.map(lambda _: begin_next_meeting(library, LOCAL, meeting), range(6)))
    assert len({each.paper.id for each in begun}) == 1


def test_what_was_decided_is_told_as_it_is_today(library, meeting):
    edited(library, meeting, steps=(Step(on=HELD, words="汇总\n八成。"),))
    begun = begin_next_meeting(library, LOCAL, meeting).content
    assert "前，待落实，超期 2 天）：汇总 八成。" in begun.agenda[0].discussion
    talked = begun.model_copy(update={"agenda": (AgendaItem(title="先议"), *begun.agenda)})
    edited(library, meeting, state=State.DONE, evidence="办了")
    assert follow_up(library, LOCAL, talked) != talked.agenda[1].discussion
    anew = with_follow_up(library, LOCAL, talked)
    assert [each.title for each in anew.agenda] == ["先议", FOLLOWED_UP]
    assert "（砺轴重机集团，2026年11月20日前，已完成）：办了" in anew.agenda[1].discussion
    assert follow_up(library, LOCAL, Meeting(title=begun.title)) == ""


def test_a_meeting_begins_with_what_a_session_reads(library):
    session = start_from_document(library, LOCAL, SPEECH.id)
    made = begin_meeting(library, LOCAL, PaperKind.SESSION, session.paper.id)
    assert [each.reference.document_id for each in made.content.materials] == [SPEECH.id]
    assert made.content.title == ""
    named = SESSIONS.copy(library, LOCAL, session.paper.id)
    about = begin_meeting(library, LOCAL, PaperKind.SESSION, named.paper.id).content
    assert (about.title, [each.title for each in about.agenda]) == ("", [named.content.title])
    with pytest.raises(PaperNotFound):
        begin_meeting(library, LOCAL, PaperKind.COURSE, session.paper.id)


def test_material_that_may_not_be_seen_is_neither_put_nor_told_of(library):
    stranger = Actor("s", "外人", role="keeper")
    meeting = with_document(library, LOCAL, Meeting(title="甲"), HIDDEN.id)
    assert [each.state.change for each in show_materials(library, LOCAL, meeting)] == [Change.SAME]
    assert [each.state.change for each in show_materials(library, stranger, meeting)] == [
        Change.GONE
    ]
    with pytest.raises(DocumentNotFound):
        with_document(library, stranger, Meeting(title="甲"), HIDDEN.id)


def test_reminders_stand_by_body_with_the_overdue_first(library, meeting):
    decide(library, LOCAL, meeting, Decision(title="谁办都行"))
    decide(library, LOCAL, meeting, JOINT.model_copy(update={"due": date(2026, 11, 29)}))
    found = reminders(library, LOCAL)
    assert found.counts == {Urgency.OVERDUE: 1, Urgency.SOON: 1, Urgency.UNDATED: 1}
    assert list(found.groups) == ["砺轴重机集团", "云陵港务集团", NO_BODY]
    (late,) = found.groups["砺轴重机集团"]
    assert (late.urgency, late.days) == (Urgency.OVERDUE, -2)
    assert count_overdue(library, LOCAL) == 1
    edited(library, meeting, state=State.DONE, evidence="办了")
    assert count_overdue(library, LOCAL) == 0


def test_proposals_are_reminded_of_to_keepers_without_a_name(library):
    asked = date(2026, 10, 8)
    proposal = Proposal(
        title="设专栏", received=asked, due=date(2026, 11, 7), source=Source.NAMED, source_name=NAME
    )
    PROPOSALS.make(library, LOCAL, proposal)
    found = reminders(library, LOCAL)
    assert found.groups[NO_BODY][0].days == -15
    assert NAME not in repr(found)
    assert count_overdue(library, LOCAL) == 1
    assert reminders(library, READER).total == 0
    assert count_overdue(library, READER) == 0
