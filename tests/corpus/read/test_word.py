import json
import zipfile

import pytest

from corpus.errors import DamagedFile, FileTooLarge, NoText
from corpus.read import read
from tests.builders import docx, paragraph, table
from tests.corpus.read.blocks import is_consistent, letters, texts
from tests.shared import SHARED, needs_shared

BOX = "<w:txbxContent>{}</w:txbxContent>"


def run(text, properties=""):
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def read_body(tmp_path, body, **parts):
    extracted = read(docx(tmp_path / "文件.docx", body, **parts))
    assert is_consistent(extracted)
    return extracted


def test_paragraphs_and_tables_come_in_the_order_of_the_body(tmp_path):
    body = paragraph("一") + table([paragraph("甲"), paragraph("乙")]) + paragraph("二")
    extracted = read_body(tmp_path, body)
    assert texts(extracted) == ["一", "甲\t乙", "二"]
    assert [block.kind for block in extracted.blocks] == ["paragraph", "row", "paragraph"]


def test_insertions_are_kept_and_deletions_left_out(tmp_path):
    runs = (
        f'<w:ins w:id="1">{run("加上的")}</w:ins>'
        '<w:del w:id="2"><w:r><w:delText>删去的</w:delText></w:r></w:del>'
        f'<w:moveFrom w:id="3">{run("移走的")}</w:moveFrom>'
        f'<w:moveTo w:id="4">{run("移来的")}</w:moveTo>'
    )
    assert read_body(tmp_path, paragraph("原文", runs=runs)).text == "原文加上的移来的"


def test_a_paragraph_whose_end_is_struck_out_goes_on_in_the_next(tmp_path):
    struck = '<w:rPr><w:del w:id="1"/></w:rPr>'
    body = paragraph("前半句", properties=struck) + paragraph("后半句。")
    assert texts(read_body(tmp_path, body)) == ["前半句后半句。"]


def test_a_text_box_is_read_once_though_the_file_holds_it_twice(tmp_path):
    inner = BOX.format(paragraph("某某市人民政府文件"))
    runs = (
        "<w:r><mc:AlternateContent>"
        f'<mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx>{inner}</wps:txbx></wps:wsp>'
        "</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{inner}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    extracted = read_body(tmp_path, paragraph(runs=runs) + paragraph("正文。"))
    assert texts(extracted) == ["某某市人民政府文件", "正文。"]
    assert texts(extracted, "box") == ["某某市人民政府文件"]


def test_content_controls_hyperlinks_and_smart_tags_are_opened(tmp_path):
    inside = f"<w:sdt><w:sdtContent>{paragraph('控件里的段落')}</w:sdtContent></w:sdt>"
    runs = (
        f"<w:hyperlink>{run('链接')}</w:hyperlink><w:smartTag>{run('标记')}</w:smartTag>"
        f"<w:sdt><w:sdtPr/><w:sdtContent>{run('行内')}</w:sdtContent></w:sdt>"
    )
    assert texts(read_body(tmp_path, inside + paragraph(runs=runs))) == [
        "控件里的段落",
        "链接标记行内",
    ]


def test_fields_give_their_result_and_not_their_instruction(tmp_path):
    def mark(kind):
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    runs = (
        mark("begin")
        + "<w:r><w:instrText>DATE</w:instrText></w:r>"
        + run("看不见")
        + mark("separate")
        + run("2024年")
        + mark("end")
        + f'<w:fldSimple w:instr="PAGE">{run("3月")}</w:fldSimple>'
    )
    assert read_body(tmp_path, paragraph("今天是", runs=runs)).text == "今天是2024年3月"


def test_a_break_parts_blocks_and_a_tab_stays(tmp_path):
    runs = "<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t></w:r>"
    assert texts(read_body(tmp_path, paragraph(runs=runs))) == ["甲\t乙", "丙"]


def test_ruby_gives_its_base_and_symbols_their_likeness(tmp_path):
    runs = (
        f"<w:r><w:ruby><w:rt>{run('lǐng')}</w:rt><w:rubyBase>{run('领')}</w:rubyBase></w:ruby></w:r>"
        '<w:r><w:noBreakHyphen/><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'
    )
    assert read_body(tmp_path, paragraph(runs=runs)).text == "领-☑"


def test_hidden_text_is_not_read(tmp_path):
    runs = run("看得见") + run("藏起来", "<w:vanish/>")
    assert read_body(tmp_path, paragraph(runs=runs)).text == "看得见"


def test_merged_cells_are_not_repeated_and_paragraphs_of_a_cell_are_joined(tmp_path):
    def cell(text, properties=""):
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"

    body = table(
        [
            cell("牵头单位", '<w:vMerge w:val="restart"/>'),
            paragraph("任务一") + paragraph("分两步"),
        ],
        [cell("牵头单位", "<w:vMerge/>"), cell("任务二")],
    )
    assert texts(read_body(tmp_path, body)) == ["牵头单位\t任务一分两步", "\t任务二"]


def test_a_table_in_a_table_is_not_lost(tmp_path):
    inner = table([paragraph("内一"), paragraph("内二")])
    body = table([paragraph("外一"), paragraph("外二") + inner + paragraph()])
    assert texts(read_body(tmp_path, body)) == ["外一\t外二", "内一\t内二"]


def test_a_frame_around_text_is_no_table(tmp_path):
    extracted = read_body(tmp_path, table([paragraph("第一段。") + paragraph("第二段。")]))
    assert texts(extracted, "paragraph") == ["第一段。", "第二段。"]


def test_notes_stand_at_the_end_in_the_order_of_their_references(tmp_path):
    def note(identifier, text):
        return f'<w:footnote w:id="{identifier}">{paragraph(text)}</w:footnote>'

    def reference(identifier):
        return f'<w:r><w:footnoteReference w:id="{identifier}"/></w:r>'

    body = paragraph("甲", runs=reference(3)) + paragraph("乙", runs=reference(2))
    notes = note(0, "分隔线") + note(2, "乙的注") + note(3, "甲的注")
    extracted = read_body(tmp_path, body, parts={"footnotes": notes})
    assert texts(extracted) == ["甲", "乙", "注1：甲的注", "注2：乙的注"]
    assert texts(extracted, "note") == ["注1：甲的注", "注2：乙的注"]


def test_hints_come_through_styles_and_their_ancestors(tmp_path):
    styles = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="32"/></w:rPr></w:rPrDefault>'
        "</w:docDefaults>"
        '<w:style w:type="paragraph" w:styleId="a"><w:name w:val="heading 1"/>'
        '<w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:b/><w:sz w:val="44"/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="b"><w:name w:val="自定"/><w:basedOn w:val="a"/>'
        '<w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:b w:val="0"/></w:rPr></w:style>'
    )
    body = (
        paragraph("一级", properties='<w:pStyle w:val="a"/>')
        + paragraph("二级", properties='<w:pStyle w:val="b"/><w:jc w:val="left"/>')
        + paragraph("正文", properties='<w:outlineLvl w:val="9"/>')
    )
    first, second, third = read_body(tmp_path, body, parts={"styles": styles}).blocks
    assert (first.level, first.centred, first.bold, first.size) == (1, True, True, 22.0)
    assert (second.level, second.centred, second.bold, second.size) == (2, False, False, 22.0)
    assert (third.level, third.centred, third.bold, third.size) == (None, False, False, 16.0)


