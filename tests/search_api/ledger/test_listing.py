"""A register is listed page by page: the pages together are the list, and all is counted."""

from datetime import date

import pytest

from corpus.actor import LOCAL
from search_api.ledger import decisions, gaps, proposals
from search_api.ledger.decision import Decision
from search_api.ledger.decision import State as Done
from search_api.ledger.decisions import DECISIONS, list_decisions
from search_api.ledger.finding import part_of
from search_api.ledger.gap import Gap, Kind
from search_api.ledger.gaps import GAPS, list_gaps
from search_api.ledger.proposal import Proposal, State
from search_api.ledger.proposals import PROPOSALS, list_proposals
from tests.library import open_library

COUNT = 23
PAGE = 5


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    with open_library(tmp_path_factory.mktemp("listing") / "home") as made:
        for number in range(COUNT):
            due = date(2026, 1, 1) if number % 4 == 0 else date(2199, 1, 1)
            fill(made, number, due)
        yield made


def fill(library, number, due):
    kind = "安全" if number % 3 else "后勤"
    PROPOSALS.make(
        library,
        LOCAL,
        Proposal(title=f"第{number}条加灯", category=kind, received=date(2025, 12, 1), due=due),
    )
    state = {"state": Done.DONE, "evidence": "办了。"} if number % 5 == 0 else {}
    DECISIONS.make(
        library,
        LOCAL,
        Decision(title=f"第{number}项", body=kind, partners=("乙处",), due=due, **state),
    )
    GAPS.make(library, LOCAL, Gap(kind=Kind.REQUEST, title=f"第{number}种材料", due=due))


@pytest.mark.parametrize(
    ("listed", "asked", "count"),
    [
        (list_proposals, proposals.Asked(), COUNT),
        (list_proposals, proposals.Asked(words="加灯", category="后勤"), 8),
        (list_proposals, proposals.Asked(overdue=True), 6),
        (list_proposals, proposals.Asked(state=State.HANDLING), 0),
        (list_decisions, decisions.Asked(), COUNT),
        (list_decisions, decisions.Asked(body="乙处"), COUNT),
        (list_decisions, decisions.Asked(body="后勤", state=Done.DONE), 2),
        (list_gaps, gaps.Asked(), COUNT),
        (list_gaps, gaps.Asked(words="第2"), 4),
        (list_gaps, gaps.Asked(kind=Kind.SEARCH), 0),
    ],
)
def test_the_pages_together_are_the_list(library, listed, asked, count):
    whole = listed(library, LOCAL, asked)
    assert (whole.matching, len(whole.found), whole.total) == (count, count, COUNT)
    pages = [listed(library, LOCAL, asked, part_of(page, PAGE)) for page in range(1, 7)]
    assert sum((each.found for each in pages), ()) == whole.found
    assert {each.matching for each in pages} == {count}
    assert pages[0].states == whole.states


def test_what_is_overdue_stands_first_and_the_newest_first_beside_it(library):
    found = list_proposals(library, LOCAL, proposals.Asked()).found
    late = [PROPOSALS.is_overdue(each, library.today) for each in found]
    assert late == [True] * 6 + [False] * 17
    numbers = [each.entry.id for each in found]
    assert numbers == [*sorted(numbers[:6], reverse=True), *sorted(numbers[6:], reverse=True)]


def test_decisions_stand_by_their_day_and_those_that_are_done_last(library):
    found = list_decisions(library, LOCAL, decisions.Asked()).found
    states = [each.content.state for each in found]
    assert states[-5:] == [Done.DONE] * 5
    assert Done.DONE not in states[:-5]


def test_a_page_behind_the_last_one_is_empty(library):
    behind = list_gaps(library, LOCAL, gaps.Asked(), part_of(99, PAGE))
    assert (behind.lines, behind.matching) == ((), COUNT)
