"""The articles among passages."""

from pathlib import Path

from corpus.catalogue import documents
from tests.library import add, open_library

LAW = """中华人民共和国河湖保护法

（2020年3月1日第十三届全国人民代表大会常务委员会第十六次会议通过）

第一条　为了保护河湖，制定本法。

第二条　任何单位和个人不得向河湖倾倒垃圾，保护河湖水质。
"""


def test_passages_are_named_by_their_articles(tmp_path: Path):
    (tmp_path / "law.txt").write_text(LAW, encoding="utf-8")
    with open_library(tmp_path / "home") as library:
        add(library, tmp_path / "law.txt")
        with library.catalogue.read() as connection:
            (entry,) = documents.entries(connection)
            keys = [(entry.ordinal << 20) + place for place in range(5)]
            assert list(documents.articles(connection, keys).values()) == ["第一条", "第二条"]
