"""What a removal took out, in words."""

import pytest

from corpus.actor import LOCAL
from corpus.document import Span
from indexer.library import Library
from search_api.study.quoting import quote
from search_api.themes.removing import told_removal
from search_api.themes.theme import PartName, Theme
from search_api.themes.themes import ItemPlace, with_quotations, without, without_quotation
from tests.search_api.shelf import OPINION

TITLE = "《云陵省人民政府关于深化国企改革的实施意见》"
PLACE = ItemPlace(PartName.BASIS, 0)


@pytest.fixture
def theme(settings):
    with Library.open(settings) as library:
        quotations = [
            quote(library, LOCAL, OPINION.id, Span(start, start + len(words)))
            for words in ("完善公司治理", "深化国有企业改革")
            for start in [OPINION.text.index(words)]
        ]
    return with_quotations(Theme(title="甲"), quotations)


def test_a_document_is_named_with_its_part_and_what_goes_with_it(theme):
    told = told_removal(theme, without(theme, PLACE))
    assert told == f"已从“政策依据”移除{TITLE}和它的 2 条引文。"


def test_a_quotation_is_told_by_its_words_and_its_document_stays(theme):
    told = told_removal(theme, without_quotation(theme, PLACE, 1))
    assert told == f"已移除{TITLE}的引文“深化国有企业改革”，文件还在。"


def test_where_nothing_is_missing_nothing_is_told(theme):
    assert told_removal(theme, theme) == ""
