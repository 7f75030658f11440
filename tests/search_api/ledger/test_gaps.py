"""Gaps are offered, asked for, answered by what arrives, and closed by a person alone."""

from datetime import UTC, date, datetime, timedelta

import pytest

from corpus.actor import LOCAL, Actor
from corpus.errors import AlreadyFiled, ChangedMeanwhile, DocumentNotFound, WrongValue
from indexer.ingest.removal import remove_document
from search_api.ledger.gap import Kind, Requested, State
from search_api.ledger.gap_answers import answers_gone, answers_to
from search_api.ledger.gap_offers import DISMISSED, gap_offers, take_offer
from search_api.ledger.gaps import (
    GAPS,
    Asked,
    amend_gap,
    list_gaps,
    move_gap,
    request_material,
)
from search_api.ledger.reminding import KEEPER, Urgency, count_overdue, reminders
from search_api.past import (
    documents_found,
    forget_searches,
    keep_history,
    note_search,
)
from search_api.problems import Forbidden
from search_api.searching import SearchForm, run_search
from search_api.wanting import add_lines
from tests.library import add, open_library

READER = Actor("r", "读者")
OTHER = Actor("zhang-san", "张三")
NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)
NOTICE = """关于供水工作的通知

示例云政发〔2024〕{number}号

各有关单位：

根据《云陵省水价办法》（示例云政发〔2019〕5号），现通知如下。

云陵省人民政府
2024年3月{number}日
"""
PRICES = """云陵省水价办法

示例云政发〔2019〕5号

第一条　为了规范水价，制定本办法。

第二条　水价由成本和合理收益组成，试行碳票抵扣。

云陵省人民政府
2019年5月6日
"""
QUERY = "碳票抵扣"


@pytest.fixture
def library(tmp_path):
    for number in (1, 2):
        text = NOTICE.format(number=number).replace("供水工作", f"供水{number}期工作")
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    with open_library(tmp_path / "home") as made:
        made.clock = lambda: NOW
        assert not add(made, tmp_path / "1.txt", tmp_path / "2.txt").failed
        yield made


def asked_in_vain(library, actor=LOCAL, query=QUERY, *, ago=0):
    library.clock = lambda: NOW - timedelta(days=ago)
    note_search(library, actor, query, 0)
    library.clock = lambda: NOW


def arrives(library, tmp_path):
    (tmp_path / "办法.txt").write_text(PRICES, encoding="utf-8")
    add(library, tmp_path / "办法.txt")


def moved(library, filed, state, **more):
    return move_gap(library, LOCAL, filed.entry.id, state, revision=filed.entry.revision, **more)


def test_searches_that_found_nothing_are_offered_with_times_and_day_and_no_name(library):
    asked_in_vain(library, LOCAL, ago=3)
    asked_in_vain(library, OTHER, ago=1)
    asked_in_vain(library, OTHER, ago=2)
    (offer,) = gap_offers(library, LOCAL).searches
    assert (offer.gap.query, offer.gap.times) == (QUERY, 3)
    assert offer.gap.last_day == date(2026, 11, 21)
    assert OTHER.id not in str(offer)


def test_what_a_search_found_is_counted_as_the_page_tells_it(library):
    def found(form):
        return documents_found(form, run_search(library, LOCAL, form).result)

    assert found(SearchForm(query="供水")) == 2
    assert found(SearchForm(query=QUERY)) == 0
    assert found(SearchForm(query="供水", filters={"year": ("1999",)})) is None


def test_a_search_that_finds_now_or_was_narrowed_is_not_offered(library):
    asked_in_vain(library, query="供水")
    note_search(library, LOCAL, "沙漠", None)
    note_search(library, LOCAL, "海水", 3)
    assert gap_offers(library, LOCAL).searches == ()


def test_a_narrowed_search_hides_none_of_the_same_day(library):
    asked_in_vain(library)
    note_search(library, LOCAL, QUERY, None)
    (offer,) = gap_offers(library, LOCAL).searches
    assert offer.gap.times == 2


def test_history_that_is_switched_off_or_cleared_offers_nothing(library):
    keep_history(library, OTHER, keep=False)
    asked_in_vain(library, OTHER)
    assert gap_offers(library, LOCAL).searches == ()
    asked_in_vain(library, READER)
    assert len(gap_offers(library, LOCAL).searches) == 1
    forget_searches(library, READER)
    assert gap_offers(library, LOCAL).searches == ()


