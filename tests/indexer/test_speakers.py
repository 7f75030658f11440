"""Names of speakers that are alike, through the whole library."""

from pathlib import Path

import pytest

from tests.library import add, open_library, search, titles

SPEECH = """在{occasion}上的讲话
（2024年3月5日）
国务院总理　{name}

同志们：
今天，我们召开会议。下面，我讲三点意见。
谢谢大家！
"""
SPEAKERS = {"甲会议": "李　强", "乙会议": "李强", "丙会议": "李克强"}


def write(folder: Path) -> Path:
    folder.mkdir()
    for occasion, name in SPEAKERS.items():
        text = SPEECH.format(occasion=f"全省{occasion}", name=name)
        (folder / f"{occasion}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("query", "occasions"),
    [("讲话人:李强", {"甲会议", "乙会议"}), ("讲话人:李克强", {"丙会议"})],
)
def test_a_speaker_is_found_by_the_whole_name(tmp_path: Path, query, occasions) -> None:
    with open_library(tmp_path / "home") as library:
        add(library, write(tmp_path / "speeches"))
        found = titles(search(library, query))
    assert set(found) == {f"在全省{occasion}上的讲话" for occasion in occasions}
