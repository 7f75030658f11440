"""Proposals are entered, handled and found; nobody's name stays where it is not wanted."""

from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

from corpus.actor import LOCAL, Actor
from corpus.catalogue.entries import Act
from corpus.errors import ChangedMeanwhile, EntryNotFound, WrongValue
from search_api.ledger.proposal import Link, Proposal, Reply, Source, State
from search_api.ledger.proposals import (
    PROPOSALS,
    Asked,
    anonymous,
    answered,
    due_on,
    list_proposals,
)
from search_api.problems import Forbidden
from tests.library import open_library

READER = Actor("r", "读者")
NAME = "司徒慕岚"
RECEIVED = date(2026, 10, 8)
PROPOSAL = Proposal(
    title="晾晒场改作夜间停车场",
    text="晾晒场入夜以后空着，建议划线停车。",
    category="后勤保障",
    received=RECEIVED,
    due=due_on(RECEIVED),
)


@pytest.fixture
def library(tmp_path):
    with open_library(tmp_path / "home") as made:
        yield made


def filed(library, **changed):
    return PROPOSALS.make(library, LOCAL, PROPOSAL.model_copy(update=changed))


def edited(library, number, **changed):
    return PROPOSALS.edit(library, LOCAL, number, lambda known: known.model_copy(update=changed))


def bytes_of(home: Path) -> bytes:
    return b"".join(path.read_bytes() for path in home.rglob("*") if path.is_file())


def test_a_proposal_is_opened_as_it_was_entered_with_a_serial_of_its_year(library):
    first, second = filed(library), filed(library)
    year = library.today.year
    assert first.content.serial == f"建{year}-001"
    assert second.content.serial == f"建{year}-002"
    assert PROPOSALS.open(library, LOCAL, first.entry.id) == first
    assert first.content == PROPOSAL.model_copy(update={"serial": first.content.serial})


def test_a_serial_is_never_given_twice_not_even_that_of_a_removed_one(library):
    made = filed(library, serial="甲-1")
    PROPOSALS.remove(library, LOCAL, made.entry.id)
    with pytest.raises(WrongValue, match="甲-1"):
        filed(library, serial="甲-1")
    with pytest.raises(EntryNotFound):
        PROPOSALS.open(library, LOCAL, made.entry.id)
    assert PROPOSALS.restore(library, LOCAL, made.entry.id).content == made.content


def test_only_keepers_see_the_ledger(library):
    made = filed(library)
    for forbidden in (
        lambda: PROPOSALS.all(library, READER),
        lambda: PROPOSALS.open(library, READER, made.entry.id),
        lambda: PROPOSALS.history(library, READER, made.entry.id),
        lambda: list_proposals(library, READER, Asked()),
    ):
        with pytest.raises(Forbidden):
            forbidden()


def test_a_state_follows_only_those_that_lead_to_it(library):
    made = filed(library)
    with pytest.raises(WrongValue, match="不能由“收到”直接改为“采纳”。下一步可以是：办理、答复。"):
        edited(
            library,
            made.entry.id,
            state=State.ADOPTED,
            replies=(Reply(on=RECEIVED, words="已研究。"),),
        )
    assert PROPOSALS.open(library, LOCAL, made.entry.id) == made


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"title": ""}, "标题"),
        ({"state": State.ANSWERED}, "还没有答复"),
        ({"due": date(2026, 10, 1)}, "早于收到日期"),
        (
            {"state": State.DECLINED, "replies": (Reply(on=RECEIVED, words="复"),)},
            "理由",
        ),
        (
            {"state": State.EFFECTIVE, "replies": (Reply(on=RECEIVED, words="复"),)},
            "成效",
        ),
    ],
)
def test_what_a_state_lacks_is_said_and_nothing_is_entered(library, changed, words):
    with pytest.raises(WrongValue, match=words):
        filed(library, **changed)
    assert PROPOSALS.all(library, LOCAL) == []


