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


def test_a_situation_is_answered_with_cases_and_reasons(client: TestClient) -> None:
    answer = client.post(
        "/api/v1/cases/fit", json={"text": "我们厂设备老是停机抢修，备件积压。想让操作工点检。"}
    )
    told = answer.json()
    assert answer.status_code == 200
    assert told["situation"]["goal"] == "想让操作工点检。"
    assert "设备故障多" in told["problems"]
    assert "同样面对设备故障多" in told["fits"][0]["reasons"]
    assert told["fits"][0]["case"]["title"].endswith("钧轫传动全员设备保全管理实践")


def test_a_situation_that_is_too_long_is_refused_with_its_length(client: TestClient) -> None:
    answer = client.post("/api/v1/cases/fit", json={"text": "停机" * 1001})
    assert (answer.status_code, answer.json()["code"]) == (422, "WRONG_VALUE")
    assert "2002 字" in answer.json()["detail"]


def test_the_page_shows_what_was_recognised_to_be_corrected(client: TestClient) -> None:
    told = {"text": "我们是民营企业，设备老是停机抢修。想让操作工点检。"}
    page = client.post("/cases/fit", data=told).text
    assert "<option selected>民营企业</option>" in page
    assert "同样面对设备故障多" in page
    corrected = {**told, "recognised": "1", "problem": "工程款要不回来，欠款越来越多。"}
    page = client.post("/cases/fit", data=corrected).text
    assert "<option selected>民营企业</option>" not in page
    assert "筑栎建工" in page.partition('class="hit case-card"')[2].partition("</li>")[0]
    assert client.post("/cases/fit", data={"text": " "}).status_code == 422
    assert "写一段本企业的情况" in client.get("/cases/fit").text


def test_another_sites_form_is_refused(client: TestClient) -> None:
    headers = {"sec-fetch-site": "cross-site"}
    assert client.post("/cases/fit", data={"text": "停机"}, headers=headers).status_code == 403
