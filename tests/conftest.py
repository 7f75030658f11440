"""What would only make all tests slow is done once, or not at all."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from corpus.catalogue import database
from corpus.catalogue.migrations.upgrade import upgrade
from tests.shared import needs_shared


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Trace nothing over the real documents: it takes minutes, and tells of no other line."""
    for item in items:
        reasons = (mark.kwargs.get("reason") for mark in item.iter_markers("skipif"))
        if needs_shared.kwargs["reason"] in reasons:
            item.add_marker("no_cover")


@pytest.fixture(scope="session", autouse=True)
def _tables_made_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Spare each test the migrations; those that are about a new catalogue undo this."""
    pattern: Path = tmp_path_factory.mktemp("tables") / "catalogue.sqlite3"
    database.Catalogue.open(f"sqlite:///{pattern}").close()

    def copied(engine: Engine) -> None:
        place = engine.url.database
        if engine.dialect.name == "sqlite" and place and not Path(place).exists():
            shutil.copyfile(pattern, place)
        upgrade(engine)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(database, "upgrade", copied)
        yield
