"""What comes with the program is known as invented by its bytes, wherever it lies."""

import pytest

from corpus.bundled import DEMONSTRATION, SAMPLES, is_invented
from corpus.storage import hash_file


@pytest.mark.parametrize(
    "folder", [SAMPLES, DEMONSTRATION / "speeches", DEMONSTRATION / "experiences"]
)
def test_samples_and_demonstration_are_invented(folder):
    invented = [path for path in folder.iterdir() if path.is_file()]
    assert invented
    assert all(is_invented(hash_file(path)[0]) for path in invented)


def test_nothing_else_is_invented(tmp_path):
    (tmp_path / "甲.txt").write_text("关于甲项工作的通知", encoding="utf-8")
    assert not is_invented(hash_file(tmp_path / "甲.txt")[0])
