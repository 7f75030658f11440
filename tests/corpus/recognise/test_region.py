"""The region of a document: by issuer, number, title and text, real and invented."""

import pytest

from corpus.recognise.region import (
    Source,
    find_places,
    recognise_region,
    region_of_enterprise,
    way_named,
    way_of_body,
)
from tests.corpus.recognise.hostile import seconds_on


def region(issuer="", title="", number=""):
    sources = [Source(issuer, None, 0.9), Source(title, None, 0.9, short=True)]
    fact = recognise_region([source for source in sources if source.text], number)
    return fact.value if fact else ()


@pytest.mark.parametrize(
    ("issuer", "title", "number", "expected"),
    [
        ("浙江省人民政府", "", "", ("浙江省",)),
        (
            "国务院办公厅",
            "关于湖北省巴东县地质灾害险情有关问题的复函",
            "",
            ("湖北省/恩施土家族苗族自治州/巴东县",),
        ),
        ("浙江省人民代表大会常务委员会", "杭州市物业管理条例", "", ("浙江省/杭州市",)),
        (
            "国务院",
            "关于同意乌鲁木齐、昌吉、石河子高新技术产业开发区建设的批复",
            "",
            (
                "新疆维吾尔自治区/乌鲁木齐市",
                "新疆维吾尔自治区/昌吉回族自治州",
                "新疆维吾尔自治区/石河子市",
            ),
        ),
        ("", "关于印发实施方案的通知", "粤府办〔2024〕3号", ("广东省",)),
        ("", "关于印发实施方案的通知", "甬政发〔2024〕3号", ("浙江省/宁波市",)),
        ("国务院", "关于河北雄安新区总体规划的批复", "", ("河北省/雄安新区",)),
        ("重庆市忠县人民政府", "", "", ("重庆市/忠县",)),
        ("海门市人民政府", "", "", ("江苏省/南通市/海门区",)),
        ("中共江澄市国资委委员会", "", "", ("江澄市",)),
        ("云陵省人民政府", "关于同意岫川市开展试点的批复", "", ("云陵省",)),
    ],
)
def test_the_region_is_the_way_from_the_province_down(issuer, title, number, expected):
    assert region(issuer, title, number) == expected


def test_a_name_that_several_divisions_have_leads_only_as_far_as_they_go_together():
    assert region(title="鼓楼区物业管理办法") == ()
    assert region(title="江苏省鼓楼区物业管理办法") == ("江苏省",)
    assert region(title="徐州市鼓楼区物业管理办法") == ("江苏省/徐州市/鼓楼区",)


@pytest.mark.parametrize(
    "text",
    [
        "全省国有企业改革推进会",
        "XX市国资委",
        "某某县人民政府",
        "进入市场",
        "各县市要抓好落实",
        "白银价格管理办法",
        "深圳湾口岸管理办法",
        "省级部门",
        "我县",
        "安康杯竞赛",
        "在城市运营集团",
        "（中小城市）",
    ],
)
def test_no_region_is_made_of_what_names_none(text):
    assert list(find_places(text, short=True)) == []


def test_a_name_of_one_character_never_stands_alone():
    assert region(title="关于川渝合作的意见") == ()


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("云陵钧轫传动机械有限责任公司", "公司位于霁川市，是云陵省省属国有企业。", "云陵省/霁川市"),
        ("云陵省禾岫农业集团有限公司", "产品坐冷链车，达江澄市只要半天。", "云陵省"),
        ("屿安锦漪纺织有限公司", "公司坐落于屿安市，一年卖到北京市。", "屿安市"),
        ("杭州某机床有限公司", "公司生产机床，产品进入市场。", "浙江省/杭州市"),
        ("", "岚原杏湛医院在朔岚自治区岚原市，岚原人都知道。", "朔岚自治区/岚原市"),
    ],
)
def test_an_enterprise_is_where_its_name_and_its_text_say(name, text, expected):
    fact = region_of_enterprise(name, Source(text, 0, 0.8))
    assert fact.value == (expected,)


def test_the_span_is_where_the_text_names_the_region():
    text = "一、概况\n某公司位于湖北省武汉市。"
    fact = region_of_enterprise("", Source(text, 0, 0.8))
    assert fact.value == ("湖北省/武汉市",)
    assert text[fact.span.start : fact.span.end] == "武汉市"


@pytest.mark.parametrize(
    ("typed", "way"),
    [
        ("浙江省/杭州市", ("浙江省", "杭州市")),
        ("杭州", ("浙江省", "杭州市")),
        ("恩施土家族苗族自治州", ("湖北省", "恩施土家族苗族自治州")),
        ("乱写", ()),
    ],
)
def test_what_is_typed_is_led_to_its_way(typed, way):
    assert way_named(typed) == way


def test_a_body_lies_where_its_name_begins():
    assert way_of_body("中共杭州市委办公厅") == ("浙江省", "杭州市")
    assert way_of_body("国家税务总局浙江省税务局") == ()


@pytest.mark.parametrize("unit", ["市", "省市县区旗州盟", "云陵省", "自治区自治州", "在云陵市"])
def test_hostile_texts_take_no_time(unit):
    rules = [
        lambda text: list(find_places(text, short=True)),
        lambda text: region_of_enterprise(text, Source(text, 0, 0.8)),
    ]
    assert seconds_on(unit, *rules) < 0.4
