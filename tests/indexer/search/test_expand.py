"""What else means the same."""

import pytest

from corpus.settings import Settings
from corpus.text.fold import fold
from corpus.vocabulary.enterprises import bundled_enterprises
from indexer.analysis.terms import open_analyser
from indexer.search.expand import Expander, Expansion
from indexer.search.pieces import Piece

EXPANDER = Expander(open_analyser(Settings()), bundled_enterprises())


def texts(piece: str) -> tuple[str, ...]:
    return tuple(each.text for each in EXPANDER.alternatives(fold(piece)))


@pytest.mark.parametrize(
    ("piece", "found", "kind"),
    [
        ("国企改革", "国有企业改革", Expansion.ALIAS),
        ("国有企业改革", "国企改革", Expansion.ALIAS),
        ("国企改革三年行动", "国有企业改革三年行动", Expansion.ALIAS),
        ("国企", "央企", Expansion.NARROWER),
        ("中央企业", "央企", Expansion.ALIAS),
        ("民主党派", "九三学社", Expansion.NARROWER),
        ("一利五率", "一利四率", Expansion.RELATED),
        ("AI", "人工智能", Expansion.ALIAS),
        ("新发展理念", "创新、协调、绿色、开放、共享", Expansion.ALIAS),
        ("国改", "国企改革", Expansion.NARROWER),
        ("两类公司", "国有资本投资公司", Expansion.NARROWER),
        ("20届", "二十届", Expansion.NUMBER),
        ("二十届", "20届", Expansion.NUMBER),
        ("2024年", fold("二〇二四年"), Expansion.NUMBER),
        (fold("二〇二四年"), "2024年", Expansion.NUMBER),
        ("三十", "30", Expansion.NUMBER),
        ("30", "三十", Expansion.NUMBER),
        ("20%", "百分之二十", Expansion.NUMBER),
        ("百分之十二点五", "12.5%", Expansion.NUMBER),
        ("1.5亿", "15000万", Expansion.NUMBER),
        ("15000万元", "1.5亿元", Expansion.NUMBER),
        ("十四五", "第十四个五年", Expansion.PLAN),
        ("第十个五年计划", "十五计划", Expansion.PLAN),
        ("14五", "十四五", Expansion.PLAN),
        ("14五", "第十四个五年", Expansion.PLAN),
        ("14五规划", "十四五规划", Expansion.PLAN),
        ("3大", "三大", Expansion.NUMBER),
        ("10年", "十年", Expansion.NUMBER),
        ("20大", "二十大", Expansion.MEETING),
        ("二十大", "中国共产党第二十次全国代表大会", Expansion.MEETING),
        ("20届三中全会", "二十届三中全会", Expansion.MEETING),
        ("二十届三中全会", "第二十届中央委员会第三次全体会议", Expansion.MEETING),
        ("发改委", "国家发展和改革委员会", Expansion.ISSUER),
        ("国务院办公厅", "国办", Expansion.ISSUER),
        ("浙江省", "浙江", Expansion.REGION),
        ("广西壮族自治区", "广西", Expansion.REGION),
        ("海门市", "海门区", Expansion.REGION),
    ],
)
def test_a_piece_has_this_alternative(piece, found, kind):
    kinds = {each.text: each.kind for each in EXPANDER.alternatives(fold(piece))}
    assert kinds[found] is kind


@pytest.mark.parametrize(
    ("piece", "other"),
    [
        ("央企", "国有企业"),  # a narrower word does not find the wider one
        ("合规管理", "合规"),
        ("国有资本投资公司", "国有资本运营公司"),
        ("卡脖子", "关键核心技术"),
        ("国企改革", "国改"),  # stands in 我国改革
        ("民主党派", "民建"),  # stands in 农民建房
        ("20%", "20个百分点"),
        ("20个百分点", "20%"),
        ("百分点", "%"),
        ("浙江", "浙"),  # a name of one character is not looked for
        ("一利五率", "两利五率"),
        ("国务院国资委", "国务院国有资产委"),  # only the whole name has others
        ("18大", "一八大"),  # what nobody writes
        ("一大", "1大"),
        ("2024年", "二千零二十四年"),
        ("10年", "一零年"),
        ("一二号", "12号"),
        ("二零二四", "2024"),  # digit by digit it may be anything
    ],
)
def test_a_piece_does_not_have_this_alternative(piece, other):
    assert other not in texts(piece)


@pytest.mark.parametrize(
    ("piece", "field", "found"),
    [
        ("北京市人大常委会", "issuer", "北京市人民代表大会常务委员会"),
        ("人大常委会", "issuer", "人民代表大会常务委员会"),
        ("云陵省政府", "issuer", "云陵省人民政府"),
        ("云陵省政府办公厅", "author", "云陵省人民政府办公厅"),
        ("某某自治区政府", "issuer", "某某自治区人民政府"),
        ("云陵省发改委", "issuer", "云陵省发展和改革委员会"),
        ("江澄市人社局", "issuer", "江澄市人力资源和社会保障局"),
        ("江澄市国资委", "issuer", "江澄市国有资产监督管理委员会"),
        ("国企", "enterprise_type", "国有企业"),
        ("民企", "enterprise_type", "民营企业"),
        ("中国中铁", "enterprise", "中国铁路工程集团有限公司"),
    ],
)
def test_a_name_in_a_field_is_known_by_its_everyday_form(piece, field, found):
    searched = [each.text for each in EXPANDER.alternatives(piece, field) if each.is_searched]
    assert found in searched


def test_a_name_that_is_denied_is_known_by_its_other_names_too():
    denied = Piece("云陵省政府", field="issuer", denied=True)
    assert EXPANDER.names(denied) == ("云陵省人民政府",)
    assert EXPANDER.names(Piece("国企", denied=True)) == ()


def test_an_enterprise_has_its_full_name_only_where_it_is_named():
    assert "中国铁路工程集团有限公司" not in texts("中国中铁")


def test_what_holds_the_piece_or_another_alternative_is_none():
    assert texts("大湾区") == ()
    assert texts("国家发展和改革委员会") == ("发改委", "发展改革委")


def test_a_plain_word_has_no_alternative():
    assert texts("税收") == ()


def test_what_is_only_related_is_offered_and_not_looked_for():
    assert [each.is_searched for each in EXPANDER.alternatives("一利五率")] == [False, False]


def test_the_weights_are_those_of_the_issue():
    for word in ("国企", "20%", "十四五", "民营经济", "浙江省"):
        assert all(0.6 <= each.weight <= 0.8 for each in EXPANDER.alternatives(word))
