"""Cases are recommended, reviewed and published, and go with their source."""

import pytest

from corpus.actor import LOCAL, PROGRAM, Actor
from corpus.catalogue.entries import Act
from corpus.errors import (
    AlreadyFiled,
    ChangedMeanwhile,
    DocumentNotFound,
    EntryNotFound,
    WrongValue,
)
from indexer.ingest.correction import correct_documents, read_given
from indexer.ingest.removal import remove_document
from search_api.cases.choosing import CaseForm, list_cases
from search_api.cases.opening import open_case
from search_api.ledger.recommendation import Recognition, State, Told
from search_api.ledger.recommendations import (
    RECOMMENDATIONS,
    list_recommendations,
    move,
    recommend,
    rewrite,
)
from search_api.ledger.recommended import recommended_among, recommended_cases
from search_api.ledger.recommending import offer_of
from search_api.problems import Forbidden
from tests.library import add, open_library

READER = Actor("r", "读者")
REPORT = """砺泉泵业降低能耗的做法

砺泉泵业有限公司2024年5月

一、背景

公司有职工320人，水泵试验台耗电多。

二、主要做法

（一）改造试验台。把回水的能量收回来，用于下一台泵的试验。

（二）分时排产。试验放在夜间进行。

三、取得成效

单台试验用电降低31%，一年节约电费86万元。
"""
NOTICE = """云陵省人民政府办公厅关于对典型经验做法给予表扬的通报
云政办发〔2024〕8号
各市人民政府：
现对三项典型经验做法予以通报表扬。
云陵省人民政府办公厅
2024年3月5日
附件1
督查发现的典型经验做法
1.岫川市推进外来人员服务改革。
2.霁川市建设紧密型医联体。
3.栖原市探索水权交易。
"""
REPEAL = """云陵省人民政府办公厅关于废止部分文件的通知
云政办发〔2025〕2号
各市人民政府：
《云陵省人民政府办公厅关于对典型经验做法给予表扬的通报》（云政办发〔2024〕8号）自即日起废止。
云陵省人民政府办公厅
2025年1月6日
"""
SAVED = "单台试验用电降低31%，一年节约电费86万元。"
TOLD = Told(
    body="云陵省工业协会",
    why="投入少、见效快，泵阀企业都可以学。",
    evidence=(SAVED,),
    themes=("节能降耗", "泵阀制造"),
    recognitions=(Recognition(body="云陵省工信厅", by="节能现场会", on="2024-09"),),
)


@pytest.fixture
def library(tmp_path):
    (tmp_path / "经验.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "通报.txt").write_text(NOTICE, encoding="utf-8")
    with open_library(tmp_path / "home") as made:
        assert not add(made, tmp_path / "经验.txt", tmp_path / "通报.txt").failed
        yield made


@pytest.fixture
def report(library):
    return case_called(library, "砺泉")


def case_called(library, words):
    found = list_cases(library, LOCAL, CaseForm()).cases
    return next(each.case.id for each in found if words in each.case.title)


def published(library, case_id, **changed):
    made = recommend(library, LOCAL, case_id, TOLD.model_copy(update=changed))
    move(library, LOCAL, made.entry.id, State.REVIEWING, revision=made.entry.revision)
    return move(library, LOCAL, made.entry.id, State.PUBLISHED, revision=made.entry.revision + 1)


def served(library, actor=LOCAL, theme=""):
    return [each.content.case for each in recommended_cases(library, actor, theme).cases]


def test_a_case_is_recommended_reviewed_and_served(library, report):
    made = recommend(library, READER, report, TOLD)
    assert made.content.state is State.RECOMMENDED
    assert made.content.serial == f"荐{library.today.year}-001"
    assert served(library, READER) == []
    move(library, LOCAL, made.entry.id, State.REVIEWING, revision=1)
    assert served(library, READER) == []
    told = move(library, LOCAL, made.entry.id, State.PUBLISHED, revision=2)
    assert told.content.published == library.today
    (one,) = recommended_cases(library, READER).cases
    assert (one.content.body, one.content.why) == (TOLD.body, TOLD.why)
    assert one.content.recognitions == TOLD.recognitions
    changes = RECOMMENDATIONS.history(library, LOCAL, made.entry.id)
    assert [each.actor for each in changes] == ["local", "local", "r"]


def test_its_evidence_is_verbatim_with_the_place_where_it_stands(library, report):
    (evidence,) = recommend(library, LOCAL, report, TOLD).content.evidence
    text = open_case(library, LOCAL, report).case.document.text
    assert "".join(text[start:end] for start, end in evidence.spans) == evidence.words == SAVED


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"body": ""}, "没有写推荐单位"),
        ({"why": " \n"}, "没有写推荐理由"),
        (
            {"evidence": ("单台试验用电降低三成。",)},
            "案例原文里没有这句话：“单台试验用电降低三成。”",
        ),
        ({"title": "长" * 121}, "最多 120 字"),
    ],
)
def test_what_is_missing_or_cannot_be_is_said_and_nothing_is_kept(library, report, changed, words):
    with pytest.raises(WrongValue, match=words):
        recommend(library, LOCAL, report, TOLD.model_copy(update=changed))
    assert RECOMMENDATIONS.all(library, LOCAL) == []


