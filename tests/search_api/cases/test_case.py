"""A report as a case."""

from dataclasses import replace

from corpus.document import Document, Fact, RoleSpan, Section, Span
from corpus.recognise import recognise
from search_api.cases.case import case_of
from search_api.schemas import _case_object
from tests.corpus.recognise.extraction import extracted

LINES = (
    "岑垩矿业三项制度改革典型案例",
    "一、基本情况",
    "云陵岑垩矿业集团有限公司（以下简称岑垩矿业）是云陵省国资委监管的地方国有企业。2019年营业收入3亿元。",
    "二、主要做法",
    "公司总部部门由22个整合为11个，人工成本下降6%。",
    "三、改革成效",
    "2023年营业收入增长31%，采矿成本下降16%。",
    "四、经验启示",
    "改革要一把尺子量到底。",
)


def recognised() -> Document:
    return recognise(extracted(*LINES), document_id="0" * 16)


def test_a_case_has_its_parts_each_at_its_section() -> None:
    document = recognised()
    case = case_of(document)
    assert case is not None
    shown = [(name, label, [each.heading for each in parts]) for name, label, parts in case.parts]
    assert shown == [
        ("background", "背景", ["一、基本情况"]),
        ("practices", "做法", ["二、主要做法"]),
        ("results", "成效", ["三、改革成效"]),
        ("insights", "启示", ["四、经验启示"]),
    ]
    (part,) = case.parts[2][2]
    assert document.text[part.start :].startswith("三、改革成效")
    assert part.opening == "2023年营业收入增长31%，采矿成本下降16%。"


def test_the_figures_of_the_results_come_first_and_those_of_before_not_at_all() -> None:
    document = recognised()
    case = case_of(document)
    assert case is not None
    assert [(each.name, case.words(each)) for each in case.figures] == [
        ("营业收入", "增长31%"),
        ("采矿成本", "下降16%"),
        ("人工成本", "下降6%"),
    ]
    assert case.sentence(case.figures[0]) == "2023年营业收入增长31%，采矿成本下降16%。"
    passage = document.passages[case.place(case.figures[0])]
    assert passage.start <= case.figures[0].span.start < passage.end


def test_whose_it_is_stands_in_a_few_words() -> None:
    case = case_of(recognised())
    assert case is not None
    assert case.whose == (
        "云陵岑垩矿业集团有限公司",
        "云陵省",
        "B 采矿业",
        "地方国有企业",
    )


def test_another_document_is_no_case() -> None:
    notice = recognise(extracted("关于加强管理的通知", "各单位："), document_id="0" * 16)
    assert case_of(notice) is None
    assert _case_object(notice) is None


def test_the_api_tells_every_indicator_with_its_sentence() -> None:
    told = _case_object(recognised())
    assert told is not None
    assert told["practices"][0]["heading"] == "二、主要做法"
    assert [(each["name"], each["direction"]) for each in told["indicators"]][-1] == (
        "采矿成本",
        "down",
    )
    assert told["enterprise"] == ["云陵岑垩矿业集团有限公司"]
    assert Span(*told["indicators"][0]["span"]).start > 0


def test_a_problem_that_is_left_is_no_background() -> None:
    text = "问题很多。\n办法很好。\n还差一点。"
    roles = (
        RoleSpan("ex_problem", Span(0, 5)),
        RoleSpan("ex_practice", Span(6, 11)),
        RoleSpan("ex_problem", Span(12, 17)),
    )
    facts = {"document_class": Fact("experience", 0.9, "rule")}
    case = case_of(Document("0" * 16, text, facts=facts, roles=roles))
    assert case is not None
    openings = [(name, [each.opening for each in parts]) for name, _, parts in case.parts]
    assert openings == [("background", ["问题很多。"]), ("practices", ["办法很好。"])]


def test_a_run_in_heading_ends_at_its_full_stop() -> None:
    lines = (
        "岑垩矿业三项制度改革典型案例",
        "一、基本情况。岑垩矿业是云陵省国资委监管的地方国有企业。底子薄、包袱重。",
        "职工有三千人。",
        "二、主要做法。总部部门由22个整合为11个，人工成本下降6%。",
        "三、改革成效。2023年营业收入增长31%，采矿成本下降16%。",
    )
    case = case_of(recognise(extracted(*lines), document_id="0" * 16))
    assert case is not None
    (background,), (practices,), (results,) = (parts for _, _, parts in case.parts)
    assert (background.heading, practices.heading, results.heading) == (
        "一、基本情况",
        "二、主要做法",
        "三、改革成效",
    )
    assert background.opening == (
        "岑垩矿业是云陵省国资委监管的地方国有企业。底子薄、包袱重。 职工有三千人。"
    )
    assert results.opening == "2023年营业收入增长31%，采矿成本下降16%。"


def test_a_numbered_sentence_is_no_heading() -> None:
    text = "一、" + "公司把每一道工序都算到人头" * 6 + "。\n还有一段。"
    section = Section("1", None, 1, "h1", "一、", "", "一", 0, len(text))
    facts = {"document_class": Fact("experience", 0.9, "rule")}
    roles = (RoleSpan("ex_practice", Span(0, len(text))),)
    document = Document("0" * 16, text, facts=facts, sections=(section,), roles=roles)
    case = case_of(document)
    assert case is not None
    ((_, _, (part,)),) = case.parts
    assert (part.heading, part.opening[:4]) == ("", "一、公司")


def test_a_figure_that_no_passage_holds_has_no_place() -> None:
    document = recognised()
    case = case_of(replace(document, passages=document.passages[:1]))
    assert case is not None
    assert [case.place(each) for each in case.figures] == [None] * 3


def test_a_plan_is_no_figure_of_the_case() -> None:
    lines = (*LINES[:-2], "五、下一步打算", "2025年营业收入达到9亿元，采矿成本下降到100元。")
    case = case_of(recognise(extracted(*lines), document_id="0" * 16))
    assert case is not None
    assert "9亿元" not in "".join(map(case.words, case.figures))
    assert {"营业收入", "采矿成本"} <= {each.name for each in case.figures}
