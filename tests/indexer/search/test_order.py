"""The order of real documents: authority, the region that is asked for, standing."""

from pathlib import Path

import pytest

from tests.library import add, open_library, search, titles

LAW = """中华人民共和国河湖保护法

（2020年3月1日第十三届全国人民代表大会常务委员会第十六次会议通过）

第一条　为了保护河湖，制定本法。

第二条　任何单位和个人不得向河湖倾倒垃圾，保护河湖水质。
"""
LOCAL = """浙江省河湖保护条例

（2021年5月1日浙江省第十三届人民代表大会常务委员会第二十九次会议通过）

第一条　为了保护河湖，制定本条例。

第二条　任何单位不得向河湖倾倒垃圾，保护河湖，河湖水质由河湖长负责，河湖水质要好。
"""
OLD = """河湖垃圾管理条例

（2001年5月1日中华人民共和国国务院令第303号公布）

第一条　任何单位不得向河湖倾倒垃圾，保护河湖水质。
"""
NEW = """河湖清洁条例

（2022年5月1日中华人民共和国国务院令第755号公布）

第一条　任何单位和个人都不得以任何方式向河湖倾倒垃圾，要保护好河湖水质，为此制定条例。

第二条　本条例自2022年6月1日起施行。《河湖垃圾管理条例》同时废止。
"""
TEXTS = {"law": LAW, "local": LOCAL, "old": OLD, "new": NEW}


@pytest.fixture
def library(tmp_path: Path, request):
    """Open a library with some of the texts."""
    files = tmp_path / "files"
    files.mkdir()
    for name in request.param:
        (files / f"{name}.txt").write_text(TEXTS[name], encoding="utf-8")
    with open_library(tmp_path / "home") as library:
        add(library, files)
        yield library


@pytest.mark.parametrize("library", [("law", "local")], indirect=True)
@pytest.mark.parametrize("query", ["河湖水质", "向河湖倾倒垃圾影响河湖水质的单位由谁来管"])
def test_a_national_law_stands_before_a_local_rule(library, query):
    assert titles(search(library, query)) == ["中华人民共和国河湖保护法", "浙江省河湖保护条例"]


@pytest.mark.parametrize("library", [("law", "local")], indirect=True)
@pytest.mark.parametrize("query", ["浙江 河湖水质", "在浙江向河湖倾倒垃圾影响河湖水质由谁来管"])
def test_the_rule_of_a_region_stands_first_where_it_is_asked_for(library, query):
    assert titles(search(library, query))[0] == "浙江省河湖保护条例"


@pytest.mark.parametrize("library", [("old", "new")], indirect=True)
def test_what_is_repealed_stands_below_and_is_not_hidden(library):
    assert titles(search(library, "河湖水质")) == ["河湖清洁条例", "河湖垃圾管理条例"]


@pytest.mark.parametrize("library", [("old",)], indirect=True)
def test_what_is_repealed_later_falls_at_the_next_search(library, tmp_path):
    assert titles(search(library, "河湖水质")) == ["河湖垃圾管理条例"]
    (tmp_path / "new.txt").write_text(NEW, encoding="utf-8")
    add(library, tmp_path / "new.txt")
    assert titles(search(library, "河湖水质")) == ["河湖清洁条例", "河湖垃圾管理条例"]
