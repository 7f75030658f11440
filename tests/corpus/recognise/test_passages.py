from corpus.document import Passage
from corpus.recognise import recognise
from corpus.recognise.passages import LONGEST, cut_passages
from tests.corpus.recognise.extraction import extracted

SENTENCE = "各级党委要把这项工作摆上重要议事日程。"


def passages(*given):
    return recognise(extracted(*given), document_id="0" * 16).passages


def cut(*given, head=0):
    """Give (heading, article, text) of each passage."""
    made = extracted(*given)
    document = recognise(made, document_id="0" * 16)
    return [
        (passage.heading, passage.article, made.text[passage.start : passage.end])
        for passage in document.passages
    ]


def test_a_document_without_text_has_one_empty_passage():
    assert cut_passages([], [], text="", head=0) == (Passage(0, 0, 0),)


def test_the_head_is_a_passage_and_an_article_is_one_with_its_chapter():
    law = [
        "中华人民共和国某某法",
        "2001年1月1日 第九届全国人民代表大会第一次会议通过",
        "第一章　总则",
        "第一条　为了规范，制定本法。",
        "本款。",
        "第二条　适用本法。",
    ]
    assert cut(*law) == [
        ("", None, "\n".join(law[:2])),
        ("第一章　总则", "第一条", "\n".join(law[2:5])),
        ("第一章　总则", "第二条", law[5]),
    ]


def test_an_article_is_one_passage_however_long():
    article = "第一条　" + SENTENCE * 400
    assert cut("某某法", article)[1] == ("", "第一条", article)


def test_the_number_of_an_article_is_given_as_it_is_written():
    assert [p.article for p in passages("某某法", "第一百二十条之一　甲。", "第54条　乙。")][
        1:
    ] == [
        "第一百二十条之一",
        "第54条",
    ]


def test_a_heading_belongs_to_the_passage_that_follows_it():
    given = [
        "关于某项工作的通知",
        "各单位：",
        "一、总体要求",
        "（一）指导思想",
        SENTENCE * 8,
        "二、任务",
        SENTENCE * 8,
    ]
    assert cut(*given)[1:] == [
        ("一、总体要求 › （一）指导思想", None, "\n".join(given[2:5])),
        ("二、任务", None, "\n".join(given[5:])),
    ]


def test_a_heading_in_brackets_is_told_without_either_of_them():
    report = (
        "【改革背景】", SENTENCE * 8, "【几点启示】", SENTENCE * 8, "（一）【用人】", SENTENCE * 8,
    )  # fmt: skip
    headings = [heading for heading, _, _ in cut("某集团改革案例", *report)]
    assert headings[1:] == ["改革背景", "几点启示", "几点启示 › （一）【用人】"]


def test_tiny_neighbours_are_joined_under_what_holds_them_both():
    given = [
        "关于某项工作的通知",
        "各单位：",
        "一、任务",
        "（一）甲。按时完成。",
        "（二）乙。按时报送。",
    ]
    assert cut(*given)[1:] == [("一、任务", None, "\n".join(given[2:]))]


def test_a_long_section_is_cut_between_paragraphs():
    given = ["关于某项工作的通知", "各单位：", "一、任务", *[SENTENCE * 10] * 9]
    found = passages(*given)[1:]
    assert {p.heading for p in found} == {"一、任务"}
    assert all(200 <= p.end - p.start <= LONGEST for p in found)
    text = "\n".join(given)
    assert all(text[p.start - 1] == "\n" for p in found)


def test_a_huge_paragraph_is_cut_after_sentences():
    found = passages("关于某项工作的通知", "各单位：", SENTENCE * 200)[1:]
    text = "\n".join(["关于某项工作的通知", "各单位：", SENTENCE * 200])
    assert all(p.end - p.start <= LONGEST for p in found)
    assert all(text[p.end - 1] == "。" for p in found)


def test_a_paragraph_without_any_stop_is_cut_all_the_same():
    assert all(p.end - p.start <= LONGEST for p in passages("甲" * 30_000))


def test_lines_that_a_wrap_has_parted_stay_together():
    wrapped = ["一、任务"] + [
        "各级党委要把这项工作摆上重要议事日程并且认真研究部署抓好",
        "落实到位。",
    ] * 40
    found = passages("关于某项工作的通知", "各单位：", *wrapped)[1:]
    text = "\n".join(["关于某项工作的通知", "各单位：", *wrapped])
    assert len(found) > 1
    assert all(text[p.end - 1] == "。" for p in found)


def test_a_passage_knows_the_page_on_which_it_starts():
    made = extracted(
        "关于某项工作的通知", "各单位：", "一、甲", SENTENCE * 12, "二、乙", SENTENCE * 12
    )
    paged = type(made)(
        **{name: getattr(made, name) for name in made.__slots__}
        | {"pages": (0, made.text.index("二、乙"))}
    )
    assert [p.page for p in recognise(paged, document_id="0" * 16).passages] == [1, 1, 2]


def test_a_passage_knows_the_numbers_of_its_sections():
    given = [
        "关于改革的意见",
        "一、要求",
        SENTENCE * 9,
        "（一）目标",
        SENTENCE * 9,
        "二、保障",
        SENTENCE,
    ]
    assert [each.section for each in passages(*given)] == [None, "一、", "一、（一）", "二、"]


def test_notes_belong_to_no_article():
    made = passages("某某法", "第一条　甲。", "第二条　乙。", ("注1：说明。", {"kind": "note"}))
    last = made[-1]
    assert (last.article, last.heading, last.section) == (None, "注释", "注释")
    assert [each.article for each in made[:-1]] == [None, "第一条", "第二条"]


def test_a_signature_belongs_to_no_section():
    given = [
        "关于某项工作的通知",
        "各单位：",
        "一、总体要求",
        SENTENCE * 3,
        "二、任务",
        SENTENCE * 3,
        "云陵省人民政府",
        "2024年3月5日",
        "（此件公开发布）",
    ]
    assert cut(*given)[2:] == [
        ("二、任务", None, "\n".join(given[4:6])),
        ("", None, "\n".join(given[6:])),
    ]
