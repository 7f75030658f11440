import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import DamagedFile
from corpus.read import read
from corpus.read.encoding import decode
from corpus.read.text import read_text
from tests.corpus.read.blocks import letters, texts
from tests.shared import SHARED, needs_shared

SIMPLIFIED = "关于进一步深化国有企业改革的通知，各市、县人民政府：现将有关事项通知如下。"
TRADITIONAL = "關於進一步深化國有企業改革的通知，各市、縣人民政府：現將有關事項通知如下。"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (SIMPLIFIED, "utf-8"),
        (SIMPLIFIED, "utf-8-sig"),
        (SIMPLIFIED, "gb18030"),
        (SIMPLIFIED, "gbk"),
        (SIMPLIFIED, "utf-16"),
        (SIMPLIFIED + "\n2024", "utf-16-le"),
        (SIMPLIFIED + "\n2024", "utf-16-be"),
        (SIMPLIFIED, "utf-16-le"),
        (SIMPLIFIED, "utf-32"),
        (TRADITIONAL, "big5"),
        (TRADITIONAL, "gbk"),
        ("通知", "gbk"),
        ("通知", "utf-8"),
        (SIMPLIFIED + "㙍𠀀〇镕", "gb18030"),
        ("plain words", "ascii"),
    ],
)
def test_text_is_decoded_from_its_bytes(text, encoding):
    assert decode(text.encode(encoding))[0] == text


def test_a_declared_encoding_is_taken_where_it_fits():
    assert decode("銀行".encode("big5"), declared="Big5") == ("銀行", "big5")
    assert decode("通知".encode("gbk"), declared="gb2312") == ("通知", "gb18030")
    assert decode(SIMPLIFIED.encode(), declared="gb2312") == (SIMPLIFIED, "utf-8")
    assert decode(SIMPLIFIED.encode(), declared="klingon") == (SIMPLIFIED, "utf-8")


def test_a_broken_byte_leaves_a_mark_and_not_a_gap():
    raw = (SIMPLIFIED * 40).encode()
    text, encoding = decode(raw[:-1])
    assert (text[:-1], text[-1], encoding) == ((SIMPLIFIED * 40)[:-1], "\ufffd", "utf-8")


def test_many_broken_bytes_are_a_damaged_file():
    raw = b"".join(part + b"\xff\xff" for part in [SIMPLIFIED.encode()] * 5)
    with pytest.raises(DamagedFile):
        decode(raw)


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=1))
def test_utf_8_is_always_taken_for_utf_8(text):
    assert decode(text.encode()) == (text, "utf-8")


def test_lines_are_blocks_and_indents_go():
    extracted = read_text("　　第一段。\r\n\r\n　　第二段　甲\n\x0c第三页".encode())
    assert texts(extracted) == ["第一段。", "第二段　甲", "第三页"]


def test_controls_are_dropped():
    assert read_text("甲\x00\x01乙\x1f\t丙".encode()).text == "甲乙\t丙"


def test_hard_wrapped_lines_are_joined():
    whole = (
        "为深入贯彻落实党中央国务院决策部署推动国有企业高质量发展加快建设世界一流企业" * 5 + "。"
    )
    wrapped = [("　　" + whole)[at : at + 30] for at in range(0, len(whole) + 2, 30)]
    text = "\n".join(["标题", *wrapped, "一、总体要求", *wrapped])
    assert texts(read_text(text.encode())) == ["标题", whole, "一、总体要求", whole]


def test_paragraphs_that_are_lines_stay_apart():
    lines = [f"{place}、{SIMPLIFIED}" for place in "一二三四五六七八"]
    assert texts(read_text("\n".join(lines).encode())) == lines


def test_long_headings_without_an_end_stay_apart():
    lines = [
        "关于进一步加强市属国有企业安全生产工作若干措施的通知各单位" + "甲" * place
        for place in range(20)
    ]
    assert texts(read_text("\n".join(lines).encode())) == lines


@needs_shared
def test_real_texts_are_decoded_exactly():
    files = SHARED / "corpus/files"
    entries = map(json.loads, (files / "manifest.jsonl").read_text("utf-8").splitlines())
    found = {}
    for entry in entries:
        if entry["file"].endswith(".txt"):
            extracted = read(files / entry["file"])
            found[extracted.encoding] = entry
            page = letters(read(SHARED / "corpus/policies" / entry["from"]).text)
            assert len(letters(extracted.text)) == len(page)
            if entry.get("note") != "traditional characters":
                assert letters(extracted.text) == page
    assert sorted(found) == ["big5hkscs", "gb18030", "utf-16", "utf-8"]


@needs_shared
def test_reports_of_seventy_years_are_read_without_a_mark_of_damage():
    paths = list((SHARED / "corpus/reports").glob("*.txt"))
    assert len(paths) == 52
    assert not any("\ufffd" in read(path).text for path in paths)
