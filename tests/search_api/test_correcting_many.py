"""Which documents are chosen to be corrected together."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import event

from corpus.actor import LOCAL
from corpus.errors import DocumentNotFound
from corpus.settings import Settings
from indexer.library import Library
from search_api.correcting_many import choose
from tests.search_api.shelf import EXPERIENCE, OPINION, SPEECH, fill

PAPERS = (OPINION, EXPERIENCE, SPEECH)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    settings = Settings(home=tmp_path / "home", jobs=1)
    fill(settings, PAPERS, tmp_path)
    with Library.open(settings) as opened:
        yield opened


def test_the_chosen_are_told_once_in_their_order_with_what_is_known(library: Library) -> None:
    chosen = choose(library, LOCAL, [SPEECH.id, OPINION.id[:10], SPEECH.id, OPINION.path])
    assert [each.id for each in chosen] == [SPEECH.id, OPINION.id]
    assert [each.shown("kind") for each in chosen] == ["讲话", "意见"]


def test_who_chooses_what_is_not_there_is_told(library: Library) -> None:
    with pytest.raises(DocumentNotFound):
        choose(library, LOCAL, [SPEECH.id, "0" * 16])


def test_more_documents_take_no_more_queries(library: Library) -> None:
    asked: list[str] = []
    with library.catalogue.read() as connection:
        engine = connection.engine

    def count(_conn: object, _cursor: object, statement: str, *_others: object) -> None:
        asked.append(statement)

    counts = []
    event.listen(engine, "before_cursor_execute", count)
    for papers in (PAPERS[:1], PAPERS):
        asked.clear()
        choose(library, LOCAL, [each.id for each in papers])
        counts.append(len(asked))
    event.remove(engine, "before_cursor_execute", count)
    assert counts[0] == counts[1]
