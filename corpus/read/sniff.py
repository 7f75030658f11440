"""What a file is, by its content first and its name second."""

import re
from pathlib import PurePath

from corpus.card import MAGIC
from corpus.errors import EncryptedFile, UnsupportedFormat
from corpus.read.encoding import plausibility
from corpus.read.limits import open_archive, read_part

_HEAD_BYTES = 8_192
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_HTML = re.compile(
    rb"\A(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?(?:\s|<\?xml[^>]*>|<!--.*?-->)*"
    rb"<(?:!doctype\s+html|html|head|body|meta|title)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(rb"</?(?:p|div|span|table|td|br|a|h[1-6]|body|html)\b[^>]*>", re.IGNORECASE)
_HTML_SUFFIXES = {".html", ".htm", ".xhtml", ".shtml", ".asp", ".aspx", ".jsp", ".php", ".mht"}
_MARKDOWN_SUFFIXES = {".md", ".markdown"}
_CONTROLS = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_TEXT_SUFFIXES = {".txt", ".text", ""}
# A text under one of these names is taken for a wrong name, not for a format of its own.
_DOCUMENT_SUFFIXES = {".docx", ".doc", ".pdf", ".wps", ".rtf", ".ofd"} | _HTML_SUFFIXES

# (first bytes, what it is, what to do)
_FOREIGN = (
    (b"{\\rtf", "RTF 文档", "请用 Word 或 WPS 另存为 .docx"),
    (b"\x89PNG\r\n", "图片", "需要文字识别（OCR），请先转换为带文字的文档"),
    (b"\xff\xd8\xff", "图片", "需要文字识别（OCR），请先转换为带文字的文档"),
    (b"GIF8", "图片", "需要文字识别（OCR），请先转换为带文字的文档"),
    (b"BM", "图片", "需要文字识别（OCR），请先转换为带文字的文档"),
    (b"II*\0", "图片", "需要文字识别（OCR），请先转换为带文字的文档"),
    (b"MM\0*", "图片", "需要文字识别（OCR），请先转换为带文字的文档"),
    (b"RIFF", "图片或音视频", "请提供文字稿"),
    (b"Rar!", "RAR 压缩包", "请先解压"),
    (b"7z\xbc\xaf", "7z 压缩包", "请先解压"),
    (b"\x1f\x8b", "gzip 压缩包", "请先解压"),
    (b"ID3", "音频", "请提供文字稿"),
    (b"MZ", "可执行程序", "请确认选对了文件"),
    (b"\x7fELF", "可执行程序", "请确认选对了文件"),
    (b"SQLite format 3", "数据库", "请确认选对了文件"),
    (b"CAJ", "CAJ 文献", "请用 CAJViewer 另存为 PDF"),
    (b"KDH", "CAJ 文献", "请用 CAJViewer 另存为 PDF"),
    (b"HN\0", "CAJ 文献", "请用 CAJViewer 另存为 PDF"),
    (b"CHNKWKS", "Works 文档", "请另存为 .docx"),
    (b"MIME-Version:", "单个文件网页（.mht）", "请用浏览器另存为 .html"),
)
# (stream name inside an OLE file, what it is, what to do)
_OLE_KINDS = (
    ("WordDocument", "旧版 Word 文档（.doc）", "请用 Word 或 WPS 另存为 .docx"),
    ("Workbook", "Excel 表格", "请把文字内容另存为 .docx"),
    ("PowerPoint Document", "PowerPoint 演示文稿", "请把文字内容另存为 .docx"),
)
# (part of the main part's content type, what it is, what to do)
_OFFICE_KINDS = (
    (b"macroEnabled", "带宏的 Office 文件", "请另存为不带宏的 .docx"),
    (b"spreadsheetml", "Excel 表格（.xlsx）", "请把文字内容另存为 .docx"),
    (b"presentationml", "PowerPoint 演示文稿（.pptx）", "请把文字内容另存为 .docx"),
)


def sniff(raw: bytes, name: str) -> str:
    """
    Say which of `docx pdf html md txt card` the bytes are, whatever the name claims.

    Args:
        raw: The whole file, not empty.
        name: File name; its ending decides only among kinds of text.

    Raises:
        UnsupportedFormat: It is something that we do not read; the message names it.
        EncryptedFile: A password keeps it shut.
        DamagedFile: An archive that cannot be opened.
    """
    if raw.startswith(MAGIC):
        return "card"
    if raw.startswith(_ZIP):
        return _archive_kind(raw)
    if b"%PDF-" in raw[:1024]:
        return "pdf"
    if raw.startswith(_OLE):
        return _ole_kind(raw)
    for magic, what, mend in _FOREIGN:
        if raw.startswith(magic) and not (len(magic) < 4 and _is_plain(raw)):
            raise _unsupported(what, mend)
    return _text_kind(raw, PurePath(name).suffix.lower())


def _unsupported(what: str, mend: str) -> UnsupportedFormat:
    return UnsupportedFormat(f"暂不支持读取{what}。{mend}，然后再导入。", looks_like=what.strip())


def _ole_kind(raw: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in raw:
        raise EncryptedFile
    for stream, what, mend in _OLE_KINDS:
        if stream.encode("utf-16-le") in raw:
            raise _unsupported(what, mend)
    raise _unsupported("旧版 Office 格式的文件", "请用 Word 或 WPS 另存为 .docx")


def _archive_kind(raw: bytes) -> str:
    with open_archive(raw) as archive:
        names = set(archive.namelist())
        if "OFD.xml" in names:
            raise _unsupported(" OFD 版式文件（.ofd）", "请用 OFD 阅读器另存为带文字的 PDF")
        if "[Content_Types].xml" not in names:
            if "mimetype" in names:
                raise _unsupported(" OpenDocument 或电子书文件", "请另存为 .docx")
            raise _unsupported(" zip 压缩包", "请先解压")
        types = read_part(archive, "[Content_Types].xml")
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise _unsupported(_OFFICE_KINDS[0][1], _OFFICE_KINDS[0][2])
    for mark, what, mend in _OFFICE_KINDS:
        if mark in types and (b"wordprocessingml" not in types or mark == b"macroEnabled"):
            raise _unsupported(what, mend)
    if b"wordprocessingml" not in types:
        raise _unsupported(" zip 压缩包", "请先解压")
    return "docx"


def _text_kind(raw: bytes, suffix: str) -> str:
    if not _is_plain(raw):
        raise _unsupported(
            f"这种格式的文件（{suffix or '没有扩展名'}）", "请另存为 .docx、.pdf 或 .txt"
        )
    head = raw[:_HEAD_BYTES].replace(b"\0", b"")
    if _HTML.match(head) or (suffix in _HTML_SUFFIXES and _TAG.search(raw.replace(b"\0", b""))):
        return "html"
    if suffix in _MARKDOWN_SUFFIXES:
        return "md"
    if suffix in _TEXT_SUFFIXES | _DOCUMENT_SUFFIXES:
        return "txt"
    raise _unsupported(f" {suffix} 文件", "如果内容是文章，请改扩展名为 .txt 或另存为 .docx")


def _is_plain(raw: bytes) -> bool:
    """Say whether the bytes can be text: hardly a control, and zeros only as UTF-16 has them."""
    sample = raw[:_HEAD_BYTES]
    zeros = sample.count(0)
    controls = len(_CONTROLS.findall(sample))
    if zeros == 0 and controls * 50 <= len(sample):
        return True
    wide = sample[: len(sample) // 2 * 2]
    return max(plausibility(wide, name) for name in ("utf-16-le", "utf-16-be")) > 0.5
