from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from corpus.partial_dates import day_of
from indexer.clock import now
from search_api.searching import EVERY_FACET
from tests.search_api.shelf import EXPERIENCE, HOSTILE, OPINION, SPEECH

SEARCH = "/api/v1/search"


def found(client: TestClient, **parameters: Any) -> dict[str, Any]:
    response = client.get(SEARCH, params=parameters)
    assert response.status_code == 200, response.text
    answer: dict[str, Any] = response.json()
    return answer


def ids(answer: dict[str, Any]) -> set[str]:
    return {hit["document"]["id"] for hit in answer["hits"]}


def test_a_hit_tells_of_its_document(client: TestClient) -> None:
    (hit,) = found(client, q="示例云政发〔2024〕3号")["hits"][:1]
    assert hit["document"] == {
        "id": OPINION.id,
        "title": "云陵省人民政府关于深化国企改革的实施意见",
        "paths": ["/收件/2024/实施意见 终稿.txt"],
        "document_number": "示例云政发〔2024〕3号",
        "issuer": ["云陵省人民政府"],
        "kind": "意见",
        "date": {"value": "2024-03-05", "field": "written"},
        "source_grade": "示例",
        "completeness": "完整",
        "validity": {
            "value": "不明",
            "words": f"未见废止记录（截至{day_of(now())}，以本库所收文件为限）",
            "evidence": [],
        },
    }
    assert set(hit) == {"document", "relaxed", "folded", "copies", "more", "passages", "why"}


def test_a_passage_is_verbatim_with_its_highlights(client: TestClient) -> None:
    answer = found(client, q="坚持党的领导", **{"class": "policy"})
    passage = answer["hits"][0]["passages"][0]
    assert passage["text"] == "第一条　坚持党的领导，深化国有企业改革。"
    assert passage["article"] == "第一条"
    assert passage["start"] == OPINION.text.index("第一条")
    assert [passage["text"][start:end] for start, end in passage["spans"]] == ["坚持党的领导"]
    assert passage["id"] == f"{OPINION.id}.1"


def test_a_passage_carries_its_citation(client: TestClient) -> None:
    passage = found(client, q="坚持党的领导", **{"class": "policy"})["hits"][0]["passages"][0]
    assert passage["citation"] == (
        "《云陵省人民政府关于深化国企改革的实施意见》（示例云政发〔2024〕3号），云陵省人民政府，"
        "2024年3月5日，第一条。【示例文件，非真实公文】"
    )


def test_a_search_counts_its_facets(client: TestClient) -> None:
    answer = found(client, q="国企改革")
    assert answer["total"] == 4
    assert answer["facets"]["document_class"][0] == {
        "value": "policy",
        "count": 2,
        "label": "政策文件",
    }
    assert {each["value"] for each in answer["facets"]["year"]} == {"2024", "2025"}
    assert answer["expansions"]["国企改革"] == [
        {"text": "国有企业改革", "kind": "alias", "weight": 0.8},
    ]
    assert answer["pieces"][0]["text"] == "国企改革"
    assert answer["took_ms"] > 0


def test_an_expansion_can_be_switched_off_by_itself(client: TestClient) -> None:
    both = found(client, q="国企改革 公司治理", relaxed=0)
    without = found(client, q="国企改革 公司治理", relaxed=0, no="国企改革→国有企业改革")
    assert without["expansions"] == both["expansions"]  # still told, to be switched on again
    assert "国有企业改革" in str(both["hits"])
    (spans,) = [p["spans"] for p in without["hits"][0]["passages"] if "第一条" in p["text"]] or [[]]
    assert spans == []  # it says 国有企业改革


def test_an_expansion_that_is_switched_off_finds_nothing(client: TestClient) -> None:
    assert found(client, q="百分之六十八", relaxed=0)["total"] == 1  # it says 68%
    assert found(client, q="百分之六十八", relaxed=0, no="百分之六十八→68%")["total"] == 0


def test_facets_can_be_left_out(client: TestClient) -> None:
    assert found(client, q="国企改革", facets="none")["facets"] == {}


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("class", "speech", {SPEECH.id}),
        ("issuer", "云陵省人民政府", {OPINION.id}),
        ("year", "2025", {SPEECH.id, EXPERIENCE.id}),
        ("kind", "通知", {HOSTILE.id}),
        ("class", "nothing", set()),
    ],
)
def test_a_filter_holds(client: TestClient, name: str, value: str, expected: set[str]) -> None:
    assert ids(found(client, q="国企改革", **{name: value})) == expected


def test_values_of_one_filter_are_alternatives(client: TestClient) -> None:
    answer = found(client, q="国企改革", **{"class": ["speech", "experience"]})
    assert ids(answer) == {SPEECH.id, EXPERIENCE.id}


def test_years_may_be_asked_for_from_one_to_another(client: TestClient) -> None:
    assert OPINION.id in ids(found(client, q="改革 年份:2023-2024", relaxed=0))
    assert OPINION.id not in ids(found(client, q="改革 年份:2025-2026", relaxed=0))
    assert OPINION.id not in ids(found(client, q="改革 -年份:2023-2024", relaxed=0))


def test_an_empty_query_lists_everything(client: TestClient) -> None:
    assert found(client)["total"] == 4


