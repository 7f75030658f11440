"""What a document says of others, and what it does not say."""

import pytest

from corpus.document import Relation, Span
from corpus.recognise.citations import find_citations, relations_in
from tests.corpus.recognise.hostile import seconds_on
from tests.corpus.recognise.vectors import vectors
from tests.shared import needs_shared


@needs_shared
def test_the_vectors_of_relations_hold():
    cases = vectors("relations")
    assert len(cases) == 18
    for text, expected in cases:
        assert [list(each) for each in relations_in(text)] == expected, text


def found(text, title=""):
    return [(each.relation, each.title, each.number) for each in find_citations(text, title=title)]


def test_each_citation_keeps_its_place_and_its_sentence():
    text = "第一句。《甲办法》（国发〔2010〕1号）同时废止。后一句。"
    (citation,) = find_citations(text)
    assert citation.relation is Relation.REPEALS
    assert citation.number == "国发〔2010〕1号"
    assert text[citation.span.start : citation.span.end] == "《甲办法》（国发〔2010〕1号）"
    assert text[citation.sentence.start : citation.sentence.end] == (
        "《甲办法》（国发〔2010〕1号）同时废止。"
    )


def test_a_name_that_the_text_introduced_stands_for_the_whole():
    text = (
        "为贯彻《关于深化改革的意见》（示例发〔2015〕22号，以下简称《意见》），制定本方案。"
        "各单位要落实《意见》要求，《通知》另行印发。"
    )
    assert found(text) == [
        (Relation.IMPLEMENTS, "关于深化改革的意见", "示例发〔2015〕22号"),
        (Relation.IMPLEMENTS, "关于深化改革的意见", "示例发〔2015〕22号"),
    ]


def test_a_number_alone_is_a_citation_and_one_behind_a_title_is_not_another():
    assert found("按国发〔2015〕43号文件办理。按照《甲意见》（国发〔2016〕1号）执行。") == [
        (Relation.CITES, "", "国发〔2015〕43号"),
        (Relation.BASED_ON, "甲意见", "国发〔2016〕1号"),
    ]


@pytest.mark.parametrize(
    ("title", "relation"),
    [
        ("国务院办公厅关于印发《试点方案》的通知", Relation.ISSUES),
        ("国务院关于修改《甲条例》的决定", Relation.AMENDS),
        ("国务院关于废止《甲条例》的决定", Relation.REPEALS),
        ("中华人民共和国甲法修正案（二）", Relation.AMENDS),
        ("《甲条例》解读", Relation.INTERPRETS),
        ("关于贯彻〈甲意见〉的实施意见", Relation.IMPLEMENTS),
        ("关于《甲办法》的补充通知", Relation.SUPPLEMENTS),
    ],
)
def test_what_stands_in_the_title_is_what_the_document_is_about(title, relation):
    (citation,) = find_citations(f"{title}\n正文。", title=title, title_span=Span(0, len(title)))
    assert citation.relation is relation


@pytest.mark.parametrize(
    ("sentence", "relations"),
    [
        ("一、废止《甲条例》（1992年9月19日通过）", [Relation.REPEALS]),
        ("决定废止《甲条例》（1992年9月19日通过）、《乙条例》", [Relation.REPEALS] * 2),
        ("建议废止《甲条例》。", [Relation.CITES]),
        ("修改、废止《甲条例》的，应当报告。", [Relation.CITES]),
        (
            "1994年8月9日市人大通过的《甲条例》和1997年1月5日通过、2001年2月6日修订的《乙条例》"
            "同时废止。",
            [Relation.REPEALS] * 2,
        ),
        (
            "根据2012年1月13日《关于废止甲条例的决定》修订的《乙条例》执行。",
            [Relation.BASED_ON] * 2,
        ),
        ("现决定对甲市人大《甲条例》作如下修改：", [Relation.AMENDS]),
        ("现对《甲规定》《乙意见》作如下修改：", [Relation.AMENDS] * 2),
        ("将《甲法》第九条的罪名由“甲罪”修改为“乙罪”。", [Relation.CITES]),
    ],
)
def test_what_is_done_is_read_before_a_name_as_behind_it(sentence, relations):
    assert [relation for relation, _, _ in relations_in(sentence)] == relations


def test_a_title_within_the_title_that_is_named_is_not_meant():
    title = "甲法院关于修改《甲法院关于适用〈乙法〉若干问题的解释》等二件解释的决定"
    named = "甲法院关于适用〈乙法〉若干问题的解释"
    assert found(title, title=title)[:1] == [(Relation.AMENDS, named, None)]
    assert not [each for each in found("", title=title) if each[1] == "乙法"]


@pytest.mark.parametrize(
    "piece", ["《", "》", "《》", "《甲", "（（", "《甲》（", "根据", "号", "。"]
)
def test_hostile_text_takes_bounded_time(piece):
    assert seconds_on(piece, find_citations) < 2
