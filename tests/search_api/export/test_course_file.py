"""A course leaves as a file by one door, whatever its title and however long it is."""

from io import BytesIO
from urllib.parse import quote

import docx
import pypdfium2
import pytest

from corpus.actor import LOCAL, Actor
from search_api.bibliography import CitationStyle
from search_api.export.blocks import NoteKind
from search_api.export.course_file import (
    FORMAT_LABELS,
    NOTE_LABELS,
    ExportFormat,
    export_course,
)
from search_api.export.edition import EDITION_LABELS, Edition
from search_api.export.file_names import file_name
from search_api.study.course import MOST_QUOTATIONS, Course, Lesson, Module
from tests.search_api.export.courses import SIGNS, lesson_of
from tests.search_api.export.extras import is_lacking
from tests.search_api.export.test_markdown import shown
from tests.search_api.shelf import SECRET

BEGINNINGS = {
    ExportFormat.WORD: b"PK\x03\x04",
    ExportFormat.SLIDES: b"PK\x03\x04",
    ExportFormat.PDF: b"%PDF-",
    ExportFormat.MARKDOWN: "# 国企改革专题培训\n".encode(),
}
NEEDS = {ExportFormat.SLIDES: "pptx", ExportFormat.PDF: "typst"}
READERS = {
    ExportFormat.WORD: lambda content: "".join(
        each.text for each in docx.Document(BytesIO(content)).paragraphs
    ),
    ExportFormat.SLIDES: lambda content: "".join(
        shape.text_frame.text
        for slide in presentation(content).slides
        for shape in slide.shapes
        if shape.has_text_frame
    ),
    ExportFormat.PDF: lambda content: "".join(
        page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(content)
    ),
    ExportFormat.MARKDOWN: lambda content: "".join(shown(content.decode())),
}


def presentation(content):
    from pptx import Presentation

    return Presentation(BytesIO(content))


def speaker_notes(content):
    return "".join(
        slide.notes_slide.notes_text_frame.text
        for slide in presentation(content).slides
        if slide.has_notes_slide
    )


def letters(text):
    return "".join(text.split()).replace("\u200b", "")


def there(form):
    if is_lacking(NEEDS.get(form, "docx")):
        pytest.skip("needs the extra export")
    return form


@pytest.mark.parametrize("form", ExportFormat)
def test_every_format_leaves_with_its_name_and_tells_what_must_be_looked_at(library, course, form):
    found = export_course(library, LOCAL, course, there(form))
    assert found.name == f"国企改革专题培训.{form}"
    assert found.content.startswith(BEGINNINGS[form])
    assert (found.cited, len(found.doubtful)) == (4, 3)
    assert "/" in found.media_type
    assert FORMAT_LABELS[form]


def test_the_style_is_the_one_that_holds_today_unless_one_is_chosen(library, course):
    def citation(style):
        return export_course(library, LOCAL, course, ExportFormat.MARKDOWN, style).doubtful[2]

    assert "[Z]. 2023-05-06：第二条." in citation(None).citation
    assert "[A]. 2023: 第二条." in citation(CitationStyle.GB_2015).citation
    assert set(NOTE_LABELS) == set(NoteKind)


@pytest.mark.parametrize("form", ExportFormat)
@pytest.mark.parametrize("edition", Edition)
def test_only_the_trainers_edition_has_what_the_trainer_says(library, course, form, edition):
    found = export_course(library, LOCAL, course, there(form), edition=edition)
    read = letters(READERS[form](found.content))
    if form is ExportFormat.SLIDES:
        read += letters(speaker_notes(found.content))
    is_trainers = edition is Edition.TRAINER
    for words in ("先请学员说说。", "看指标。", "开场五分钟。", "使用前请逐条查看"):
        assert (words in read) is is_trainers
    assert "【引文须核对】" in read
    assert letters(course.quoted[1].quotation.text) in read
    assert EDITION_LABELS[edition]


def test_what_the_asker_may_not_see_counts_as_gone(library):
    lesson = lesson_of(library, SECRET, "内部讨论稿。", title="讲")
    course = Course(title="题", modules=(Module(lessons=(lesson,)),))
    assert not export_course(library, LOCAL, course, ExportFormat.MARKDOWN).doubtful
    stranger = Actor("x", "外人", frozenset({"elsewhere"}))
    (doubtful,) = export_course(library, stranger, course, ExportFormat.MARKDOWN).doubtful
    assert doubtful.concerns == ("原文件已不在库中",)


@pytest.mark.parametrize("form", ExportFormat)
def test_titles_come_out_as_they_are_whatever_signs_they_have(library, form):
    title = f"甲\n{SIGNS}"
    lesson = Lesson(title=title, objectives=(title,), questions=(title,))
    course = Course(title=title, modules=(Module(title=title, lessons=(lesson,)),))
    found = letters(READERS[form](export_course(library, LOCAL, course, there(form)).content))
    assert found.count(letters(title)) >= 5


@pytest.mark.parametrize("form", ExportFormat)
def test_what_is_told_of_a_case_stands_under_its_title_in_every_format(library, course, form):
    (case,) = next(course.lessons).cases
    told = case.model_copy(update={"quotation": course.quoted[1].quotation, "note": ""})
    whole = Course(title="题", modules=(Module(lessons=(Lesson(title="讲", cases=(told,)),)),))
    found = export_course(library, LOCAL, whole, there(form), edition=Edition.LEARNER)
    read = letters(READERS[form](found.content))
    words = letters(course.quoted[1].quotation.text)
    assert -1 < read.find(letters(case.title)) < read.find(words)


@pytest.mark.parametrize("form", ExportFormat)
def test_every_format_names_who_gives_it_where_and_when(library, course, form):
    found = letters(READERS[form](export_course(library, LOCAL, course, there(form)).content))
    for line in ("主讲：谷敬岑", "单位：云陵省国资委党校", "时间：2026年12月1日上午"):
        assert line in found


@pytest.mark.parametrize("form", ExportFormat)
def test_a_course_of_five_hundred_quotations_leaves_whole(library, course, form):
    quoted = course.quoted[1]
    lesson = Lesson(title="讲", quotations=(quoted,) * (MOST_QUOTATIONS // 10))
    whole = Course(title="多", modules=(Module(title="一", lessons=(lesson,) * 10),))
    found = export_course(library, LOCAL, whole, there(form))
    assert found.cited == MOST_QUOTATIONS
    assert len(found.content) > 20_000


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("国企改革：“三项制度”怎么改？", "国企改革：“三项制度”怎么改？.docx"),
        ('a/b\\c:d*e?f"g<h>i|j', "a b c d e f g h i j.docx"),
        ("换\n行\t与\x00控制\u202e符\u200b", "换 行 与控制符.docx"),
        ("../../etc/passwd", "etc passwd.docx"),
        ("...", "课程.docx"),
        ("", "课程.docx"),
        ("CON", "课程 CON.docx"),
        ("nul.txt", "课程 nul.txt.docx"),
        ("结尾的点. . ", "结尾的点.docx"),
        ("😀党课", "😀党课.docx"),
    ],
)
def test_a_name_is_one_that_every_system_takes(title, name):
    assert file_name(title, "docx", "课程") == name


@pytest.mark.parametrize("sign", ["长", "😀", "a"])
def test_a_long_name_is_cut_at_a_whole_letter(sign):
    name = file_name(sign * 250, "docx", "课程")
    assert len(name.encode()) <= 210
    assert set(name.removesuffix(".docx")) == {sign}
    assert quote(name)
