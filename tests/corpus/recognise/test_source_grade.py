"""Where a document came from, by the page that it was saved as and the debris in it."""

from dataclasses import replace

import pytest

from corpus.read import read
from corpus.recognise import recognise
from tests.corpus.recognise.extraction import extracted
from tests.shared import SHARED, needs_shared

TABLE = (
    ("索引号", "000014349/2019-00008"),
    ("发文机关", "云陵省人民政府办公厅"),
    ("成文日期", "2019年1月22日"),
    ("标题", "云陵省人民政府办公厅关于深化国企改革的通知"),
)
NOTICE = (
    "云陵省人民政府办公厅关于深化国企改革的通知",
    "各市人民政府：",
    "请抓好落实。",
    "2019年1月22日",
)
SPEECH = ("在国企改革会议上的讲话", "同志们：", "今天召开会议，研究国企改革。")


def grade(*lines, site=None, declared=()):
    given = replace(extracted(*lines, declared=declared), site=site)
    document = recognise(given, document_id="0" * 16)
    assert document.facts["source_grade"].value == document.source_grade
    return document.source_grade


@pytest.mark.parametrize(
    ("site", "declared", "expected"),
    [
        ("www.yunling.gov.cn", TABLE, "权威"),
        ("gov.cn", TABLE, "权威"),
        ("www.yunling.gov.cn", (*TABLE, ("发布机构", "云陵省人民政府")), "权威"),
        ("www.jicheng.gov.cn", (*TABLE, ("发布机构", "霁川市人民政府")), "待核实"),
        ("www.yunling.gov.cn", (*TABLE, ("来源", "云陵日报")), "待核实"),
        ("www.yunling.gov.cn", TABLE[:2], "待核实"),
        ("www.gov.cn.example.com", TABLE, "转载"),
        ("www.notgov.cn", TABLE, "转载"),
        (None, TABLE, "待核实"),
        (None, (), "待核实"),
    ],
)
def test_only_the_issuer_s_own_page_with_its_table_is_authoritative(site, declared, expected):
    assert grade(*NOTICE, site=site, declared=declared) == expected


@pytest.mark.parametrize(
    "debris",
    ["---此处隐藏4439字,下载后查看---", "要以总书记同志为核心。", "合集下载"],
)
def test_what_a_download_site_leaves_makes_a_reprint_of_any_page(debris):
    assert grade(*SPEECH, debris) == "转载"
    assert grade(*NOTICE, debris, site="www.yunling.gov.cn", declared=TABLE) == "转载"


def test_what_the_issuer_itself_left_out_does_not():
    title = f"{NOTICE[0]}（此件有删减）"
    assert grade(*NOTICE, "（此件有删减）", site="www.yunling.gov.cn", declared=TABLE) == "权威"
    assert grade(title) == "待核实"


def test_a_sentence_about_downloads_is_no_debris():
    assert grade(*SPEECH, "群众可以在平台上下载办事指南。") == "待核实"


@needs_shared
def test_every_page_of_the_state_council_is_authoritative():
    pages = sorted((SHARED / "corpus" / "policies").glob("*.html"))
    found = {
        page.name: recognise(read(page, name=page.name), document_id="0" * 16).source_grade
        for page in pages
    }
    assert len(found) == 40
    assert set(found.values()) == {"权威"}


@needs_shared
def test_the_speech_of_a_download_site_is_a_reprint():
    (path,) = (SHARED / "corpus" / "speeches").iterdir()
    assert recognise(read(path, name=path.name), document_id="0" * 16).source_grade == "转载"
