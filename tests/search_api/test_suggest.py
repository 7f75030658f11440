from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as settings_of
from hypothesis import strategies as st
from starlette.testclient import TestClient

from corpus.actor import LOCAL, Actor
from corpus.catalogue import documents
from corpus.errors import DocumentNotFound, QuerySyntaxError
from corpus.settings import EngineName, Settings
from indexer.library import Library
from indexer.search.suggest.spelling import spell
from search_api.browsing import survey
from search_api.meaning import did_you_mean
from search_api.reading import find_document
from search_api.searching import SearchForm, run_search
from search_api.suggesting import MOST, suggest
from tests.search_api.shelf import OPINION, PAPERS, SECRET, fill

SUGGEST = "/api/v1/suggest"


@pytest.fixture(autouse=True)
def no_history(client: TestClient) -> None:
    """Forget what other tests of the same service have searched for."""
    client.delete("/api/v1/history")


def suggested(client: TestClient, typed: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get(SUGGEST, params={"q": typed}).json()["suggestions"]
    return found


def test_a_part_of_a_title_suggests_it(client: TestClient) -> None:
    assert suggested(client, "深化国企")[-1] == {
        "id": OPINION.id,
        "text": "云陵省人民政府关于深化国企改革的实施意见",
        "field": "title",
        "label": "标题",
        "spans": [[9, 13]],
        "title": "云陵省人民政府关于深化国企改革的实施意见",
    }


@pytest.mark.parametrize("typed", ["gqgg", "guoqi gaige", "guoqigai", "国企gg", "国qi改"])
def test_pinyin_and_initials_suggest_terms_before_titles(client: TestClient, typed: str) -> None:
    found = suggested(client, typed)
    assert {name: found[0][name] for name in ("text", "field", "label", "id")} == {
        "text": "国企改革",
        "field": "term",
        "label": "词语",
        "id": None,
    }
    assert found[0]["spans"] == [[0, 3 if typed in ("guoqigai", "国qi改") else 4]]
    assert OPINION.id in [each["id"] for each in found]


def test_a_term_that_no_document_has_is_not_suggested(client: TestClient) -> None:
    assert suggested(client, "xzscl") == []


def test_what_is_typed_already_is_not_suggested_as_a_word(client: TestClient) -> None:
    assert {each["field"] for each in suggested(client, "国企改革")} == {"title"}


def test_a_traditional_spelling_suggests_the_term_as_the_library_writes_it(
    client: TestClient,
) -> None:
    (first, *_) = suggested(client, "國企改革")
    assert (first["text"], first["field"], first["spans"]) == ("国企改革", "term", [[0, 4]])


@pytest.mark.parametrize(
    ("typed", "text", "span"),
    [
        ("砺轴重机 gqgg", "砺轴重机 国企改革", [5, 9]),
        ("机关:云陵", "机关:云陵省人民政府", [3, 5]),
        ("改革 机关：云陵", "改革 机关：云陵省人民政府", [6, 8]),
        ("企业:砺轴", "企业:砺轴重机", [3, 5]),
    ],
)
def test_what_is_typed_last_is_gone_on_with(
    client: TestClient, typed: str, text: str, span: list[int]
) -> None:
    (first, *_) = suggested(client, typed)
    assert (first["text"], first["spans"]) == (text, [span])


def test_values_of_hidden_documents_are_not_told(tmp_path: Path) -> None:
    hidden = replace(SECRET, facts={**SECRET.facts, "issuer": ("青泉管理局",)})
    home = Settings(home=tmp_path / "home", jobs=1)
    fill(home, (*PAPERS, hidden), tmp_path)
    with Library.open(home) as library:
        assert [each.text for each in suggest(library, LOCAL, "机关:青泉")] == ["机关:青泉管理局"]
        assert suggest(library, Actor(id="guest", name="来宾"), "机关:青泉") == ()


def test_the_beginning_of_a_number_suggests_its_document(client: TestClient) -> None:
    for typed in ("云政发[2024", "云政发〔2024〕3", "yzf2024", "云政发２０２４"):
        (found,) = suggested(client, typed)
        assert found["text"] == "示例云政发〔2024〕3号"
        assert found["field"] == "document_number"
        assert found["title"].startswith("云陵省")


@pytest.mark.parametrize("typed", ["", "。", '"', "国" * 5000, "标题:", "\x00"])
def test_odd_beginnings_suggest_nothing(client: TestClient, typed: str) -> None:
    response = client.get(SUGGEST, params={"q": typed})
    assert (response.status_code, response.json()) == (200, {"suggestions": []})


@settings_of(max_examples=300, deadline=None)
@given(
    st.one_of(
        st.text(max_size=300),
        st.text(alphabet="国企改革gqiaeo'〔〕2024 -:\"", max_size=40),
    )
)
def test_nothing_typed_breaks_it(client: TestClient, typed: str) -> None:
    response = client.get(SUGGEST, params={"q": typed.encode("utf-8", "replace")})
    assert response.status_code == 200
    found = response.json()["suggestions"]
    assert len(found) <= MOST
    for each in found:
        assert each["spans"]
        assert all(0 <= start < end <= len(each["text"]) for start, end in each["spans"])


def test_what_is_gone_is_not_told_before_the_names_are_made_anew(tmp_path: Path) -> None:
    home = Settings(home=tmp_path / "home", jobs=1)
    fill(home, PAPERS, tmp_path)
    with Library.open(home) as library:
        assert OPINION.id in {each.id for each in suggest(library, LOCAL, "国企改革")}
        names = library.names.of(library.state)
        with library.catalogue.write() as connection:
            (entry,) = (e for e in documents.entries(connection) if e.id == OPINION.id)
            documents.remove(connection, entry.ordinal)
        assert library.names.of(library.state) is names
        assert OPINION.id not in {each.id for each in suggest(library, LOCAL, "国企改革")}
        assert suggest(library, LOCAL, "云政发") == ()


@pytest.mark.parametrize("engine", ["tantivy", "whoosh"])
def test_nothing_tells_of_what_the_asker_may_not_see(tmp_path: Path, engine: EngineName) -> None:
    home = Settings(home=tmp_path / "home", jobs=1, engine=engine)
    fill(home, (*PAPERS, SECRET), tmp_path)
    guest = Actor(id="guest", name="来宾")
    member = Actor(id="member", name="成员", groups=frozenset({"inner"}))
    form = SearchForm(query="国企改革")
    with Library.open(home) as library:
        for actor, seen in ((LOCAL, 5), (member, 5), (guest, 4)):
            answer = run_search(library, actor, form).result
            assert answer.total == seen
            assert sum(count for _, count in answer.facets["document_class"]) == seen
            assert len(suggest(library, actor, "小组看的国企")) == seen - 4
            held = survey(library, actor)
            assert held.total == seen
            assert held.samples <= seen
        assert find_document(library, member, SECRET.id).document.id == SECRET.id
        with pytest.raises(DocumentNotFound):
            find_document(library, guest, SECRET.id)


@pytest.mark.no_cover  # its many rounds go through the same lines
def test_a_guest_is_told_the_same_whether_hidden_documents_are_there_or_not(
    tmp_path: Path,
) -> None:
    guest = Actor(id="guest", name="来宾")
    hidden = tuple(
        replace(
            SECRET,
            path=f"/内部/{number}.txt",
            text=f"{title}\n{SECRET.text}",
            facts=SECRET.facts | {"title": title},
        )
        for number, title in enumerate(("国企改革讨论稿", "清渠计划方案", "清渠计划讨论稿", "改革"))
    )
    homes = [Settings(home=tmp_path / name, jobs=1) for name in ("open", "both")]
    fill(homes[0], PAPERS, tmp_path)
    fill(homes[1], (*PAPERS, *hidden), tmp_path)
    titles = [str(paper.facts["title"]) for paper in (*PAPERS, *hidden)]
    typed = {title[at : at + size] for title in titles for at in range(9) for size in (1, 2, 4)}
    typed |= {"".join(each[:1] for each in spell(text)) for text in typed}
    typed |= {"".join(spell(text)) for text in typed} | {
        "清区计划",
        "国企该革",
        "qqjh",
        "qingqujihua",
    }
    with Library.open(homes[0]) as one, Library.open(homes[1]) as other:
        for text in sorted(typed):
            assert suggest(one, guest, text) == suggest(other, guest, text), text
            assert _meant(one, guest, text) == _meant(other, guest, text), text
        assert suggest(other, LOCAL, "qqjh")


def _meant(library: Library, actor: Actor, query: str) -> list[tuple[str, int]]:
    form = SearchForm(query=query)
    try:
        result = run_search(library, actor, form).result
    except QuerySyntaxError:
        return []
    return [(each.query, each.total) for each in did_you_mean(library, actor, form, result)]
