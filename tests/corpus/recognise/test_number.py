import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Span
from corpus.recognise import recognise
from corpus.recognise.number import (
    document_number_key,
    find_document_numbers,
    find_order_numbers,
    parse_document_number,
    promulgating_orders,
)
from tests.corpus.recognise.extraction import extracted
from tests.corpus.recognise.hostile import seconds_on
from tests.corpus.recognise.vectors import vectors
from tests.shared import needs_shared

WRITTEN_FORMS = [
    "国发〔2024〕1号",
    "国发[2024]1号",
    "国发［2024］1号",
    "国发【2024】1号",
    "国发〖2024〗1号",
    "国发（2024）1号",
    "国发(2024)01号",
    "国发{2024}1号",
    "国发〈2024〉1号",
    "国发﹝2024﹞1号",
    "国发「2024」1号",
    "国发〔2024年〕第1号",
    "国发［２０２４］１号",
    "国发〔二〇二四〕1号",
    "国发〔二○二四〕一号",
    "国发〔2O24〕1号",
    "国发 〔 2024 〕 1 号",
    "国发2024年1号",
    "国发2024年第1号",
    "国发2024第1号",
    "国发2024-1号",
    "国发 2024 1号文",
    "国发 2024 1",
    "国发〔2024〕1",
    "国发〔2024〕1号文件",
    "国发二〇二四年一号",
    "國發〔2024〕1號",
    "国发〔2024〕1亏",
    "　国发〔2024〕1号　",
]


@pytest.mark.parametrize("text", WRITTEN_FORMS)
def test_every_written_form_of_a_number_has_one_key(text):
    assert document_number_key(text) == "国发|2024|1"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("国办发〔二〇二四〕十二号", "国办发|2024|12"),
        ("冀国资字2018年63号", "冀国资字|2018|63"),
        ("示例云政发〔2024〕3号", "示例云政发|2024|3"),
        ("国函字〔87〕24号", "国函字|1987|24"),
        ("(87)国函字第24号", "国函字|1987|24"),
        ("X政办发〔2021〕3号", "x政办发|2021|3"),
    ],
)
def test_codes_of_every_kind_have_a_key(text, expected):
    assert document_number_key(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "国令第703号",
        "国务院令第703号",
        "国务院令 第703号",
        "中华人民共和国国务院令 第703号",
        "中华人民共和国国务院令第七百零三号",
        "国务院令（第703号）",
        "国务院令〔2018〕第703号",
    ],
)
def test_every_written_form_of_an_order_has_one_key(text):
    number = parse_document_number(text)
    assert (number.canonical, number.key) == ("国务院令第703号", "国务院令||703")


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("主席令第十五号", "主席令第15号"),
        ("住房和城乡建设部令第27号", "住房和城乡建设部令第27号"),
        ("中华人民共和国公安部令 第125号", "公安部令第125号"),
        ("国家发展和改革委员会令2024年第27号", "国家发展和改革委员会令2024年第27号"),
        ("国家税务总局公告2024年第5号", "国家税务总局公告2024年第5号"),
        ("公告2024年第5号", "公告2024年第5号"),
    ],
)
def test_an_order_is_written_in_its_canonical_form(text, canonical):
    assert parse_document_number(text).canonical == canonical


@pytest.mark.parametrize(
    "text",
    [
        "2024年",
        "二十大",
        "第703号",
        "[2024]1号",
        "改革 2024 2025",
        "国企改革2024年3",
        "国有企业改革",
        "国发〔1848〕1号",
        "国发〔2024〕〇号",
        "国发〔2015〕22、23号",
        "根据国发〔2024〕1号文件精神",
        "号" * 30_000,
        "",
    ],
)
def test_what_is_not_one_number_as_a_whole_has_no_key(text):
    assert document_number_key(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("根据国发〔2024〕1号文件精神", ["国发〔2024〕1号"]),
        ("国发〔2015〕22、23号", ["国发〔2015〕22号", "国发〔2015〕23号"]),
        ("交通部以交水发〔2007〕10号印发", ["交水发〔2007〕10号"]),
        ("你院京高法〔2001〕271号收悉", ["京高法〔2001〕271号"]),
        (
            "贯彻落实中办发〔2023〕5号和国办发〔2024〕2号",
            ["中办发〔2023〕5号", "国办发〔2024〕2号"],
        ),
        ("（示例云政发\n〔2024〕3 号）", ["示例云政发〔2024〕3号"]),
        ("会议（2024）共有12号选手", []),
        ("（2019）京01民终123号", []),
        ("建设部令第27号", []),
    ],
)
def test_numbers_are_found_in_running_text(text, expected):
    assert [number.canonical for number in find_document_numbers(text)] == expected


