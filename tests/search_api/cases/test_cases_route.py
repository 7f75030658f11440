"""The case library over HTTP."""

from starlette.testclient import TestClient


def found(client: TestClient, **asked: object) -> dict[str, object]:
    answer = client.get("/api/v1/cases", params=asked)
    assert answer.status_code == 200
    return answer.json()


def test_a_card_tells_parts_figures_size_and_source(client: TestClient) -> None:
    (case,) = found(client, q="备件 停机")["cases"]
    assert case["size"] == ["大型"]
    assert case["size_words"] == ["职工1860人", "营业收入14.2亿元"]
    assert [part["heading"] for part in case["background"]] == ["一、企业概况"]
    assert [part["heading"] for part in case["insights"]] == ["五、几点体会"]
    assert {"降本", "增收", "效率"} <= set(case["result"])
    assert case["citation"].startswith("《从“救火”到“防火”：钧轫传动全员设备保全管理实践》")
    assert "示例" in case["citation"]


def test_conditions_are_sentences_of_the_report(client: TestClient) -> None:
    (case,) = found(client, q="农险")["cases"]
    first = case["conditions"][0]["text"]
    assert first == "该模式适用于地块底数较清、村级组织健全的地区。"
    text = client.get(f"/api/v1/documents/{case['document_id']}").json()["text"]
    for each in case["conditions"]:
        start, end = each["span"]
        assert text[start:end] == each["text"]


def test_a_praised_practice_is_a_case_with_its_place_in_the_notice(client: TestClient) -> None:
    (case,) = found(client, q="水权交易")["cases"]
    assert case["title"] == "栖原市探索水权交易"
    assert case["id"] == f"{case['document_id']}-{case['place']}"
    assert case["size"] == ["未注明"]
    assert case["background"] == []
    assert "第3项" in case["citation"]
    assert client.get(f"/api/v1/cases/{case['id']}").json() == case


def test_an_unknown_case_is_not_found(client: TestClient) -> None:
    answer = client.get("/api/v1/cases/0000000000000000-7")
    assert (answer.status_code, answer.json()["code"]) == (404, "DOCUMENT_NOT_FOUND")


def test_the_page_lists_the_same_cases(client: TestClient) -> None:
    page = client.get("/cases", params={"industry": "C 制造业"}).text
    for case in found(client, industry="C 制造业")["cases"]:
        assert case["title"] in page
    assert "去掉：行业：C 制造业" in page
    assert client.get("/cases?page=99").status_code == 200
    assert "没有符合的案例" in client.get("/cases?q=查无此词").text
