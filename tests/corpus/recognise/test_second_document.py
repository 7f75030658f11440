import pytest

from corpus.recognise import recognise
from tests.corpus.recognise.extraction import extracted
from tests.corpus.recognise.hostile import seconds_on

FIRST = (
    "云陵省人民政府关于做好甲工作的通知",
    "云政发〔2024〕3号",
    "各市人民政府：",
    "请做好甲工作。",
    "云陵省人民政府",
    "2024年3月5日",
)
SECOND = (
    "江澄市财政局关于做好乙工作的通知",
    "江财发〔2023〕8号",
    "各区财政局：",
    "请做好乙工作。",
    "江澄市财政局",
    "2023年6月1日",
)


def document(*lines):
    return recognise(extracted(*lines), document_id="0123456789abcdef")


def test_a_file_that_holds_two_documents_is_doubted():
    found = document(*FIRST, *SECOND)
    assert all(fact.confidence <= 0.4 for fact in found.facts.values())
    (part,) = found.parts
    assert (part.title, part.document_number) == (SECOND[0], "江财发〔2023〕8号")
    assert found.text[part.start : part.end] == "\n".join(SECOND)


@pytest.mark.parametrize(
    "more",
    [
        (),
        ("附件", "督查工作办法", "云政发〔2024〕3号", "第一条　坚持问题导向。"),
        ("抄送：省委办公厅", "云政办发〔2024〕5号"),
    ],
)
def test_one_document_is_not_doubted(more):
    found = document(*FIRST, *more)
    assert found.facts["title"].confidence > 0.9


@pytest.mark.parametrize("unit", ["云政发〔2024〕5号\n", "关于工作的通知\n", "各单位：\n"])
def test_a_hostile_text_costs_little(unit):
    assert seconds_on(unit, lambda text: document(*FIRST, *text.split("\n"))) < 0.5
