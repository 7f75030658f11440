"""What matches in part holds a part of the query, on both engines."""

import pytest

from tests.library import add, open_library, search

TEXTS = {
    "整": "各单位要创建党建品牌。",
    "半": "要把党建做实。品牌另行评选。",
    "党": "党建工作要点。",
    "牌": "产品品牌发布，建设工程，党员登记。",
    "会": "学习贯彻十八大精神。",
    "十": "十八个项目，大力推进。",
    "二": "国企改革和数控化率。",
    "一": "国企改革。",
}


@pytest.fixture(scope="module", params=["tantivy", "whoosh"])
def library(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("partial")
    for name, text in TEXTS.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    with open_library(tmp_path_factory.mktemp("home") / "home", request.param) as opened:
        add(opened, folder)
        yield opened


@pytest.mark.parametrize(
    ("query", "whole", "part"),
    [
        ("党建品牌", "整", "半党牌"),
        ("十八大", "会", ""),
        ("14五", "", ""),
        ("国企改革 数控化率", "二", "一"),
        ("国企改革 党建品牌", "", "一二整"),
        ("党建品牌 示例云政发〔2024〕3号", "", "整"),
    ],
)
def test_a_partial_hit_holds_a_piece_or_half_of_the_only_one(library, query, whole, part):
    hits = search(library, query).hits
    assert {hit.card.title for hit in hits if not hit.relaxed} == set(whole)
    assert {hit.card.title for hit in hits if hit.relaxed} == set(part)
