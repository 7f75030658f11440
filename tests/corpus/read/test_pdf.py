import json
from difflib import SequenceMatcher

import pypdfium2
import pytest

from corpus.errors import DamagedFile, EncryptedFile, NoText
from corpus.read import read
from tests.builders import pdf
from tests.corpus.read.blocks import is_consistent, letters, texts
from tests.shared import SHARED, needs_shared

LEFT, SIZE, STEP = 80, 16, 28
FULL = "为深入贯彻落实党中央、国务院决策部署，推动国有企业高质量发"  # fills the line from an indent
MIDDLE = "展，加快建设世界一流企业，现就有关事项提出以下意见，请结合实"


def set_lines(*lines):
    """Set lines one under the other; blanks at the beginning are indents of a character each."""
    placed = []
    for place, line in enumerate(lines):
        text = line.lstrip("　")
        left = LEFT + SIZE * (len(line) - len(text))
        placed.append((left, 130 + STEP * place, SIZE, text))
    return placed


def read_pages(tmp_path, *pages, **parts):
    extracted = read(pdf(tmp_path / "文件.pdf", *pages, **parts))
    assert is_consistent(extracted)
    return extracted


def test_lines_are_joined_until_the_next_indent(tmp_path):
    page = set_lines("　　" + FULL[:26], MIDDLE[:28], "际认真执行。", "　　" + FULL[:26], "写完。")
    assert texts(read_pages(tmp_path, page)) == [
        FULL[:26] + MIDDLE[:28] + "际认真执行。",
        FULL[:26] + "写完。",
    ]


def test_a_short_heading_is_not_joined_with_what_follows(tmp_path):
    page = set_lines("　　一、总体要求", "　　" + FULL[:26], MIDDLE[:28], "际执行。")
    assert texts(read_pages(tmp_path, page)) == [
        "一、总体要求",
        FULL[:26] + MIDDLE[:28] + "际执行。",
    ]


def test_a_paragraph_goes_on_over_the_page_and_the_page_begins_inside_it(tmp_path):
    extracted = read_pages(
        tmp_path,
        [*set_lines("　　" + FULL[:26], MIDDLE[:28]), (280, 790, 14, "— 1 —")],
        [*set_lines("际认真执行。", "　　" + FULL[:26], "写完。"), (280, 790, 14, "— 2 —")],
    )
    first, second = texts(extracted)
    assert first == FULL[:26] + MIDDLE[:28] + "际认真执行。"
    assert second == FULL[:26] + "写完。"
    assert extracted.pages == (0, first.index("际认真"))


def test_running_headers_are_left_out_and_their_words_in_the_text_are_kept(tmp_path):
    pages = [
        [
            (80, 50, 12, f"某某市国资委文件汇编 第{page}辑"),
            *set_lines(
                "　　" + FULL[:26], f"第{page}页的正文。", "　　某某市国资委文件汇编收录文件。"
            ),
            (280, 800, 12, f"第 {page} 页 共 3 页"),
        ]
        for page in (1, 2, 3)
    ]
    assert texts(read_pages(tmp_path, *pages)) == [
        text
        for page in (1, 2, 3)
        for text in (FULL[:26] + f"第{page}页的正文。", "某某市国资委文件汇编收录文件。")
    ]


def test_a_year_alone_at_the_edge_of_a_page_is_kept_in_its_line(tmp_path):
    page = set_lines("　　" + FULL[:26], "2027年底。")
    assert read_pages(tmp_path, page).text.endswith("2027年底。")


def test_blanks_that_the_layout_makes_around_digits_are_no_text(tmp_path):
    page = [(80, 100, 16, "到"), (100, 100, 16, "2027"), (136, 100, 16, "年底完成")]
    assert read_pages(tmp_path, page).text == "到2027年底完成"


def test_centred_lines_and_sizes_are_told(tmp_path):
    title = (595 - 22 * 10) / 2
    page = [
        (title, 80, 22, "关于加强管理的通知甲"),
        *set_lines("", "　　" + FULL[:26], MIDDLE[:28]),
    ]
    first, second = read_pages(tmp_path, page).blocks
    assert (first.centred, first.size) == (True, 22.0)
    assert (second.centred, second.size) == (False, 16.0)


def test_a_ruled_table_is_read_by_rows_in_its_place(tmp_path):
    tops, lefts = (180, 210, 240), (80, 200, 320)
    rules = [(lefts[0], top, lefts[-1], top) for top in tops]
    rules += [(left, tops[0], left, tops[-1]) for left in lefts]
    page = [
        (80, 100, 16, "前面的话。"),
        (90, 200, 12, "指标"),
        (210, 200, 12, "数值"),
        (90, 230, 12, "产值"),
        (210, 230, 12, "12亿元"),
        (80, 300, 16, "后面的话。"),
    ]
    extracted = read_pages(tmp_path, page, rules=rules)
    assert texts(extracted) == ["前面的话。", "指标\t数值", "产值\t12亿元", "后面的话。"]
    assert texts(extracted, "row") == ["指标\t数值", "产值\t12亿元"]


def test_a_page_without_text_begins_where_the_next_one_does(tmp_path):
    extracted = read_pages(tmp_path, set_lines("第一页。"), [], set_lines("第三页。"), [])
    assert extracted.pages == (0, 5, 5, 9)


def test_an_encrypted_file_says_so(tmp_path):
    with pytest.raises(EncryptedFile):
        read(pdf(tmp_path / "a.pdf", set_lines("甲"), encrypted=True))


def test_a_scan_says_that_it_needs_recognition(tmp_path):
    with pytest.raises(NoText, match="OCR"):
        read(pdf(tmp_path / "a.pdf", [], []))


def test_a_file_cut_off_says_that_it_is_damaged(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.7\n" + bytes(range(128, 256)) * 10)
    with pytest.raises(DamagedFile):
        read(path)


@needs_shared
def test_real_documents_hold_the_characters_of_their_pages():
    # One of the files lacks four commas that hung over the edge: LibreOffice did not write them.
    files = SHARED / "corpus/files"
    lines = (files / "manifest.jsonl").read_text("utf-8").splitlines()
    compared = 0
    for entry in map(json.loads, lines):
        if entry["file"].endswith(".pdf") and "扫描件" not in entry["file"]:
            extracted = read(files / entry["file"])
            page = letters(read(SHARED / "corpus/policies" / entry["from"]).text)
            found = letters(extracted.text)
            matcher = SequenceMatcher(None, found, page, autojunk=False)
            changes = [code for code in matcher.get_opcodes() if code[0] != "equal"]
            assert all(page[code[3] : code[4]] in "，、" for code in changes)
            assert len(found) + 4 >= len(page)
            assert is_consistent(extracted)
            compared += 1
    assert compared == 2


@needs_shared
def test_no_character_of_the_text_layer_is_lost():
    for path in (SHARED / "corpus/files").glob("*.pdf"):
        if "扫描件" not in path.name:
            document = pypdfium2.PdfDocument(path)
            layer = "".join(page.get_textpage().get_text_range() for page in document)
            document.close()
            assert letters(read(path).text) == letters(layer)


@needs_shared
def test_real_scans_say_that_they_need_recognition():
    scans = list((SHARED / "corpus/files").glob("*扫描件*.pdf"))
    assert len(scans) == 2
    for path in scans:
        with pytest.raises(NoText):
            read(path)
