"""Which cases fit a described situation, and why."""

import pytest

from corpus.actor import LOCAL
from corpus.errors import WrongValue
from indexer.library import Library
from search_api.cases.fitting import fit
from search_api.cases.situation import LONGEST, read_situation, recognise_situation

MACHINES = (
    "我们是一家在浙江省杭州市做减速机的民营企业，员工460人。"
    "车间里的床子三天两头停机，维修工到处抢修，备件压了不少钱。"
    "想让操作工自己点检，把停机减下来。"
)
DEBTS = "我们是施工企业，工程款拖了好几年要不回来。打算成立专班清欠，少接垫资的项目。"


def test_the_facts_of_a_paragraph_are_recognised() -> None:
    situation = recognise_situation(MACHINES)
    assert situation.industry == "C34 通用设备制造业"
    assert situation.region == "浙江省/杭州市"
    assert situation.enterprise_type == "民营企业"
    assert situation.size == "中型"
    assert situation.goal == "想让操作工自己点检，把停机减下来。"
    assert situation.problem.startswith("车间里的床子")
    assert {"设备故障多", "库存积压"} <= situation.problems.keys()


def test_what_stands_behind_a_label_tells_what_it_says() -> None:
    situation = recognise_situation(
        "我们是省属国有燃煤发电企业，员工900人。\n"
        "主要问题：设备老化，非计划停运多；党建与业务两张皮。\n目标：降本增效，三年扭亏为盈。"
    )
    assert situation.problem == "设备老化，非计划停运多；党建与业务两张皮。"
    assert situation.goal == "降本增效，三年扭亏为盈。"


def test_an_unplanned_stop_is_no_plan() -> None:
    situation = recognise_situation("机组非计划停运多。")
    assert (situation.problem, situation.goal) == ("机组非计划停运多。", "")


@pytest.mark.parametrize(
    ("told", "problems"),
    [
        ("党建与业务两张皮", {"党建与业务两张皮", "基层党建"}),
        ("党员教育形式单一", {"基层党建"}),
        ("降本增效压力大", {"成本高"}),
        ("支部工作和安全生产结合不紧", {"安全生产", "基层党建"}),
    ],
)
def test_only_problems_that_are_written_are_recognised(told, problems) -> None:
    assert recognise_situation(f"{told}。").problems.keys() == problems


def test_what_is_filled_in_stands_over_what_the_text_says() -> None:
    situation = read_situation(MACHINES, {"size": "大型", "region": "江苏省苏州市"})
    assert (situation.size, situation.region) == ("大型", "江苏省/苏州市")
    assert situation.enterprise_type == "民营企业"


def test_a_field_that_was_emptied_stays_empty() -> None:
    fields = {"problem": "设备老是停机。", "region": ""}
    situation = read_situation(MACHINES, fields, recognised=True)
    assert (situation.region, situation.industry) == ("", "")
    assert situation.problem == "设备老是停机。"


@pytest.mark.parametrize("text", ["", "  ", "，！……"])
def test_nothing_said_is_told(text: str) -> None:
    with pytest.raises(WrongValue, match="问题或想达到的目标"):
        read_situation(text, {})


def test_a_description_may_be_long_but_not_endless() -> None:
    assert read_situation("设备停机。" * (LONGEST // 5), {}).problem
    with pytest.raises(WrongValue, match="最多 2000 字，这里有 2001 字"):
        read_situation("一" * (LONGEST + 1), {})


def test_the_fitting_case_comes_first_with_reasons(library: Library) -> None:
    first, *_ = fit(library, LOCAL, recognise_situation(MACHINES))
    assert "钧轫传动" in first.opened.case.title
    assert "同样面对设备故障多" in first.reasons
    assert "同为通用设备制造业" in first.reasons
    assert first.same["industry"] == "C34 通用设备制造业"


def test_its_sentences_are_verbatim_and_tell_of_the_same(library: Library) -> None:
    first, *_ = fit(library, LOCAL, recognise_situation(DEBTS))
    assert "筑栎建工" in first.opened.case.title
    text = first.opened.case.document.text
    assert first.sentences
    for each in first.sentences:
        assert text[each.span.start : each.span.end] == each.text
        assert each.problems or len(each.shared) >= 3


def test_what_both_are_says_nothing_by_itself(library: Library) -> None:
    fields = {"industry": "J68 保险业", "problem": "设备停机，备件积压。"}
    found = fit(library, LOCAL, read_situation("", fields))
    assert "钧轫传动" in found[0].opened.case.title


def test_a_region_that_only_the_library_knows_counts_too(library: Library) -> None:
    fields = {"region": "云陵省霁川市", "problem": "设备停机抢修，备件积压。"}
    first, *_ = fit(library, LOCAL, read_situation("", fields))
    assert first.same["region"] == "云陵省/霁川市"
    assert "同在云陵省霁川市" in first.reasons


def test_operators_in_a_description_are_words(library: Library) -> None:
    text = '设备（老）停机 OR NOT "抢修。标题:备件积压 -改革'
    assert fit(library, LOCAL, read_situation(text, {}))
