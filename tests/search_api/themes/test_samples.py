"""The themes that come with the samples: whole, verbatim, and gone with them."""

import tomllib
from importlib.resources import files

import pytest

from corpus.actor import LOCAL
from corpus.catalogue import documents
from corpus.errors import WrongValue
from corpus.settings import Settings
from indexer.library import Library
from search_api.sampling import add_all_samples, remove_all_samples, restore_samples
from search_api.study.sources import Change
from search_api.themes.publishing import read_theme, served_themes
from search_api.themes.samples import make_sample_themes, theme_told
from search_api.themes.showing import show_theme
from search_api.themes.theme import PartName
from search_api.themes.themes import THEMES

TOLD = tomllib.loads((files("search_api.themes") / "samples.toml").read_text("utf-8"))["theme"]


@pytest.fixture
def own(tmp_path):
    """A library of its own, for what changes it."""
    with Library.open(Settings(home=tmp_path / "home", jobs=1)) as opened:
        add_all_samples(opened, LOCAL)
        yield opened


def titles(library):
    return [each.theme.title for each in served_themes(library)]


def test_all_three_are_made_whole_and_served_in_their_order(library):
    assert len(TOLD) == 3
    served = served_themes(library)
    assert [each.theme.sample for each in served] == [each["sample"] for each in TOLD]
    for each, told in zip(served, TOLD, strict=True):
        for name in PartName:
            quoted = [[q.text for q in item.quotations] for item in each.theme.part(name)]
            assert quoted == [item["quotations"] for item in told.get(name.value, ())]
        assert each.theme.basis
        assert each.theme.speeches
        assert each.theme.cases
        assert len(each.theme.questions) >= 3
        assert "示例" in each.theme.title


def test_every_quotation_is_verbatim_and_stands_where_it_says(library):
    count = 0
    for served in served_themes(library):
        for item in show_theme(library, LOCAL, served.theme).items:
            assert item.document.change is Change.SAME
            assert not item.is_doubtful
            for state in item.quotations:
                count += 1
                assert state.change is Change.SAME
                with library.catalogue.read() as connection:
                    ordinal = documents.find(connection, state.quotation.reference.document_id)
                    text = documents.get(connection, ordinal).document.text
                spans = state.quotation.spans
                assert "".join(text[s.start : s.end] for s in spans) == state.quotation.text
                assert state.quotation.reference.source_grade == "示例"
    items = (item for told in TOLD for name in PartName for item in told.get(name.value, ()))
    assert count == sum(len(item["quotations"]) for item in items) > 20


def test_words_that_no_sample_has_make_no_theme():
    with pytest.raises(WrongValue, match="没有这篇示例"):
        theme_told(TOLD[0], {})


def test_they_go_with_the_samples_and_come_back_as_they_were(own):
    before = titles(own)
    assert len(before) == 3
    remove_all_samples(own, LOCAL)
    assert (titles(own), THEMES.all(own, LOCAL)) == ([], ())
    restore_samples(own, LOCAL)
    assert titles(own) == before
    assert len(THEMES.all(own, LOCAL)) == 3


def test_one_that_was_removed_by_hand_comes_back_only_with_the_samples(own):
    first = served_themes(own)[0]
    THEMES.remove(own, LOCAL, first.publication.number)
    add_all_samples(own, LOCAL)  # nothing new comes in
    assert len(titles(own)) == 2
    assert make_sample_themes(own, LOCAL, again=False) == ()
    remove_all_samples(own, LOCAL)
    restore_samples(own, LOCAL)
    assert len(titles(own)) == 3


def test_a_theme_that_rests_on_one_s_own_documents_too_stays(own, tmp_path):
    from tests.library import add, write_notices

    add(own, write_notices(tmp_path / "own", 1))
    with own.catalogue.read() as connection:
        (newest,) = documents.newest(connection, 1)
        id_ = documents.cards(connection, [newest])[newest].id
    from search_api.themes.themes import with_document

    kept = served_themes(own)[0].publication.number
    THEMES.edit(own, LOCAL, kept, lambda theme: with_document(own, LOCAL, theme, id_))
    remove_all_samples(own, LOCAL)
    assert [each.publication.number for each in served_themes(own)] == [kept]
    shown, _ = read_theme(own, LOCAL, kept)
    assert all(item.document.change is Change.GONE for item in shown.items)
    shown, _ = read_theme(own, LOCAL, kept, draft=True)
    assert [item.document.change for item in shown.items].count(Change.SAME) == 1
