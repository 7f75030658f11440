"""What a button keeps of a passage begins behind its headings."""

import pytest

from search_api.snippets import Span, body


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("一、总体要求\n坚持党的领导。", "坚持党的领导。"),
        (
            "第五节 国有资产转让\n第五十一条　本法所称国有资产转让，是指转移。",
            "第五十一条　本法所称国有资产转让，是指转移。",
        ),
        ("二、做法\n（一）建机制\n成立专班。\n定期会商。", "成立专班。\n定期会商。"),
        ("坚持党的领导。\n完善治理。", "坚持党的领导。\n完善治理。"),
        ("关于深化改革的意见", "关于深化改革的意见"),
        ("标题\n副标题\n", "标题\n副标题\n"),
        ("长" * 61 + "\n坚持。", "长" * 61 + "\n坚持。"),
    ],
)
def test_headings_are_left_out_and_nothing_else(text, kept):
    span = body(text, Span(0, len(text)))
    assert text[span.start : span.end] == kept


def test_only_what_is_shown_counts():
    text = "前文。\n一、总体要求\n坚持党的领导。后文。"
    start, end = text.index("一、"), text.index("后文")
    span = body(text, Span(start, end))
    assert text[span.start : span.end] == "坚持党的领导。"
