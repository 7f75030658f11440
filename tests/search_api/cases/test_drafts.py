"""A case draft begun from a proposal is about the enterprise of the case, not who handled it."""

from datetime import date

import pytest

from corpus.actor import LOCAL
from corpus.settings import Settings
from indexer.ingest.intake import add_samples
from indexer.library import Library
from search_api.cases.choosing import CaseForm, list_cases
from search_api.cases.drafts import draft_from_proposal
from search_api.ledger.linking import link_to, linked
from search_api.ledger.proposal import Proposal, Reply, State
from search_api.ledger.proposals import PROPOSALS

ADOPTED = Proposal(
    title="推广夜间试泵",
    received=date(2026, 10, 8),
    owner="科技处",
    state=State.ADOPTED,
    replies=(Reply(on=date(2026, 11, 1), words="采纳。"),),
)


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    home = tmp_path_factory.mktemp("drafts") / "home"
    with Library.open(Settings(home=home, jobs=1)) as made:
        add_samples(made)
        yield made


def drafted(library, *keys):
    proposal = ADOPTED
    for key in keys:
        proposal = linked(proposal, link_to(library, LOCAL, key))
    made = PROPOSALS.make(library, LOCAL, proposal)
    return draft_from_proposal(library, LOCAL, made.entry.id).content


def enterprises(library):
    """Give enterprise -> a case that is about it alone."""
    cases = [each.case for each in list_cases(library, LOCAL, CaseForm()).cases]
    told = [(each.fields.get("enterprise", ()), each.id) for each in cases]
    return {named[0]: id_ for named, id_ in told if len(named) == 1}


def test_it_names_the_enterprise_of_the_linked_case(library):
    enterprise, case = next(iter(enterprises(library).items()))
    assert drafted(library, case).enterprise == enterprise


def test_it_names_none_where_no_case_is_linked_or_they_are_of_several(library):
    first, second = list(enterprises(library).values())[:2]
    assert drafted(library).enterprise == ""
    assert drafted(library, first, second).enterprise == ""
