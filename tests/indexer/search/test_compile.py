"""What was typed as conditions: where words may be replaced, and where they may not."""

import pytest

from corpus.settings import Settings
from indexer.analysis.terms import open_analyser
from indexer.engine.query import All, Either, Node, Not, Text
from indexer.search.compile import Compiler
from indexer.search.parse import parse

ANALYSER = open_analyser(Settings())
COMPILER = Compiler({"国企": ("国有企业",), "央企": ("中央企业",)}, {})


def compiled(text):
    parsed = parse(text, ANALYSER)
    return [shown(COMPILER.node(each)) for each in (*parsed.pieces, *parsed.groups)]


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
