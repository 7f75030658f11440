"""A course as it leaves: its words untouched, its sources compared and cited."""

from dataclasses import replace
from datetime import date

import pytest

from corpus.actor import LOCAL
from corpus.catalogue import documents
from corpus.resolve.validity import Validity
from search_api.bibliography import CitationStyle
from search_api.export.blocks import BlockKind, blocks, check_summary, doubtful_lines, excerpt
from search_api.export.concerns import concerns
from search_api.export.handout import make_handout
from search_api.study.course import Course, Lesson, Module
from search_api.study.quoting import quote
from search_api.study.sources import Change, SourceState
from tests.search_api.export.courses import GONE, LOST, span_of
from tests.search_api.shelf import EXPERIENCE

OFFICIAL = CitationStyle.OFFICIAL
SOUND = replace(LOST, reference=replace(GONE, completeness="完整"))


def test_words_are_the_stored_ones_and_numbered_in_order(handout, course):
    kept = [each.quotation.text for each in course.quoted]
    assert [each.number for each in handout.cited] == [1, 2, 3, 4]
    assert [each.words for each in handout.cited] == [*kept[:2], "", kept[2]]
    assert [each.title for each in handout.cited] == ["", "", "砺轴重机：三年降本", ""]
    assert [each.remark for each in handout.cited] == ["", "先请学员说说。", "看指标。", ""]


def test_what_is_told_of_a_case_is_cited_with_its_place_and_checked(library, course):
    lesson = next(course.lessons)
    (case,) = lesson.cases
    told = replace(LOST, text="三年节约成本"), replace(LOST, text="甲乙")
    sound = quote(library, LOCAL, EXPERIENCE.id, span_of(EXPERIENCE.text, "三年节约成本"))
    cases = tuple(case.model_copy(update={"quotation": each}) for each in (sound, *told))
    lesson = Lesson(title="讲", cases=cases)
    handout = make_handout(
        library, LOCAL, Course(title="题", modules=(Module(lessons=(lesson,)),)), OFFICIAL
    )
    assert [each.words for each in handout.cited] == ["三年节约成本", "三年节约成本", "甲乙"]
    assert [bool(each.concerns) for each in handout.cited] == [False, True, True]
    assert handout.cited[1].citation.endswith("第二条【原文有删减】")
    kinds = [
        (each.kind, each.text, each.number)
        for each in blocks(handout)
        if each.kind in (BlockKind.CASE, BlockKind.QUOTE)
    ]
    assert kinds[:2] == [
        (BlockKind.CASE, "砺轴重机：三年降本", 0),
        (BlockKind.QUOTE, "三年节约成本", 1),
    ]


def test_citations_follow_the_style_and_keep_what_a_reader_must_know(library, course, handout):
    assert handout.cited[0].citation == (
        "云陵省人民政府. 云陵省人民政府关于深化国企改革的实施意见：示例云政发〔2024〕3号[Z]. "
        "2024-03-05：第一条.【示例文件，非真实公文】"
    )
    official = make_handout(library, LOCAL, course, CitationStyle.OFFICIAL)
    assert official.cited[3].citation == (
        "《关于印发〈行动计划〉的通知》（国办发〔2023〕12号）第二条【原文有删减】"
    )
    assert [each.words for each in official.cited] == [each.words for each in handout.cited]


def test_what_must_be_looked_at_again_is_told_and_counted(handout):
    assert [each.concerns for each in handout.cited] == [
        ("示例文件，非真实公文",),
        ("示例文件，非真实公文",),
        (),
        ("原文件已不在库中", "来源文本有删减，不能证实字句"),
    ]
    assert "共" not in check_summary(handout)
    assert "4 处引文和案例" in check_summary(handout)
    assert "3 处须核对" in check_summary(handout)
    assert doubtful_lines(handout)[2] == (
        "《关于印发〈行动计划〉的通知》第二条“改革#不停 *发展*不止。”："
        "原文件已不在库中；来源文本有删减，不能证实字句。"
    )


