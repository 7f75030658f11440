"""What a document is about: topics, subjects, industries and types, in the words of the schemes."""

import pytest

from corpus.recognise import recognise
from corpus.recognise.enterprise_type import recognise_enterprise_type
from corpus.recognise.industry import recognise_industry
from corpus.recognise.subjects import Zones, recognise_subjects, recognise_topics
from corpus.recognise.word_counts import PairedText, WordCounter
from corpus.vocabulary.schemes import scheme
from tests.corpus.recognise.extraction import extracted
from tests.corpus.recognise.hostile import seconds_on


def zones(title="", headings="", body=""):
    return Zones(*map(PairedText.of, (title, headings, body)))


def test_the_schemes_are_whole():
    topics = scheme("topics").values
    assert len({topic.partition("\\")[0] for topic in topics}) == 22
    assert sum("\\" in topic for topic in topics) == 121
    industries = scheme("industries").values
    assert sum(value[1].isdigit() for value in industries) == 97
    assert "".join(value[0] for value in industries if value[1] == " ") == "ABCDEFGHIJKLMNOPQRST"
    assert {value.partition("\\")[0] for value in scheme("subjects").values} == {
        "国资",
        "党建",
        "统战",
    }


@pytest.mark.parametrize(
    ("title", "topic"),
    [
        ("关于印发个人所得税专项附加扣除暂行办法的通知", "财政、金融、审计\\税务"),
        ("关于开展城镇小区配套幼儿园治理工作的通知", "科技、教育\\教育"),
        ("铁路安全管理条例", "工业、交通\\铁路"),
        ("关于促进综合保税区高水平开放高质量发展的若干意见", "商贸、海关、旅游\\海关"),
        ("对全国政协十届三次会议第2741号提案的答复", "其他"),
    ],
)
def test_a_title_tells_the_topic_as_gov_cn_writes_it(title, topic):
    assert recognise_topics(zones(title)).value[0] == topic


def test_at_most_three_values_are_given_and_none_without_reason():
    everything = " ".join(scheme("subjects").words)
    assert len(recognise_subjects(zones(everything), by_title=False).value) == 3
    assert recognise_topics(zones("关于有关事项的通知")) is None
    assert recognise_subjects(zones("", "", ""), by_title=False) is None


def test_a_law_on_fires_is_no_matter_of_state_assets():
    law = zones("河南省森林防火条例", "", "森林防火要坚持安全第一，消除火灾隐患，做好应急演练。")
    assert recognise_subjects(law, by_title=True) is None
    notice = zones(
        "关于综合保税区发展的意见", "", "学习贯彻新思想，党的领导要全面加强，党委要带头。"
    )
    assert recognise_subjects(notice, by_title=True) is None
    notice = zones("关于加强国企改革中安全生产工作的通知")
    assert "国资\\安全生产与应急" in recognise_subjects(notice, by_title=True).value


def test_a_word_within_a_longer_one_counts_only_as_that():
    counter = WordCounter(["大学", "大学生运动会", "运动会"])
    assert counter.count(PairedText.of("大学与大学生运动会，大学生运动会")) == {
        "大学": 1,
        "大学生运动会": 2,
    }


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("栖原市漪衡供水集团有限公司", "D46 水的生产和供应业"),
        ("霁川枢泊集装箱码头有限公司", "G55 水上运输业"),
        ("云陵磐垅煤业集团有限责任公司", "B06 煤炭开采和洗选业"),
        ("澄江澹宁财产保险股份有限公司", "J68 保险业"),
    ],
)
def test_an_enterprise_s_name_tells_its_industry(name, value):
    assert recognise_industry(zones(), name).value == (value,)


def test_no_industry_is_guessed_of_a_few_words():
    assert recognise_industry(zones("关于提案的答复", "", "银行和学校都要重视。")) is None


@pytest.mark.parametrize(
    ("said", "types"),
    [
        (
            "甲公司是云陵省省属国有企业，2015年起保有高新技术企业资格。",
            ("地方国有企业", "高新技术企业"),
        ),
        ("这家民营企业2023年获评国家级专精特新“小巨人”企业。", ("民营企业", "专精特新“小巨人”")),
        ("甲公司是中央企业乙集团所属的科改企业。", ("中央企业", "科改企业")),
    ],
)
def test_the_types_are_what_a_report_says_that_its_enterprise_is(said, types):
    assert recognise_enterprise_type("", said, 0).value == types


@pytest.mark.parametrize(
    "said",
    [
        "委培企业增加到142家，其中民营企业占七成。",
        "会上引入一家民营企业，是好事。",
        "近三年联合上市公司12家。",
    ],
)
def test_the_types_of_others_are_not_its_own(said):
    assert recognise_enterprise_type("", said, 0) is None


def test_the_facts_stand_on_the_document_with_value_confidence_and_method():
    document = recognise(
        extracted(
            "浙江省人民政府关于加快港口物流发展的意见",
            "浙政发〔2024〕3号",
            "各市、县（市、区）人民政府：",
            "现提出以下意见。",
            "浙江省人民政府",
            "2024年1月5日",
        ),
        document_id="0" * 16,
    )
    assert document.values("region") == ("浙江省",)
    assert document.value("issuer_level") == "省"
    assert "工业、交通\\水运" in document.values("topic")
    assert all(0 < document.facts[name].confidence <= 1 for name in ("region", "topic"))


def test_the_topic_of_the_page_s_own_table_is_kept():
    document = recognise(
        extracted("铁路安全管理条例", declared=(("主题分类", "其他"),)), document_id="0" * 16
    )
    assert (document.facts["topic"].value, document.facts["topic"].method) == (("其他",), "table")


@pytest.mark.parametrize("unit", ["国资", "安全生产", "是民营企业，", "党建引领党建"])
def test_hostile_texts_take_no_time(unit):
    rules = [
        lambda text: recognise_topics(zones(text, text, text)),
        lambda text: recognise_subjects(zones(text, text, text), by_title=False),
        lambda text: recognise_industry(zones(text, text, text), text),
        lambda text: recognise_enterprise_type(text, text, 0),
    ]
    assert seconds_on(unit, *rules) < 0.8


@pytest.mark.parametrize(
    ("lines", "document_class"),
    [
        (["把安全账记在班前十分钟", "霁川隧宸建设工程有限公司是一家民营企业，主营隧道。",
          "公司每天讲十分钟。"], "experience"),
        (["求解器攻关纪实", "白鹭州衡简软件股份有限公司（以下简称衡简软件）做软件。",
          "公司攻关八年。"], "experience"),
        (["关于帆城岬微电子有限公司质量变革的调研报告",
          "帆城岬微电子有限公司是外资企业。", "公司的做法有三条，公司成本下降6%，公司利润增长8%。"],
         "experience"),
        (["关于基层治理的调研报告", "课题组走访了三个县。", "问题有三条。"], "research"),
        (["关于同意组建集团公司的批复", "云政函〔2024〕3号",
          "云陵重峦控股集团有限公司（以下简称重峦集团）：", "同意组建。"], "policy"),
    ],
)  # fmt: skip
def test_a_report_is_known_by_how_it_introduces_its_enterprise(lines, document_class):
    document = recognise(extracted(*lines), document_id="0" * 16)
    assert document.value("document_class") == document_class
