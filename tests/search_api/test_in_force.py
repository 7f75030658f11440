"""Standing as a filter, today and on any day, on both engines."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from corpus.catalogue.relations import all_works
from corpus.resolve.standing import standing
from corpus.settings import Settings
from indexer.ingest.removal import remove_document
from indexer.library import Library
from indexer.search.in_force import Standings
from tests.library import add, open_library, search
from tests.search_api.shelf import HERE
from tests.search_api.test_relating import LAW, OLD, REPEALING, REVISED
from web.app import create

COMING = LAW.format(
    title="云陵省节水条例",
    head="2026年9月1日云陵省第十四届人民代表大会常务委员会第三十次会议通过",
    word="节水",
    second="本条例自2027年1月1日起施行。",
)
SPEECH = "在供水工作会议上的讲话\n同志们：\n供水工作很重要。\n"
FILES = {"旧": OLD, "新": REVISED, "水务": REPEALING, "节水": COMING, "讲话": SPEECH}


@pytest.fixture(params=["tantivy", "whoosh"])
def library(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Library]:
    folder = tmp_path / "files"
    folder.mkdir()
    for name, text in FILES.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    with open_library(tmp_path / "home", request.param) as opened:
        opened.clock = lambda: datetime(2026, 11, 25, tzinfo=UTC)
        add(opened, folder)
        yield opened


def found(
    library: Library, *validity: str, on: date | None = None, query: str = "供水"
) -> list[str]:
    result = search(library, query, filters={"validity": validity}, on=on, relaxed=False)
    return [f"{hit.card.title} {hit.card.date_value}" for hit in result.hits]


def test_only_what_has_the_standing_is_found(library: Library) -> None:
    assert found(library, "已废止") == ["云陵省供水条例 2015-06-01"]
    assert found(library, "不明") == ["云陵省水务条例 2022-03-01"]
    assert found(library, "尚未施行", query="节水") == ["云陵省节水条例 2026-09-01"]
    assert found(library, "失效") == []
    assert found(library, "没有这种") == []


def test_counts_hold_too_and_a_speech_has_no_standing(library: Library) -> None:
    every = search(library, "", facets=("document_class",), limit=10)
    assert every.total == 4
    judged = search(
        library,
        "",
        filters={"validity": ("不明", "已废止", "已修改", "尚未施行")},
        facets=("document_class",),
        limit=10,
    )
    assert judged.total == 3
    assert judged.facets["document_class"] == (("regulation", 3),)


def test_on_an_earlier_day_the_wording_of_that_day_stands(library: Library) -> None:
    day = date(2010, 6, 1)
    (hit,) = search(library, "供水", filters={"validity": ("不明",)}, on=day, relaxed=False).hits
    assert (hit.card.title, hit.card.date_value) == ("云陵省供水条例", "2001-03-01")
    assert hit.validity is not None
    assert "截至2010-06-01" in hit.validity.words
    assert found(library, "已修改", on=date(2018, 1, 1)) == ["云陵省供水条例 2001-03-01"]
    assert found(library, "已废止", on=date(2022, 4, 1)) == []
    assert found(library, "尚未施行", on=date(1999, 1, 1))


def test_what_arrives_or_goes_changes_the_answer(library: Library) -> None:
    assert found(library, "已废止")
    (hit,) = search(library, "标题:水务").hits
    remove_document(library, hit.card.id)
    assert found(library, "已废止") == []


def test_the_filter_agrees_with_every_document_alone(library: Library) -> None:
    for day in (date(1999, 1, 1), date(2010, 1, 1), date(2022, 6, 1), date(2027, 1, 1)):
        with library.catalogue.read() as connection:
            alone = standing(connection, all_works(connection).values(), day)
            told = Standings.gather(connection, day).ordinals
        expected: dict[str, set[int]] = {}
        for ordinal, validity in alone.items():
            if validity.value != "不明":
                expected.setdefault(validity.value, set()).add(ordinal)
        assert {value: set(ordinals) for value, ordinals in told.items()} == expected


def test_the_page_and_the_api_ask_for_a_day(tmp_path: Path) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    for name, text in FILES.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    with open_library(tmp_path / "home") as opened:
        add(opened, folder)
    with TestClient(create(Settings(home=tmp_path / "home", jobs=1)), base_url=HERE) as client:
        asked = {"q": "供水", "validity": "不明", "at": "2010-06-01", "relaxed": "0"}
        told = client.get("/api/v1/search", params=asked).json()
        assert [hit["document"]["date"]["value"] for hit in told["hits"]] == ["2001-03-01"]
        html = client.get("/search", params=asked).text
        assert "2010-06-01 时" in html
        assert 'aria-label="去掉筛选：未见废止记录"' in html
        assert 'value="不明" checked' in html
        assert 'name="validity"' not in client.get("/speeches").text
        alone = client.get("/search", params={"q": "水务条例", "at": "2010-06-01"}).text
        assert ">尚未施行</span>" in alone
        assert "只填时点，仍列出全部" in alone
        assert "还没有写成的，标“尚未施行”" in client.get("/help").text
        assert client.get("/search", params={**asked, "at": "2010-13-41"}).status_code == 200
        assert client.get("/api/v1/search", params={**asked, "at": "甲"}).status_code == 422
