"""What weighs in a query: words, and what a document is."""

import pytest

from corpus.settings import Settings
from indexer.analysis.terms import open_analyser, stream
from indexer.engine.query import Keyword
from indexer.search.parse import parse
from indexer.search.ranking import (
    ASKED_REGION,
    AUTHORITY,
    COMPANY,
    LITERAL,
    NO_LONGER_HOLDS,
    rank,
    weigh,
)

ANALYSER = open_analyser(Settings())


def weighing(query: str, ended=(), *, in_plain_words: bool = False):
    """Weigh documents for a query."""
    return weigh(parse(query, ANALYSER), ended, in_plain_words=in_plain_words)


def test_a_higher_source_of_law_never_weighs_less():
    ranks = list(AUTHORITY.values())[1:]
    assert ranks == sorted(ranks)


@pytest.mark.parametrize(
    ("query", "regions"),
    [
        ("浙江的食品安全怎么管", ("浙江省",)),
        ("杭州市 食品安全", ("浙江省/杭州市",)),
    ],
)
def test_a_region_that_is_named_is_asked_for(query, regions):
    asked = weighing(query)
    assert asked.asked == Keyword("region", regions)
    assert asked.asked_factor == ASKED_REGION


def test_without_a_region_none_is_asked_for():
    assert weighing("食品安全怎么管").asked is None


def test_what_no_longer_holds_is_lowered():
    assert weighing("食品安全", {7}).lowered == {7: NO_LONGER_HOLDS}


def test_company_counts_in_a_question_only():
    assert weighing("食品安全怎么管", in_plain_words=True).company == COMPANY
    assert weighing("食品安全").company == 0


def ranking(query: str, *, in_plain_words: bool = False):
    """Weigh the terms of a query."""
    return rank(parse(query, ANALYSER), {}, ANALYSER, in_plain_words=in_plain_words)


def test_function_words_weigh_little_alone_and_in_bigrams():
    found = ranking("安全的怎么管理")
    assert found.words["怎么"] < found.words["安全"]
    assert found.bigrams["全的"] == found.bigrams["怎么"] < found.bigrams["安全"]


def test_the_title_weighs_less_in_a_question():
    question, words = ranking("安全管理", in_plain_words=True), ranking("安全管理")
    assert 0 < question.title["安全"] < words.title["安全"]


def test_a_run_that_is_cut_ranks_as_it_is_typed_and_with_an_alternative_in_it():
    weighed = rank(
        parse("国企重组 试点", ANALYSER),
        {"国有企业": 0.9, "试验点": 0.5},
        ANALYSER,
        instead={"国企": ("国有企业",), "试点": ("试验点",)},
    )
    assert weighed.literal == {
        stream("国企重组"): LITERAL,
        stream("国有企业重组"): LITERAL * 0.9,
    }


def test_a_question_in_plain_words_asks_for_no_literal_run():
    assert not ranking("国企重组 试点", in_plain_words=True).literal
