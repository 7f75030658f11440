"""What comes with the program is known as invented, wherever it is taken in from."""

from corpus.bundled import DEMONSTRATION, SAMPLES, is_invented


def test_samples_and_demonstration_are_invented_and_nothing_else_is(tmp_path):
    assert is_invented(SAMPLES / "甲.txt")
    assert is_invented(DEMONSTRATION / "speeches" / ".." / "speeches" / "甲.txt")
    assert not is_invented(tmp_path / "samples" / "甲.txt")
