"""What stands on a day, and why; and what must not be taken for a repeal."""

from dataclasses import replace
from datetime import date

import pytest

from corpus.catalogue.relations import Mention, Work
from corpus.document import Relation, Span
from corpus.resolve.naming import find_named, is_meant, keys_named, told_relation
from corpus.resolve.validity import Record, judge
from corpus.text.works import work_key

TODAY = date(2026, 11, 25)


def work(ordinal, title, day="2010-05-01", number=None, issuer=("国务院",), kind="regulation"):
    return Work(
        ordinal, f"{ordinal:016x}", title, day, kind, number, work_key(title), number, issuer
    )


def repeal(by, title, sentence=None, number_key=None, relation=Relation.REPEALS):
    said = sentence or f"《{title}》同时废止。"
    return Mention(
        by, relation, title, number_key, work_key(title), number_key, Span(0, 1), said, 0.9
    )


OLD = work(1, "甲条例")
NEW = work(2, "乙条例", "2020-01-01")


def value(record, on=TODAY):
    found = judge(record, on)
    return found.value if found else None


def test_without_a_record_of_repeal_nothing_is_called_in_force():
    found = judge(Record(OLD), TODAY)
    assert (found.value, "未见废止记录（截至2026-11-25" in found.words) == ("不明", True)


def test_a_repeal_holds_from_the_day_on_which_the_repealing_text_applies():
    record = Record(OLD, acts=[(repeal(2, "甲条例"), NEW)], applies={2: "2020-07-01"})
    assert value(record, date(2020, 6, 30)) == "不明"
    assert value(record, date(2020, 7, 1)) == "已废止"
    assert judge(record, TODAY).evidence[0].words == "《甲条例》同时废止。"


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (Record(OLD, effective="2027-01-01"), "尚未施行"),
        (Record(OLD, effective="2027"), "尚未施行"),
        (Record(OLD, expires="2025-12-31"), "失效"),
        (Record(OLD, expires="2026"), "不明"),
        (Record(OLD, newer=[work(3, "甲条例", "2018-01-01")]), "已修改"),
        (Record(OLD, newer=[work(3, "甲条例", "2027-01-01")]), "不明"),
        (Record(OLD, said="现行有效", expires="2020-01-01"), "现行有效"),
        (Record(work(1, "在某会上的讲话", kind="speech")), None),
    ],
)
def test_dates_versions_and_people_decide(record, expected):
    assert value(record) == expected


def test_a_name_means_only_what_was_there_before():
    assert is_meant(repeal(2, "甲条例"), OLD, NEW)
    assert not is_meant(repeal(2, "甲条例"), work(3, "甲条例", "2021-01-01"), NEW)
    assert not is_meant(repeal(2, "甲条例"), work(3, "甲条例", ""), NEW)
    assert not is_meant(repeal(1, "甲条例"), OLD, OLD)


def test_a_year_in_the_sentence_keeps_later_wordings_out():
    said = repeal(2, "甲条例", "1999年3月2日公布的《甲条例》同时废止。")
    assert not is_meant(said, OLD, NEW)
    assert is_meant(said, work(3, "甲条例", "1999-03-02"), NEW)


def test_a_rule_is_named_by_the_number_of_an_older_order_too():
    older = work(1, "甲条例", "1999-05-01", number="国务院令||247")
    newer = work(2, "甲条例", "2014-05-01", number="国务院令||653")
    by = work(3, "乙通知", "2020-01-01", kind="policy")
    cited = repeal(3, "甲条例", number_key="国务院令||247", relation=Relation.CITES)
    assert find_named(cited, [newer], by) is newer
    assert find_named(cited, [newer, older], by) is older
    assert find_named(cited, [work(4, "丙条例", number="国务院令||653")], by) is None
    repealed = repeal(3, "甲条例", number_key="国务院令||247")
    assert find_named(repealed, [newer], by) is None


def test_a_notice_of_another_number_is_another_one():
    cited = repeal(3, "甲通知", number_key="国发|2010|1", relation=Relation.CITES)
    other = work(1, "甲通知", number="国发|2012|7", kind="policy")
    assert find_named(cited, [other], work(3, "乙通知", kind="policy")) is None


def test_a_local_rule_changes_no_national_one():
    local = work(4, "云陵省乙条例", "2020-01-01", issuer=("云陵省人民代表大会常务委员会",))
    assert not is_meant(repeal(4, "甲条例"), OLD, local)


def test_a_revised_law_is_still_the_one_that_was_passed_before():
    said = repeal(2, "甲条例", "1999年3月2日公布的《甲条例》同时废止。")
    assert is_meant(said, replace(OLD, first_day="1999-03-02"), NEW)
    assert not is_meant(said, replace(OLD, first_day="2001-03-02"), NEW)


def test_a_wording_that_has_taken_an_amendment_in_is_named_but_not_changed_by_it():
    amended = replace(OLD, date="2020-03-01", first_day="1999-03-02")
    said = repeal(2, "甲条例", "决定对《甲条例》作如下修改：", relation=Relation.AMENDS)
    assert is_meant(said, amended, NEW)
    assert value(Record(amended, acts=[(said, NEW)])) == "不明"
    assert value(Record(replace(amended, date="2019-03-01"), acts=[(said, NEW)])) == "已修改"
    assert not is_meant(repeal(2, "甲条例"), amended, NEW)


def test_a_market_rule_of_the_state_is_not_a_local_one():
    by = work(4, "中华人民共和国市场主体登记管理条例", "2021-07-27", issuer=())
    assert is_meant(repeal(4, "甲条例"), OLD, by)