def test_a_number_found_knows_its_place():
    text = "贯彻落实国发 〔2024〕 1号精神"
    (number,) = find_document_numbers(text)
    assert text[number.span.start : number.span.end] == "国发 〔2024〕 1号"


def test_the_place_of_a_whole_number_leaves_blanks_out():
    assert parse_document_number(" 国发〔2024〕1号 ").span == Span(1, 11)


def test_orders_are_found_in_running_text_with_their_bodies():
    text = "根据2018年公布的中华人民共和国国务院令第703号和建设部令第27号"
    found = [(n.canonical, text[n.span.start : n.span.end]) for n in find_order_numbers(text)]
    assert found == [
        ("国务院令第703号", "中华人民共和国国务院令第703号"),
        ("建设部令第27号", "建设部令第27号"),
    ]


@needs_shared
def test_the_vectors_of_numbers_hold():
    cases = vectors("document_numbers")
    assert len(cases) > 30
    for text, expected in cases:
        assert [n.canonical for n in find_document_numbers(text)] == expected, text


@needs_shared
def test_the_vectors_of_number_keys_hold():
    cases = vectors("document_number_key")
    assert len(cases) > 5
    for text, expected in cases:
        assert document_number_key(text) == expected, text


@given(st.text(alphabet="国办发〔〕[]2０二〇年第1号令公告、 \n根据", max_size=60))
def test_no_text_breaks_the_search_and_every_number_lies_in_it(text):
    for number in find_document_numbers(text) + find_order_numbers(text):
        assert 0 <= number.span.start < number.span.end <= len(text)
        assert document_number_key(number.canonical) == number.key


@pytest.mark.parametrize(
    "unit", ["〔", "〔2024〕", "国发〔2024", "令第", "国", "根据", "22、", " ", "令〔2024年"]
)
def test_hostile_repetition_costs_little(unit):
    rules = (find_document_numbers, find_order_numbers, document_number_key)
    assert seconds_on(unit, *rules) < 1


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "1993年12月13日国务院令第135号发布 2008年11月10日中华人民共和国国务院令第539号公布",
            ["国务院令第135号", "国务院令第539号"],
        ),
        ("2021年7月2日 国务院令第743号第三次修订）", ["国务院令第743号"]),
        ("根据2016年2月6日国务院令第666号《国务院关于修改部分行政法规的决定》修订", []),
        ("根据2023年6月5日国务院令第764号公布的《关于修改某条例的决定》修正", []),
        ("1990年6月4日 国家教育委员会令第10号、卫生部令第1号发布", ["国家教育委员会令第10号"]),
    ],
)
def test_orders_that_promulgate_a_text_are_told_from_those_that_amend_it(line, expected):
    assert [each.canonical for each in promulgating_orders(line)] == expected


def own_number(*lines):
    facts = recognise(extracted(*lines), document_id="0" * 16, file_name="某某.md").facts
    return facts["document_number"].value if "document_number" in facts else None


def test_the_number_under_a_title_that_is_said_again_is_the_own_one():
    title = "最高人民法院、最高人民检察院关于办理某某案件适用法律若干问题的解释"
    again = "最高人民法院 最高人民检察院 关于办理某某案件适用法律 若干问题的解释"
    body = ("为依法办理某某案件，制定本解释。", "第一条 本解释有效。")
    assert own_number(title, again, "法释〔2023〕7号", *body) == "法释〔2023〕7号"
    blank = "\u200b"
    parts = (
        blank,
        "最高人民法院 最高人民检察院",
        "关于办理某某案件适用法律",
        "若干问题的解释",
        blank,
    )
    assert own_number(title, *parts, "法释〔2023〕7号", blank, *body) == "法释〔2023〕7号"


def test_the_number_of_the_notice_that_prints_a_text_stands_for_it():
    told = own_number(
        "工资支付规定",
        "关于印发《工资支付规定》的通知",
        "劳部发〔1994〕489号",
        "各省、自治区劳动厅：",
        "现将《工资支付规定》印发给你们。",
    )
    assert told == "劳部发〔1994〕489号"


def test_of_several_orders_that_of_the_wording_at_hand_counts():
    told = own_number(
        "中华人民共和国某某条例",
        "1993年12月13日 中华人民共和国国务院令第135号发布",
        "2008年11月5日 国务院第34次常务会议修订通过",
        "2008年11月10日 中华人民共和国国务院令第539号公布",
        "2016年2月6日 根据国务院令第666号《国务院关于修改部分行政法规的决定》修订",
        "第一条 为了规范，制定本条例。",
    )
    assert told == "国务院令第539号"
