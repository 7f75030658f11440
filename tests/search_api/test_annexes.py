"""A text that stands in another document as its annex is held: neither lacking nor wanted."""

import pytest

from corpus.actor import LOCAL
from indexer.search.request import SearchRequest
from search_api.lacking import missing_documents
from search_api.reading import open_reading
from search_api.wanting import add_lines, holdings_wanted, wanted_rows
from tests.library import add, open_library

NOTICE = """云陵省人民政府关于印发云陵省节水行动方案的通知

示例云政发〔2024〕1号

各市人民政府：

现将《云陵省节水行动方案》印发给你们，请依照《云陵省节水行动方案》和《云陵省排水方案》执行。

云陵省人民政府
2024年3月1日

云陵省节水行动方案

一、总体要求

坚持节水优先。

二、主要任务

推进节水改造。
"""
OTHER = """关于做好节水工作的意见

示例云水发〔2024〕2号

各单位：

请落实《云陵省节水行动方案》。

云陵省水利厅
2024年4月1日
"""


@pytest.fixture
def library(tmp_path):
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "通知.txt").write_text(NOTICE, encoding="utf-8")
    (folder / "通知（副本）.txt").write_text(NOTICE.replace("\n\n", "\n"), encoding="utf-8")
    (folder / "意见.txt").write_text(OTHER, encoding="utf-8")
    with open_library(tmp_path / "home") as opened:
        add(opened, folder)
        yield opened


def ties(library, query):
    (hit, *_) = library.finder.search(SearchRequest(query, LOCAL)).hits
    return open_reading(library, LOCAL, hit.card.id, "").ties


def test_a_notice_names_neither_what_it_prints_nor_its_copy(library):
    shown = ties(library, "标题:印发")
    assert len(shown.copies) == 2
    assert [(tie.title, tie.work) for tie in shown.outgoing] == [("云陵省排水方案", None)]
    assert [tie.title for tie in shown.incoming] == ["关于做好节水工作的意见"]


def test_another_document_that_names_the_annex_is_linked_to_it(library):
    (tie,) = ties(library, "标题:做好节水工作").outgoing
    assert tie.work is not None
    assert tie.work.title.endswith("的通知")


def test_an_annex_is_not_missing(library):
    missing = missing_documents(library, LOCAL, page=1, size=10)
    assert [each.title for each in missing.entries] == ["云陵省排水方案"]


def test_an_annex_counts_as_there_with_the_document_that_holds_it(library):
    add_lines(library, LOCAL, "云陵省节水行动方案\n云陵省排水方案\n关于做好节水工作的意见")
    labels = {each.wanted.title: each.label for each in holdings_wanted(library, LOCAL).entries}
    assert labels == {
        "云陵省节水行动方案": "有（附于《云陵省人民政府关于印发云陵省节水行动方案的通知》）",
        "云陵省排水方案": "缺",
        "关于做好节水工作的意见": "有",
    }
    assert {row[3] for row in wanted_rows(library, LOCAL)} == set(labels.values())