@pytest.mark.parametrize(
    ("state", "told"),
    [
        (SourceState(SOUND, Change.SAME), ()),
        (SourceState(SOUND, Change.MOVED), ()),
        (SourceState(SOUND, Change.CHANGED), ("库中原文已没有这段字句",)),
        (SourceState(SOUND, Change.GONE), ("原文件已不在库中",)),
        (SourceState(SOUND, Change.SAME, Validity("不明", "未见废止记录")), ()),
        (SourceState(SOUND, Change.SAME, Validity("现行有效", "现行有效")), ()),
        (
            SourceState(SOUND, Change.SAME, Validity("已废止", "已废止：见《甲》")),
            ("已废止：见《甲》",),
        ),
        (SourceState(SOUND, Change.SAME, Validity("失效", "失效：到期")), ("失效：到期",)),
        (
            SourceState(SOUND, Change.SAME, Validity("已修改", "已修改：见《乙》")),
            ("已修改：见《乙》",),
        ),
        (SourceState(SOUND, Change.SAME, Validity("尚未施行", "尚未施行")), ("尚未施行",)),
        (
            SourceState(
                replace(LOST, reference=replace(GONE, source_grade="示例", completeness="截断")),
                Change.CHANGED,
                Validity("已废止", "已废止"),
            ),
            (
                "库中原文已没有这段字句",
                "已废止",
                "示例文件，非真实公文",
                "来源文本截断，不能证实字句",
            ),
        ),
    ],
)
def test_concerns(state, told):
    assert concerns(state) == told


def test_a_newer_text_in_the_place_of_the_old_one_is_named(library):
    with library.catalogue.read() as connection:
        (card,) = documents.cards(connection, [1]).values()
    (told,) = concerns(SourceState(SOUND, Change.GONE, newer=card))
    assert told.startswith(f"原文件已被替换，新版 《{card.title}》，{card.document_number}，")
    assert told.endswith("：没有与这段相近的文字")


@pytest.mark.parametrize(
    ("modules", "titles"),
    [
        ((Module(lessons=(Lesson(title="甲"), Lesson())),), ["第1课　甲", "第2课"]),
        (
            (Module(title="上", lessons=(Lesson(title="甲"),)), Module(lessons=(Lesson(),))),
            ["第1单元　上", "第1课　甲", "第2单元", "第2课"],
        ),
        (
            (Module(title="第一单元 上", lessons=(Lesson(title="1. 甲"), Lesson(title="乙"))),),
            ["第一单元 上", "1. 甲", "乙"],
        ),
        (
            (Module(title="一流企业", lessons=(Lesson(title="三项制度改革"),)),),
            ["第1单元　一流企业", "第1课　三项制度改革"],
        ),
        ((), []),
    ],
)
def test_titles_are_numbered_unless_they_are_already(library, modules, titles):
    course = Course(title="题", modules=modules)
    handout = make_handout(library, LOCAL, course, CitationStyle.OFFICIAL)
    found = [each.text for each in blocks(handout) if each.kind is BlockKind.HEADING]
    assert found == [*titles, "引文核对情况"]


def test_a_course_without_quotations_says_so(library):
    handout = make_handout(library, LOCAL, Course(title="题"), CitationStyle.OFFICIAL)
    assert check_summary(handout).startswith("本课程没有引文和案例（")
    assert (handout.doubtful, list(doubtful_lines(handout))) == ((), [])


def test_a_course_whose_sources_are_sound_says_so(handout):
    lessons = [replace(each, basis=(), quotations=()) for each in handout.lessons]
    module = replace(handout.modules[0], lessons=tuple(lessons))
    sound = replace(handout, modules=(module,), checked_on=date(2026, 11, 29))
    assert check_summary(sound) == (
        "导出时（2026年11月29日）已将 1 处引文和案例与库中文件核对，没有发现须核对之处。"
    )


def test_an_excerpt_is_one_line():
    assert excerpt("一\n二") == "一 二"
    assert excerpt("长" * 41) == "长" * 40 + "…"
