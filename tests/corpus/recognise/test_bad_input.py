"""What is broken, endless or two things at once is read in bounded time, and not too surely."""

import time

import pytest

from corpus.recognise import recognise
from tests.corpus.recognise.extraction import extracted

NOTICE = (
    "云陵省人民政府关于加强供水管理的通知",
    "示例云政发〔2024〕3号",
    "各市人民政府：",
    "现就加强供水管理有关事项通知如下。",
    "一、总体要求",
    "保障用水安全。",
    "云陵省人民政府",
    "2024年3月5日",
)


def recognised(*lines):
    return recognise(extracted(*lines), document_id="0" * 16, file_name="件.txt")


@pytest.mark.parametrize("day", ["2024年13月5日", "2024年2月30日", "二〇二四年十三月一日"])
def test_a_day_that_is_none_is_no_date(day):
    document = recognised(*NOTICE[:-1], day)
    written = document.facts.get("written")
    assert written is None or (len(written.value) < len("2024-01-01") and written.confidence < 0.8)


def test_slips_of_a_scanner_in_a_number_are_read():
    document = recognised(NOTICE[0], "示例云政发〔2O24〕3号", *NOTICE[2:])
    assert document.value("document_number") == "示例云政发〔2024〕3号"


def test_names_within_names_are_cited_whole():
    document = recognised(
        *NOTICE[:5],
        "按照《云陵省人民政府关于印发〈供水管理办法〉的通知》和《关于落实《节水条例》的意见》执行。",
        *NOTICE[-2:],
    )
    assert [citation.title for citation in document.citations if citation.title] == [
        "云陵省人民政府关于印发〈供水管理办法〉的通知",
        "关于落实《节水条例》的意见",
    ]


def test_headings_out_of_order_lose_no_text():
    lines = [*NOTICE[:4], "三、保障措施", "加强领导。", "一、总体要求", "（五）其他", "1.小项"]
    document = recognised(*lines, *NOTICE[-2:])
    covered = "".join(document.text[each.start : each.end] for each in document.passages)
    assert all(line in covered for line in lines[3:])


def test_a_paragraph_of_300_kilobytes_takes_bounded_time():
    sentence = (
        "要坚持稳中求进、以进促稳，根据《供水条例》第三条的规定，推动国有企业利润增长5%以上。"
    )
    paragraph = sentence * (300_000 // len(sentence.encode()))
    begin = time.process_time()
    document = recognised(*NOTICE[:5], paragraph, *NOTICE[-2:])
    assert time.process_time() - begin < 5
    assert max(each.end - each.start for each in document.passages) < 2000


def test_a_file_that_holds_two_documents_keeps_both():
    second = [line.replace("供水", "燃气").replace("3号", "4号") for line in NOTICE]
    document = recognised(*NOTICE, *second)
    assert document.value("title") == NOTICE[0]
    assert document.value("document_number") == "示例云政发〔2024〕3号"
    covered = "".join(document.text[each.start : each.end] for each in document.passages)
    assert "现就加强燃气管理有关事项通知如下。" in covered
