"""The judged questions over policies, speeches, reports and cases, and what ranks them plainly."""

from judged.bm25 import Bm25

TEXTS = {"甲": "改革 改革 发展", "乙": "发展", "丙": "安全 生产"}


def test_plain_bm25_puts_the_rarer_and_the_more_frequent_term_first():
    index = Bm25(TEXTS, str.split)
    assert index.best("改革 发展", 10) == ["甲", "乙"]


def test_plain_bm25_finds_nothing_where_no_term_stands():
    assert Bm25(TEXTS, str.split).best("统战", 10) == []
