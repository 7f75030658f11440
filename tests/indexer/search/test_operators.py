"""Operators on a real library: what is found, what is shown, and what never is."""

import pytest

from tests.library import add, open_library, search

TEXTS = {
    "甲": "国有企业改革取得成效。\n\n干部教育培训另行安排。",
    "乙": "中央企业党建工作要点。要抓好改革。\n\n成效显著。",
    "丙": "民营企业改革成效显著，国有企业参与。",
    "丁": "国有企业的干部要廉洁。自律是根本。",
}


@pytest.fixture(scope="module", params=["tantivy", "whoosh"])
def library(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("files")
    for name, text in TEXTS.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    with open_library(tmp_path_factory.mktemp("home"), request.param) as opened:
        add(opened, folder)
        yield opened


def names(library, query, **options):
    result = search(library, query, expand=False, limit=20, **options)
    found = [path for hit in result.hits for path in hit.card.paths]
    assert result.total == len([hit for hit in result.hits if not hit.relaxed])
    return "".join(sorted(path[-5] for path in found))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("国有企业 OR 中央企业", "甲乙丙丁"),
        ("(民营企业 OR 中央企业) 改革", "丙乙"),
        ("国有企业 NOT 民营企业", "甲丁"),
        ("改革 NOT (民营企业 OR 党建)", "甲"),
        ("改革 同句 成效", "甲丙"),
        ("改革 同段 成效", "甲丙"),
        ("干部 同句 自律", ""),
        ("干部 同段 自律", "丁"),
        ('"干部" 同句 (廉洁 OR 培训)', "甲丁"),
        ("改革 同句 成效 NOT 民营企业", "甲"),
        ("改革 同句 成效 干部 同段 教育培训", "甲"),
    ],
)
def test_operators_find_what_they_say(library, query, found):
    assert names(library, query, relaxed=False) == "".join(sorted(found))


def test_what_operators_ask_holds_for_relaxed_hits_too(library):
    found = search(library, "(国有企业 OR 中央企业) 廉洁 改革", expand=False)
    assert {hit.card.title for hit in found.hits} == set("甲乙丙丁")
    assert found.total == 0


def test_only_the_passage_with_the_sentence_is_shown(library):
    (hit,) = search(library, "干部 同段 自律", expand=False).hits
    assert [found.text for found in hit.passages] == [TEXTS["丁"]]
    assert [TEXTS["丁"][span.start : span.end] for span in hit.passages[0].spans] == [
        "干部",
        "自律",
    ]


def test_passages_are_counted_where_they_are_listed(library):
    assert search(library, "改革 同句 成效", group="passage", expand=False).total == 2


def test_the_plain_reading_finds_words(library):
    result = search(library, "(国有企业 干部", plain=True, expand=False)
    assert {hit.card.title for hit in result.hits if not hit.relaxed} == {"甲", "丁"}
