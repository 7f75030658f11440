"""The enterprise that a report is about: by its name, its short form, and the authority list."""

import pytest

from corpus.document import Fact
from corpus.recognise.enterprise import (
    enterprise_in_title,
    enterprise_of_speech,
    recognise_enterprise,
    recognise_group,
)
from corpus.recognise.lines import read_lines
from corpus.vocabulary.enterprises import bundled_enterprises, read_enterprises
from tests.corpus.recognise.extraction import extracted
from tests.corpus.recognise.hostile import seconds_on


def enterprise(*lines, title="", known=None):
    known = known or bundled_enterprises()
    fact = recognise_enterprise(read_lines(extracted(*lines)), known, title=title or lines[0])
    return fact.value[0] if fact else None


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["破“三铁”——云陵岑垩矿业集团有限公司改革案例"], "云陵岑垩矿业集团有限公司"),
        (
            ["赤岩矿业改革", "朔屏赤岩矿业集团有限公司（以下简称“赤岩矿业”）是国有企业。"],
            "朔屏赤岩矿业集团有限公司",
        ),
        (
            ["一座热网的账", "课题组走进了霁川煦垣热力股份有限公司，问了十天。"],
            "霁川煦垣热力股份有限公司",
        ),
        (
            ["光网焕新", "寰联通信集团有限公司江澄分公司（简称寰联江澄分公司）负责此事。"],
            "寰联通信集团有限公司江澄分公司",
        ),
        (["党外医生的会诊车——岚原杏湛医院统战案例"], "岚原杏湛医院"),
        (
            [
                "云杼软件的实践",
                "甲方为江澄砺轴重型机械股份有限公司。",
                "江澄云杼软件股份有限公司（下称云杼软件）做软件。",
            ],
            "江澄云杼软件股份有限公司",
        ),
    ],
)
def test_an_invented_enterprise_is_known_by_rule(lines, expected):
    assert enterprise(*lines) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("中国中铁以改革促发展的实践", "中国铁路工程集团有限公司"),
        ("中国铁建以改革促发展的实践", "中国铁道建筑集团有限公司"),
        ("中铁十二局精益管理案例", "中铁十二局集团有限公司"),
        ("中铁二局精益管理案例", "中铁二局集团有限公司"),
        ("中铁建工精益管理案例", "中铁建工集团有限公司"),
        ("中国石油大学产教融合案例", None),
    ],
)
def test_an_enterprise_of_the_list_goes_by_its_full_name(line, expected):
    assert enterprise(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "XX矿业公司改革案例",
        "××矿业有限公司改革案例",
        "某某集团有限公司案例",
        "各集团公司要重视",
        "国有企业集团要抓好落实",
        "我们集团有限公司",
        "省属控股集团改革案例",
        "国有控股集团改革案例",
        "打造集团管控新模式的实践",
        "教育集团办学经验",
        "各集团抓落实的做法",
    ],
)
def test_a_stand_in_is_no_enterprise(line):
    assert enterprise(line) is None


def test_the_keeper_s_list_gives_the_full_name(tmp_path):
    path = tmp_path / "enterprises.txt"
    path.write_text(
        "云陵岑垩矿业集团有限公司 | 岑矿 | 重峦集团\n云陵重峦控股集团有限公司 | 重峦集团",
        encoding="utf-8",
    )
    known = read_enterprises(path)
    assert enterprise("岑矿的三项制度改革", known=known) == "云陵岑垩矿业集团有限公司"
    fact = Fact(("云陵岑垩矿业集团有限公司",), 0.9, "rule")
    assert recognise_group(fact, "", known).value == "云陵重峦控股集团有限公司"


@pytest.mark.parametrize(
    ("title", "people", "expected"),
    [
        ("在崇远控股集团三项制度改革攻坚动员大会上的讲话", "谈雨樵", "崇远控股集团"),
        ("在崇远集团干部大会上的讲话", "谈雨樵", "崇远集团"),
        ("在中国中铁工作会议上的讲话", "谈雨樵", None),
        ("在崇远控股集团调研时的讲话", "云陵省副省长　谈雨樵", None),
        ("在省属控股集团改革推进会上的讲话", "谈雨樵", None),
        ("在职工大会上的讲话", "岑垩矿业集团有限公司董事长　岑岚", "岑垩矿业集团有限公司"),
    ],
)
def test_a_speaker_speaks_for_his_enterprise(title, people, expected):
    titles, persons = (read_lines(extracted(line)) for line in (title, people))
    fact = enterprise_of_speech(persons, titles, bundled_enterprises())
    assert (fact.value[0] if fact else None) == expected


def test_a_title_may_begin_with_a_group_s_short_name():
    assert enterprise("崇远集团三项制度改革典型案例", "三年来，集团改革不停步。") == "崇远集团"


@pytest.mark.parametrize(
    ("name", "text", "group"),
    [
        ("中铁十一局集团有限公司", "", "中国铁道建筑集团有限公司"),
        ("寰联通信集团有限公司江澄分公司", "", "寰联通信集团有限公司"),
        ("中榘能源朔岚新能源有限公司", "是中央企业中榘能源集团的三级子公司", "中榘能源集团"),
        ("屿安锦漪纺织有限公司", "做布。", None),
    ],
)
def test_the_group_is_told_by_list_name_or_text(name, text, group):
    fact = recognise_group(Fact((name,), 0.9, "rule"), text, bundled_enterprises())
    assert (fact.value if fact else None) == group


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("国务院关于组建中国资源循环集团有限公司的批复", "中国资源循环集团有限公司"),
        ("关于中国移动管理办法的通知", None),
        ("关于加强管理的通知", None),
    ],
)
def test_the_title_of_a_policy_names_an_enterprise_only_in_full(title, expected):
    fact = enterprise_in_title(read_lines(extracted(title)), bundled_enterprises())
    assert (fact.value[0] if fact else None) == expected


def test_the_span_is_where_the_name_stands():
    text = "改革案例\n中共云陵岑垩矿业集团有限公司委员会"
    fact = recognise_enterprise(
        read_lines(extracted(*text.split("\n"))), bundled_enterprises(), title=""
    )
    assert text[fact.span.start : fact.span.end] == fact.value[0] == "云陵岑垩矿业集团有限公司"


@pytest.mark.parametrize("unit", ["集团", "有限公司", "的是关于", "甲有限公司（以下简称", "中国"])
def test_hostile_texts_take_no_time(unit):
    def rule(text):
        enterprise(text, text, text)
        recognise_group(Fact(("甲公司",), 0.9, "rule"), text, bundled_enterprises())

    assert seconds_on(unit, rule) < 0.4