def test_a_case_that_is_not_there_cannot_be_recommended(library):
    with pytest.raises(DocumentNotFound):
        recommend(library, LOCAL, "0123456789abcdef", TOLD)


def test_a_second_recommendation_is_pointed_to_the_first(library, report):
    first = recommend(library, LOCAL, report, TOLD)
    with pytest.raises(AlreadyFiled, match=f"{first.content.serial}，已推荐") as raised:
        recommend(library, READER, report, TOLD)
    assert raised.value.facts["entry"] == first.entry.id
    assert len(RECOMMENDATIONS.all(library, LOCAL)) == 1


def test_what_is_sent_back_says_why_and_may_be_recommended_again(library, report):
    number = recommend(library, LOCAL, report, TOLD).entry.id
    move(library, LOCAL, number, State.REVIEWING, revision=1)
    with pytest.raises(WrongValue, match="“已退回”要写明理由"):
        move(library, LOCAL, number, State.RETURNED, revision=2)
    back = move(library, LOCAL, number, State.RETURNED, reason="缺少佐证。", revision=2)
    assert back.content.reason == "缺少佐证。"
    again = recommend(library, READER, report, TOLD.model_copy(update={"why": "补了佐证。"}))
    assert (again.entry.id, again.content.state) == (number, State.RECOMMENDED)
    assert (again.content.reason, again.content.why) == ("", "补了佐证。")


def test_of_two_who_review_one_the_second_is_told_and_changes_nothing(library, report):
    number = recommend(library, LOCAL, report, TOLD).entry.id
    move(library, LOCAL, number, State.REVIEWING, revision=1)
    passed = move(library, LOCAL, number, State.PUBLISHED, revision=2)
    with pytest.raises(ChangedMeanwhile):
        move(library, LOCAL, number, State.RETURNED, reason="不够典型。", revision=2)
    assert RECOMMENDATIONS.open(library, LOCAL, number) == passed


def test_a_state_that_may_not_follow_is_refused(library, report):
    number = recommend(library, LOCAL, report, TOLD).entry.id
    with pytest.raises(WrongValue, match="不能由“已推荐”直接改为“已发布”。下一步可以是：审核中"):
        move(library, LOCAL, number, State.PUBLISHED, revision=1)


def test_readers_neither_see_the_register_nor_review(library, report):
    number = recommend(library, LOCAL, report, TOLD).entry.id
    for forbidden in (
        lambda: list_recommendations(library, READER),
        lambda: move(library, READER, number, State.REVIEWING, revision=1),
        lambda: rewrite(library, READER, number, TOLD, revision=1),
        lambda: RECOMMENDATIONS.restore(library, READER, number),
    ):
        with pytest.raises(Forbidden):
            forbidden()


def test_it_is_written_anew_in_its_state(library, report):
    number = recommend(library, LOCAL, report, TOLD).entry.id
    told = TOLD.model_copy(update={"title": "夜间试泵省电", "themes": ("节能降耗", "节能降耗", "")})
    changed = rewrite(library, LOCAL, number, told, revision=1)
    assert changed.content.state is State.RECOMMENDED
    assert (changed.content.title, changed.content.themes) == ("夜间试泵省电", ("节能降耗",))


def test_a_published_one_that_is_written_anew_is_reviewed_before_it_is_served_again(
    library, report
):
    known = published(library, report)
    number, revision = known.entry.id, known.entry.revision
    told = TOLD.model_copy(update={"why": "换了理由。"})
    with pytest.raises(WrongValue, match="改了内容要重新审核"):
        rewrite(library, LOCAL, number, told, revision=revision)
    assert served(library) == [report]
    changed = rewrite(library, LOCAL, number, told, revision=revision, review_again=True)
    assert (changed.content.state, changed.content.published) == (State.REVIEWING, None)
    assert served(library) == []
    newest = RECOMMENDATIONS.history(library, LOCAL, number)[0]
    assert {"why", "state"} <= {each.name for each in newest.changed}
    again = move(library, LOCAL, number, State.PUBLISHED, revision=revision + 1)
    assert again.content.why == "换了理由。"
    assert served(library) == [report]


def test_a_published_one_that_says_the_same_stays_published(library, report):
    known = published(library, report)
    same = rewrite(library, LOCAL, known.entry.id, TOLD, revision=known.entry.revision)
    assert same == known


