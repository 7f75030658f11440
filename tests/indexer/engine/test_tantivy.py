"""tantivy under the engine contract."""

from pathlib import Path

import pytest

from tests.engine_contract import EngineContract

pytest.importorskip("tantivy", reason="the fast twin is not installed")

from indexer.engine.tantivy.reader import TantivyReader
from indexer.engine.tantivy.writer import TantivyWriter


class TestTantivyEngine(EngineContract):
    def make_writer(self, folder: Path) -> TantivyWriter:
        folder.mkdir()
        return TantivyWriter(folder, new=True)

    def open_reader(self, folder: Path) -> TantivyReader:
        return TantivyReader(folder)
