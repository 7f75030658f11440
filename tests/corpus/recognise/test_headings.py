import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.recognise.headings import Heading, heading, ordinal
from tests.corpus.recognise.vectors import vectors
from tests.shared import needs_shared


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("第一编　总则", Heading("bian", "第一编", "总则")),
        ("第一章　总则", Heading("zhang", "第一章", "总则")),
        ("第二节 会议", Heading("jie", "第二节", "会议")),
        ("第一条　为了规范", Heading("tiao", "第一条", "为了规范")),
        ("第一百二十条之一　资助", Heading("tiao", "第一百二十条之一", "资助")),
        ("第一百零五条 药品", Heading("tiao", "第一百零五条", "药品")),
        ("第一千二百六十条 本法", Heading("tiao", "第一千二百六十条", "本法")),
        ("第12条 本法", Heading("tiao", "第12条", "本法")),
        ("第一部分 基本情况", Heading("part", "第一部分", "基本情况")),
        ("　　三、保障措施", Heading("h1", "三、", "保障措施")),
        ("　　壹　路和水", Heading("h1", "壹", "路和水")),
        ("拾贰、保障", Heading("h1", "拾贰、", "保障")),
        ("（一）指导思想。", Heading("h2", "（一）", "指导思想。")),
        ("㈠加强", Heading("h2", "㈠", "加强")),
        ("1．加强领导", Heading("h3", "1．", "加强领导")),
        ("１．加强领导", Heading("h3", "１．", "加强领导")),
        ("⒈加强", Heading("h3", "⒈", "加强")),
        ("（1）明确责任", Heading("h4", "（1）", "明确责任")),
        ("⑴明确责任", Heading("h4", "⑴", "明确责任")),
        ("①第一", Heading("h5", "①", "第一")),
        ("三、政府命令或军事行动；", Heading("item", "三、", "政府命令或军事行动；")),
    ],
)
def test_a_numbered_line_is_a_heading(line, expected):
    assert heading(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "一、二、三产业融合",
        "二、三线城市",
        "十、百、千工程",
        "1.5亿元",
        "第一条规定的情形",
        "第一条、第二条",
        "第一章的规定",
        "第三十一条的决定》第一次修正",
        "一是加强领导",
        "加强领导",
        "",
    ],
)
def test_what_only_begins_like_a_number_is_no_heading(line):
    assert heading(line) is None


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("第十二章", 12),
        ("三、", 3),
        ("（十一）", 11),
        ("㈢", 3),
        ("12.", 12),
        ("⒉", 2),
        ("⑷", 4),
        ("⑤", 5),
        ("第一百零五条", 105),
        ("肆　", 4),
        ("附件", 0),
        ("", 0),
    ],
)
def test_a_number_names_its_place(number, expected):
    assert ordinal(number) == expected


@needs_shared
def test_the_vectors_of_headings_hold():
    cases = vectors("heading")
    assert len(cases) > 20
    for line, expected in cases:
        found = heading(line)
        assert (found and [found.kind, found.number, found.title]) == expected, line


@given(st.text(alphabet="第一二十百零条章节（）()1２.、．①㈠⒈⑴之 的；编部分", max_size=30))
def test_a_heading_is_made_of_its_line(line):
    found = heading(line)
    assert found is None or (found.number in line and found.title in line)