def test_a_reply_ends_the_wait(library):
    made = filed(library)
    before, on, after = date(2026, 11, 6), date(2026, 11, 7), date(2026, 11, 8)
    assert made.content.due == on
    assert [PROPOSALS.is_overdue(made, day) for day in (before, on, after)] == [
        False,
        False,
        True,
    ]
    reply = Reply(on=date(2026, 11, 22), by="综合部", words="已划线，十二月起用。")
    told = PROPOSALS.edit(
        library, LOCAL, made.entry.id, lambda known: answered(known, reply), revision=1
    )
    assert told.content.state is State.ANSWERED
    assert not PROPOSALS.is_overdue(told, after)


def test_the_second_of_two_who_close_one_is_told_and_changes_nothing(library):
    number = filed(library).entry.id
    reply = Reply(on=RECEIVED, words="已办。")
    first = PROPOSALS.edit(library, LOCAL, number, lambda k: answered(k, reply), revision=1)
    with pytest.raises(ChangedMeanwhile):
        PROPOSALS.edit(library, LOCAL, number, lambda k: answered(k, reply), revision=1)
    assert PROPOSALS.open(library, LOCAL, number) == first


def test_every_change_is_kept_with_who_made_it_and_from_what_to_what(library):
    made = filed(library, source=Source.NAMED, source_name=NAME)
    edited(library, made.entry.id, owner="后勤科")
    edited(library, made.entry.id, owner="后勤科")  # the same again is no change
    changes = PROPOSALS.history(library, LOCAL, made.entry.id)
    assert [each.act for each in changes] == [Act.CHANGED, Act.MADE]
    assert {each.actor for each in changes} == {LOCAL.id}
    (field,) = changes[0].changed
    assert (field.name, field.before, field.after) == ("owner", "", "后勤科")
    assert changes[0].revision == 2


def test_an_anonymous_one_keeps_no_name_that_was_typed(library, tmp_path):
    made = filed(library, source_name=NAME)
    assert made.content.source_name == ""
    edited(library, made.entry.id, source_name=NAME, owner="后勤科")
    assert PROPOSALS.open(library, LOCAL, made.entry.id).content.source_name == ""
    assert PROPOSALS.history(library, LOCAL, made.entry.id)[-1].actor is None
    assert NAME.encode() not in bytes_of(tmp_path / "home")


def test_who_turns_anonymous_leaves_no_name_behind(library, tmp_path):
    made = filed(library, source=Source.NAMED, source_name="旧名字样")
    edited(library, made.entry.id, source_name=NAME)
    assert NAME.encode() in bytes_of(tmp_path / "home")
    told = PROPOSALS.edit(library, LOCAL, made.entry.id, anonymous)
    assert told.content.source is Source.ANONYMOUS
    changes = PROPOSALS.history(library, LOCAL, made.entry.id)
    assert {each.actor for each in changes} == {None}
    left = bytes_of(tmp_path / "home")
    assert NAME.encode() not in left
    assert "旧名字样".encode() not in left


def test_the_history_of_an_anonymous_one_tells_of_nobody(library):
    made = filed(library)
    edited(library, made.entry.id, owner="后勤科", state=State.HANDLING)
    PROPOSALS.remove(library, LOCAL, made.entry.id)
    PROPOSALS.restore(library, LOCAL, made.entry.id)
    changes = PROPOSALS.history(library, LOCAL, made.entry.id)
    assert [each.act for each in changes] == [Act.RESTORED, Act.REMOVED, Act.CHANGED, Act.MADE]
    assert {each.actor for each in changes} == {None}


