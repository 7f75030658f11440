"""Which engines there are, and which one the settings mean."""

from importlib.util import find_spec
from pathlib import Path

from corpus.errors import EngineUnavailable
from corpus.settings import EngineName
from indexer.engine.protocol import EngineReader, EngineWriter
from indexer.engine.trouble import GuardedWriter, engine_trouble


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


def make_writer(engine: str, folder: Path) -> EngineWriter:
    """
    Make an empty index in *folder*, to write it.

    Raises:
        StorageFull: No room on the disk.
    """
    with engine_trouble(folder):
        folder.mkdir(parents=True, exist_ok=True)
    return _writer(engine, folder, new=True)


def open_writer(engine: str, folder: Path) -> EngineWriter:
    """
    Open the index in *folder* to write it.

    Raises:
        IndexOutOfDate: It is not there, or its files cannot be read.
        StorageFull: No room on the disk.
    """
    return _writer(engine, folder, new=False)


def open_reader(engine: str, folder: Path) -> EngineReader:
    """
    Open the index in *folder* to search it.

    Raises:
        IndexOutOfDate: Its files cannot be read.
    """
    with engine_trouble(folder):
        if engine == "whoosh":
            from indexer.engine.whoosh.reader import WhooshReader

            return WhooshReader(folder)
        from indexer.engine.tantivy.reader import TantivyReader

        return TantivyReader(folder)


def _writer(engine: str, folder: Path, *, new: bool) -> EngineWriter:
    with engine_trouble(folder):
        if engine == "whoosh":
            from indexer.engine.whoosh.writer import WhooshWriter

            return GuardedWriter(WhooshWriter(folder, new=new), folder)
        from indexer.engine.tantivy.writer import TantivyWriter

        return GuardedWriter(TantivyWriter(folder, new=new), folder)
