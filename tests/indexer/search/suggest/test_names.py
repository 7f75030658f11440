"""In what order names of documents are suggested."""

from indexer.search.suggest.names import _shortest


def test_of_titles_of_one_length_the_newest_comes_first() -> None:
    titles = ["1954年工作报告", "2025年工作报告", "工作报告", "1978年工作报告"]
    assert sorted(titles, key=_shortest) == [
        "工作报告",
        "2025年工作报告",
        "1978年工作报告",
        "1954年工作报告",
    ]
