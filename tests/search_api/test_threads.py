"""What reads the catalogue waits in a thread, while the service goes on answering others."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from sqlalchemy import Connection
from starlette.testclient import TestClient

from corpus.catalogue.database import Catalogue
from corpus.settings import Settings
from indexer.search.in_force import Standings
from tests.search_api.shelf import HERE, OPINION, fill
from web.app import create

AT = f"/api/v1/documents/{OPINION.id}"


@pytest.fixture
def on_loop(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Whether each reading of the catalogue kept the event loop waiting."""
    seen: list[bool] = []
    read = Catalogue.read

    @contextmanager
    def watched(catalogue: Catalogue) -> Iterator[Connection]:
        seen.append(False)
        with suppress(RuntimeError):
            seen[-1] = bool(asyncio.get_running_loop())
        with read(catalogue) as connection:
            yield connection

    monkeypatch.setattr(Catalogue, "read", watched)
    return seen


@pytest.mark.parametrize(
    ("method", "address"),
    [
        ("GET", f"{AT}/ties"),
        ("GET", f"{AT}/parts"),
        ("GET", f"{AT}/original"),
        ("PATCH", f"{AT}/facts"),
        ("GET", "/readyz"),
        ("GET", "/metrics"),
    ],
)
def test_no_reading_keeps_the_others_waiting(
    tmp_path: Path, on_loop: list[bool], method: str, address: str
) -> None:
    settings = Settings(home=tmp_path / "home", jobs=1)
    fill(settings, (OPINION,), tmp_path)
    with TestClient(create(settings), base_url=HERE) as client:
        on_loop.clear()
        body = {"facts": {"kind": "意见"}} if method == "PATCH" else None
        assert client.request(method, address, json=body).status_code == 200
    assert on_loop
    assert not any(on_loop)


@pytest.mark.parametrize(
    "address", ["/api/v1/search?q=数字化&at=2019-05-01", "/search?q=数字化&at=2019-05-01"]
)
def test_what_is_gathered_for_a_day_keeps_nobody_waiting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    settings = Settings(home=tmp_path / "home", jobs=1)
    fill(settings, (OPINION,), tmp_path)
    gathered: list[bool] = []
    gather = Standings.gather

    def watched(*args: object, **kwargs: object) -> Standings:
        gathered.append(False)
        with suppress(RuntimeError):
            gathered[-1] = bool(asyncio.get_running_loop())
        return gather(*args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(Standings, "gather", watched)
    with TestClient(create(settings), base_url=HERE) as client:
        gathered.clear()
        assert client.get(address).status_code == 200
    assert gathered == [False]