def test_a_published_one_whose_document_goes_is_withdrawn_by_itself(library, report):
    number = published(library, report).entry.id
    remove_document(library, report)
    assert recommended_among(library, LOCAL, [report]) == {}  # already before any look writes it
    assert served(library) == []
    gone = RECOMMENDATIONS.open(library, LOCAL, number)
    assert gone.content.state is State.WITHDRAWN
    assert gone.content.reason == "案例所在的文件已不在库里"
    newest = RECOMMENDATIONS.history(library, LOCAL, number)[0]
    assert (newest.actor, newest.act) == (PROGRAM.id, Act.CHANGED)


def test_it_comes_back_by_the_keepers_decision_alone(library, report, tmp_path):
    number = published(library, report).entry.id
    remove_document(library, report)
    assert list_recommendations(library, LOCAL).states[State.WITHDRAWN] == 1
    revision = RECOMMENDATIONS.open(library, LOCAL, number).entry.revision
    move(library, LOCAL, number, State.REVIEWING, revision=revision)
    with pytest.raises(WrongValue, match="不能发布：案例所在的文件已不在库里"):
        move(library, LOCAL, number, State.PUBLISHED, revision=revision + 1)
    add(library, tmp_path / "经验.txt")
    assert served(library) == []
    move(library, LOCAL, number, State.PUBLISHED, revision=revision + 1)
    assert served(library) == [report]


def test_a_praised_practice_goes_with_the_repeal_of_its_notice(library, tmp_path):
    practice = case_called(library, "霁川市")
    number = published(library, practice, evidence=()).entry.id
    assert served(library) == [practice]
    (tmp_path / "废止.txt").write_text(REPEAL, encoding="utf-8")
    add(library, tmp_path / "废止.txt")
    assert served(library) == []
    assert "已废止" in RECOMMENDATIONS.open(library, LOCAL, number).content.reason


def test_a_report_that_is_called_something_else_is_no_case_any_more(library, report):
    number = published(library, report).entry.id
    correct_documents(library, LOCAL, [report], read_given({"document_class": "news"}))
    assert served(library) == []
    reason = RECOMMENDATIONS.open(library, LOCAL, number).content.reason
    assert reason == "文件里已认不出这个案例"


def test_a_replaced_document_is_told_with_its_newer_text(library, report, tmp_path):
    number = published(library, report).entry.id
    (tmp_path / "经验.txt").write_text(REPORT.replace("31%", "33%"), encoding="utf-8")
    add(library, tmp_path / "经验.txt")
    assert served(library) == []
    reason = RECOMMENDATIONS.open(library, LOCAL, number).content.reason
    assert "已换成新版《砺泉泵业降低能耗的做法》" in reason


def test_only_who_may_see_the_document_is_told_of_it(library, report):
    published(library, report)
    with library.catalogue.write() as connection:
        connection.exec_driver_sql("UPDATE document_groups SET name = 'inner'")
    assert served(library) == [report]
    assert recommended_cases(library, READER).total == 0
    with pytest.raises(DocumentNotFound):
        recommend(library, READER, report, TOLD)


def test_they_are_listed_by_theme_the_newest_first(library, report):
    practice = case_called(library, "岫川市")
    published(library, report)
    published(library, practice, evidence=(), themes=("公共服务", "节能降耗"))
    assert served(library) == [practice, report]
    assert served(library, theme="泵阀制造") == [report]
    assert recommended_cases(library, LOCAL).themes["节能降耗"] == 2


def test_a_removed_one_returns_unless_the_case_was_recommended_anew(library, report):
    number = recommend(library, LOCAL, report, TOLD).entry.id
    RECOMMENDATIONS.remove(library, LOCAL, number)
    assert RECOMMENDATIONS.restore(library, LOCAL, number).entry.id == number
    RECOMMENDATIONS.remove(library, LOCAL, number)
    recommend(library, LOCAL, report, TOLD)
    with pytest.raises(AlreadyFiled):
        RECOMMENDATIONS.restore(library, LOCAL, number)
    with pytest.raises(EntryNotFound):
        move(library, LOCAL, number, State.REVIEWING, revision=1)


def test_the_form_is_filled_in_with_what_the_library_knows(library, report):
    offer = offer_of(library, LOCAL, open_case(library, LOCAL, report))
    assert SAVED in [each.words for each in offer.evidence]
    practice = open_case(library, LOCAL, case_called(library, "霁川市"))
    (praise,) = offer_of(library, LOCAL, practice).recognitions
    assert (praise.body, praise.on) == ("云陵省人民政府办公厅", "2024-03-05")
    assert "云政办发〔2024〕8号" in praise.by


def test_a_partial_day_is_taken_and_anything_else_refused(library, report):
    recognised = {"recognitions": [{"body": "甲", "on": "去年"}]}
    with pytest.raises(ValueError, match="请写成 2024、2024-03 或 2024-03-05"):
        Told.model_validate(recognised)