def test_controls_and_halves_of_pairs_are_dropped_and_the_rest_is_untouched(tmp_path):
    written = "１２３　ａ b\u200b〔２０２４〕"
    assert read_body(tmp_path, paragraph(f"　　{written}　")).text == written


def test_a_document_without_text_says_so(tmp_path):
    with pytest.raises(NoText):
        read(docx(tmp_path / "a.docx", paragraph()))


@pytest.mark.parametrize(
    "declaration", ['<!DOCTYPE a [<!ENTITY b "c">]>', "<!ENTITY b SYSTEM 'file:///'>"]
)
def test_declared_entities_are_refused(tmp_path, declaration):
    path = docx(tmp_path / "a.docx", paragraph("甲"), extra={"word/x.xml": declaration.encode()})
    with pytest.raises(DamagedFile):
        read(path)


def test_entities_in_utf_16_are_refused_too(tmp_path):
    part = '<?xml version="1.0"?><!DOCTYPE a><a/>'.encode("utf-16")
    with pytest.raises(DamagedFile):
        read(docx(tmp_path / "a.docx", paragraph("甲"), extra={"word/x.xml": part}))


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path):
    path = docx(tmp_path / "a.docx", paragraph("甲"), extra={"word/x.bin": bytes(5_000_000)})
    with pytest.raises(FileTooLarge):
        read(path)


def test_too_many_entries_are_refused(tmp_path):
    extra = {f"word/{place}.xml": b"<a/>" for place in range(2_001)}
    with pytest.raises(FileTooLarge):
        read(docx(tmp_path / "a.docx", paragraph("甲"), extra=extra))


def test_a_name_that_stands_twice_is_refused(tmp_path):
    path = docx(tmp_path / "a.docx", paragraph("甲"))
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("word/document.xml", "<a/>")
    with pytest.raises(DamagedFile):
        read(path)


def test_a_link_to_a_missing_picture_does_no_harm(tmp_path):
    path = docx(tmp_path / "a.docx", paragraph("甲"), extra={"word/media/a.png": b"x"})
    broken = tmp_path / "b.docx"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(broken, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "word/_rels/document.xml.rels":
                relation = (
                    b'<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/'
                    b'officeDocument/2006/relationships/image" Target="NULL"/></Relationships>'
                )
                part = part.replace(b"</Relationships>", relation)
            target.writestr(name, part)
    assert read(broken).text == "甲"


@needs_shared
def test_real_documents_hold_exactly_the_characters_of_their_pages():
    files = SHARED / "corpus/files"
    lines = (files / "manifest.jsonl").read_text("utf-8").splitlines()
    entries = [entry for entry in map(json.loads, lines) if entry["file"].endswith(".docx")]
    assert len(entries) == 2
    for entry in entries:
        page = read(SHARED / "corpus/policies" / entry["from"])
        assert letters(read(files / entry["file"]).text) == letters(page.text)
