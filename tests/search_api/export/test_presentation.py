"""A course as slides: every word is there, in letters that can be read, inside its box."""

import ctypes
import sys
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import ExportUnavailable
from search_api.export.edition import Edition
from search_api.export.presentation import write_presentation
from search_api.export.slide_text import height_of, paged, split
from search_api.export.slides import (
    FOOT,
    FOOT_SIZE,
    HEIGHT,
    MARGIN,
    TEXT_WIDTH,
    TOP,
    WIDTH,
    SlideLook,
    foot_height,
    slides,
)
from tests.search_api.export.extras import needs_pptx

NOW = datetime(2026, 11, 29, 8, tzinfo=UTC)
SENTENCE = "深化国有企业改革，必须坚持和加强党的全面领导，把党的领导融入公司治理各环节。"
LONGEST = (SENTENCE * 130)[:4000] + "没有句读的长句" * 100 + "Latin words of 2024, " * 14 + "止" * 6


@pytest.fixture(scope="module")
def full(handout):
    """The course with titles of 120 characters and the longest quotation."""
    module = handout.modules[0]
    (lesson,) = module.lessons
    long = replace(lesson.quotations[0], words=LONGEST, source=lesson.quotations[0].source * 4)
    title = "题" * 120
    heavy = replace(
        lesson,
        title=title,
        objectives=("目标说明，" * 90, *lesson.objectives),
        questions=("问" * 500,),
        quotations=(long, replace(long, words=SENTENCE * 4)),
    )
    return replace(
        handout, title_words=(title,), modules=(replace(module, title=title, lessons=(heavy,)),)
    )


def opened(handout):
    from pptx import Presentation

    return Presentation(BytesIO(write_presentation(handout, NOW)))


def texts(slide):
    return [each.text_frame.text for each in slide.shapes if each.has_text_frame]


@needs_pptx
def test_every_quotation_has_a_slide_of_its_own_with_its_source(handout):
    found = [texts(slide) for slide in opened(handout).slides]
    for cited in handout.cited:
        (slide,) = [each for each in found if cited.shown in each]
        foot = slide[-2]
        assert foot.endswith(cited.source)
        assert foot.startswith("【引文须核对】") is bool(cited.concerns)


@needs_pptx
def test_title_agenda_modules_lessons_and_the_check_come_in_order(handout):
    deck = opened(handout)
    assert (round(deck.slide_width.pt), round(deck.slide_height.pt)) == (960, 540)
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    assert titles[:5] == [
        "国企改革专题培训",
        "课程目标",
        "课程安排",
        "第1单元　认识改革",
        "第1课　为什么改革",
    ]
    assert titles[5:10] == ["政策依据", "原文引用", "典型案例", "讨论题", "第2单元　推动改革"]
    assert titles[-1] == "引文核对情况"
    assert all(titles)


@needs_pptx
def test_the_check_is_hidden_from_the_audience_and_not_there_for_learners(handout):
    def check(some):
        return [
            each._element.get("show")
            for each in opened(some).slides
            if each.shapes.title.text_frame.text.startswith("引文核对情况")
        ]

    assert set(check(handout)) == {"0"}
    assert check(replace(handout, edition=Edition.LEARNER)) == []
    shown = [each._element.get("show") for each in opened(handout).slides]
    assert shown.count("0") == len(check(handout))


@needs_pptx
def test_what_the_trainer_says_stands_in_the_speaker_notes(handout):
    notes = {
        slide.shapes.title.text_frame.text: slide.notes_slide.notes_text_frame.text
        for slide in opened(handout).slides
        if slide.has_notes_slide
    }
    assert notes["第1课　为什么改革"] == "开场五分钟。\n重点讲第一条。"
    assert notes["典型案例"] == f"看指标。\n{handout.cited[2].citation}"


@needs_pptx
def test_a_long_quotation_goes_over_several_slides_and_loses_nothing(full):
    deck = [texts(slide) for slide in opened(full).slides]
    parts = [each for each in deck if any(text.startswith("原文引用（") for text in each)]
    assert len(parts) > 10
    assert "".join(each[-3] for each in parts) == LONGEST
    assert all(full.cited[1].source in each[-2] for each in parts)


def test_a_source_is_read_from_the_back():
    assert FOOT_SIZE >= 16


