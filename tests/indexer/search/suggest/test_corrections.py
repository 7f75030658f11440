import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.settings import Settings
from indexer.analysis.terms import Analyser, open_analyser
from indexer.search.suggest.alike import is_one_slip
from indexer.search.suggest.corrections import LONGEST_QUERY, MOST_CORRECTIONS, Corrections
from indexer.search.suggest.shelf import Shelf
from indexer.search.suggest.words import Word, neighbours, pairs_of

PUBLIC = frozenset({"public"})
INNER = frozenset({"inner"})
WORDS = (
    Word("新质生产力", known=True),
    Word("国企改革", known=True),
    Word("基层治理", known=True),
    Word("三重一大", known=True),
    Word("数字化转型", known=True),
    Word("企业", known=False, held=((PUBLIC, 9),)),
    Word("青泉计划", known=False, held=((INNER, 3),)),
)


@pytest.fixture(scope="module")
def corrections() -> Corrections:
    analyser: Analyser = open_analyser(Settings())
    return Corrections(WORDS, Shelf([word.text for word in WORDS]), analyser)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("新质升产力", "新质生产力"),
        ("新制生产力", "新质生产力"),
        ("新质生力产", "新质生产力"),
        ("新质产力", "新质生产力"),
        ("已旧换新", "以旧换新"),
        ("数字转型", "数字化转型"),
        ("三重大", "三重一大"),
        ("基层治里", "基层治理"),
        ("基城治理", "基层治理"),
        ("guoqi gaige", "国企改革"),
        ("guoqigaige", "国企改革"),
        ("gqgg", "国企改革"),
        ("国企gg", "国企改革"),
        ("guoqigaige qiye", "国企改革 企业"),
        ("標題:新制生產力", "標題:新质生产力"),
        ('"新制生产力" -企业', '"新质生产力" -企业'),
        ("推动新制生产力发展", "推动新质生产力发展"),
        ("新制生产力 基层治里", "新质生产力 基层治理"),
    ],
)
def test_what_was_meant_comes_first(corrections: Corrections, typed: str, meant: str) -> None:
    assert corrections.of(typed, None)[:1] == (meant,)


@pytest.mark.parametrize(
    "typed", ["国企改革", "新质生产力", "企业", "", "国发〔2024〕1号", "GDP", "x"]
)
def test_what_is_right_or_like_nothing_is_left_alone(corrections: Corrections, typed: str) -> None:
    assert corrections.of(typed, None) == ()


def test_operators_are_no_words() -> None:
    words = (Word("同居", known=True), Word("国企改革", known=True), Word("偶然", known=True))
    shelf = Shelf([word.text for word in words])
    corrections = Corrections(words, shelf, open_analyser(Settings()))
    assert corrections.of("火星 同句 木星", None) == ()
    assert corrections.of("火星 OR 木星", None) == ()
    assert corrections.of("同句", None) == ()
    assert corrections.of("guoqi gaige OR 木星", None)[0] == "国企改革 OR 木星"
    assert corrections.of("NOT guoqi gaige", None)[0] == "NOT 国企改革"


def test_names_of_fields_are_no_words(corrections: Corrections) -> None:
    assert corrections.of("基城治理:企业", None) == ()


def test_nobody_is_told_a_word_of_documents_that_he_may_not_see(corrections: Corrections) -> None:
    for typed in ("清泉计划", "青泉计画", "qingquanjihua", "qqjh"):
        assert corrections.of(typed, PUBLIC) == ()
        assert corrections.of(typed, INNER) == ("青泉计划",)


@pytest.mark.parametrize(
    ("one", "other", "slip"),
    [
        ("国企改革", "国企革改", True),
        ("国企改革", "国企改", True),
        ("国改革", "国企改革", True),
        ("国期改革", "国企改革", True),
        ("国企改革", "国企改革", False),
        ("国企改革", "国资改制", False),
        ("改革国企", "国企改革", False),
        ("革国企改", "国企改革", False),
    ],
)
def test_a_slip_is_one_character(one: str, other: str, slip: bool) -> None:
    assert is_one_slip(one, other) is slip
    assert is_one_slip(other, one) is slip


@given(st.text(max_size=LONGEST_QUERY + 5))
def test_nothing_typed_breaks_it(corrections: Corrections, typed: str) -> None:
    meant = corrections.of(typed, None)
    assert len(meant) <= MOST_CORRECTIONS
    assert typed not in meant


@given(st.text(alphabet="新质生产力国企改革制升治里guoqi ", max_size=LONGEST_QUERY))
def test_likely_letters_do_not_break_it(corrections: Corrections, typed: str) -> None:
    assert typed not in corrections.of(typed, None)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("职业教肓", ("职业教育",)), ("国企改各", ("国企改革",)), ("职业教育", ()), ("青泉记划", ())],
)
def test_a_run_is_like_what_two_words_make_together(typed: str, meant: tuple[str, ...]) -> None:
    analyser = open_analyser(Settings())
    texts = [(neighbours(("大力发展职业教育",), analyser), PUBLIC)] * 2
    shelf = Shelf([word.text for word in WORDS])
    corrections = Corrections(WORDS, shelf, analyser, pairs_of(texts))
    assert corrections.of_whole(typed, PUBLIC) == meant


def test_only_what_stands_side_by_side_is_a_pair() -> None:
    assert neighbours(("职业、教育",), open_analyser(Settings())) == frozenset()