@pytest.mark.parametrize(
    ("key", "meant"), [("国发|2010|1", True), ("国发|2001|1", False), ("国务院令||247", True)]
)
def test_a_number_of_its_year_fits_a_document_whose_own_is_unknown(key, meant):
    assert is_meant(repeal(2, "甲条例", number_key=key), OLD, NEW) is meant


@pytest.mark.parametrize(
    ("title", "old", "relation"),
    [
        ("乙省预算审查监督条例", "乙省预算监督条例", Relation.REPLACES),
        ("中华人民共和国契税法", "中华人民共和国契税暂行条例", Relation.REPLACES),
        ("乙省国有土地上房屋征收条例", "乙省城市拆迁管理规定", Relation.REPEALS),
    ],
)
def test_to_repeal_a_text_on_ones_own_subject_is_to_replace_it(title, old, relation):
    assert told_relation(repeal(2, old), work(2, title, "2020-01-01")) is relation


def test_what_a_person_says_holds_from_the_day_of_the_text_only():
    record = Record(OLD, said="已废止")
    assert value(record, date(2010, 4, 30)) != "已废止"
    assert value(record) == "已废止"


def test_a_later_act_is_told_in_spite_of_what_a_person_said_before():
    acts = [(repeal(2, "甲条例"), NEW)]
    record = Record(OLD, said="现行有效", said_on="2015-01-01", acts=acts)
    assert value(record, date(2012, 1, 1)) == "现行有效"
    assert value(record, date(2019, 1, 1)) == "现行有效"
    repealed = judge(record, TODAY)
    assert repealed.value == "已废止"
    assert repealed.evidence[-1].words == "资料管理员2015-01-01核定为现行有效"


def test_a_person_outweighs_what_was_to_be_known_and_the_contrary_is_shown():
    acts = [(repeal(2, "甲条例"), NEW)]
    told = judge(Record(OLD, said="现行有效", said_on="2026-11-01", acts=acts), TODAY)
    assert told.value == "现行有效"
    assert "另有记录：已废止：见《乙条例》" in told.words
    assert told.evidence[0].document_id == NEW.id


def test_that_a_text_has_lost_its_force_is_not_told_of_the_days_before_it_was_said():
    record = Record(OLD, said="已废止", said_on="2026-11-01")
    assert value(record) == "已废止"
    assert value(record, date(2015, 1, 1)) == "不明"
    assert "2026-11-01核定为已废止" in judge(record, date(2015, 1, 1)).evidence[0].words


def test_what_a_person_says_of_a_text_that_does_not_apply_yet_ends_with_the_day():
    record = Record(OLD, effective="2026-12-01", said="尚未施行", said_on="2026-11-01")
    assert value(record) == "尚未施行"
    assert value(record, date(2026, 12, 1)) == "不明"


def test_a_person_who_has_seen_one_repeal_has_not_seen_a_later_one():
    wrong, real = work(5, "丙条例", "2012-01-01"), work(6, "丁条例", "2020-01-01")
    acts = [(repeal(5, "甲条例"), wrong), (repeal(6, "甲条例"), real)]
    record = Record(OLD, said="现行有效", said_on="2015-01-01", acts=acts)
    assert value(record, date(2016, 1, 1)) == "现行有效"
    assert "丁条例" in judge(record, TODAY).words


@pytest.mark.parametrize("said", ["已废止", "失效"])
def test_a_text_without_force_regains_none_by_a_later_change(said):
    amending = repeal(2, "甲条例", "决定对《甲条例》作如下修改：", relation=Relation.AMENDS)
    newer = [work(3, "甲条例", "2018-01-01")]
    record = Record(OLD, said=said, said_on="2015-01-01", acts=[(amending, NEW)], newer=newer)
    assert value(record) == said


def test_what_is_done_to_a_copy_is_done_to_the_text():
    bare = work(3, "甲条例有关事项", number=None)
    acts = [(repeal(2, "甲条例"), NEW)]
    assert value(Record(bare, acts=acts)) == "不明"
    assert value(Record(bare, acts=acts, copies=[OLD])) == "已废止"


def test_an_extension_moves_the_last_day():
    said = repeal(2, "甲条例", "《甲条例》有效期延长至2027年12月31日。", relation=Relation.EXTENDS)
    record = Record(OLD, expires="2025-12-31", acts=[(said, NEW)])
    assert value(record) == "不明"
    assert judge(record, date(2028, 1, 1)).evidence[0].document_id == NEW.id


@pytest.mark.parametrize(
    ("relation", "words"),
    [
        (Relation.SUSPENDS, "暂停执行：见《乙条例》"),
        (Relation.REPEALS_PART, "部分废止：见《乙条例》"),
        (Relation.AMENDS, "已修改：见《乙条例》"),
    ],
)
def test_what_leaves_a_text_standing_is_told_by_its_name(relation, words):
    found = judge(Record(OLD, acts=[(repeal(2, "甲条例", relation=relation), NEW)]), TODAY)
    assert (found.value, found.words) == ("已修改", words)


def test_an_issuer_may_leave_itself_out_of_a_name():
    old = work(1, "国务院关于甲的规定")
    said = repeal(2, "关于甲的规定")
    assert keys_named(said, NEW) == ["关于甲的规定", "国务院关于甲的规定"]
    assert is_meant(said, old, NEW)
    assert not is_meant(said, old, replace(NEW, issuer=("财政部",)))


def test_a_number_decides_against_a_name():
    said = repeal(2, "甲条例", number_key="国发|2001|1")
    assert not is_meant(said, work(6, "甲条例", number="国发|2010|1"), NEW)
    assert is_meant(said, work(5, "旧名", number="国发|2001|1"), NEW)
