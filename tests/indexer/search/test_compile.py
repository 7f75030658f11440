"""What was typed as conditions: where words may be replaced, and where they may not."""

import pytest

from corpus.settings import Settings
from indexer.analysis.terms import open_analyser
from indexer.engine.query import All, Dated, Either, Keyword, Node, Not, Text
from indexer.search.compile import Compiler
from indexer.search.parse import parse

ANALYSER = open_analyser(Settings())
COMPILER = Compiler(
    {"国企": ("国有企业",), "央企": ("中央企业",)}, lambda piece: ("别名",) if piece.field else ()
)


def compiled(text):
    parsed = parse(text, ANALYSER)
    return [shown(COMPILER.node(each)) for each in (*parsed.pieces, *parsed.groups)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("机关:国务院", Text("国务院", "issuer")),
        ('机关:"国务院"', Keyword("issuer", ("国务院", "中华人民共和国国务院"))),
        ('-机关:"國務院"', Not(Keyword("issuer", ("国务院", "中华人民共和国国务院")))),
        ('机关:"A公司"', Text("a¦公司¶", "issuer")),
        ("-机关:国办", Not(Either((Text("国办", "issuer"), Text("别名", "issuer"))))),
        ("作者:李强", Either((Text("李强", "speaker"), Text("李强", "issuer")))),
        ("类型:讲话", Keyword("document_class", ("speech",))),
    ],
)
def test_fields_hold_what_they_name(text, expected):
    (piece,) = parse(text, ANALYSER).pieces
    assert COMPILER.node(piece) == expected


@pytest.mark.parametrize(
    ("days", "within", "apart"),
    [
        ("2018", (20180101, 20181231), []),
        ("2018~2019", (20180101, 20191231), []),
        ("2018~", (20180101, 99991231), []),
        ("2018-12", (20181201, 20181231), [20180000]),
        ("2018-12-25", (20181225, 20181225), [20181200, 20180000]),
        ("2018-12~2019", (20181201, 20191231), [20180000]),
        ("2018-02~2018-02-28", (20180201, 20180228), [20180000]),
        ("2018-02-02~2019-03", (20180202, 20190331), [20180200, 20180000, 20190000]),
    ],
)
def test_a_date_of_which_less_is_known_must_lie_wholly_within(days, within, apart):
    (piece,) = parse(f"日期:{days}", ANALYSER).pieces
    node = COMPILER.node(piece)
    expected = [Dated(*within), *(Not(Dated(key, key)) for key in apart)]
    assert list(node.nodes if isinstance(node, All) else [node]) == expected


def shown(node: Node):
    """Write a condition in short."""
    match node:
        case All(nodes=nodes):
            return ["all", *map(shown, nodes)]
        case Either(nodes=nodes):
            return ["any", *map(shown, nodes)]
        case Not(node=inner):
            return ["not", shown(inner)]
        case Text(stream=stream):
            return stream.strip("¦¶")


SOE, CENTRAL = ["any", "国企", "国有企业"], ["any", "央企", "中央企业"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("国企", [SOE]),
        ("改革 -国企", ["改革", ["not", "国企"]]),
        (
            "(国企 改革) OR (央企 NOT 国企)",
            [["any", ["all", SOE, "改革"], ["all", CENTRAL, ["not", "国企"]]]],
        ),
        ("改革 NOT (国企 OR 央企)", ["改革", ["not", ["any", "国企", "央企"]]]),
        ("改革 NOT (央企 -国企)", ["改革", ["not", ["all", "央企", ["not", SOE]]]]),
    ],
)
def test_what_is_denied_means_itself_alone(text, expected):
    assert compiled(text) == expected
