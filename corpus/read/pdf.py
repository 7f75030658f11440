"""PDF that was born digital: pypdfium2 for the text, pdfplumber for pages with ruled tables."""

from collections.abc import Iterator
from contextlib import closing

import pypdfium2 as pdfium
import pypdfium2.raw as raw_pdfium

from corpus.errors import DamagedFile, EncryptedFile, FileTooLarge, NoText
from corpus.read.compose import compose
from corpus.read.extracted import Extracted
from corpus.read.pdf_furniture import without_furniture
from corpus.read.pdf_page import Line, lines_of
from corpus.read.pdf_paragraphs import pieces_of
from corpus.read.pdf_tables import has_rules, with_tables

MOST_PAGES = 3_000


def read_pdf(raw: bytes) -> Extracted:
    """
    Read the text of a PDF, its lines joined to paragraphs and page furniture left out.

    Raises:
        EncryptedFile: It asks for a password.
        FileTooLarge: More than 3,000 pages.
        NoText: Pictures of pages only.
        DamagedFile: Not to be opened.
    """
    with closing(_opened(raw)) as document:
        count = len(document)
        if count > MOST_PAGES:
            raise FileTooLarge(
                f"PDF 有 {count} 页，超过 {MOST_PAGES} 页的上限。请拆分后再导入。", pages=count
            )
        heights = []
        pages = []
        for height, lines in _pages(document, raw):
            heights.append(height)
            pages.append(lines)
    if not any(pages):
        raise NoText(
            "PDF 里没有文字，应是扫描件，需要文字识别（OCR）。请先用带文字识别的软件转换，再导入。",
            pages=count,
        )
    pieces = pieces_of(without_furniture(pages, heights))
    return compose(pieces, file_format="pdf", page_count=count)


def _opened(raw: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(raw)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == raw_pdfium.FPDF_ERR_PASSWORD:
            raise EncryptedFile from error
        raise DamagedFile("PDF 文件不完整或已损坏，无法打开。请重新下载或另存后再导入。") from error


def _pages(document: pdfium.PdfDocument, raw: bytes) -> Iterator[tuple[float, list[Line]]]:
    for ordinal in range(len(document)):
        try:
            page = document[ordinal]
        except pdfium.PdfiumError as error:
            raise DamagedFile(
                f"PDF 第 {ordinal + 1} 页已损坏。请重新下载或另存后再导入。"
            ) from error
        with closing(page), closing(page.get_textpage()) as textpage:
            lines = lines_of(page, textpage, ordinal)
            if lines and has_rules(page):
                lines = with_tables(lines, raw, ordinal)
            yield page.get_height(), lines
