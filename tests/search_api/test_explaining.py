"""Why a hit matched: what stands in what is shown, and how; what does not."""

import pytest
from starlette.testclient import TestClient

from indexer.engine.query import Group
from search_api.explaining import explain, tell_why
from search_api.snippets import Span
from tests.library import add, open_library, search
from tests.search_api.shelf import HERE
from web.app import create

LONG = "这一段说别的事情，一句接着一句，都与所查的无关。" * 12
TEXTS = {
    "甲": (
        "关于深化国有企业改革的意见\n\n示例云政发〔2024〕3号\n\n"
        "一、总要求\n\n坚持党的領導，推进數字化。\n"
    ),
    "乙": "关于落实示例云政发〔2024〕3号的通知\n\n各单位要抓好国企改革，ＧＤＰ增长。\n",
    "丙": f"关于考核的办法\n\n第一条　本办法管考核和评优，评优从严。{LONG}\n"
    f"第二条　{LONG}末尾才说到分红。\n",
    "丁": f"关于档案工作的规定\n\n第一条　本规定管档案。{LONG}\n第二条　{LONG}\n"
    f"第三条　{LONG}按照示例云政发〔2024〕3号办理。\n",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    folder = tmp_path_factory.mktemp("files")
    for name, text in TEXTS.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    with open_library(tmp_path_factory.mktemp("home")) as opened:
        add(opened, folder)
        yield opened


def told(library, query, **options):
    """How each piece stands in each hit, by the beginning of the hit's title."""
    result = search(library, query, **options)
    return {
        hit.card.title[:6]: [
            (each.piece, each.way.value, [one.value for one in each.where], each.written)
            for each in explain(result, hit)
        ]
        for hit in result.hits
    }


def test_exact_words_and_aliases_are_told_apart(library):
    found = told(library, "国企改革")
    assert found["关于落实示例"] == [("国企改革", "exact", ["text"], "")]
    assert found["关于深化国有"] == [("国企改革", "alias", ["title", "text"], "国有企业改革")]


def test_another_script_is_told_unless_it_was_typed(library):
    assert told(library, "党的领导 数字化")["关于深化国有"] == [
        ("党的领导", "traditional", ["text"], "党的領導"),
        ("数字化", "traditional", ["text"], "數字化"),
    ]
    assert told(library, "數字化")["关于深化国有"] == [("数字化", "exact", ["text"], "")]
    assert told(library, "gdp")["关于落实示例"] == [("gdp", "full_width", ["text"], "ＧＤＰ")]


def test_a_number_is_its_own_or_cited(library):
    found = told(library, "示例云政发[2024]3号")
    assert found["关于深化国有"][0][:3] == ("示例云政发[2024]3号", "number", ["number", "text"])
    assert found["关于落实示例"][0][:3] == ("示例云政发[2024]3号", "number", ["title", "text"])


def test_what_a_relaxed_hit_lacks_is_named(library):
    found = told(library, "国企改革 考核")
    assert ("考核", "lacking", [], "") in found["关于深化国有"]
    assert ("国企改革", "lacking", [], "") in found["关于考核的办"]


def test_a_number_is_never_said_to_be_lacking(library):
    result = search(library, "档案 量子 示例云政发〔2024〕3号")
    (hit,) = [each for each in result.hits if each.card.title.startswith("关于档案")]
    ways = {each.piece: each.way.value for each in explain(result, hit)}
    assert ways == {"档案": "exact", "量子": "lacking", "示例云政发〔2024〕3号": "unseen"}
    assert tell_why(explain(result, hit)) == ("缺“量子”；所示段落里没有“示例云政发〔2024〕3号”")


def test_what_is_not_in_the_passages_shown_stands_elsewhere(library):
    (only,) = told(library, "评优 分红", passages=1).values()
    assert [each[:2] for each in only] == [("评优", "exact"), ("分红", "elsewhere")]


def test_what_the_title_lacks_is_shown_before_what_it_holds(library):
    (only,) = told(library, "考核 分红", passages=1).values()
    assert [each[:3] for each in only] == [
        ("考核", "exact", ["title"]),
        ("分红", "exact", ["text"]),
    ]


def test_what_is_outside_of_the_snippet_stands_elsewhere(library):
    result = search(library, "考核 分红")
    (hit,) = result.hits

    def beginning(text, spans):
        return Span(0, 20)

    assert ("分红", "elsewhere") in [
        (each.piece, each.way.value) for each in explain(result, hit, window=beginning)
    ]


def test_one_of_several_is_enough_and_what_is_denied_is_not_told(library):
    found = told(library, "(国企改革 OR 量子纠缠) -考核")
    assert found["关于落实示例"] == [("国企改革", "exact", ["text"], "")]


def test_a_passage_listed_by_itself_lacks_what_it_does_not_hold(library):
    result = search(library, "抓好 量子", group=Group.PASSAGE)
    reasons = explain(result, result.hits[0], group=Group.PASSAGE)
    assert {each.piece: each.way.value for each in reasons} == {"抓好": "exact", "量子": "lacking"}


@pytest.mark.parametrize(
    ("query", "title", "line"),
    [
        ("国企改革", "关于深化国有", "“国企改革”写作“国有企业改革”"),
        ("数字化 考核", "关于深化国有", "“数字化”按繁体写法作“數字化”；缺“考核”"),
        ("抓好", "关于落实示例", ""),
    ],
)
def test_the_page_says_only_what_highlights_do_not(library, query, title, line):
    result = search(library, query)
    (hit,) = [each for each in result.hits if each.card.title.startswith(title)]
    assert tell_why(explain(result, hit)) == line


def test_api_and_page_tell_it(library):
    with TestClient(create(library.settings), base_url=HERE) as client:
        hits = client.get("/api/v1/search", params={"q": "国企改革"}).json()["hits"]
        assert {each["way"] for hit in hits for each in hit["why"]} == {"exact", "alias"}
        html = client.get("/search?q=国企改革", headers={"Accept": "text/html"}).text
        assert '<p class="folded why">“国企改革”写作“国有企业改革”</p>' in html