def test_missing_documents_are_offered_and_those_on_the_wanted_list_marked(library):
    (offer,) = gap_offers(library, LOCAL).citations
    assert (offer.gap.title, offer.gap.number) == ("云陵省水价办法", "示例云政发〔2019〕5号")
    assert offer.gap.cited_by == len(offer.gap.citing) == 2
    assert not offer.is_wanted
    add_lines(library, LOCAL, "云陵省水价办法（示例云政发〔2019〕5号）")
    assert gap_offers(library, LOCAL).citations[0].is_wanted


def test_one_click_enters_an_offer_or_dismisses_it(library):
    asked_in_vain(library)
    taken = take_offer(library, LOCAL, Kind.SEARCH, title=QUERY)
    assert (taken.content.state, taken.content.serial) == (State.PENDING, "缺2026-001")
    citation = gap_offers(library, LOCAL).citations[0].gap
    named = {"title": citation.title, "number": citation.number}
    gone = take_offer(library, LOCAL, Kind.CITATION, **named, dismissed=True)
    assert (gone.content.state, gone.content.reason) == (State.DECLINED, DISMISSED)
    offers = gap_offers(library, LOCAL)
    assert (offers.searches, offers.citations, offers.more_citations) == ((), (), 0)
    with pytest.raises(WrongValue, match="已经不在待列入的名单里"):
        take_offer(library, LOCAL, Kind.SEARCH, title=QUERY)
    GAPS.remove(library, LOCAL, gone.entry.id)
    assert len(gap_offers(library, LOCAL).citations) == 1


def test_readers_ask_for_material_and_see_nothing_else(library):
    made = request_material(library, READER, Requested(title="各市降漏损的做法", body="水务协会"))
    assert (made.content.kind, made.content.state) == (Kind.REQUEST, State.PENDING)
    for forbidden in (
        lambda: list_gaps(library, READER, Asked()),
        lambda: gap_offers(library, READER),
        lambda: take_offer(library, READER, Kind.SEARCH, title=QUERY),
        lambda: move_gap(library, READER, made.entry.id, State.COLLECTING, revision=1),
        lambda: amend_gap(library, READER, made.entry.id, Requested(title="别的"), revision=1),
    ):
        with pytest.raises(Forbidden):
            forbidden()


@pytest.mark.parametrize(
    ("requested", "words"),
    [
        ({}, "没有写缺什么"),
        ({"title": "长" * 121}, "最多 120 字"),
    ],
)
def test_a_request_says_what_is_missing(library, requested, words):
    with pytest.raises(WrongValue, match=words):
        request_material(library, LOCAL, Requested.model_construct(**requested))
    assert GAPS.all(library, LOCAL) == []


def test_the_same_thing_is_entered_once(library):
    first = request_material(library, LOCAL, Requested(title="《云陵省水价办法》"))
    with pytest.raises(AlreadyFiled, match=first.content.serial) as raised:
        request_material(library, READER, Requested(title="云陵省水价办法"))
    assert raised.value.facts["entry"] == first.entry.id


def test_what_arrives_is_offered_as_the_answer_and_closes_nothing_by_itself(library, tmp_path):
    asked_in_vain(library)
    search = take_offer(library, LOCAL, Kind.SEARCH, title=QUERY)
    citation = gap_offers(library, LOCAL).citations[0].gap
    cited = take_offer(library, LOCAL, Kind.CITATION, title=citation.title, number=citation.number)
    asked = request_material(library, LOCAL, Requested(number="示例云政发〔2019〕5号"))
    known = [search, cited, asked]
    assert answers_to(library, LOCAL, known) == {}
    arrives(library, tmp_path)
    answers = answers_to(library, LOCAL, known)
    assert {each.card.title for each in answers.values()} == {"云陵省水价办法"}
    assert set(answers) == {each.entry.id for each in known}
    assert list_gaps(library, LOCAL, Asked()).states[State.FILLED] == 0
    told = moved(library, cited, State.FILLED, document=answers[cited.entry.id].card.id)
    assert told.content.answer.title == "云陵省水价办法"
    assert cited.entry.id not in answers_to(library, LOCAL, [told])


