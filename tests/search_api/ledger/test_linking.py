"""A proposal names what it concerns, and says when that can no longer be opened."""

from datetime import date

import pytest

from corpus.actor import LOCAL
from corpus.errors import DocumentNotFound, PaperNotFound
from corpus.settings import Settings
from indexer.ingest.intake import add_samples
from indexer.ingest.removal import remove_samples
from indexer.library import Library
from search_api.browsing import survey
from search_api.ledger.linking import keys_that_are_there, link_to, linked, unlinked
from search_api.ledger.proposal import Proposal
from search_api.themes.publishing import served_themes, withdraw_theme
from search_api.themes.samples import make_sample_themes

PROPOSAL = Proposal(title="一事", received=date(2026, 10, 8))


@pytest.fixture
def library(tmp_path):
    with Library.open(Settings(home=tmp_path / "home", jobs=1)) as made:
        add_samples(made)
        make_sample_themes(made, LOCAL, again=False)
        yield made


def test_documents_cases_and_themes_are_linked_once_each(library):
    newest = survey(library, LOCAL).newest
    report = next(each for each in newest if each.document_class == "experience")
    reading = next(each for each in newest if each.document_class != "experience")
    theme = served_themes(library)[0]
    keys = (report.id, reading.id, f"theme:{theme.publication.number}")
    proposal = PROPOSAL
    for key in (*keys, *keys):
        proposal = linked(proposal, link_to(library, LOCAL, key))
    assert [each.kind for each in proposal.links] == ["case", "document", "theme"]
    assert proposal.links[2].title == theme.theme.title
    assert keys_that_are_there(library, LOCAL, proposal) == {each.key for each in proposal.links}
    withdraw_theme(library, LOCAL, theme.publication.number)
    remove_samples(library)
    assert keys_that_are_there(library, LOCAL, proposal) == frozenset()
    assert len(unlinked(proposal, 0).links) == 2


@pytest.mark.parametrize(
    ("key", "error"),
    [("0" * 16, DocumentNotFound), ("theme:99", PaperNotFound), ("theme:x", PaperNotFound)],
)
def test_what_is_not_there_cannot_be_linked(library, key, error):
    with pytest.raises(error):
        link_to(library, LOCAL, key)
