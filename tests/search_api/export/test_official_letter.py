"""An official letter has its addressee and its signature where GB/T 9704 puts them."""

from datetime import UTC, datetime
from io import BytesIO

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn

from search_api.export.official_letter import add_addressee, add_signature
from search_api.export.word_page import new_document, saved

NOW = datetime(2026, 10, 8, tzinfo=UTC)


def written(issuer):
    document = new_document("通报", NOW)
    add_addressee(document, "各部门：")
    add_signature(document, issuer, "2026年10月8日")
    return docx.Document(BytesIO(saved(document))).paragraphs


def right_of(paragraph):
    return int(paragraph._p.pPr.ind.get(qn("w:rightChars")))


def test_the_addressee_stands_flush_left():
    addressee = written("某局")[0]
    assert (addressee.text, addressee.alignment) == ("各部门：", None)
    assert addressee.paragraph_format.first_line_indent is None


@pytest.mark.parametrize(
    ("issuer", "edges"),
    [
        ("某局", (400 + 225, 400)),  # 6.5 characters of a date over 2
        ("某某集团有限公司党委办公室", (400, 400 + 325)),
    ],
)
def test_the_issuer_is_centred_above_the_date_and_four_characters_stay_free(issuer, edges):
    signed, dated = written(issuer)[-2:]
    assert (signed.text, dated.text) == (issuer, "2026年10月8日")
    assert {signed.alignment, dated.alignment} == {WD_ALIGN_PARAGRAPH.RIGHT}
    assert (right_of(signed), right_of(dated)) == edges
    assert signed.paragraph_format.keep_with_next
