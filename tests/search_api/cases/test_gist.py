"""What a practice is about: words that mean something, not those that every text has."""

import pytest

from corpus.actor import LOCAL
from indexer.library import Library
from search_api.cases.gist import Gist, Worth, empty_words, gist_of


class OfWords:
    """Words that are worth what is told, all others a half."""

    def __init__(self, **known: float) -> None:
        self._known = known

    def of_one(self, word: str) -> float:
        return self._known.get(word, 0.5)


def gist(library: Library, text: str, **known: float) -> Gist:
    return gist_of(library.analyser, text, text, frozenset(), OfWords(**known))


def test_words_that_every_text_has_are_none(library: Library) -> None:
    found = gist(library, "推动清收工作\n进一步提升清收专班的能力", 工作=0.02)
    assert {"清收", "专班"} <= found.words
    assert not {"工作", "推动", "提升", "能力", "进一步"} & found.words
    assert not empty_words() & found.words


def test_two_words_are_enough_only_where_the_practice_is_about_both() -> None:
    about = Gist(frozenset({"清收", "专班", "收费", "台账"}), frozenset({"清收", "专班"}))
    assert about.shared_with(frozenset({"清收", "专班", "别的"})) == ("专班", "清收")
    assert about.shared_with(frozenset({"清收", "收费"})) == ()
    assert about.shared_with(frozenset({"清收", "收费", "台账"})) == ("台账", "收费", "清收")
    assert about.shared_with(frozenset({"清收"})) == ()


def test_what_names_a_practice_and_comes_back_in_it_is_what_it_is_about(library: Library) -> None:
    once = "甲处设展厅、食堂、球场、花园、车棚、书屋、浴室、茶座、药房、"
    found = gist(library, f"清收欠款\n{once}清收先清大户，清收再清小户。")
    assert "清收" in found.central
    assert len(found.central) < len(found.words)


def test_a_word_is_worth_the_more_the_fewer_documents_have_it(library: Library) -> None:
    worth = Worth(library, LOCAL)
    assert worth.of_one("清收") > worth.of_one("企业") >= 0
    assert worth.of_one("从来没有的词") == 0
    assert worth.of(["清收", "企业"]) == pytest.approx(worth.of_one("清收") + worth.of_one("企业"))
