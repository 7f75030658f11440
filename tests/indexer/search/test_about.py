"""Documents found by what they are about, on both engines, from file to answer."""

import pytest

from indexer.search.expand import Expansion, expansion_key
from tests.library import add, open_library, search, titles

FILES = {
    "港口.txt": (
        "浙江省人民政府关于加快港口物流发展的意见",
        "浙政发〔2024〕3号",
        "各市、县（市、区）人民政府：",
        "现提出以下意见，抓好港口和航运工作。",
        "浙江省人民政府",
        "2024年1月5日",
    ),
    "物业.txt": (
        "杭州市物业管理条例",
        "（2023年5月1日杭州市人民代表大会常务委员会通过）",
        "第一条　为了规范物业管理，制定本条例。",
        "第二条　本条例适用于本市物业管理。",
        "第三条　本条例自2023年10月1日起施行。",
    ),
    "中铁.txt": (
        "中国中铁精益管理典型案例",
        "一、基本情况",
        "中国铁路工程集团有限公司是中央企业，承建隧道工程和桥梁。",
        "二、主要做法",
        "公司压减成本，公司利润增长12%。",
        "三、主要成效",
        "成本下降8%。",
    ),
    "铁建.txt": (
        "中国铁建精益管理典型案例",
        "一、基本情况",
        "中国铁道建筑集团有限公司是中央企业，承建隧道工程和桥梁。",
        "二、主要做法",
        "公司压减成本，公司利润增长11%。",
        "三、主要成效",
        "成本下降7%。",
    ),
}
PORT, HOUSES = "浙江省人民政府关于加快港口物流发展的意见", "杭州市物业管理条例"
RAILWAYS, CONSTRUCTION = "中国中铁精益管理典型案例", "中国铁建精益管理典型案例"


@pytest.fixture(scope="module", params=["tantivy", "whoosh"])
def library(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("about")
    for name, lines in FILES.items():
        (folder / name).write_text("\n\n".join(lines), encoding="utf-8")
    with open_library(tmp_path_factory.mktemp("home") / "home", request.param) as opened:
        add(opened, folder)
        yield opened


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("地区:浙江", {PORT, HOUSES}),
        ("地区:杭州", {HOUSES}),
        ("主题:水运", {PORT}),
        ("主题:工业、交通", {PORT}),
        ("层级:省 地区:浙江", {PORT}),
        ("行业:土木工程", {RAILWAYS, CONSTRUCTION}),
        ("企业:中国中铁", {RAILWAYS}),
        ("企业:中国铁建", {CONSTRUCTION}),
        ("企业:中国铁路工程集团有限公司", {RAILWAYS}),
        ("类型:典型经验", {RAILWAYS, CONSTRUCTION}),
        ("作者:浙江省人民政府", {PORT}),
        ("机关:浙江省政府", {PORT}),
        ("机关:杭州市人大常委会", {HOUSES}),
        ('机关:"浙江省人民政府"', {PORT}),
        ('机关:"人民政府"', set()),
        ("-机关:浙江省政府 地区:浙江", {HOUSES}),
        ("企业类型:央企", {RAILWAYS, CONSTRUCTION}),
        ("-企业:中国中铁 企业类型:中央企业", {CONSTRUCTION}),
    ],
)
def test_a_field_of_the_query_finds_by_what_a_document_is_about(library, query, expected):
    assert set(titles(search(library, query))) == expected


def test_the_full_name_of_an_enterprise_is_shown_and_can_be_switched_off(library):
    found = search(library, "企业:中国中铁").expansions["中国中铁"]
    assert [(each.text, each.kind) for each in found] == [
        ("中国铁路工程集团有限公司", Expansion.ENTERPRISE)
    ]
    switched_off = frozenset({expansion_key("中国中铁", "中国铁路工程集团有限公司")})
    assert titles(search(library, "企业:中国中铁", without=switched_off)) == []
    assert titles(search(library, "企业:中国中铁", expand=False)) == []


def test_a_province_counts_and_finds_what_lies_in_it(library):
    result = search(library, "", facets=("region",))
    assert result.facets["region"] == (("浙江省", 2), ("浙江省/杭州市", 1))
    chosen = search(library, "", filters={"region": ("浙江省",)})
    assert set(titles(chosen)) == {PORT, HOUSES}


def test_every_field_can_be_counted(library):
    names = ("industry", "issuer_level", "enterprise", "enterprise_type", "completeness")
    facets = search(library, "", facets=names).facets
    assert facets["industry"][0][0] == "E 建筑业"
    assert dict(facets["issuer_level"]) == {"省": 1, "市": 1}
    assert dict(facets["enterprise"]) == {
        "中国铁路工程集团有限公司": 1,
        "中国铁道建筑集团有限公司": 1,
    }
    assert dict(facets["enterprise_type"]) == {"中央企业": 2}
    assert dict(facets["completeness"]) == {"完整": 4}
