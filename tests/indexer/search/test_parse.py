"""What a query means."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import QuerySyntaxError
from corpus.settings import Settings
from indexer.analysis.terms import open_analyser
from indexer.search.parse import parse
from indexer.search.pieces import Piece, PieceKind
from indexer.search.tree import leaves

ANALYSER = open_analyser(Settings())


def pieces(text):
    return list(parse(text, ANALYSER).pieces)


def word(text, **options):
    return Piece(text, PieceKind.WORD, **options)


def phrase(text, **options):
    return Piece(text, PieceKind.PHRASE, **options)


def number(key, **options):
    return Piece(key, PieceKind.NUMBER, **options)


def test_runs_are_cut_into_words():
    assert pieces("国企改革 党的领导") == [word("国企改革"), word("党的领导")]


def test_a_plan_period_may_be_written_in_digits():
    assert pieces("14五 规划") == [word("14五"), word("规划")]
    assert pieces("14五规划") == [word("14五规划")]


def test_full_width_and_traditional_characters_are_folded():
    assert pieces("統一戰線 ２０％") == [word("统一战线"), word("20%")]


@pytest.mark.parametrize("text", ['"党的 领导"', "“党的领导”", '＂党的领导"'])
def test_a_quoted_phrase_is_one_piece(text):
    assert pieces(text) == [phrase("党的领导")]


def test_words_may_stand_beside_a_phrase():
    assert pieces('坚持"党的领导"干部') == [word("坚持"), phrase("党的领导"), word("干部")]


@pytest.mark.parametrize("text", ['"党的领导', '党的领导"', "“党的领导"])
def test_a_lone_quotation_mark_means_nothing(text):
    assert [each.text for each in pieces(text)] == ["党的领导"]


def test_a_minus_denies():
    assert pieces("国有企业 -党建") == [word("国有企业"), word("党建", denied=True)]
    assert pieces('改革 -"党的 建设"') == [word("改革"), phrase("党的建设", denied=True)]


@pytest.mark.parametrize(
    "text", ['"改革"-"试点"', "“改革”-试点", "「改革」－「试点」", '"改革"-试点']
)
def test_right_behind_a_quotation_a_minus_denies(text):
    kept, left_out = pieces(text)
    assert (kept, left_out.text, left_out.denied) == (phrase("改革"), "试点", True)
    (group, *_) = parse(f"({text}) OR 党建", ANALYSER).groups
    assert [(leaf.text, leaf.denied) for leaf in leaves(group)] == [
        ("改革", False),
        ("试点", True),
        ("党建", False),
    ]


@pytest.mark.parametrize("text", ["改革-试点", "甲类—乙类", "2018-2020", "“十四五”-2035", '5"-6"'])
def test_within_a_run_a_dash_is_a_sign_like_any_other(text):
    assert not any(each.denied for each in pieces(text))


@pytest.mark.parametrize("text", ["「党的领导」", "『党的领导』", "‘党的领导’"])
def test_a_phrase_may_stand_in_marks_of_other_kinds(text):
    assert pieces(text) == [phrase("党的领导")]
    assert pieces(f"改革 {text} -{text}") == [
        word("改革"),
        phrase("党的领导"),
        phrase("党的领导", denied=True),
    ]
    assert pieces(f"标题:{text}") == [phrase("党的领导", field="title")]
    (group,) = parse(f"({text} OR 改革)", ANALYSER).groups
    assert [leaf.kind for leaf in leaves(group)] == [PieceKind.PHRASE, PieceKind.WORD]


@pytest.mark.parametrize(
    "text", ["「党的领导」是根", "‘十四五’规划", "国发「2024」1号", "people’s ’s"]
)
def test_marks_within_a_run_make_no_phrase(text):
    assert not any(each.kind is PieceKind.PHRASE for each in pieces(text))


def test_a_hyphen_inside_a_word_denies_nothing():
    assert pieces("PPR-9087") == [word("ppr"), word("9087")]


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("title:民营经济", word("民营经济", field="title")),
        ("标题：民营经济", word("民营经济", field="title")),
        ('标题:"民营 经济"', phrase("民营经济", field="title")),
        ("-机关:国务院", word("国务院", field="issuer", denied=True)),
        ("年份:2024", word("2024", field="year")),
        ("年份：２０２０—2024年", word("2020-2024", field="year")),
        ("year:2024至2020", word("2020-2024", field="year")),
        ("年份:2018-", word("2018-2099", field="year")),
        ("年份:2018～", word("2018-2099", field="year")),
        ("年份:-2018", word("1900-2018", field="year")),
        ("作者:李强", word("李强", field="author")),
        ("类型:法律法规", word("regulation", field="document_class")),
        ("类型：政策", word("policy/interpretation", field="document_class")),
        ("-来源等级:示例", word("示例", field="source_grade", denied=True)),
        ("机关层级:国务院", word("国务院", field="issuer_level")),
        ("标题: 民营经济", word("民营经济", field="title")),
        ("文号:国发[2024]1号", number("国发|2024|1", field="number")),
    ],
)
def test_a_field_binds_its_value(text, piece):
    assert pieces(text) == [piece]


def test_an_unknown_field_is_a_word():
    assert [each.text for each in pieces("注意:事项")] == ["注意", "事项"]


@pytest.mark.parametrize(
    "text",
    [
        "国发〔2024〕1号",
        "国发[2024]1号",
        "国发 2024 1号文",
        "国发2024年1号",
        "国发〔二〇二四〕一号",
    ],
)
def test_a_document_number_is_one_piece_in_every_form(text):
    assert pieces(text) == [number("国发|2024|1")]


def test_a_number_may_stand_among_words():
    assert pieces("落实 国发〔2024〕1号 情况") == [
        word("落实"),
        number("国发|2024|1"),
        word("情况"),
    ]


@pytest.mark.parametrize(
    "written",
    [
        "国发〔2018〕38号",
        "国发[2018] 38号",
        "国 发〔2018〕38号",
        "国发（二〇一八）三十八号",
        "国发2018年38号",
        "国发 2018 38号",
    ],
)
def test_words_stand_before_and_behind_a_number(written):
    asked = [word("贸易"), number("国发|2018|38"), word("实施")]
    for order in permutations(("贸易", written, "实施")):
        assert sorted(pieces(" ".join(order)), key=asked.index) == asked
    for order in permutations(("贸易", written)):
        assert set(pieces(" ".join(order))) == set(asked[:2])
    assert pieces(written) == [number("国发|2018|38")]


@pytest.mark.parametrize("text", ["-国发(2024)1号", "-国发〔2024〕 1号", "-国发2024年1号"])
def test_a_number_may_be_denied_in_every_form(text):
    denied = number("国发|2024|1", denied=True)
    assert pieces(f"深化改革 {text}") == [word("深化改革"), denied]
    assert pieces(f"{text} 深化改革") == [denied, word("深化改革")]


def test_a_field_takes_a_number_with_a_blank_in_it():
    assert pieces("文号:国发〔2024〕 1号 改革") == [
        number("国发|2024|1", field="number"),
        word("改革"),
    ]


def test_an_order_is_a_number_among_words():
    assert pieces("环境 国务院令第703号") == [word("环境"), number("国务院令||703")]
    assert pieces("财政部 公告2024年第5号") == [number("财政部公告|2024|5")]


def test_a_year_and_a_count_among_words_are_no_number():
    assert all(each.kind is PieceKind.WORD for each in pieces("深化改革 2024 1号 任务"))


def test_signs_in_the_field_of_numbers_are_told():
    with pytest.raises(QuerySyntaxError, match="发文字号"):
        pieces("文号:〔〕")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("年份:abc", "不是年份"),
        ("年份:20240", "不是年份"),
        ("年份:-", "不是年份"),
        ("年份:20182020", "不是年份"),
        ("类型:论文", "可以写的有：政策文件、法律法规、"),
        ("标题:", "“标题:”后面缺"),
        ("改革 -机关：", "“机关：”后面缺"),
    ],
)
def test_a_field_without_a_fitting_value_is_told(text, told):
    with pytest.raises(QuerySyntaxError, match=told):
        pieces(text)


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("  改革 年份:abc", "abc"),
        ("改革\u200b -年份:20240", "20240"),
        ("改革 日期:昨天 党建", "昨天 党建"),
        ('改革 文号:"〔〕"', '〔〕"'),
        ("改革 日期:昨天 OR 党建", "昨天 OR 党建"),
        (" 改革 标题: ", "标题: "),
        ("  改革 OR", ""),
        (" ".join(f'"{n}"' for n in range(40)), " ".join(f'"{n}"' for n in range(32, 40))[1:]),
        ("  " + " ".join(f"-词{n}" for n in range(10)), "词8 -词9"),
        (" " + "改" * 258, "改改"),
    ],
)
def test_trouble_is_told_at_its_place_in_what_was_typed(text, marked):
    with pytest.raises(QuerySyntaxError) as caught:
        pieces(text)
    assert text[caught.value.position :] == marked


def test_question_words_are_optional_unless_nothing_else_is_left():
    assert pieces("请问什么是 maxkb") == [
        word("请问", optional=True),
        word("什么", optional=True),
        word("是", optional=True),
        word("maxkb"),
    ]
    assert not any(each.optional for each in pieces("为什么"))


def test_words_beyond_the_limit_rank_but_bind_nothing():
    found = pieces(" ".join(f"{n}号" for n in range(40)))
    assert [each.optional for each in found] == [False] * 32 + [True] * 8


def test_an_empty_query_has_no_pieces():
    assert pieces("  ") == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("改" * 257, "最多 256"),
        (" ".join(f'"{n}"' for n in range(40)), "最多 32"),
        (" ".join(f"-词{n}" for n in range(9)), "最多 8"),
        ("，。！？《》", "只有标点"),
    ],
)
def test_what_cannot_be_searched_is_told_with_its_reason(text, said):
    with pytest.raises(QuerySyntaxError, match=said):
        pieces(text)


def is_understood_or_refused(text):
    try:
        parsed = parse(text, ANALYSER)
    except QuerySyntaxError as error:
        return bool(error.detail)
    return all(piece.text for piece in parsed.pieces)


@given(st.text(st.characters(), max_size=300))
def test_any_text_is_understood_or_refused(text):
    assert is_understood_or_refused(text)


@given(st.lists(st.sampled_from(['"', "-", "标题:", "“", " ", "国发", "〔2024〕", "1号", "改革"])))
def test_any_row_of_operators_is_understood_or_refused(parts):
    assert is_understood_or_refused("".join(parts))


def test_a_scope_holds_for_all_that_names_no_field():
    asked = parse('国企改革 意见 "党的领导" -试点 机关:财政部', ANALYSER, scope="title").pieces
    assert [(piece.text, piece.field) for piece in asked] == [
        ("国企改革", "title"),
        ("意见", "title"),
        ("党的领导", "title"),
        ("试点", "title"),
        ("财政部", "issuer"),
    ]
    (group,) = parse("国企 OR 央企", ANALYSER, scope="title").groups
    assert {piece.field for piece in leaves(group)} == {"title"}


def test_what_is_typed_of_a_number_is_looked_for_in_numbers():
    assert parse("国办发[2024]", ANALYSER, scope="number").pieces == (
        word("国办发〔2024〕", field="number"),
    )
    assert pieces("文号:国办发〔2024〕12号") == [number("国办发|2024|12", field="number")]


@pytest.mark.parametrize(
    "text",
    ['"落实“十四五”规划"', "＂落实“十四五”规划＂", '“落实"十四五"规划”', "“落实‘十四五’规划”"],
)
def test_a_quotation_may_hold_marks_of_another_kind(text):
    assert pieces(text) == [phrase("落实十四五规划")]
    assert pieces(f"改革 {text}") == [word("改革"), phrase("落实十四五规划")]
    (group,) = parse(f"{text} OR 改革", ANALYSER).groups
    assert [leaf.text for leaf in leaves(group)] == ["落实十四五规划", "改革"]
