"""The revisions that the head of a law tells of."""

import pytest

from corpus.document import Document, Fact, Passage
from corpus.recognise import recognise
from corpus.recognise.history import told_promulgations, told_revisions
from tests.corpus.recognise.extraction import extracted
from tests.corpus.recognise.hostile import seconds_on

ARTICLE = "第一条　根据2001年3月1日《关于修改甲办法的决定》修订的办法，制定本条例。"


def told(*head):
    document = recognise(extracted("云陵省供水条例", *head, ARTICLE), document_id="0" * 16)
    return [(day, document.text[span.start : span.end]) for day, span in told_revisions(document)]


def test_every_revision_of_the_head_is_told_with_its_words_and_none_of_the_text():
    first = "2001年3月1日云陵省人民代表大会常务委员会第二十次会议通过"
    second = "2008年2月18日《关于修改〈云陵省供水条例〉的决定》第一次修正"
    third = "2015年6月1日云陵省人民代表大会常务委员会第十次会议第二次修订"
    assert told(first, f"根据{second}", f"（{third}）") == [
        ("2008-02-18", second),
        ("2015-06-01", f"{third}）"),
    ]


def test_revisions_in_one_line_are_told_apart():
    line = "（2001年3月1日公布　根据2008年2月18日《甲决定》第一次修订　2015年6月1日第二次修订）"
    assert [day for day, _ in told(line)] == ["2008-02-18", "2015-06-01"]


def test_a_revision_that_the_file_breaks_in_two_lines_is_told_whole():
    first = "2001年3月1日云陵省人民代表大会常务委员会第二十次会议通过"
    halves = (
        "2019年8月26日云陵省第十届人大常委会《关于修改〈甲条例〉",
        "〈云陵省供水条例〉的决定》第一次修正",
    )
    other = (
        "根据2021年7月28日 云陵省",
        "第十二届人大常委会第三次会议《关于修改〈供水条例〉的决定》修正",
    )
    law = recognise(
        extracted("云陵省供水条例", first, *halves, *other, ARTICLE), document_id="0" * 16
    )
    assert [day for day, _ in told_revisions(law)] == ["2019-08-26", "2021-07-28"]
    assert law.value("revised") == "2021-07-28"


def test_every_day_of_promulgation_is_told():
    first = "1993年12月13日 国务院令第135号发布"
    lines = (first, "2008年11月5日 国务院修订通过", "2008年11月10日 国务院令第539号公布")
    law = recognise(extracted("云陵省供水条例", *lines, ARTICLE), document_id="0" * 16)
    assert [day for day, _ in told_promulgations(law)] == ["1993-12-13", "2008-11-10"]


def test_a_law_that_was_never_revised_tells_of_none():
    assert told("2001年3月1日云陵省人民代表大会常务委员会第二十次会议通过") == []


@pytest.mark.parametrize("unit", ["2008年2月18日修订", "《", "（根据", "第一次修正\n"])
def test_a_hostile_head_takes_bounded_time(unit):
    law = Fact("regulation", 1.0, "rule")

    def history(text):
        article = Passage(0, len(text), len(text), article="第一条")
        document = Document("0" * 16, text, {"document_class": law}, passages=(article,))
        return list(told_revisions(document))

    assert seconds_on(unit, history) < 0.2
