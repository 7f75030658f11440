"""A text as the sentences to check."""

import time

import pytest

from search_api.quotations.attributions import read_attribution
from search_api.quotations.sentences import ClaimKind, find_claims
from tests.pace import slowness


def told(text):
    """Give kind, words and attribution of each claim."""
    claims = find_claims(text)
    for claim in claims:
        assert text[claim.span.start : claim.span.end] == claim.text
    return claims


def test_an_announced_quotation_is_checked_without_what_announces_it():
    (claim,) = told("习近平总书记在座谈会上指出：“民营经济是推进中国式现代化的生力军。”")
    assert claim.kind is ClaimKind.QUOTED
    assert claim.text == "民营经济是推进中国式现代化的生力军。"
    assert claim.attribution.speaker == "习近平"


def test_a_term_in_marks_is_no_quotation():
    (claim,) = told("各单位要围绕“三重一大”决策制度完善工作流程。")
    assert claim.kind is ClaimKind.PLAIN
    assert claim.text == "各单位要围绕“三重一大”决策制度完善工作流程。"


def test_each_sentence_of_a_quotation_is_checked_for_itself():
    first, second = told("会议强调：“坚持党对国有企业的领导。坚持建强国有企业基层党组织。”")
    assert (first.kind, second.kind) == (ClaimKind.QUOTED, ClaimKind.QUOTED)
    assert second.text == "坚持建强国有企业基层党组织。"


def test_what_is_left_out_parts_a_quotation():
    first, second = told("报告指出：“必须坚持和完善基本经济制度……毫不动摇鼓励支持非公有制经济。”")
    assert first.text == "必须坚持和完善基本经济制度"
    assert second.text == "毫不动摇鼓励支持非公有制经济。"


def test_law_and_article_are_read_before_the_words():
    (claim,) = told("《中华人民共和国公司法》第3条规定，公司是企业法人，有独立的法人财产。")
    assert claim.kind is ClaimKind.ATTRIBUTED
    assert claim.text == "公司是企业法人，有独立的法人财产。"
    (named,) = claim.attribution.documents
    assert (named.work_key, claim.attribution.article) == ("公司法", "第三条")


def test_source_in_brackets_behind_a_quotation_counts():
    (claim,) = told("有关规定：“公司是企业法人，有独立的法人财产。”（《公司法》第三条）")
    assert claim.attribution.article == "第三条"
    assert claim.attribution.documents[0].written == "公司法"


def test_sentences_behind_a_colon_share_the_attribution():
    _, second = told("《公司法》第三条规定：公司是企业法人有独立财产。公司的合法权益受法律保护。")
    assert second.attribution.article == "第三条"


def test_a_statute_begins_with_the_number_of_its_article():
    (claim,) = told("第十二条　国家建立健全安全生产信用体系。")
    assert claim.text == "国家建立健全安全生产信用体系。"
    assert claim.attribution.article == "第十二条"


@pytest.mark.parametrize(
    "text", ["", "\n\n", "好。", "“”", "“" * 50, "：“没有合上的引号里有很多的字", "…………。。。"]
)
def test_odd_texts_break_nothing(text):
    told(text)


@pytest.mark.parametrize("label", ["再读：", "会议强调，", "注1：", "（一）", "二、"])
def test_what_stands_before_the_words_is_no_part_of_them(label):
    (claim,) = told(f"{label}国家建立健全安全生产信用体系。")
    assert claim.text == "国家建立健全安全生产信用体系。"


@pytest.mark.parametrize("lead", ["违反第二十四条规定，", "违反本规定第十条第二款规定，"])
def test_what_a_law_says_of_itself_announces_nothing(lead):
    (claim,) = told(f"{lead}由县级以上人民政府责令改正。")
    assert claim.text.startswith(lead)
    assert claim.kind is ClaimKind.PLAIN


def test_a_heading_is_not_checked():
    (claim,) = told("一、安全生产的基本规定和要求\n国家建立健全安全生产信用体系。")
    assert claim.text == "国家建立健全安全生产信用体系。"


def test_a_lone_line_is_checked_though_it_has_no_full_stop():
    assert told("国家建立健全安全生产信用体系")


def test_what_is_to_be_done_may_stand_before_the_mark():
    (claim,) = told("李立诚书记强调，要“深化国资国企改革，提高核心竞争力”。")
    assert claim.text == "深化国资国企改革，提高核心竞争力"


def test_an_article_alone_announces_the_words():
    (claim,) = told("依据公司法第十九条，公司应当为党组织的活动提供必要条件。")
    assert claim.text == "公司应当为党组织的活动提供必要条件。"
    assert claim.attribution.article == "第十九条"


def test_short_sentences_are_not_checked():
    assert told("同志们：\n谢谢大家。") == ()


@pytest.mark.parametrize(
    ("lead", "speaker"),
    [
        ("习近平总书记在全国国有企业党的建设工作会议上强调", "习近平"),
        ("李克强在政府工作报告中指出", "李克强"),
        ("根据国务院总理李强所作的报告，李强总理指出", "李强"),
        ("谷敬岑同志在会上讲", "谷敬岑"),
        ("会议指出", None),
        ("要按照以习近平同志为核心的党中央部署要求", None),
        ("由本级人大常委会主任会议提出初步审查报告", None),
        ("《公司法》规定", None),
    ],
)
def test_the_speaker_is_named_before_the_words(lead, speaker):
    assert read_attribution(lead).speaker == speaker


