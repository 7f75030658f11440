import os
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.errors import (
    DamagedFile,
    EmptyFile,
    EncryptedFile,
    FileNotAccessible,
    FileTooLarge,
    KnowledgeBaseError,
    NoText,
    UnsupportedFormat,
)
from corpus.read import read
from tests.builders import docx, paragraph, pdf, table
from tests.corpus.read.blocks import is_consistent
from tests.shared import SHARED, needs_shared

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
MACRO = "application/vnd.ms-word.document.macroEnabled.main+xml"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


def written(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content)
    return path


def zipped(tmp_path, name, *entries):
    path = tmp_path / name
    with zipfile.ZipFile(path, "w") as archive:
        for entry in entries:
            archive.writestr(entry, "内容")
    return path


def test_a_file_is_read_as_what_it_is_and_not_as_it_is_called(tmp_path):
    word = docx(tmp_path / "a.pdf", paragraph("甲"))
    portable = pdf(tmp_path / "b.docx", [(80, 100, 16, "甲")])
    page = written(tmp_path, "c.doc", "<html><body><p>甲</p></body></html>".encode())
    plain = written(tmp_path, "d.docx", "甲".encode())
    markdown = written(tmp_path, "e.MD", "# 甲".encode())
    without = written(tmp_path, "没有扩展名", "甲".encode("gb18030"))
    formats = {
        path.name: read(path).format for path in (word, portable, page, plain, markdown, without)
    }
    assert formats == {
        "a.pdf": "docx",
        "b.docx": "pdf",
        "c.doc": "html",
        "d.docx": "txt",
        "e.MD": "md",
        "没有扩展名": "txt",
    }
    assert {read(path).text for path in (word, portable, page, plain, markdown, without)} == {"甲"}


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.doc", OLE + "WordDocument".encode("utf-16-le"), "旧版 Word.*另存为 .docx"),
        ("a.xls", OLE + "Workbook".encode("utf-16-le"), "Excel"),
        ("a.ppt", OLE + "PowerPoint Document".encode("utf-16-le"), "PowerPoint"),
        ("a.wps", OLE, "旧版 Office"),
        ("a.rtf", rb"{\rtf1 a}", "RTF"),
        ("a.docx", b"\x89PNG\r\n\x1a\n" + bytes(99), "图片"),
        ("a.pdf", b"\xff\xd8\xff\xe0" + bytes(99), "图片"),
        ("a.rar", b"Rar!\x1a\x07" + bytes(99), "RAR"),
        ("a.exe", b"MZ\x90" + bytes(range(256)), "程序"),
        ("a.dat", bytes(range(256)) * 9, r"\.dat"),
        ("a.csv", "甲,乙".encode(), r"\.csv"),
    ],
)
def test_what_has_no_reader_is_named(tmp_path, name, content, words):
    with pytest.raises(UnsupportedFormat, match=words) as caught:
        read(written(tmp_path, name, content))
    assert caught.value.detail.endswith("。")


def test_archives_without_a_reader_are_named(tmp_path):
    with pytest.raises(UnsupportedFormat, match="OFD"):
        read(zipped(tmp_path, "a.docx", "OFD.xml"))
    with pytest.raises(UnsupportedFormat, match=r"压缩包.*解压"):
        read(zipped(tmp_path, "b.docx", "a.txt"))
    with pytest.raises(UnsupportedFormat, match="OpenDocument"):
        read(zipped(tmp_path, "c.docx", "mimetype"))
    with pytest.raises(UnsupportedFormat, match="xlsx"):
        read(docx(tmp_path / "d.docx", "", main_type=SHEET))


def test_macros_are_refused_under_any_name(tmp_path):
    with pytest.raises(UnsupportedFormat, match="宏"):
        read(docx(tmp_path / "a.docx", paragraph("甲"), main_type=MACRO))
    with pytest.raises(UnsupportedFormat, match="宏"):
        read(docx(tmp_path / "b.docx", paragraph("甲"), extra={"word/vbaProject.bin": b"x"}))


def test_an_encrypted_word_file_says_so(tmp_path):
    with pytest.raises(EncryptedFile):
        read(written(tmp_path, "a.docx", OLE + "EncryptedPackage".encode("utf-16-le")))


