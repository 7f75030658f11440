import os
import shutil
import subprocess

import pytest

from corpus.read import read
from corpus.read.word_numerals import counted, numeral
from tests.builders import docx, level, numbered, paragraph
from tests.corpus.read.blocks import texts

LIST = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'


def numbering(*levels, lists=LIST):
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{lists}'


def read_list(tmp_path, body, part, styles=""):
    path = docx(tmp_path / "a.docx", body, parts={"numbering": part, "styles": styles})
    return texts(read(path))


def test_chapters_and_articles_are_counted_out(tmp_path):
    chapter = level(0, "第%1章", "chineseCounting")
    article = level(1, "第%2条", "chineseCountingThousand", '<w:lvlRestart w:val="0"/>')
    body = (
        numbered("总则", 1)
        + numbered("为了规范工作。", 1, 1)
        + numbered("本办法适用于全市。", 1, 1)
        + numbered("附则", 1)
        + numbered("本办法自印发之日起施行。", 1, 1)
    )
    assert read_list(tmp_path, body, numbering(chapter, article)) == [
        "第一章　总则",
        "第一条　为了规范工作。",
        "第二条　本办法适用于全市。",
        "第二章　附则",
        "第三条　本办法自印发之日起施行。",
    ]


def test_deeper_levels_begin_anew_and_no_blank_follows_a_sign(tmp_path):
    part = numbering(level(0, "%1、", "chineseCounting"), level(1, "（%2）", "chineseCounting"))
    body = numbered("甲", 1) + numbered("乙", 1, 1) + numbered("丙", 1) + numbered("丁", 1, 1)
    assert read_list(tmp_path, body, part) == ["一、甲", "（一）乙", "二、丙", "（一）丁"]


def test_a_number_may_name_the_levels_above_it(tmp_path):
    part = numbering(level(0, "%1", "chineseCounting"), level(1, "%1.%2", "decimal", "<w:isLgl/>"))
    body = numbered("甲", 1) + numbered("乙", 1, 1) + numbered("Ding", 1, 1)
    assert read_list(tmp_path, body, part) == ["一　甲", "1.1 乙", "1.2 Ding"]


@pytest.mark.parametrize(
    ("suffix", "expected"), [("tab", "1 甲"), ("space", "1 甲"), ("nothing", "1甲")]
)
def test_what_follows_the_number_is_one_blank_or_nothing(tmp_path, suffix, expected):
    part = numbering(level(0, "%1", "decimal", f'<w:suff w:val="{suffix}"/>'))
    assert read_list(tmp_path, numbered("　甲", 1), part) == [expected]


def test_a_second_list_may_go_on_or_begin_anew(tmp_path):
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    lists = LIST + (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        f'<w:num w:numId="3"><w:abstractNumId w:val="0"/>{override}</w:num>'
    )
    part = numbering(level(0, "%1、", "chineseCounting"), lists=lists)
    body = numbered("甲", 1) + numbered("乙", 2) + numbered("丙", 3) + numbered("丁", 3)
    assert read_list(tmp_path, body, part) == ["一、甲", "二、乙", "一、丙", "二、丁"]


def test_an_override_may_bring_a_level_of_its_own(tmp_path):
    override = f'<w:lvlOverride w:ilvl="0">{level(0, "(%1)")}</w:lvlOverride>'
    lists = f'<w:num w:numId="1"><w:abstractNumId w:val="0"/>{override}</w:num>'
    part = numbering(level(0, "%1、", "chineseCounting"), lists=lists)
    assert read_list(tmp_path, numbered("甲", 1), part) == ["(1)甲"]


def test_a_style_numbers_its_paragraphs_through_its_ancestor(tmp_path):
    styles = (
        '<w:style w:type="paragraph" w:styleId="a"><w:name w:val="条"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="b"><w:name w:val="款"/>'
        '<w:basedOn w:val="a"/></w:style>'
    )
    part = numbering(
        level(0, "第%1章", "chineseCounting"),
        level(1, "第%2条", "chineseCounting", '<w:pStyle w:val="b"/>'),
    )
    body = (
        paragraph("总则", properties='<w:pStyle w:val="a"/>')
        + paragraph("目的", properties='<w:pStyle w:val="b"/>')
        + paragraph(
            "无号", properties='<w:pStyle w:val="b"/><w:numPr><w:numId w:val="0"/></w:numPr>'
        )
    )
    assert read_list(tmp_path, body, part, styles) == ["第一章　总则", "第一条　目的", "无号"]


def test_a_list_may_be_linked_through_a_numbering_style(tmp_path):
    styles = (
        '<w:style w:type="numbering" w:styleId="n"><w:name w:val="公文"/>'
        '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    )
    part = (
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="n"/></w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="1">{level(0, "%1、", "chineseCounting")}</w:abstractNum>'
        f'{LIST}<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    )
    assert read_list(tmp_path, numbered("甲", 1), part, styles) == ["一、甲"]


def test_bullets_and_unknown_lists_give_no_number(tmp_path):
    part = numbering(level(0, "\uf0b7", "bullet"))
    assert read_list(tmp_path, numbered("甲", 1) + numbered("乙", 8), part) == ["甲", "乙"]


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (100, "一百"),
        (101, "一百零一"),
        (110, "一百一十"),
        (1010, "一千零一十"),
        (10_001, "一万零一"),
    ],
)
def test_chinese_counting(number, expected):
    assert counted(number) == expected


@pytest.mark.parametrize(
    ("number", "number_format", "expected"),
    [
        (3, "decimalZero", "03"),
        (12, "decimalFullWidth", "１２"),
        (2, "decimalEnclosedCircle", "②"),
        (21, "decimalEnclosedCircle", "21"),
        (3, "decimalEnclosedParen", "⑶"),
        (28, "lowerLetter", "bb"),
        (4, "upperRoman", "IV"),
        (21, "chineseLegalSimplified", "贰拾壹"),
        (10, "ideographDigital", "一〇"),
        (10, "japaneseDigitalTenThousand", "一〇"),
        (110, "japaneseCounting", "百十"),
        (3, "ideographTraditional", "丙"),
        (11, "ideographTraditional", "11"),
        (12, "ideographZodiac", "亥"),
        (3, "none", ""),
        (3, "unheard-of", "3"),
    ],
)
def test_number_formats(number, number_format, expected):
    assert numeral(number, number_format) == expected


@pytest.mark.skipif(
    shutil.which("soffice") is None and os.environ.get("CI") != "true",
    reason="needs LibreOffice as a second opinion",
)
def test_libreoffice_counts_the_same(tmp_path):
    levels = (
        level(0, "第%1章", "chineseCounting"),
        level(1, "第%2条", "chineseCountingThousand"),  # it does not know lvlRestart
        level(2, "（%3）", "chineseCounting"),
        level(3, "%4.", "decimal"),
    )
    places = [0, 1, 2, 2, 3, 3, 1, 2, 0, 1, 1, 2, 3, 2, 3, *[1] * 105, 0, 1]
    body = "".join(numbered(f"甲{place}", 1, place) for place in places)
    path = docx(tmp_path / "a.docx", body, parts={"numbering": numbering(*levels), "styles": ""})
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "txt:Text (encoded):UTF8"]
    subprocess.run(
        [*command, "--outdir", tmp_path, path], check=True, capture_output=True, timeout=120
    )
    expected = (tmp_path / "a.txt").read_text("utf-8-sig").split("\n")
    assert ["".join(text.split()) for text in texts(read(path))] == [
        "".join(line.split()) for line in expected if line.strip()
    ]
