"""The level of who issued a document."""

import pytest

from corpus.document import Fact
from corpus.recognise.issuer_level import level_of_body, recognise_issuer_level


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("中共中央", "中央"),
        ("中共中央办公厅", "中央"),
        ("全国人民代表大会常务委员会", "中央"),
        ("最高人民法院", "中央"),
        ("国务院", "国务院"),
        ("国务院办公厅", "国务院"),
        ("国务院国资委", "部委"),
        ("国家发展和改革委员会", "部委"),
        ("财政部", "部委"),
        ("国家税务总局", "部委"),
        ("中国人民银行", "部委"),
        ("浙江省人民政府", "省"),
        ("北京市人民代表大会常务委员会", "省"),
        ("新疆维吾尔自治区人民政府", "省"),
        ("中共江澄市国资委委员会", "市"),
        ("杭州市人民政府办公厅", "市"),
        ("海淀区人民政府", "县"),
        ("巴东县人民政府", "县"),
        ("云陵岑垩矿业集团有限公司", "企业集团"),
        ("屿安锦漪纺织有限公司", "企业"),
        ("岑垩矿业集团党委", "企业集团"),
        ("改革研究室", None),
    ],
)
def test_the_name_of_a_body_tells_its_level(name, level):
    assert level_of_body(name) == level


def test_the_first_issuer_that_tells_decides_and_lends_its_place():
    fact = Fact(("改革研究室", "财政部", "浙江省人民政府"), 0.9, "rule")
    assert recognise_issuer_level(fact).value == "部委"
    assert recognise_issuer_level(None) is None
