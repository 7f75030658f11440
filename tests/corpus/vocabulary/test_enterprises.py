"""The authority list of enterprises: bundled, and as the keeper writes it."""

import pytest

from corpus.errors import WrongSetting
from corpus.vocabulary.enterprises import bundled_enterprises, read_enterprises

RAILWAYS = "中国铁路工程集团有限公司"
CONSTRUCTION = "中国铁道建筑集团有限公司"


def test_two_railway_builders_never_mix():
    known = bundled_enterprises()
    assert known.names["中国中铁"] == RAILWAYS
    assert known.names["中国铁建"] == CONSTRUCTION
    assert known.groups[known.names["中铁十局"]] == RAILWAYS
    assert known.groups[known.names["中铁十一局"]] == CONSTRUCTION
    assert known.groups[known.names["中铁建工"]] == RAILWAYS
    assert known.groups[known.names["中铁建设"]] == CONSTRUCTION


def test_every_group_is_itself_in_the_list():
    known = bundled_enterprises()
    assert set(known.groups.values()) <= set(known.names.values())


def test_without_a_file_of_the_keeper_the_bundled_list_holds(tmp_path):
    assert read_enterprises(tmp_path / "enterprises.txt") is bundled_enterprises()


def test_the_keeper_adds_enterprises_and_has_the_last_word(tmp_path):
    path = tmp_path / "enterprises.txt"
    path.write_text(
        "\ufeff# 本市的企业\n\n云陵岑垩矿业集团有限公司｜岑垩矿业、岑矿｜重峦集团\n"
        "国投集团本市公司 | 国投集团\n云陵重峦控股集团有限公司 | 重峦集团\n",
        encoding="utf-8",
    )
    known = read_enterprises(path)
    assert known.names["岑矿"] == known.names["岑垩矿业"] == "云陵岑垩矿业集团有限公司"
    assert known.groups["云陵岑垩矿业集团有限公司"] == "云陵重峦控股集团有限公司"
    assert known.names["国投集团"] == "国投集团本市公司"
    assert known.names["中国中铁"] == RAILWAYS


def test_a_group_goes_by_its_full_name_whichever_is_written(tmp_path):
    path = tmp_path / "enterprises.txt"
    path.write_text("甲公司 | 甲企 | 中国中铁\n乙公司 || 丙企\n丙公司 | 丙企\n", encoding="utf-8")
    groups = read_enterprises(path).groups
    assert (groups["甲公司"], groups["乙公司"]) == (RAILWAYS, "丙公司")


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("甲公司 | 甲企\n乙公司 | 乙企 | 丙集团", "第 2 行：名录里没有所属集团“丙集团”"),
        ("甲公司 | 甲企\n| 乙企", "第 2 行：应写成“全称 | 简称、简称 | 所属集团”"),
        ("甲公司 | 甲企 | 甲集团 | 国有", "第 1 行：应写成"),
        ("甲公司 | 甲", "第 1 行：“甲”只有一个字"),
        ("甲公司 | 企联\n# 说明\n乙公司 | 企联", "第 3 行：“企联”前面已是“甲公司”的名称"),
    ],
)
def test_a_wrong_line_is_told_with_its_number_and_the_mend(tmp_path, lines, told):
    path = tmp_path / "enterprises.txt"
    path.write_text(lines, encoding="utf-8")
    with pytest.raises(WrongSetting) as error:
        read_enterprises(path)
    assert told in error.value.detail
    assert str(path) in error.value.detail


def test_a_list_in_another_encoding_is_told(tmp_path):
    path = tmp_path / "enterprises.txt"
    path.write_bytes("甲公司 | 甲企".encode("gb18030"))
    with pytest.raises(WrongSetting, match="另存为 UTF-8"):
        read_enterprises(path)