def test_newest_and_oldest_are_opposite(client: TestClient) -> None:
    order = {
        sort: [hit["document"]["id"] for hit in found(client, q="国企改革", sort=sort)["hits"]]
        for sort in ("newest", "oldest")
    }
    assert order["newest"][0] == SPEECH.id
    dated = [each for each in order["oldest"] if each != HOSTILE.id]
    assert dated[0] == OPINION.id


def test_a_relaxed_hit_is_marked_and_can_be_left_out(client: TestClient) -> None:
    near = found(client, q="国企改革 数控化率")
    assert near["total"] == 1
    assert near["relaxed_total"] == 3
    assert [hit["relaxed"] for hit in near["hits"]] == [False, True, True, True]
    assert len(found(client, q="国企改革 数控化率", relaxed=0)["hits"]) == 1


def test_without_expansion_only_the_typed_word_is_found(client: TestClient) -> None:
    assert found(client, q="央企改革", relaxed=0, expand=0)["total"] == 0
    assert found(client, q="国企改革", expand=0)["expansions"] == {}


def test_grouped_by_passage_each_hit_is_one_passage(client: TestClient) -> None:
    hits = found(client, q="党的领导", group="passage")["hits"]
    assert {len(hit["passages"]) for hit in hits} == {1}


def test_pages_follow_each_other(client: TestClient) -> None:
    pages = [found(client, q="国企改革", page=page, size=3)["hits"] for page in (1, 2)]
    listed = [hit["document"]["id"] for page in pages for hit in page]
    assert len(listed) == len(set(listed)) == 4


@pytest.mark.parametrize(
    ("parameters", "status", "code"),
    [
        ({"size": 101}, 422, "INVALID_PARAMETER"),
        ({"size": 0}, 422, "INVALID_PARAMETER"),
        ({"page": 0}, 422, "INVALID_PARAMETER"),
        ({"page": "x"}, 422, "INVALID_PARAMETER"),
        ({"sort": "loudest"}, 422, "INVALID_PARAMETER"),
        ({"facets": "colour"}, 422, "INVALID_PARAMETER"),
        ({"page": 101, "size": 100}, 400, "PAGE_TOO_DEEP"),
        ({"q": "国" * 7_000}, 400, "QUERY_SYNTAX"),
        ({"q": "改革 " * 3_000}, 400, "QUERY_SYNTAX"),
        ({"q": "x" * 10_000}, 400, "QUERY_SYNTAX"),
        ({"q": "，。！"}, 400, "QUERY_SYNTAX"),
        ({"q": "文号:〔〕"}, 400, "QUERY_SYNTAX"),
    ],
)
def test_what_cannot_be_asked_is_a_problem(
    client: TestClient, parameters: dict[str, Any], status: int, code: str
) -> None:
    response = client.get(SEARCH, params=parameters)
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    problem = response.json()
    assert (problem["status"], problem["code"]) == (status, code)
    assert problem["detail"].endswith("。")


@pytest.mark.parametrize(
    "query",
    ['"国企改革', "国企“改革", "\x00\x07国企", "\u200b\u200b", "-", '""', "标题:", "%F0"],
)
def test_an_odd_query_is_searched_or_refused(client: TestClient, query: str) -> None:
    assert client.get(SEARCH, params={"q": query}).status_code in (200, 400)


def test_a_lone_surrogate_in_the_address_is_no_failure(client: TestClient) -> None:
    assert client.get(f"{SEARCH}?q=%ED%A0%80%E5%9B%BD").status_code in (200, 400)


@hypothesis_settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    query=st.one_of(
        st.text(st.characters(exclude_categories=["Cs"]), max_size=300),
        st.text(alphabet='国企改革"“”-:：标题文号〔〕() \t\n2024号的a', max_size=60),
    )
)
def test_no_query_breaks_the_service(client: TestClient, query: str) -> None:
    response = client.get(SEARCH, params={"q": query})
    assert response.status_code in (200, 400)
    if response.status_code == 400:
        assert response.json()["code"] in ("QUERY_SYNTAX", "PAGE_TOO_DEEP")


def test_the_same_state_is_not_sent_twice(client: TestClient) -> None:
    tag = client.get(SEARCH, params={"q": "国企改革"}).headers["etag"]
    assert tag.startswith('W/"')
    again = client.get(SEARCH, params={"q": "国企改革"}, headers={"If-None-Match": tag})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)


def test_a_state_that_is_not_known_is_sent(client: TestClient) -> None:
    response = client.get(SEARCH, params={"q": "国企改革"}, headers={"If-None-Match": 'W/"old"'})
    assert response.status_code == 200


def test_facets_count_the_whole_library(client: TestClient) -> None:
    counts = client.get("/api/v1/facets").json()
    assert counts["total"] == 4
    assert {each["value"]: each["count"] for each in counts["facets"]["document_class"]} == {
        "policy": 2,
        "speech": 1,
        "experience": 1,
    }


def test_every_field_that_filters_can_be_counted(client: TestClient) -> None:
    counts = client.get("/api/v1/facets").json()["facets"]
    assert {each["value"]: each["count"] for each in counts["source_grade"]}["示例"] >= 1
    assert set(EVERY_FACET) == set(counts)
    answer = found(client, q="国企改革", source_grade="示例", facets="source_grade")
    assert {hit["document"]["source_grade"] for hit in answer["hits"]} == {"示例"}