@pytest.mark.parametrize("place", ["title", "text", "owner", "adoption", "commended"])
def test_who_turns_anonymous_takes_the_name_out_of_the_words_first(library, tmp_path, place):
    signed = {"source": Source.NAMED, "source_name": f"{NAME}、李小四"}
    made = filed(library, **signed, **{place: f"由{NAME}提出"})
    number = made.entry.id
    with pytest.raises(WrongValue, match="别的栏里还写着建言人的姓名"):
        PROPOSALS.edit(library, LOCAL, number, anonymous)
    with pytest.raises(WrongValue, match="别的栏里还写着建言人的姓名"):
        edited(library, number, source=Source.ANONYMOUS, **{place: "李小四"})
    kept = getattr(PROPOSAL, place) or "某单位"
    edited(library, number, source=Source.ANONYMOUS, **{place: kept})
    assert PROPOSALS.open(library, LOCAL, number).content.source is Source.ANONYMOUS
    left = bytes_of(tmp_path / "home")
    assert NAME.encode() not in left
    assert "李小四".encode() not in left


def test_a_name_is_known_in_another_script_and_with_blanks():
    for words in ("我是张小三。", "我是張小三。"):
        for name in ("张小三", "張小三", "张小三、李小四"):
            with pytest.raises(ValidationError, match="别的栏里还写着建言人的姓名"):
                Proposal(title="一事", text=words, source_name=name, received=RECEIVED)


def test_what_is_linked_names_nobody_who_proposed():
    link = Link(kind="document", key="0" * 16, title="王建国同志讲话")
    made = Proposal(title="一事", source_name="王建国", received=RECEIVED, links=(link,))
    assert made.source_name == ""


def test_removed_ones_are_listed_to_be_restored(library):
    made = filed(library, source=Source.NAMED, source_name=NAME)
    PROPOSALS.remove(library, LOCAL, made.entry.id)
    assert [each.entry.id for each in PROPOSALS.removed(library, LOCAL)] == [made.entry.id]
    PROPOSALS.restore(library, LOCAL, made.entry.id)
    assert PROPOSALS.removed(library, LOCAL) == []


def test_an_entry_that_begins_beyond_the_first_state_says_so(library):
    made = filed(library, state=State.ANSWERED, replies=(Reply(on=RECEIVED, words="复"),))
    (change,) = PROPOSALS.history(library, LOCAL, made.entry.id)
    assert [(each.name, each.after) for each in change.changed] == [("state", "answered")]


@pytest.mark.parametrize("key", ["../../proposals", "x", "0123", ""])
def test_a_link_that_leads_nowhere_is_refused(key):
    with pytest.raises(ValidationError):
        Link(kind="document", key=key, title="某文")


def test_a_name_left_in_another_field_is_pointed_out_without_being_kept():
    with pytest.raises(ValidationError, match="别的栏里还写着建言人的姓名"):
        Proposal(title="一事", text=f"我是{NAME}。", source_name=NAME, received=RECEIVED)


def test_proposals_are_found_by_their_words_and_never_by_a_name(library):
    filed(library, source=Source.NAMED, source_name=NAME, owner="后勤科")
    filed(library, title="食堂延长供餐", text="夜班职工下班后没有饭吃。")

    def titles(**asked):
        found = list_proposals(library, LOCAL, Asked(**asked)).found
        return [each.content.title for each in found]

    assert titles(words="停车 空着") == ["晾晒场改作夜间停车场"]
    assert titles(words="後勤科") == ["晾晒场改作夜间停车场"]
    assert titles(words="停车 食堂") == []
    assert titles(words=NAME) == []
    assert titles(state=State.HANDLING) == []
    assert len(titles(category="后勤保障")) == 2


def test_the_overdue_stand_first_and_are_counted(library):
    late = filed(library, received=date(2020, 1, 1), due=date(2020, 1, 31))
    filed(library, received=library.today, due=due_on(library.today))
    listed = list_proposals(library, LOCAL, Asked())
    assert (listed.total, listed.overdue) == (2, 1)
    assert listed.found[0] == late
    assert list_proposals(library, LOCAL, Asked(overdue=True)).found == (late,)
    assert listed.states[State.RECEIVED] == 2
