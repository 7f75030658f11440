"""A real library on a temporary folder, filled through the real ingest."""

from pathlib import Path

from corpus.actor import LOCAL
from corpus.settings import EngineName, Settings
from indexer.ingest.intake import add_paths
from indexer.ingest.report import Report
from indexer.library import Library
from indexer.search.found import SearchResult
from indexer.search.request import SearchRequest

NOTICE = """关于深化国企改革的通知

示例云政发〔2024〕{number}号

各有关单位：

为深化国企改革，现就有关事项通知如下。

一、总体要求

坚持党的领导，完善公司治理。{extra}

二、组织实施

各单位要抓好落实。

云陵省人民政府
2024年3月{number}日
"""


def open_library(home: Path, engine: EngineName = "auto") -> Library:
    """Open a library with one reading process."""
    return Library.open(Settings(home=home, engine=engine, jobs=1))


def write_notices(folder: Path, count: int) -> Path:
    """Write *count* different notices as text files."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(1, count + 1):
        text = NOTICE.format(number=number, extra=f"第{number}批单位名单另发。")
        (folder / f"{number:03}.txt").write_text(text, encoding="utf-8")
    return folder


def add(library: Library, *paths: Path) -> Report:
    """Add paths and wait."""
    return add_paths(library, paths)


def search(library: Library, query: str, **options: object) -> SearchResult:
    """Search as the local user."""
    return library.finder.search(SearchRequest(query, LOCAL, **options))  # type: ignore[arg-type]


def titles(result: SearchResult) -> list[str]:
    """Give the titles of the hits in order."""
    return [hit.card.title for hit in result.hits]
