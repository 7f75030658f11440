"""Queries with operators: what binds how, and where the trouble lies."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import QuerySyntaxError
from corpus.settings import Settings
from indexer.analysis.terms import open_analyser
from indexer.search.parse import parse
from indexer.search.pieces import Piece, PieceKind
from indexer.search.tree import AllOf, AnyOf, Denied, Scope, Together, leaves

ANALYSER = open_analyser(Settings())


def read(text):
    parsed = parse(text, ANALYSER)
    return [*map(shown, parsed.pieces), *map(shown, parsed.groups)]


def shown(tree):
    """Write a tree in short."""
    match tree:
        case Piece():
            name = f"{tree.field}:" if tree.field else ""
            return ("-" if tree.denied else "") + name + tree.text
        case AllOf(nodes=nodes):
            return ["all", *map(shown, nodes)]
        case AnyOf(nodes=nodes):
            return ["any", *map(shown, nodes)]
        case Denied(node=node):
            return ["not", shown(node)]
        case Together(scope=scope, nodes=nodes):
            return [scope.value, *map(shown, nodes)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("国企 OR 央企", [["any", "国企", "央企"]]),
        ("国企 OR 央企 OR 民企", [["any", "国企", "央企", "民企"]]),
        ('"国有企业" OR "中央企业"', [["any", "国有企业", "中央企业"]]),
        ('"干部" 同句 "廉洁"', [[Scope.SENTENCE, "干部", "廉洁"]]),
        ("改革 NOT 征求意见稿", ["改革", "-征求意见稿"]),
        ("(改革 OR 党建) -征求意见稿", ["-征求意见稿", ["any", "改革", "党建"]]),
        ("《办法（试行）》 OR 细则", [["any", ["all", "办法", "试行"], "细则"]]),
        ("(国企 OR 央企) 改革", ["改革", ["any", "国企", "央企"]]),
        ("（国企 OR 央企）AND 改革", ["改革", ["any", "国企", "央企"]]),
        ("改革 NOT 试点", ["改革", "-试点"]),
        ("改革 NOT -试点", ["改革", "试点"]),
        ("改革 -(试点 OR 示范)", ["改革", ["not", ["any", "试点", "示范"]]]),
        ('"党的领导" 同句 干部', [[Scope.SENTENCE, "党的领导", "干部"]]),
        ("干部 /p 廉洁 -处分", ["-处分", [Scope.PARAGRAPH, "干部", "廉洁"]]),
        ("干部 同段 (廉洁 OR 自律)", [[Scope.PARAGRAPH, "干部", ["any", "廉洁", "自律"]]]),
        ("标题:(国企 OR 央企)", [["any", "title:国企", "title:央企"]]),
        ("机关:财政部 OR 机关:商务部", [["any", "issuer:财政部", "issuer:商务部"]]),
        ("改革 NOT 国发(2024)1号", ["改革", "-国发|2024|1"]),
        ("(改革 OR 党建) -国发[2024] 1号", ["-国发|2024|1", ["any", "改革", "党建"]]),
        ("国发(2024)1号 OR 国发〔2023〕2号", [["any", "国发|2024|1", "国发|2023|2"]]),
        ("日期:2023~ OR 年份:2020", [["any", "date:2023-01-01/9999-12-31", "year:2020"]]),
    ],
)
def test_operators_bind(text, expected):
    assert read(text) == expected


def test_or_binds_less_than_words_side_by_side():
    (group,) = parse("国企 审计 OR 央企 党建", ANALYSER).groups
    assert shown(group) == ["any", ["all", "国企", "审计"], ["all", "央企", "党建"]]


@pytest.mark.parametrize(
    "text",
    [
        "关于（试行）办法",
        "国企 or 央企",
        "OR",
        "“国企 OR 央企”",
        "同句",
        "北京市(试行)",
        "关于某事的意见 | 某网",
        "规划（2021年）－（2025年）",
        "国发(2024)1号",
    ],
)
def test_plain_text_has_no_operators(text):
    assert parse(text, ANALYSER).groups == ()


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("国企 OR", 5),
        ("国企 OR OR 央企", 6),
        ("OR 国企", 0),
        ("(国企 OR 央企", 0),
        ("国企) OR 央企", 2),
        ("国企 OR () 央企", 7),
        ("标题:改革 同句 党建", 0),
        ("改革 OR 国企 同句 党建", 0),
        ("国企 同句 央企 同段 改革", 0),
        ("((((( 国企 OR 央企 )))))", 4),
        ("文号: OR 国企", 0),
        (" OR ".join("甲乙丙丁戊己庚辛壬癸"), 42),
    ],
)
def test_trouble_is_told_with_its_place(text, position):
    with pytest.raises(QuerySyntaxError) as caught:
        parse(text, ANALYSER)
    assert caught.value.facts["position"] == position


def test_the_plain_reading_of_anything_is_words():
    parsed = parse('(国企 OR 央企 "党的领导" -试点', ANALYSER, plain=True)
    assert parsed.groups == ()
    assert [piece.text for piece in parsed.pieces if piece.kind is PieceKind.PHRASE] == ["党的领导"]
    assert not any(piece.denied for piece in parsed.pieces)


def test_what_stands_under_a_not_is_denied():
    (group,) = parse("改革 NOT (试点 -示范 OR 推广)", ANALYSER).groups
    assert [(piece.text, piece.denied) for piece in leaves(group)] == [
        ("试点", True),
        ("示范", False),
        ("推广", True),
    ]


@given(st.text(alphabet='国企央改()（）" -:ORNAND|标题同句段/sp〔2024〕1号~《》，', max_size=60))
def test_any_text_is_understood_or_refused_with_a_reason(text):
    parsed, trouble = understood(text)
    assert all(piece.text for piece in parsed)
    assert trouble is None or 0 <= trouble.facts["position"] <= len(text)


def understood(text):
    try:
        return parse(text, ANALYSER).leaves, None
    except QuerySyntaxError as trouble:
        has_words = any(letter.isalnum() for letter in text)
        return parse(text, ANALYSER, plain=True).leaves if has_words else (), trouble
