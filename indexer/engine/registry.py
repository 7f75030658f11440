"""Which engines there are, and which one the settings mean."""

from importlib.util import find_spec
from pathlib import Path

from corpus.errors import EngineUnavailable, IndexOutOfDate
from corpus.settings import EngineName
from indexer.engine.protocol import EngineReader, EngineWriter


def choose_engine(wanted: EngineName) -> str:
    """
    Name the engine to use.

    Raises:
        EngineUnavailable: It is asked for by name and not installed.
    """
    installed = find_spec("tantivy") is not None
    if wanted == "tantivy" and not installed:
        raise EngineUnavailable(
            "没有安装 tantivy。请运行 pip install 'xuejian[fast]'，或设 XUEJIAN_ENGINE=whoosh。"
        )
    if wanted == "auto":
        return "tantivy" if installed else "whoosh"
    return wanted


def open_writer(engine: str, folder: Path) -> EngineWriter:
    """Open the index in *folder* to write it, a new one where there is none."""
    if engine == "whoosh":
        from indexer.engine.whoosh.writer import WhooshWriter

        return WhooshWriter(folder)
    from indexer.engine.tantivy.writer import TantivyWriter

    return TantivyWriter(folder)


def open_reader(engine: str, folder: Path) -> EngineReader:
    """
    Open the index in *folder* to search it.

    Raises:
        IndexOutOfDate: Its files cannot be read.
    """
    try:
        if engine == "whoosh":
            from indexer.engine.whoosh.reader import WhooshReader

            return WhooshReader(folder)
        from indexer.engine.tantivy.reader import TantivyReader

        return TantivyReader(folder)
    except Exception as error:  # whatever the engine meets in broken files
        raise IndexOutOfDate("索引打不开。请运行 xuejian rebuild 重建索引。") from error
