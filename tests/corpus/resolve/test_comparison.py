"""Two versions article by article."""

from corpus.document import Document, Passage
from corpus.resolve.comparison import Change, compare


def law(*articles):
    text, passages = "", []
    for place, article in enumerate(articles):
        number = article.partition("　")[0]
        passages.append(Passage(place, len(text), len(text) + len(article), article=number))
        text += article + "\n"
    return Document("0" * 16, text, passages=tuple(passages))


OLD = law(
    "第一条　为了规范供水，保障用水，制定本条例。",
    "第二条　供水单位应当保障水质，定期检测并公布结果。",
    "第三条　本条例由建设部门解释。",
    "第四条　本条例自公布之日起施行。",
)
NEW = law(
    "第一条　为了规范供水，保障用水安全，制定本条例。",
    "第二条　县级以上人民政府将供水纳入规划，安排专项资金予以支持。",
    "第三条　供水单位应当保障水质，定期检测并公布结果。",
    "第四条　本条例自公布之日起施行。",
)


def test_each_article_is_matched_with_what_became_of_it():
    assert [row.change for row in compare(OLD, NEW)] == [
        Change.CHANGED,
        Change.ADDED,
        Change.RENUMBERED,
        Change.REMOVED,
        Change.SAME,
    ]


def test_the_differences_are_told_character_by_character():
    row = compare(OLD, NEW)[0]
    assert [piece.text for piece in row.new if piece.is_changed] == ["安全"]
    assert [piece.text for piece in row.old if piece.is_changed] == []


def test_both_versions_are_shown_whole():
    rows = compare(OLD, NEW)
    for side, document in (("old", OLD), ("new", NEW)):
        shown = ["".join(piece.text for piece in getattr(row, side)) for row in rows]
        assert sorted(filter(None, shown)) == sorted(document.text.strip().split("\n"))


def test_a_text_without_articles_is_compared_by_its_passages():
    one = Document("0" * 16, "甲文。", passages=(Passage(0, 0, 3),))
    assert [row.change for row in compare(one, one)] == [Change.SAME]
