"""What policy asks for that a practice does."""

import pytest
from starlette.testclient import TestClient

from corpus.actor import LOCAL
from indexer.library import Library
from search_api.cases.basis import PracticeBasis, asks, basis_of
from search_api.cases.choosing import CaseForm, list_cases
from search_api.cases.gist import empty_words
from search_api.cases.opening import OpenedCase


@pytest.fixture(scope="module")
def builder(library: Library) -> OpenedCase:
    (found,) = list_cases(library, LOCAL, CaseForm(query="压两金 清欠")).cases
    return found


def told(practices: tuple[PracticeBasis, ...], beginning: str) -> PracticeBasis:
    return next(each for each in practices if beginning in each.practice.heading)


def test_the_clause_that_asks_for_a_practice_is_suggested_with_its_reason(
    library: Library, builder: OpenedCase
) -> None:
    (asked,) = told(basis_of(library, LOCAL, builder), "两金").asked["policy"]
    assert "清收" in asked.text
    assert "专班" in asked.text
    assert asked.shared
    assert all(word in asked.text for word in asked.shared)
    assert "云政发〔2024〕5号" in asked.citation
    assert "第二条" in asked.citation
    assert asked.validity is not None


def test_where_nothing_is_near_enough_nothing_is_suggested(
    library: Library, builder: OpenedCase
) -> None:
    practices = basis_of(library, LOCAL, builder)
    assert told(practices, "走出去").asked == {"policy": (), "speech": ()}


def test_no_reason_is_a_word_that_every_text_has(library: Library) -> None:
    for each in list_cases(library, LOCAL, CaseForm()).cases:
        for practice in basis_of(library, LOCAL, each):
            for asked in (*practice.asked["policy"], *practice.asked["speech"]):
                assert not empty_words() & set(asked.shared)
                assert not {"工作", "管理", "加强", "建立", "开展"} & set(asked.shared)
                assert len(asked.shared) > 1


@pytest.mark.parametrize("words", ["主要产品的合格率都不及去年，需另行上报。", "重要物资首要用户"])
def test_a_word_that_only_holds_the_character_for_asking_does_not_ask(words: str) -> None:
    assert not asks("三类" + words)


def test_the_page_tells_both(client: TestClient, builder: OpenedCase) -> None:
    page = client.get(f"/cases/{builder.case.id}").text
    assert "政策依据" in page
    assert "都讲到：" in page
    assert "库里没有明显对应的政策条款或讲话段落" in page
    answer = client.get(f"/api/v1/cases/{builder.case.id}/basis").json()
    (asked,) = next(each["policy"] for each in answer["practices"] if "两金" in each["heading"])
    assert asked["text"] in page
    assert client.get("/cases/0000000000000000").status_code == 404