@needs_pptx
@pytest.mark.parametrize("words", ["坚持党的领导。", SENTENCE])
def test_few_words_are_large_and_stand_in_the_middle(handout, words):
    module = handout.modules[0]
    (lesson,) = module.lessons
    lesson = replace(lesson, basis=(replace(lesson.basis[0], words=words),), questions=(words,))
    short = replace(handout, modules=(replace(module, lessons=(lesson,)),))
    quote, question = [each for each in slides(short) if each.title in ("政策依据", "讨论题")]
    assert quote.size >= 36
    assert question.size >= 28
    (frame,) = [
        shape.text_frame
        for slide in opened(short).slides
        if slide.shapes.title.text_frame.text == "讨论题"
        for shape in slide.shapes
        if shape.has_text_frame and words in shape.text_frame.text
    ]
    assert frame._txBody.bodyPr.get("anchor") == "ctr"


def test_the_cover_names_who_where_and_when(handout):
    assert next(slides(handout)).paragraphs == (
        "培训对象：中层干部",
        "主讲：谷敬岑",
        "单位：云陵省国资委党校",
        "时间：2026年12月1日上午",
        "总时长：75 分钟",
    )


def test_the_title_on_the_cover_is_broken_between_words(handout):
    words = (
        "学习贯彻",
        "《",
        "关于",
        "深化",
        "国有企业",
        "改革",
        "的",
        "实施意见",
        "》",
        "专题党课",
    )
    cover = next(slides(replace(handout, title_words=words)))
    assert cover.title == "学习贯彻《关于深化国有企业\n改革的实施意见》专题党课"


def test_no_slide_is_fuller_than_its_room(full):
    for slide in slides(full):
        assert height_of(slide.paragraphs, slide.size, TEXT_WIDTH) <= slide.room
        if slide.look is not SlideLook.COVER:
            assert slide.size >= 22
        assert len(slide.above) <= 41


@given(st.text(st.sampled_from("甲乙丙。，；！\n”a 1😀"), max_size=300), st.integers(2, 12))
def test_parts_of_a_text_are_the_text_and_fit(text, lines):
    parts = split(text, 24, 300, 24 * 1.8 * lines)
    assert "".join(parts) == text
    for part in parts:
        assert (
            len(part) == 1 or height_of(part.strip("\n").split("\n"), 24, 300) <= 24 * 1.8 * lines
        )


def test_a_source_line_leaves_room_for_the_words(handout):
    module = handout.modules[0]
    (lesson,) = module.lessons
    cited = replace(lesson.basis[0], source=f"《{'题' * 900}》，{'某某厅、' * 90}【来源待核实】")
    lesson = replace(lesson, basis=(cited,))
    crowded = replace(handout, modules=(replace(module, lessons=(lesson,)),))
    (slide,) = [each for each in slides(crowded) if each.title == "政策依据"]
    assert slide.source.startswith("《题题")
    assert slide.source.endswith("厅、【来源待核实】")
    assert foot_height(slide.source, slide.mark) < (FOOT - TOP) / 2
    assert slide.notes == cited.citation


def test_a_text_is_split_at_the_ends_of_sentences():
    text = "一句话说完了。" * 5 + "“又一句。”"
    for part in split(text, 24, 240, 24 * 1.8 * 3):
        assert part.endswith(("。", "。”"))


def test_paragraphs_stay_whole_where_they_can():
    assert paged(["甲" * 20, "乙" * 20, "丙"], 20, 400, 100) == [("甲" * 20,), ("乙" * 20, "丙")]
    assert paged([], 20, 400, 100) == []


def test_without_the_extra_the_mend_is_named(handout, monkeypatch):
    monkeypatch.setitem(sys.modules, "search_api.export.slide_writer", None)
    with pytest.raises(ExportUnavailable, match=r"xuejian\[export\].*docx"):
        write_presentation(handout, NOW)


@needs_pptx
def test_libreoffice_shows_every_letter_inside_its_box(full, as_pdf):
    planned = [each for each in slides(full) if not each.is_hidden]
    document = pypdfium2.PdfDocument(as_pdf(write_presentation(full, NOW), "pptx"))
    assert len(document) == len(planned)
    for page, slide in zip(document, planned, strict=True):
        scale = WIDTH / page.get_width()
        foot = TOP + slide.room
        for size, (left, bottom, right, _) in letters(page):
            assert left * scale >= MARGIN - 4
            assert right * scale <= WIDTH - MARGIN + 24  # 。 may hang
            if size * scale > FOOT_SIZE + 2 and slide.look is not SlideLook.COVER:
                assert HEIGHT - bottom * scale <= foot + 4


def letters(page):
    """Give size and box of every letter of a page."""
    text = page.get_textpage()
    for at in range(text.count_chars()):
        if text.get_text_range(at, 1).strip():
            size = pypdfium2.raw.FPDFText_GetFontSize(text.raw, ctypes.c_int(at))
            yield size, text.get_charbox(at)