def test_a_filled_gap_tells_when_its_document_is_gone(library, tmp_path):
    asked = request_material(library, LOCAL, Requested(title="云陵省水价办法"))
    arrives(library, tmp_path)
    card = answers_to(library, LOCAL, [asked])[asked.entry.id].card
    filled = moved(library, asked, State.FILLED, document=card.id)
    assert answers_gone(library, LOCAL, [filled]) == frozenset()
    remove_document(library, card.id)
    assert answers_gone(library, LOCAL, [filled]) == {filled.entry.id}


def test_each_state_asks_for_what_it_tells_of(library):
    asked = request_material(library, LOCAL, Requested(title="水表台账"))
    with pytest.raises(WrongValue, match="“已补”要写明是哪一篇文件补上的"):
        moved(library, asked, State.FILLED)
    with pytest.raises(DocumentNotFound):
        moved(library, asked, State.FILLED, document="0123456789abcdef")
    with pytest.raises(WrongValue, match="“不补”要写明理由"):
        moved(library, asked, State.DECLINED)
    told = moved(library, asked, State.DECLINED, reason="不属于收集范围。")
    with pytest.raises(WrongValue, match="下一步可以是：待补"):
        moved(library, told, State.COLLECTING)
    back = moved(library, told, State.PENDING)
    assert (back.content.reason, back.content.answer) == ("", None)


def test_of_two_who_close_one_the_second_is_told(library):
    asked = request_material(library, LOCAL, Requested(title="水表台账"))
    first = moved(library, asked, State.DECLINED, reason="不收。")
    with pytest.raises(ChangedMeanwhile):
        moved(library, asked, State.COLLECTING)
    assert GAPS.open(library, LOCAL, asked.entry.id) == first


def test_the_overdue_stand_first_and_are_found_by_their_words(library):
    request_material(library, LOCAL, Requested(title="管网图", due=date(2026, 11, 21)))
    request_material(library, LOCAL, Requested(title="水表台账", due=date(2026, 12, 1)))
    listed = list_gaps(library, LOCAL, Asked())
    assert [each.content.title for each in listed.found] == ["管网图", "水表台账"]
    assert (listed.overdue, listed.total) == (1, 2)
    assert [e.content.title for e in list_gaps(library, LOCAL, Asked(overdue=True)).found] == [
        "管网图"
    ]
    assert len(list_gaps(library, LOCAL, Asked(words="水表")).found) == 1
    assert list_gaps(library, LOCAL, Asked(kind=Kind.SEARCH)).found == ()


def test_what_is_amended_keeps_what_a_search_or_a_citation_says(library):
    asked_in_vain(library)
    search = take_offer(library, LOCAL, Kind.SEARCH, title=QUERY)
    told = Requested(title="改不了", body="水务协会", note="要全文。", due=date(2026, 12, 31))
    changed = amend_gap(library, LOCAL, search.entry.id, told, revision=1).content
    assert (changed.title, changed.body, changed.note) == (QUERY, "水务协会", "要全文。")
    asked = request_material(library, LOCAL, Requested(title="水表台账"))
    changed = amend_gap(library, LOCAL, asked.entry.id, Requested(title="水表目录"), revision=1)
    assert changed.content.title == "水表目录"


def test_a_removed_one_returns_unless_the_same_was_entered(library):
    asked = request_material(library, LOCAL, Requested(title="水表台账"))
    GAPS.remove(library, LOCAL, asked.entry.id)
    request_material(library, LOCAL, Requested(title="水表台账"))
    with pytest.raises(AlreadyFiled):
        GAPS.restore(library, LOCAL, asked.entry.id)


def test_gaps_with_a_day_and_open_requests_are_reminded_of_to_the_keeper(library):
    asked_in_vain(library)
    take_offer(library, LOCAL, Kind.SEARCH, title=QUERY)  # nobody waits for it
    late = Requested(title="水表标准", body="供水公司", due=date(2026, 11, 20))
    request_material(library, READER, late)
    undated = request_material(library, READER, Requested(title="节水案例", number="甲〔2024〕1号"))
    found = reminders(library, LOCAL)
    assert [(e.title, e.urgency, e.days) for e in found.groups[KEEPER]] == [
        ("水表标准", Urgency.OVERDUE, -2),
        ("节水案例（甲〔2024〕1号）", Urgency.UNDATED, None),
    ]
    assert count_overdue(library, LOCAL) == 1
    assert (reminders(library, READER).total, count_overdue(library, READER)) == (0, 0)
    moved(library, undated, State.DECLINED, reason="不收这一类")
    assert reminders(library, LOCAL).total == 1
