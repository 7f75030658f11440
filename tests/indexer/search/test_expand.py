"""What else means the same."""

import pytest

from corpus.settings import Settings
from corpus.text.fold import fold
from corpus.vocabulary.enterprises import bundled_enterprises
from indexer.analysis.terms import open_analyser
from indexer.search.expand import Expander

EXPANDER = Expander(open_analyser(Settings()), bundled_enterprises())


@pytest.mark.parametrize(
    ("piece", "found"),
    [
        ("国企改革", "国有企业改革"),
        ("国有企业改革", "国企改革"),
        ("国企", "央企"),
        ("中央企业", "央企"),
        ("20届", "二十届"),
        ("二十届", "20届"),
        ("2024年", fold("二〇二四年")),
        (fold("二〇二四年"), "2024年"),
    ],
)
def test_a_piece_has_this_alternative(piece, found):
    assert found in EXPANDER.alternatives(piece)


def test_a_narrower_word_does_not_find_the_wider_one():
    assert "国有企业" not in EXPANDER.alternatives("央企")


def test_what_holds_the_piece_anyway_is_no_alternative():
    assert EXPANDER.alternatives("大湾区") == ()


def test_a_plain_word_has_no_alternative():
    assert EXPANDER.alternatives("税收") == ()
