import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.document import Document
from corpus.metadata import DOCUMENT_CLASSES, LABELS, SEVERAL
from corpus.recognise import recognise
from tests.corpus.recognise.extraction import extracted

WORDS = [
    "第一条　为了规范",
    "第二条",
    "第一章　总则",
    "一、总体要求",
    "二、任务",
    "（一）甲",
    "1.乙",
    "（1）丙",
    "①丁",
    "附件",
    "附件1",
    "国务院办公厅",
    "国务院文件",
    "国发〔2024〕1号",
    "2024年1月5日",
    "关于做好工作的通知",
    "各单位：",
    "同志们：",
    "中华人民共和国国务院令",
    "第703号",
    "在全省会议上的讲话",
    "市委书记　王明",
    "2001年1月1日 国务院发布",
    "正文。",
    "——副题",
    "目录",
    "　",
    "國務院關於改革的意見",
    "甲" * 900,
]
HOSTILE = [
    "（",
    "第",
    "一、",
    "《",
    "附件",
    "1.",
    "第一条　",
    "2024年1月1日",
    "国务院",
    "关于",
    "市长　",
    "——",
    "。",
    "自2024年",
    "本自",
    "国发〔",
    "　",
    "有限公司",
    "通过",
    "在上的",
    "第一章",
    "甲",
    "某 ",
]
HINTS = st.fixed_dictionaries(
    {},
    optional={
        "level": st.integers(1, 4),
        "centred": st.booleans(),
        "bold": st.booleans(),
        "size": st.sampled_from([12.0, 16.0, 22.0]),
        "kind": st.sampled_from(["paragraph", "row", "note", "box"]),
    },
)
LINES = st.lists(st.tuples(st.sampled_from(WORDS) | st.text(max_size=40), HINTS), max_size=25)


def recognised(lines) -> Document:
    return recognise(extracted(*lines), document_id="f" * 16, file_name="某文.txt")


@settings(max_examples=150, deadline=None)
@given(LINES)
def test_the_passages_cover_the_text_in_order_and_do_not_overlap(lines):
    document = recognised(lines)
    covered = 0
    for place, passage in enumerate(document.passages):
        assert passage.place == place
        assert covered <= passage.start <= passage.end <= len(document.text)
        assert not document.text[covered : passage.start].strip()
        covered = passage.end
    assert not document.text[covered:].strip()


@settings(max_examples=150, deadline=None)
@given(LINES)
def test_the_sections_nest(lines):
    document = recognised(lines)
    sections = {section.id: section for section in document.sections}
    assert len(sections) == len(document.sections)
    for section in document.sections:
        assert section.start < section.end <= len(document.text)
        parent = sections.get(section.parent)
        assert section.level == (parent.level + 1 if parent else 1)
        if parent:
            assert parent.start < section.start
            assert section.end <= parent.end
            assert section.path.startswith(parent.path)


@settings(max_examples=150, deadline=None)
@given(LINES)
def test_every_article_is_one_passage(lines):
    document = recognised(lines)
    articles = [section.number for section in document.sections if section.kind == "tiao"]
    assert [passage.article for passage in document.passages if passage.article] == articles


@settings(max_examples=150, deadline=None)
@given(LINES)
def test_the_facts_are_of_known_names_and_forms(lines):
    document = recognised(lines)
    assert document.value("document_class") in DOCUMENT_CLASSES
    for name, fact in document.facts.items():
        assert name in LABELS
        assert isinstance(fact.value, tuple) == (name in SEVERAL)
        assert fact.value
        assert 0 < fact.confidence <= 1
        assert fact.method in ("rule", "table")
        if fact.span:
            assert 0 <= fact.span.start < fact.span.end <= len(document.text)


@given(st.text(max_size=300))
def test_no_text_is_refused(text):
    document = recognise(extracted(text), document_id="0" * 16)
    assert document.text == text


def test_a_document_keeps_its_text_and_is_not_yet_judged():
    document = recognised([("甲", {})])
    assert (document.text, document.removed) == ("甲", ())
    assert (document.source_grade, document.completeness) == ("待核实", "完整")


def test_the_same_bytes_give_the_same_document():
    lines = [(word, {}) for word in WORDS]
    assert recognised(lines) == recognised(lines)


@pytest.mark.parametrize("line", HOSTILE)
def test_a_hostile_line_costs_little(line):
    begin = time.process_time()
    recognised([(line * (20_000 // len(line)), {})])
    assert time.process_time() - begin < 2


@pytest.mark.parametrize("line", HOSTILE)
def test_the_cost_grows_with_the_number_of_lines_only(line):
    begin = time.process_time()
    recognised([(line, {})] * 10_000)
    assert time.process_time() - begin < 5


def test_the_first_heading_of_a_report_is_no_part_of_its_subtitle():
    subtitle = "——某某公司改革案例"
    bare = recognise(
        extracted("破“三铁”　强筋骨", subtitle, "【基本情况】", "公司成立于2010年。"),
        document_id="0123456789abcdef",
    )
    styled = recognise(
        extracted(
            ("小灌木撑起的村集体", {"level": 1}),
            subtitle,
            ("一份不赚钱的合同", {"level": 2}),
            "公司成立于2010年。",
        ),
        document_id="0123456789abcdef",
    )
    assert [section.title for section in bare.sections] == ["基本情况"]
    assert [section.title for section in styled.sections] == ["一份不赚钱的合同"]
