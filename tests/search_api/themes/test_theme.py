"""What a theme holds, and its changes."""

import pytest
from pydantic import ValidationError

from corpus.actor import LOCAL
from corpus.document import Span
from corpus.errors import DocumentNotFound, PaperNotFound, WrongValue
from indexer.library import Library
from search_api.saving import save_search
from search_api.searching import SearchForm
from search_api.study.quoting import quote
from search_api.study.values import reason_of
from search_api.themes.theme import (
    MOST_ITEMS,
    MOST_QUOTED,
    PartName,
    Theme,
    ThemeItem,
    ThemeSearch,
    part_for,
)
from search_api.themes.themes import (
    THEMES,
    ItemPlace,
    begin_theme,
    moved,
    put_into,
    quotation_at,
    quote_anew,
    with_document,
    with_quotations,
    with_search,
    without,
    without_quotation,
)
from tests.search_api.shelf import EXPERIENCE, OPINION, SPEECH

BASIS, SPEECHES, CASES = PartName.BASIS, PartName.SPEECHES, PartName.CASES


@pytest.fixture(scope="module")
def library(settings):
    with Library.open(settings) as opened:
        yield opened


def words(library, paper, said):
    start = paper.text.index(said)
    return quote(library, LOCAL, paper.id, Span(start, start + len(said)))


def ids(theme, part):
    return [each.reference.document_id for each in theme.part(part)]


def test_a_document_goes_into_the_part_of_its_class():
    assert part_for("regulation") is BASIS
    assert part_for("speech") is SPEECHES
    assert part_for("experience") is CASES
    assert {part_for(each) for each in ("interpretation", "research", "news")} == {
        PartName.INTERPRETATION
    }


def test_a_document_is_put_once_and_by_hand_into_any_part(library):
    theme = with_document(library, LOCAL, Theme(title="甲"), OPINION.id)
    assert with_document(library, LOCAL, theme, OPINION.id) == theme
    assert ids(theme, BASIS) == [OPINION.id]
    theme = with_document(library, LOCAL, theme, OPINION.id, CASES)
    assert ids(theme, CASES) == [OPINION.id]
    with pytest.raises(DocumentNotFound):
        with_document(library, LOCAL, theme, "0" * 16)


def test_quotations_stand_beneath_their_document_each_once(library):
    one = words(library, OPINION, "坚持党的领导，深化国有企业改革。")
    two = words(library, OPINION, "完善公司治理")
    three = words(library, SPEECH, "国企改革必须坚持党的领导，这是根本原则。")
    theme = with_quotations(Theme(title="甲"), [one, two, three, one])
    assert [each.quotations for each in theme.basis] == [(one, two)]
    assert [each.quotations for each in theme.speeches] == [(three,)]
    left = without_quotation(theme, ItemPlace(BASIS, 0), 0)
    assert left.basis[0].quotations == (two,)
    assert without(theme, ItemPlace(BASIS, 0)).basis == ()
    assert quotation_at(theme, ItemPlace(BASIS, 0), 1) == two
    assert quotation_at(theme, ItemPlace(BASIS, 7), 1) is None


def test_documents_are_ordered_within_a_part_and_put_into_another(library):
    theme = Theme(title="甲")
    for paper in (OPINION, SPEECH, EXPERIENCE):
        theme = with_document(library, LOCAL, theme, paper.id, BASIS)
    theme = moved(theme, ItemPlace(BASIS, 2), -1)
    assert ids(theme, BASIS) == [OPINION.id, EXPERIENCE.id, SPEECH.id]
    assert moved(theme, ItemPlace(BASIS, 0), -1) == theme == moved(theme, ItemPlace(BASIS, 9), 1)
    theme = put_into(theme, ItemPlace(BASIS, 1), CASES)
    assert (ids(theme, BASIS), ids(theme, CASES)) == ([OPINION.id, SPEECH.id], [EXPERIENCE.id])
    assert put_into(theme, ItemPlace(CASES, 5), BASIS) == theme


def test_what_is_quoted_anew_brings_its_document_and_leaves_the_others(library):
    older = words(library, OPINION, "完善公司治理")
    other = words(library, OPINION, "深化国有企业改革")
    newer = words(library, SPEECH, "提高认识")
    place = ItemPlace(BASIS, 0)
    alone = quote_anew(with_quotations(Theme(title=""), [older]), place, 0, newer)
    assert (ids(alone, BASIS), alone.basis[0].quotations) == ([SPEECH.id], (newer,))
    both = quote_anew(with_quotations(Theme(title=""), [older, other]), place, 0, newer)
    assert [each.quotations for each in both.basis] == [(other,), (newer,)]


def test_a_saved_search_begins_a_theme_and_fills_another(library):
    form = SearchForm(query="国企改革", filters={"document_class": ("policy",)})
    kept = save_search(library, LOCAL, "改革检索", form)
    made = begin_theme(library, LOCAL, kept.id).content
    assert (made.title, made.on) == ("改革检索", library.today)
    assert made.search is not None
    assert (made.search.form.query, dict(made.search.form.filters)) == (
        "国企改革",
        {"document_class": ("policy",)},
    )
    assert with_search(library, LOCAL, Theme(title=""), kept.id).search == made.search
    with pytest.raises(PaperNotFound):
        begin_theme(library, LOCAL, 99_999)
    with pytest.raises(WrongValue, match="没有这个保存的检索"):
        with_search(library, LOCAL, Theme(title=""), 99_999)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"query": "长" * 300}, "有一处太多，最多 256 字"),
        ({"filters": {"strange": ["甲"]}}, "没有“strange”这项筛选"),
        ({"sort": "sideways"}, "有一项不是可用的值"),
        ({"filters": 3}, "有一项不是可用的值"),
    ],
)
def test_a_search_that_cannot_be_asked_is_refused_with_its_reason(asked, told):
    with pytest.raises(ValidationError) as refused:
        ThemeSearch.model_validate(asked)
    assert told in reason_of(refused.value)


def test_a_theme_holds_no_more_than_it_may(library):
    quotation = words(library, OPINION, "完善公司治理")
    item = ThemeItem(reference=quotation.reference, quotations=(quotation,) * MOST_QUOTED)
    with pytest.raises(ValidationError, match="最多 200 条引文，这里有 220 条"):
        Theme(title="", basis=(item,) * 11)
    full = Theme(title="", basis=(ThemeItem(reference=quotation.reference),) * MOST_ITEMS)
    with pytest.raises(WrongValue, match="“政策依据”最多 60 篇"):
        with_document(library, LOCAL, full, SPEECH.id, BASIS)
    with pytest.raises(WrongValue, match="最多 20 条引文"):
        with_quotations(
            Theme(title="", basis=(item,)), [words(library, OPINION, "深化国有企业改革")]
        )


def test_a_copy_of_a_theme_of_the_samples_is_one_s_own(library):
    made = THEMES.make(library, LOCAL, Theme(title="甲", sample="reform"))
    assert THEMES.copy(library, LOCAL, made.paper.id).content.sample == ""
    assert THEMES.open(library, LOCAL, made.paper.id).content.sample == "reform"
