"""An article of a law, as it is named in a query: 刑法第三百三十八条, 第16条之一."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from corpus.authority import STATE
from corpus.text import numerals
from corpus.text.fold import fold
from indexer.analysis.terms import title_key

# Folded; one piece of a query, however a segmenter would cut it.
ARTICLE = re.compile(
    "第(?:[0-9]{1,4}|[零一二三四五六七八九十百千]{1,8})条(?:之(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3}))?"
)


_NUMERAL = re.compile("[0-9]+")
_LAW = re.compile(r"《?[^\s《》]+(?:法|法典|条例|规定|办法|细则|规则|章程)》?")


def without_articles(folded: str) -> str:
    """Give what is left of a query beside the articles that it names: mostly the law's title."""
    return ARTICLE.sub("", folded)


@dataclass(frozen=True, slots=True)
class AskedArticles:
    """
    What a query says of articles.

    Attributes:
        names: Of the articles, as laws write them: 第三百三十八条.
        laws: Keys of the titles that the law may have (`indexer.analysis.terms.title_key`).
    """

    names: tuple[str, ...]
    laws: frozenset[str]


def asked_articles(text: str) -> AskedArticles | None:
    """Find which articles of which law a query names; None where it names none, or no law."""
    folded = fold(text)
    names = tuple(dict.fromkeys(map(_in_words, ARTICLE.findall(folded))))
    law = title_key(without_articles(folded))
    return AskedArticles(names, frozenset((law, STATE + law))) if names and law else None


def missing_law(text: str, titles: Iterable[str]) -> str | None:
    """
    Say that the law of which a query names an article is none of those that were found.

    Args:
        text: The query.
        titles: Of the documents that stand first, where it would.

    Returns:
        A sentence for the reader; None where the law is there, or nothing is named alone.
    """
    asked = asked_articles(text)
    named = re.sub(r"\s*", "", without_articles(text)).strip("《》")
    if asked is None or not _LAW.fullmatch(" ".join(without_articles(text).split())):
        return None
    if any(title_key(fold(title)) in asked.laws for title in titles):
        return None
    return f"库里没有题为“{named}”的文件，下面列的是其他文件里的。"


def _in_words(name: str) -> str:
    return _NUMERAL.sub(lambda digits: numerals.chinese(int(digits[0])), name)
