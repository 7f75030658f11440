import pytest

from corpus.metadata import ROLE_LABELS
from corpus.read import read
from corpus.recognise import recognise
from corpus.recognise.head import read_head
from corpus.recognise.lines import read_lines
from corpus.recognise.outline import read_outline
from corpus.recognise.roles import recognise_roles
from tests.corpus.recognise.extraction import extracted
from tests.shared import SHARED, needs_shared


def roles(document_class, *lines):
    given = extracted(*lines)
    all_lines = read_lines(given)
    head = read_head(all_lines)
    body = all_lines[head.length :]
    outline = read_outline(body, document_id="0123456789abcdef")
    found = recognise_roles(document_class, head, body, outline, given.text)
    return {part.role: given.text[part.span.start : part.span.end] for part in found}


def test_what_stands_before_the_first_part_of_a_report_leads_it():
    found = roles(
        "experience",
        "某公司改革案例",
        "某公司成立于2010年，是一家国有企业。",
        "一、主要做法",
        "建立制度。",
        "二、取得成效",
        "利润增长8%。",
    )
    assert list(found) == ["ex_lead", "ex_practice", "ex_result"]
    assert found["ex_practice"] == "一、主要做法\n建立制度。"


def test_a_report_without_headings_is_parted_at_its_paragraphs():
    found = roles(
        "experience",
        "某公司改革信息",
        "某公司成立于2010年，是一家国有企业，主营铁路运输，现有职工684人。",
        "公司建立清单制度，推行竞聘，每月组织检查，统一签订协议。",
        "公司设立专班，制定办法，由班组牵头开展试点。",
        "全年营业收入增长到12亿元，净利润提升9%，成本下降4%，亏损车站由11个减为3个。",
    )
    assert list(found) == ["ex_basic", "ex_practice", "ex_result"]


def test_the_salutation_of_the_head_is_a_part_of_the_speech():
    found = roles("speech", "在会上的讲话", "同志们：", "今天，我们召开会议。")
    assert found["sp_greet"] == "同志们："


def test_no_other_document_has_parts_by_role():
    assert roles("policy", "关于工作的通知", "一、主要做法", "二、取得成效") == {}


@needs_shared
@pytest.mark.parametrize("path", sorted((SHARED / "corpus" / "speeches").glob("*.txt")))
def test_the_real_speech_has_its_parts(path):
    document = recognise(read(path), document_id="0123456789abcdef", file_name=path.name)
    found = {part.role for part in document.roles}
    assert {"sp_review", "sp_problem", "sp_task", "sp_close"} <= found
    assert found <= ROLE_LABELS.keys()
