"""Debris, gaps, stand-ins: what is taken out, what is marked, and what must stay."""

import pytest

from corpus.document import GapKind, Span
from corpus.recognise.cleaning import (
    clean,
    completeness,
    find_placeholders,
    without_inline_debris,
)
from corpus.text.fold import fold
from tests.corpus.recognise.hostile import seconds_on
from tests.corpus.recognise.vectors import vectors
from tests.shared import needs_shared

REAL_LINES = (
    "《意见》全文可在网站下载，各单位要组织学习，编辑：工作简报的同志要及时报送有关情况和做法。",
    "第3页的有关要求，请对照执行。",
    "国有企业(以下简称国企)要带头。",
    "计划编号为 A 1 的项目",
    "同志在基层一线，要多关心。",
    "习近平总书记同志们好",
)


def kept(text):
    found = clean(text).removed
    borders = [0, *(offset for span in found for offset in (span.start, span.end)), len(text)]
    return "".join(text[a:b] for a, b in zip(borders[::2], borders[1::2], strict=True))


@pytest.mark.parametrize("line", REAL_LINES)
def test_no_real_sentence_is_lost(line):
    assert kept(f"前文。\n{line}\n后文。") == f"前文。\n{line}\n后文。"


def test_a_hidden_part_is_a_gap_with_its_count():
    text = "开创新局面。---此处隐藏4439字,下载后查看---同志们，"
    (gap,) = clean(text).gaps
    assert (gap.kind, gap.hidden) == (GapKind.HIDDEN, 4439)
    assert kept(text) == "开创新局面。同志们，"
    assert completeness((gap,), "讲话") == "截断"


@pytest.mark.parametrize(
    ("text", "struck"),
    [
        ("深入学习贯彻总书记总书记关于统战工作的重要思想", "总书记总书记"),
        ("团结在以总书记同志为核心的党中央周围", "总书记同志"),
        ("紧密团结在以同志为核心的党中央周围", "同志"),
        ("同志在全国国有企业党的建设工作会议上强调，", "同志"),
    ],
)
def test_a_name_that_was_struck_out_is_marked(text, struck):
    (gap,) = clean(text).gaps
    assert gap.kind is GapKind.SCRUBBED
    assert text[gap.span.start : gap.span.end] == struck
    assert completeness((gap,), "讲话") == "残缺"


@pytest.mark.parametrize(
    "text", ["习近平总书记指出", "以习近平同志为核心的党中央", "李某同志在会上强调"]
)
def test_a_name_that_is_there_is_no_gap(text):
    assert clean(text).gaps == ()


@pytest.mark.parametrize(
    ("text", "title", "expected"),
    [
        ("正文。\n（本文有删减）", "国务院关于某事的批复", "有删减"),
        ("正文。", "政府工作报告（摘要）", "有删减"),
        ("正文。", "政府工作报告", "完整"),
        ("总书记总书记。--此处隐藏12字，下载后查看--", "讲话", "截断"),
    ],
)
def test_how_whole_a_document_is(text, title, expected):
    assert completeness(clean(text).gaps, title) == expected


@pytest.mark.parametrize(
    "line",
    [
        "合集下载",
        "上一篇：关于某事的通知",
        "责任编辑：张三",
        "— 3 —",
        "第3页 共12页",
        "打印",
        "下面是文章的全部内容请认真阅读。",
        "https://www.example.com/a.html",
    ],
)
def test_lines_of_a_site_are_taken_out(line):
    assert kept(f"前文。\n{line}\n后文。") == "前文。\n\n后文。"


def test_what_is_strewn_into_sentences_folds_to_nothing_and_keeps_every_offset():
    text = "領(lǐng)導(dǎo)講話&nbsp;稿"
    blanked = without_inline_debris(text)
    assert len(blanked) == len(text)
    assert fold(blanked) == "领导讲话稿"


@needs_shared
def test_the_vectors_of_cleaning_hold():
    for text, expected in vectors("debris"):
        assert bool(clean(text).removed) is expected, text
    for text, expected in vectors("pinyin_removed"):
        assert kept(text) == expected
    for text, expected in vectors("placeholder"):
        assert bool(find_placeholders(text)) is expected, text


@pytest.mark.parametrize(
    "piece", ["-", "-— ", "X", "a ", "此处隐藏", "&", "同志在", "(ā", "\\n", "　"]
)
def test_hostile_text_takes_bounded_time(piece):
    assert seconds_on(piece, clean, find_placeholders) < 2


def test_ranges_are_in_order_and_do_not_touch():
    found = clean("上一篇：甲\n下一篇：乙\n正文。\n合集下载\n").removed
    assert list(found) == sorted(found, key=lambda span: span.start)
    assert all(isinstance(span, Span) for span in found)
