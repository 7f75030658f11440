"""Other ways in which the words of a phrase are put."""

import pytest

from corpus.settings import Settings
from indexer.analysis.terms import open_analyser
from indexer.search.variants import find_variants, tiles

ANALYSER = open_analyser(Settings())
PIECES = ("深化", "国有", "企业", "改革")


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("国有企业改革", ("国有", "企业", "改革")),
        ("放管服改革", ("放管服", "改革")),
        ("企业", ("企业",)),
        ("改革改革", ("改革",)),
    ],
)
def test_a_phrase_is_cut_into_its_smallest_words(phrase, expected):
    assert tiles(phrase, ANALYSER) == expected


def test_variants_are_counted_by_document():
    texts = [
        (1, "要深化国有大型企业改革，并深化国有大型企业改革。"),
        (2, "深化国有大型企业改革"),
        (3, "推动国有企业深化改革"),
        (4, "深化国有企业改革"),
    ]
    assert find_variants("深化国有企业改革", PIECES, texts) == {
        "深化国有大型企业改革": {1, 2},
        "国有企业深化改革": {3},
    }


@pytest.mark.parametrize(
    "text",
    [
        "深化对国有资本投资运营公司和企业的改革",  # far apart
        "深化国有。企业改革",  # not in one clause
        "改革后的国有企业深化",  # another order, with something between
    ],
)
def test_what_is_no_variant(text):
    assert find_variants("深化国有企业改革", PIECES, [(1, text)]) == {}
