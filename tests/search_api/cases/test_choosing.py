"""Cases listed by what they are found by."""

from dataclasses import replace
from pathlib import Path

import pytest

from corpus.actor import LOCAL, Actor
from corpus.document import Document, RoleSpan, Span
from corpus.settings import Settings
from indexer.library import Library
from search_api.cases.choosing import CaseForm, list_cases
from tests.search_api.shelf import Paper, fill

MANUFACTURE = "C 制造业"


class Report(Paper):
    """A report whose whole text is a practice."""

    def document(self) -> Document:
        whole = RoleSpan("ex_practice", Span(0, len(self.text)))
        return replace(super().document(), roles=(whole,))


def titles(library: Library, form: CaseForm) -> list[str]:
    return [each.case.title for each in list_cases(library, LOCAL, form).cases]


def test_reports_and_praised_practices_are_cases_alike(library: Library) -> None:
    found = list_cases(library, LOCAL, CaseForm())
    assert found.total == 10
    assert "霁川市建设紧密型医联体" in titles(library, CaseForm())


def test_a_filter_takes_what_lies_under_its_value(library: Library) -> None:
    assert len(titles(library, CaseForm(filters={"industry": (MANUFACTURE,)}))) == 2
    assert titles(library, CaseForm(filters={"region": ("云陵省/霁川市",), "size": ("大型",)})) == [
        "从“救火”到“防火”：钧轫传动全员设备保全管理实践"
    ]


def test_each_field_is_counted_under_the_other_filters_only(library: Library) -> None:
    form = CaseForm(filters={"industry": (MANUFACTURE,), "size": ("小型",)})
    found = list_cases(library, LOCAL, form)
    assert found.total == 1
    assert dict(found.counts["size"]) == {"大型": 1, "小型": 1}
    for name, counts in found.counts.items():
        for value, count in counts:
            filters = {**form.filters, name: (value,)}
            assert list_cases(library, LOCAL, replace(form, filters=filters)).total == count


def test_free_words_must_all_stand_in_the_case(library: Library) -> None:
    assert titles(library, CaseForm(query="备件 停机")) == [
        "从“救火”到“防火”：钧轫传动全员设备保全管理实践"
    ]
    assert titles(library, CaseForm(query="医联体")) == ["霁川市建设紧密型医联体"]
    assert titles(library, CaseForm(query="医联体 水权")) == []


def test_a_minus_leaves_out_the_practice_and_not_its_notice(library: Library) -> None:
    assert "栖原市探索水权交易" in titles(library, CaseForm(query="水权 -医联体"))
    assert "霁川市建设紧密型医联体" not in titles(library, CaseForm(query="霁川市 -医联体"))


@pytest.mark.parametrize("page", [1, 2, 3])
def test_pages_follow_each_other(library: Library, page: int) -> None:
    whole = titles(library, CaseForm(size=50))
    assert titles(library, CaseForm(size=4, page=page)) == whole[4 * page - 4 : 4 * page]


def test_operators_count_in_a_praised_practice_too(library: Library) -> None:
    assert titles(library, CaseForm(query='"水权交易" OR 医联体')) == [
        "霁川市建设紧密型医联体",
        "栖原市探索水权交易",
    ]


def test_who_may_not_see_a_report_sees_no_case_of_it(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "home", jobs=1)
    text = "内部的典型案例\n公司三年节约成本两千万元。"
    facts = {"title": "内部的典型案例", "document_class": "experience"}
    open_to_all = Report("/公开.txt", text + "公开。", facts)
    fill(settings, (open_to_all, Report("/内部.txt", text, facts, groups=("inner",))), tmp_path)
    with Library.open(settings) as library:
        assert list_cases(library, Actor("甲", "甲"), CaseForm()).total == 1
        assert list_cases(library, LOCAL, CaseForm()).total == 2
