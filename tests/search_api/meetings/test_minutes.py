"""Minutes as an official document has them."""

from io import BytesIO

import docx
import pytest

from corpus.actor import LOCAL
from corpus.errors import PaperNotFound
from indexer.ingest.removal import remove_document
from search_api.export.blocks import BlockKind
from search_api.meetings.meeting import Meeting, Status
from search_api.meetings.meetings import MEETINGS
from search_api.meetings.minutes import DRAFT, minutes_of
from search_api.meetings.minutes_word import minutes_file
from tests.search_api.shelf import OPINION, SPEECH


def paragraphs(library, number):
    opened = docx.Document(BytesIO(minutes_file(library, LOCAL, number).content))
    return [each.text for each in opened.paragraphs]


def test_the_file_has_the_parts_of_minutes_in_their_order(library, meeting):
    file = minutes_file(library, LOCAL, meeting)
    assert file.name == "云陵省国资国企学习联席会议第2次会议纪要.docx"
    lines = paragraphs(library, meeting)
    assert lines[:3] == [
        "云陵省国资国企学习联席会议纪要",
        "〔2026〕2号",
        "云陵省国资国企学习联席会议办公室\t2026年11月12日",
    ]
    assert lines[3] == (
        "2026年11月10日上午9:00，在砺轴重机三楼会议室召开云陵省国资国企学习联席会议第2次会议。"
        "会议由秦牧野主持。现纪要如下。"
    )
    headings = [line for line in lines if line[1:2] == "、"]
    assert headings == ["一、会议议程", "二、会议意见", "三、议定事项", "四、会议材料"]
    assert lines[-6:-2] == [
        "出席：砺轴重机集团 秦牧野、柏青；云陵港务集团 戚远帆",
        "请假：省建投集团",
        "列席：省国资委宣传处 温如故",
        "记录：苏晚晴",
    ]
    (foot,) = docx.Document(BytesIO(file.content)).tables
    assert [cell.text for row in foot.rows for cell in row.cells] == [
        "分送：各成员单位、省国资委宣传处。",
        "云陵省国资国企学习联席会议办公室\t2026年11月12日印发",
    ]


def test_decisions_stand_in_it_by_number_with_who_answers_and_until_when(library, meeting):
    lines = paragraphs(library, meeting)
    at = lines.index("三、议定事项")
    assert lines[at + 1 : at + 3] == [
        "1. 建立共享资料目录。各单位报送可共享的资料清单，由责任单位汇总成册。"
        "（责任单位：砺轴重机集团；配合单位：云陵港务集团、省建投集团；完成时限：2026年11月20日）",
        "2. 组织一次联学联建。（责任单位：云陵港务集团；完成时限：2026年12月31日）",
    ]


def test_the_material_is_cited_and_what_is_gone_is_marked(library, meeting):
    lines = paragraphs(library, meeting)
    at = lines.index("四、会议材料")
    assert lines[at + 1].startswith(f"1. 《{OPINION.facts['title']}》")
    assert lines[at + 2].startswith(f"2. 《{SPEECH.facts['title']}》")
    remove_document(library, OPINION.id)
    lines = paragraphs(library, meeting)
    assert lines[at + 2] == "【须核对】原文件已不在库中；示例文件，非真实公文。"


def test_minutes_have_a_red_mark_page_numbers_and_no_picture_of_a_seal(library, meeting):
    opened = docx.Document(BytesIO(minutes_file(library, LOCAL, meeting).content))
    mark, *others = opened.paragraphs
    assert str(mark.runs[0].font.color.rgb) == "E60012"
    (ruled,) = (each for each in others if "w:pBdr" in each._p.xml)
    assert ruled.text == "云陵省国资国企学习联席会议办公室\t2026年11月12日"
    assert "PAGE" in opened.sections[0].footer._element.xml
    assert not opened.inline_shapes


def test_words_of_the_meeting_are_said_to_be_its_own(library):
    made = MEETINGS.make(library, LOCAL, Meeting(title="甲", summary="要抓紧。\n要抓实。"))
    minutes = minutes_of(library, LOCAL, made.paper.id)
    assert minutes.body[-1].text == "会议认为，要抓紧。\n要抓实。"
    assert minutes.is_draft
    assert DRAFT in paragraphs(library, made.paper.id)


def test_an_empty_meeting_has_minutes_without_empty_parts(library):
    made = MEETINGS.make(library, LOCAL, Meeting(title="", status=Status.HELD))
    minutes = minutes_of(library, LOCAL, made.paper.id)
    assert minutes.name == "联席会议纪要"
    assert [each.kind for each in minutes.body] == [BlockKind.TEXT]
    assert minutes.attendance == ()
    assert [line for line in paragraphs(library, made.paper.id) if line.strip()] == [
        "联席会议纪要",
        "召开联席会议。现纪要如下。",
    ]


def test_there_are_no_minutes_of_no_meeting(library):
    with pytest.raises(PaperNotFound):
        minutes_file(library, LOCAL, 77)