def test_number_alone_names_a_document():
    (named,) = read_attribution("国发〔2024〕7号文件明确").documents
    assert named.number_key is not None
    assert named.written == "国发〔2024〕7号"


@pytest.mark.parametrize("lead", ["违反本法第三条规定，", "该条例第二条要求，", "依照前款规定，"])
def test_a_law_does_not_name_itself(lead):
    assert read_attribution(lead).documents == ()


def test_a_law_without_title_marks_is_named_before_its_article():
    (named,) = read_attribution("根据安全生产法第二十一条规定，").documents
    assert named.work_key == "安全生产法"


def test_enterprise_is_read():
    assert read_attribution("赤岩矿业集团在经验交流中总结").enterprise == "赤岩矿业集团"


@pytest.mark.parametrize(
    "lead",
    ["按照集团公司的", "各单位要根据集团公司提出的", "结合省属集团公司的", "我们集团公司提出"],
)
def test_a_group_without_a_name_is_no_enterprise(lead):
    assert read_attribution(lead).enterprise is None


def test_what_leads_to_an_enterprise_is_no_part_of_its_name():
    assert read_attribution("贯彻赤岩集团公司提出的").enterprise == "赤岩集团公司"


def test_a_sentence_without_end_is_checked_by_its_clauses():
    clauses = [f"第{at}项措施由责任单位按季度报送进展情况" for at in range(40)]
    claims = told("；".join(clauses) + "。")
    assert len(claims) == 40


@pytest.mark.parametrize(
    "text",
    [
        "：“" * 60_000,
        "：" * 99_000 + "“",
        "（" * 99_000,
        "在" * 99_000 + "指出，",
        "《" * 99_000,
        "字" * 199_000,
        "： " * 60_000,
        "第一条" * 60_000,
        "李书记" * 60_000,
        "公司" * 90_000,
        "，“" * 60_000,
        "：“\n" * 30_000,
        "：" + "　" * 190_000,
        "“" + "，" * 190_000,
        "“甲”——" * 30_000,
    ],
)
def test_a_hostile_text_costs_little(text):
    started = time.process_time()
    find_claims(text)
    assert (time.process_time() - started) / slowness() < 5


@pytest.mark.parametrize(
    ("behind", "speaker"),
    [
        ("谷敬岑书记这样说。", "谷敬岑"),
        ("，谷敬岑主任在会上强调。", "谷敬岑"),
        ("——谷敬岑", "谷敬岑"),
        ("（谷敬岑主任在会上的讲话）", "谷敬岑"),
        ("是谷敬岑书记讲的。", "谷敬岑"),
        ("我们都记得。", None),
        ("谷敬岑书记指出：“别的话在这里也有一句。”", None),
    ],
)
def test_the_speaker_is_named_behind_the_words(behind, speaker):
    claim = told(f"“把责任落到每一个岗位，落到每一道工序。”{behind}")[0]
    assert claim.kind is ClaimKind.QUOTED
    assert claim.text == "把责任落到每一个岗位，落到每一道工序。"
    assert claim.attribution.speaker == speaker


def test_who_speaks_between_two_quotations_speaks_both():
    first, second = told("“把责任落到每一个岗位”，谷敬岑书记指出，“把考核落到每一道工序”。")
    assert first.attribution.speaker == second.attribution.speaker == "谷敬岑"


def test_a_law_is_named_behind_a_dash():
    (claim,) = told("“公司是企业法人，有独立的法人财产。”——《公司法》第三条")
    assert claim.attribution.article == "第三条"


def test_words_in_marks_that_stand_apart_are_a_quotation():
    (claim,) = told("按照会议部署，“把责任落到每一个岗位，落到每一道工序”。")
    assert claim.text == "把责任落到每一个岗位，落到每一道工序"
    assert claim.kind is ClaimKind.QUOTED


@pytest.mark.parametrize("border", ["\n", "\n\n", "\n　　“"])
def test_a_quotation_of_several_paragraphs_has_one_source(border):
    claims = told(
        f"《安全生产法》第三条规定：“安全生产工作坚持党的领导。{border}安全生产工作以人为本。”\n完。"
    )
    assert [each.text for each in claims] == [
        "安全生产工作坚持党的领导。",
        "安全生产工作以人为本。",
    ]
    assert {each.attribution.article for each in claims} == {"第三条"}


def test_a_mark_that_is_never_closed_takes_in_no_other_line():
    first, second = told(
        "《甲条例》规定：“水利工程由县级管理。\n谷敬岑书记指出：“各地要管好用好水利工程。”"
    )
    assert first.attribution.speaker is None
    assert second.attribution.speaker == "谷敬岑"
    assert second.attribution.documents == ()


def test_a_cell_names_the_source_of_the_next():
    (claim,) = told("出处\t原文\n《公司法》第三条\t公司是企业法人，有独立的法人财产\n")
    assert claim.text == "公司是企业法人，有独立的法人财产"
    assert claim.attribution.article == "第三条"


def test_lines_cut_at_a_column_are_whole_sentences():
    first = "公司是企业法人，有独立的法人财产，享有法\n人财产权。"
    second = "公司以其全部财产对公司的债务承\n担责任。"
    assert [each.text for each in told(first + second)] == [first, second]


def test_sources_that_are_both_named_are_each_meant():
    (claim,) = told("《公司法》和《企业国有资产法》都要求：“董事应当遵守法律和公司章程。”")
    assert claim.attribution.by_each
    assert not told("根据《公司法》制定的《甲章程》规定：“董事应当遵守法律。”")[
        0
    ].attribution.by_each