def test_a_word_file_cut_off_is_damaged(tmp_path):
    content = docx(tmp_path / "a.docx", paragraph("甲" * 99)).read_bytes()
    for length in (len(content) // 4, len(content) // 2, len(content) - 30):
        with pytest.raises(DamagedFile):
            read(written(tmp_path, "b.docx", content[:length]))


def test_empty_and_blank_files_are_told_apart(tmp_path):
    with pytest.raises(EmptyFile):
        read(written(tmp_path, "a.txt", b""))
    with pytest.raises(NoText):
        read(written(tmp_path, "b.txt", " \n　\n".encode()))


def test_what_is_no_file_is_not_accessible(tmp_path):
    with pytest.raises(FileNotAccessible):
        read(tmp_path)
    with pytest.raises(FileNotAccessible):
        read(tmp_path / "没有")
    with pytest.raises(FileNotAccessible):
        read(tmp_path / "\0")
    (tmp_path / "断链").symlink_to(tmp_path / "没有")
    with pytest.raises(FileNotAccessible):
        read(tmp_path / "断链")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "管道.txt")
    with pytest.raises(FileNotAccessible):
        read(tmp_path / "管道.txt")


@pytest.mark.skipif(getattr(os, "geteuid", lambda: 0)() == 0, reason="root may read everything")
def test_a_file_without_permission_is_not_accessible(tmp_path):
    path = written(tmp_path, "a.txt", "甲".encode())
    path.chmod(0)
    with pytest.raises(FileNotAccessible):
        read(path)


def test_a_file_beyond_the_limit_is_not_read(tmp_path):
    path = written(tmp_path, "a.txt", "甲".encode() * 100)
    with pytest.raises(FileTooLarge):
        read(path, size_limit_bytes=299)
    assert read(path, size_limit_bytes=300).text == "甲" * 100


@pytest.mark.parametrize(
    "name", ["有 空 格.txt", "😀表情.txt", "长" * 80 + ".txt", "a.b.c.txt", ".txt"]
)
def test_unusual_names_do_no_harm(tmp_path, name):
    assert read(written(tmp_path, name, "甲".encode())).text == "甲"


def test_a_link_is_followed(tmp_path):
    (tmp_path / "链接.txt").symlink_to(written(tmp_path, "a.txt", "甲".encode()))
    assert read(tmp_path / "链接.txt").text == "甲"


def is_read_or_refused(path):
    """Read the file; whatever is not an error of ours goes through and fails the test."""
    try:
        return is_consistent(read(path))
    except KnowledgeBaseError as error:
        return error.detail.endswith("。")


def seeds(folder):
    """Make one small file of each format."""
    body = paragraph("第一条　甲") + table([paragraph("乙"), paragraph("丙")])
    numbering = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    return {
        ".docx": docx(folder / "a.docx", body, parts={"numbering": numbering}).read_bytes(),
        ".pdf": pdf(
            folder / "a.pdf", [(80, 100, 16, "第一条　甲")], rules=[(1, 1, 90, 1)]
        ).read_bytes(),
        ".html": "<html><title>甲</title><table><tr><td>乙</td></tr></table><p>丙</p>".encode(),
        ".md": "---\na: b\n---\n# 甲\n\n| 乙 | 丙 |\n|---|---|\n\n**丁** [戊](己.md)".encode(),
        ".txt": "第一条　甲\n乙丙丁".encode("gb18030"),
    }


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    suffix=st.sampled_from([".docx", ".pdf", ".html", ".md", ".txt"]),
    changes=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), max_size=6),
    cut=st.floats(0, 1),
    cuts=st.booleans(),
)
def test_broken_files_raise_nothing_but_our_errors(tmp_path, suffix, changes, cut, cuts):
    content = bytearray(seeds(tmp_path)[suffix])
    for place, byte in changes:
        content[int(place * len(content))] = byte
    if cuts:
        del content[int(cut * len(content)) :]
    assert is_read_or_refused(written(tmp_path, f"broken{suffix}", bytes(content)))


@given(
    content=st.binary(max_size=400), suffix=st.sampled_from([".docx", ".pdf", ".html", ".md", ""])
)
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_raise_nothing_but_our_errors(tmp_path, content, suffix):
    assert is_read_or_refused(written(tmp_path, f"any{suffix}", content))


@needs_shared
def test_each_foreign_file_beside_the_checkout_is_named():
    found = {}
    for path in (SHARED / "corpus/files").iterdir():
        if path.suffix in (".doc", ".ofd", ".zip"):
            with pytest.raises(UnsupportedFormat) as caught:
                read(path)
            found[path.suffix] = caught.value.facts["looks_like"]
    assert found == {
        ".doc": "旧版 Word 文档（.doc）",
        ".ofd": "OFD 版式文件（.ofd）",
        ".zip": "zip 压缩包",
    }
