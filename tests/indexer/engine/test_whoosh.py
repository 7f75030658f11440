"""Whoosh under the engine contract."""

from pathlib import Path

from indexer.engine.whoosh.reader import WhooshReader
from indexer.engine.whoosh.writer import WhooshWriter
from tests.engine_contract import EngineContract


class TestWhooshEngine(EngineContract):
    def make_writer(self, folder: Path) -> WhooshWriter:
        folder.mkdir()
        return WhooshWriter(folder, new=True)

    def open_reader(self, folder: Path) -> WhooshReader:
        return WhooshReader(folder)
