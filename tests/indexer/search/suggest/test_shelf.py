import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.search.suggest.shelf import Match, Shelf
from indexer.search.suggest.spelling import loosely, name_key, spell

NAMES = (
    "国企改革",
    "国企改革三年行动",
    "深化国企改革的意见",
    "重庆银行条例",
    "西安市条例",
    "《人工智能（AI）办法》",
    "国发〔2024〕1号",
    "绿色发展",
)


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    return Shelf(NAMES)


def found(shelf: Shelf, typed: str) -> list[str]:
    return [NAMES[match.place] for match in shelf.find(typed)]


@pytest.mark.parametrize(
    "typed",
    [
        *("国企改", "国企改革", "guoqigaige", "guo'qi'gai'ge", "guoqigai", "guoqig", "gqgg"),
        *("国企gg", "guoqigg", "gq改革", "国qi改ge", "GQGG", "國企", "ｇｑ"),
    ],
)
def test_a_name_is_found_by_characters_pinyin_initials_and_mixed(shelf: Shelf, typed: str) -> None:
    assert found(shelf, typed) == ["国企改革", "国企改革三年行动", "深化国企改革的意见"]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("chongqing", "重庆银行条例"),
        ("cqyh", "重庆银行条例"),
        ("yinhang", "重庆银行条例"),
        ("xian", "西安市条例"),
        ("xi'an", "西安市条例"),
        ("xash", "西安市条例"),
        ("ai", "《人工智能（AI）办法》"),
        ("rgzn", "《人工智能（AI）办法》"),
        ("rengongzhinengai", "《人工智能（AI）办法》"),
        ("国发2024", "国发〔2024〕1号"),
        ("gf[2024]", "国发〔2024〕1号"),
        ("lvse", "绿色发展"),
        ("lüse", "绿色发展"),
    ],
)
def test_sounds_are_those_of_the_surroundings(shelf: Shelf, typed: str, name: str) -> None:
    assert found(shelf, typed)[:1] == [name]


@pytest.mark.parametrize("typed", ["zhongqing", "gqxx", "ge", "", "。", "\n", "企国", "国企改革x"])
def test_what_no_name_holds_finds_none(shelf: Shelf, typed: str) -> None:
    assert found(shelf, typed) == []


def test_a_match_tells_its_place_in_the_key(shelf: Shelf) -> None:
    assert list(shelf.find("shgq")) == [Match(2, 0, 4)]
    assert list(shelf.find("改革三")) == [Match(1, 2, 5)]


def test_syllables_stand_beside_their_characters() -> None:
    key = name_key("长春行长调整重庆AI产业2024")
    assert " ".join(spell(key)) == (
        "chang chun hang zhang tiao zheng chong qing a i chan ye 2 0 2 4"
    )


def test_those_who_do_not_part_sounds_are_understood() -> None:
    assert loosely(("zhi", "sheng", "lin", "ling")) == "zi sen lin lin"


def test_first_letters_are_those_of_words_where_there_are_such() -> None:
    names = ("洛阳市节水", "临沂市健康", "优化营商环境", "营商环境")
    shelf = Shelf(names, lambda key: re.findall("洛阳市|临沂市|营商|环境|..", key))
    assert [names[match.place] for match in shelf.find("ysh")] == ["营商环境", "优化营商环境"]
    assert [names[match.place] for match in shelf.find("ysj")] == ["洛阳市节水", "临沂市健康"]
    assert [names[match.place] for match in shelf.find("阳市")] == ["洛阳市节水"]
    assert [names[match.place] for match in shelf.find("yangsh")] == ["洛阳市节水"]


def test_what_may_not_be_told_is_as_if_it_were_not_there() -> None:
    open_ones = ("深化国企改革", "国资国企", "优国企")
    hidden = tuple(f"国企{letter}" for letter in "改革行动" * 30)
    alone = [open_ones[match.place] for match in Shelf(open_ones).find("gq")]
    both = Shelf((*hidden, *open_ones))
    told = both.find("gq", lambda place: place >= len(hidden))
    assert [(*hidden, *open_ones)[match.place] for match in told] == alone
    assert len(alone) == 3


def test_blanks_between_syllables_do_not_count(shelf: Shelf) -> None:
    assert found(shelf, "guo qi  gai ge") == found(shelf, "gqgg")


@given(st.text(max_size=60))
def test_nothing_typed_breaks_it(typed: str) -> None:
    shelf = Shelf(NAMES)
    for match in shelf.find(typed):
        assert 0 <= match.start < match.end <= len(name_key(NAMES[match.place]))


@given(st.text(max_size=30))
def test_every_name_is_found_by_itself(name: str) -> None:
    if name_key(name):
        assert next(Shelf([name]).find(name)).place == 0
