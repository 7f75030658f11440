"""Whoosh under the engine contract, and stopped where it would take too long."""

from pathlib import Path

import pytest

from corpus.errors import QueryTooSlow
from indexer.engine.query import All, Question
from indexer.engine.whoosh.reader import WhooshReader
from indexer.engine.whoosh.writer import WhooshWriter
from tests.engine_contract import EngineContract, has, make_rows, rank


class TestWhooshEngine(EngineContract):
    def make_writer(self, folder: Path) -> WhooshWriter:
        folder.mkdir()
        return WhooshWriter(folder, new=True)

    def open_reader(self, folder: Path) -> WhooshReader:
        return WhooshReader(folder)


@pytest.mark.parametrize(
    "question",
    [
        Question(pieces=(has("改革"),), ranking=rank("改革")),
        Question(required=All((has("改革"),))),
        Question(facets=("kind",)),
    ],
)
def test_a_question_is_stopped_when_its_time_is_over(tmp_path: Path, question: Question) -> None:
    writer = WhooshWriter(tmp_path, new=True)
    writer.write([make_rows(1, "深化改革", kind="通知")])
    writer.commit()
    writer.close()
    reader = WhooshReader(tmp_path, longest_s=-1.0)
    try:
        with pytest.raises(QueryTooSlow) as stopped:
            reader.search(question)
        assert stopped.value.facts == {"longest_s": -1.0}
        assert reader.ordinals() == {1}
    finally:
        reader.close()
