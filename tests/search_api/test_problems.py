import inspect
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from corpus import errors
from corpus.errors import KnowledgeBaseError
from corpus.settings import Settings
from search_api.app import create_api
from search_api.problems import STATUS, Problem
from tests.search_api.shelf import HERE
from web.app import create


def leaves(kind: type[KnowledgeBaseError]) -> Iterator[type[KnowledgeBaseError]]:
    own = [each for each in kind.__subclasses__() if each.__module__ == errors.__name__]
    if not own:
        yield kind
    for each in own:
        yield from leaves(each)


def test_every_leaf_of_the_error_tree_has_a_status() -> None:
    assert [each.__name__ for each in leaves(KnowledgeBaseError) if each not in STATUS] == []


def test_every_leaf_has_a_code_of_its_own() -> None:
    codes = [each.code for each in STATUS]
    assert len(codes) == len(set(codes))


def test_every_error_is_drawn_in_the_tree() -> None:
    names = [
        name
        for name, value in inspect.getmembers(errors, inspect.isclass)
        if issubclass(value, KnowledgeBaseError)
    ]
    assert [name for name in names if name not in (errors.__doc__ or "")] == []


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/api/v1/nothing", 404, "NOT_FOUND"),
        ("POST", "/api/v1/search", 405, "METHOD_NOT_ALLOWED"),
        ("GET", "/api/v1/search?page=x", 422, "INVALID_PARAMETER"),
        ("GET", "/api/v1/documents/nothing", 404, "DOCUMENT_NOT_FOUND"),
    ],
)
def test_every_failure_has_one_shape(
    client: TestClient, method: str, path: str, status: int, code: str
) -> None:
    response = client.request(method, path, headers={"Accept": "text/html"})
    assert response.headers["content-type"] == "application/problem+json"
    problem = response.json()
    assert (response.status_code, problem["status"], problem["code"]) == (status, status, code)
    assert {"type", "title", "detail", "instance", "number"} <= set(problem)


def test_a_wrong_parameter_is_named_with_its_mend(client: TestClient) -> None:
    problem = client.get("/api/v1/search?size=1000&page=x").json()
    assert problem["errors"] == [
        {"parameter": "page", "reason": "应是整数"},
        {"parameter": "size", "reason": "不能大于 100"},
    ]
    assert "size 不能大于 100" in problem["detail"]


def test_a_library_without_an_index_says_what_to_do(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    home = Settings(home=tmp_path_factory.mktemp("empty") / "home")
    with TestClient(create(home), base_url=HERE) as client:
        for path in ("/api/v1/search?q=国企", "/readyz"):
            response = client.get(path)
            assert (response.status_code, response.json()["code"]) == (503, "INDEX_OUT_OF_DATE")
        assert "xuejian add" in client.get("/").text
        assert client.get("/policies", headers={"Accept": "text/html"}).status_code == 503


def test_the_unforeseen_is_told_with_a_number_and_nothing_else(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    app = create_api(settings)

    @app.get("/api/v1/broken")
    async def broken() -> None:
        raise RuntimeError("secret")

    with TestClient(app, base_url=HERE, raise_server_exceptions=False) as client:
        response = client.get("/api/v1/broken")
    assert response.status_code == 500
    assert "secret" not in response.text
    assert response.headers["content-security-policy"].startswith("default-src 'self'")
    assert response.json()["number"] in caplog.text


def test_numbers_of_failures_differ() -> None:
    assert Problem(500, "INTERNAL", "").number != Problem(500, "INTERNAL", "").number
