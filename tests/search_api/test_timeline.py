"""What became of a text, day by day: the days of acts, and versions of one day."""

from dataclasses import replace
from datetime import date

from corpus.catalogue.relations import Work
from corpus.document import Document, Fact, Passage, Relation, Span
from search_api.relating import Tie, Ties
from search_api.schemas import event_object
from search_api.timeline import timeline

TODAY = date(2022, 4, 1)
LAW = Document("0" * 16, "云陵省供水条例", {"written": Fact("2001-03-01", 0.9, "rule")})


def work(ordinal: int, day: str) -> Work:
    title = f"第{ordinal}号文件"
    return Work(ordinal, f"{ordinal:016}", title, day, "regulation", None, None, None)


def act(by: Work, applies_from: str = "", relation: Relation = Relation.REPEALS) -> Tie:
    return Tie(relation, by.title, None, by, "予以废止。", Span(0, 5), applies_from)


def events(*acts: Tie, versions: tuple[Work, ...] = ()) -> list[tuple[str, str, int]]:
    ties = Ties((), acts, versions, (), None, {})
    return [
        (each.day, each.label, each.by.ordinal if each.by else 0)
        for each in timeline(LAW, ties, TODAY)
    ]


def test_an_act_stands_on_the_day_on_which_it_takes_effect() -> None:
    repealing = act(work(1, "2022-03-01"), "2022-05-01")
    assert events(repealing)[1:] == [("2022-05-01", "被废止", 1)]
    told = timeline(LAW, Ties((), (repealing,), (), (), None, {}), TODAY)
    assert [each.is_to_come for each in told] == [False, True]


def test_an_act_of_which_that_is_unknown_stands_on_its_document_s_day() -> None:
    assert events(act(work(1, "2022-03-01")))[1:] == [("2022-03-01", "被废止", 1)]


def test_an_act_without_a_day_stands_at_the_end() -> None:
    undated = act(work(1, ""), relation=Relation.AMENDS)
    assert events(undated, act(work(2, "2022-03-01"))) == [
        ("2001-03-01", "成文", 0),
        ("2022-03-01", "被废止", 2),
        ("", "被修改", 1),
    ]
    (*_, last) = timeline(LAW, Ties((), (undated,), (), (), None, {}), TODAY)
    assert (event_object(last)["day"], last.is_to_come) == (None, False)


def test_versions_of_one_day_are_all_told() -> None:
    versions = (work(1, "2015-06-01"), work(2, "2015-06-01"), work(3, "2001-03-01"))
    assert events(versions=(*versions, replace(work(9, "2001-03-01"), id=LAW.id))) == [
        ("2001-03-01", "成文", 3),
        ("2015-06-01", "另一版本", 1),
        ("2015-06-01", "另一版本", 2),
    ]


def test_one_day_alone_is_told_and_so_is_a_revision_that_only_the_file_s_name_tells() -> None:
    assert events() == [("2001-03-01", "成文", 0)]
    revised = {**LAW.facts, "revised": Fact("2015-06-01", 0.6, "rule")}
    told = timeline(replace(LAW, facts=revised), Ties((), (), (), (), None, {}), TODAY)
    assert [(each.day, each.label) for each in told][1:] == [("2015-06-01", "修改")]


def test_a_revision_that_head_and_facts_tell_of_is_told_once_beside_its_version() -> None:
    line = "2015年6月1日第十次会议修订"
    facts = {
        "document_class": Fact("regulation", 0.9, "rule"),
        "revised": Fact("2015-06-01", 0.9, "rule", Span(0, 9)),
    }
    article = Passage(0, len(line) + 1, len(line) + 1, article="第一条")
    law = Document("0" * 16, line + "\n", facts, passages=(article,))
    told = timeline(law, Ties((), (), (work(1, "2015-06-01"),), (), None, {}), TODAY)
    assert [(each.day, each.label, each.by and each.by.ordinal) for each in told] == [
        ("2015-06-01", "修改", 1)
    ]


def test_the_words_of_a_day_come_without_debris_of_a_page() -> None:
    text = "云陵省人民政府&bsp;2001年3月1日"
    written = Fact("2001-03-01", 0.9, "rule", Span(12, len(text)))
    notice = Document("0" * 16, text, {"written": written}, removed=(Span(7, 12),))
    (event,) = timeline(notice, Ties((), (), (), (), None, {}), TODAY)
    assert event.words == "云陵省人民政府2001年3月1日"
