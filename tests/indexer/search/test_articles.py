"""An article of a law is found by its number, in words or digits, its law first."""

import pytest

from tests.library import add, open_library, search

ARTICLES = {
    "中华人民共和国水法": "\n".join(
        [
            "第三百三十七条　甲项。",
            "第三百三十八条　违反规定排放的，依法处理。",
            "第三百三十九条　乙项。",
        ]
    ),
    "中华人民共和国水法修正案": "一、将水法第三百三十八条修改为：从重。水法第三百三十八条除外。",
    "关于适用水法的解释": "第一条　水法第三百三十八条规定的排放，依照本解释认定。",
    "云陵省水利条例": "第三百三十八条　本条例自公布之日起施行。",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    folder = tmp_path_factory.mktemp("files")
    for title, text in ARTICLES.items():
        (folder / f"{title}.txt").write_text(f"{title}\n\n{text}\n", encoding="utf-8")
    with open_library(tmp_path_factory.mktemp("home")) as opened:
        add(opened, folder)
        yield opened


@pytest.mark.parametrize(
    "typed",
    [
        "水法第三百三十八条",
        "水法 第三百三十八条",
        "水法第338条",
        "水法 第 338 条",
        "《中华人民共和国水法》第三百三十八条",
        "中华人民共和国水法第338条",
    ],
)
def test_an_article_of_a_law_stands_first(library, typed):
    first = search(library, typed).hits[0]
    assert first.card.title == "中华人民共和国水法"
    assert first.passages[0].where.article == "第三百三十八条"


def test_an_article_is_one_piece(library):
    found = library.finder.understand("水法第三百三十八条的排放").pieces
    assert [piece.text for piece in found if not piece.optional] == [
        "水法",
        "第三百三十八条",
        "排放",
    ]


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("气象法第三百三十八条", "气象法"),
        ("《气象法》 第338条", "气象法"),
        ("水法第三百三十八条", ""),
        ("第三百三十八条", ""),
        ("气象法第三百三十八条 排放", ""),
    ],
)
def test_a_law_that_is_not_there_is_told(library, typed, named):
    hints = search(library, typed).query.hints
    told = [each for each in hints if "没有题为" in each]
    assert told == ([f"库里没有题为“{named}”的文件，下面列的是其他文件里的。"] if named else [])
