"""最新收录: what came in after a theme was published, and nothing that was there before."""

from io import BytesIO

import docx
import pytest

from corpus.actor import LOCAL
from corpus.catalogue import documents
from corpus.settings import Settings
from indexer.ingest.intake import add_paths
from indexer.library import Library
from search_api.themes.publishing import publish_theme, read_theme
from search_api.themes.theme import Theme, ThemeSearch
from search_api.themes.themes import THEMES, with_document
from search_api.themes.writing import theme_file

NOTICE = """云陵省人民政府关于{of}的通知
云政发〔{year}〕{number}号
各市人民政府：
现就{of}通知如下。
一、要明确责任，{more}
云陵省人民政府
{year}年3月5日
"""


@pytest.fixture
def library(tmp_path):
    with Library.open(Settings(home=tmp_path / "home", jobs=1)) as opened:
        yield opened


@pytest.fixture
def add(library, tmp_path):
    """Take a notice in; give its id."""

    def taken(name, *, number, year=2024, more="完善公司治理。"):
        file = tmp_path / f"{name}.txt"
        said = NOTICE.format(of=name, year=year, number=number, more=more)
        file.write_text(said, encoding="utf-8")
        add_paths(library, [file])
        with library.catalogue.read() as connection:
            ordinal = documents.find(connection, str(file))
            return documents.get(connection, ordinal).document.id

    return taken


@pytest.fixture
def number(library, add):
    add(
        "国企改革考核",
        number=1,
        more="《云陵省人民政府关于国企改革试点的通知》（云政发〔2015〕9号）同时废止。",
    )
    theme = Theme(title="改革", introduction="为什么学。", search=ThemeSearch(query="国企改革"))
    made = THEMES.make(library, LOCAL, theme)
    publish_theme(library, LOCAL, made.paper.id, revision=made.paper.revision)
    return made.paper.id


def paragraphs(library, number):
    written = docx.Document(BytesIO(theme_file(library, LOCAL, number).content))
    return [each.text for each in written.paragraphs]


def new(library, number, *, draft=False):
    return [each.card.title for each in read_theme(library, LOCAL, number, draft=draft)[0].arrivals]


def test_what_was_there_when_it_was_published_is_not_new(library, number):
    shown, publication = read_theme(library, LOCAL, number)
    assert shown.arrivals == ()
    assert shown.since == publication.published_at


def test_what_comes_in_afterwards_is_new_the_last_first_with_its_day(library, add, number):
    add("国企改革评估", number=2)
    add("粮食收购", number=3, more="另有规定。")
    add("国企改革激励", number=4, year=1999)
    assert new(library, number) == [
        "云陵省人民政府关于国企改革激励的通知",
        "云陵省人民政府关于国企改革评估的通知",
    ]
    shown, _ = read_theme(library, LOCAL, number)
    assert {each.came_on for each in shown.arrivals} == {library.today}


def test_what_is_repealed_is_no_news(library, add, number):
    add("国企改革试点", number=9, year=2015)
    assert new(library, number) == []


def test_what_is_published_again_or_put_in_is_new_no_longer(library, add, number):
    id_ = add("国企改革评估", number=2)
    assert len(new(library, number)) == 1
    put = THEMES.edit(library, LOCAL, number, lambda each: with_document(library, LOCAL, each, id_))
    assert new(library, number, draft=True) == []
    assert len(new(library, number)) == 1
    publish_theme(library, LOCAL, number, revision=put.paper.revision)
    assert new(library, number) == []


def test_a_copy_of_what_was_there_is_not_new(library, add, number, tmp_path):
    copied = tmp_path / "副本.txt"
    copied.write_text((tmp_path / "国企改革考核.txt").read_text("utf-8") + "\n", encoding="utf-8")
    add_paths(library, [copied])
    assert new(library, number) == []


def test_a_draft_is_looked_through_when_a_version_of_it_is_kept(library, add):
    theme = Theme(title="草稿", search=ThemeSearch(query="国企改革"))
    number = THEMES.make(library, LOCAL, theme).paper.id
    add("国企改革评估", number=2)
    assert len(new(library, number)) == 1
    THEMES.keep_version(library, LOCAL, number, "看过")
    assert new(library, number) == []


def test_the_word_file_tells_the_day_and_says_nothing_where_nothing_is_new(library, add, number):
    assert "最新收录" not in "".join(paragraphs(library, number))
    add("国企改革评估", number=2)
    day = f"{library.today.year}年{library.today.month}月{library.today.day}日收录"
    lines = paragraphs(library, number)
    assert any("国企改革评估" in line and line.endswith(day) for line in lines)
