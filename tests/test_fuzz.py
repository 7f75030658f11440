"""A small share of the generated bad input, on every endpoint that searches."""

import pytest
from starlette.testclient import TestClient

from corpus.settings import Settings
from fuzz import ENDPOINTS, SLOWEST_S, fuzz, queries
from tests.search_api.shelf import HERE, PAPERS, fill
from web.app import create

QUERIES = {"auto": 300, "whoosh": 60}


@pytest.fixture(scope="module", params=QUERIES)
def client(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("fuzz")
    home = Settings(home=folder / "home", jobs=1, engine=request.param)
    fill(home, PAPERS, folder)
    with TestClient(create(home), base_url=HERE, raise_server_exceptions=False) as made:
        made.queries = QUERIES[request.param]
        yield made


def test_the_queries_are_always_the_same():
    assert list(queries(20)) == list(queries(20))


@pytest.mark.no_cover  # its many rounds go through the same lines
@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_no_query_breaks_an_endpoint(client, endpoint):
    def ask(address):
        answer = client.get(address)
        return answer.status_code, answer.text

    outcome = fuzz(ask, endpoint, queries(client.queries))
    assert outcome.failures == []
    assert set(outcome.statuses) <= {200, 400, 404, 422}
    assert outcome.slowest[0][0] < 5 * SLOWEST_S
