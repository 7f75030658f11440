"""Where one can stop reading, and which sentences say what was done."""

import pytest

from corpus.document import Span
from search_api.themes.sentences import sentences_done, ways_to_end


@pytest.mark.parametrize(
    ("chosen", "ways"),
    [
        ("要建账。", ["要建账。"]),
        ("他说“要建账。”", ["他说“要建账。”"]),
        ("要建账；要销", ["要建账；要销号。"]),
        ("要建账。要销号，", ["要建账。要销号，再回头看。", "要建账。"]),
        ("（一）建账；", ["（一）建账"]),
        ("一、建立台账", ["一、建立台账"]),
        ("查实以后。采取下列措施：", ["查实以后。"]),
        ("采取下列措施：", []),
    ],
)
def test_words_end_where_one_can_stop(chosen, ways):
    lines = (
        "要建账；要销号。",
        "要建账。要销号，再回头看。",
        "他说“要建账。”然后走了。",
        "查实以后。采取下列措施：",
        "（一）建账；",
        "一、建立台账",
    )
    text = "\n".join(lines) + "\n"
    start = text.index(chosen)
    found = ways_to_end(text, Span(start, start + len(chosen)))
    assert [text[each.start : each.end] for each in found] == ways


def test_what_was_done_is_neither_a_heading_nor_how_it_was_before_nor_a_row():
    lines = (
        "（一）建立台账，让底数清起来。",
        "过去，各部门建立的台账各管各的，谁也说不清。问题出在哪里，由谁牵头来建立？",
        "部门\t建立台账\t责任人是谁。",
        "公司成立专班，逐项建立台账，",
        "公司成立由董事长任组长的专班，用五个月时间理清流程三百余条。随后推行“日清日结”，按月兑现奖励。",
    )
    text = "\n".join(lines)
    found = sentences_done(text, Span(0, len(text)), "（一）建立台账，让底数清起来")
    assert [text[each.start : each.end] for each in found] == [
        "公司成立由董事长任组长的专班，用五个月时间理清流程三百余条。",
        "随后推行“日清日结”，按月兑现奖励。",
    ]
