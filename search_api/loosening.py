"""What to ask instead, when a search has found nothing."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from corpus.text.fold import QUOTATION_MARKS
from indexer.search.parse import ParsedQuery
from search_api.labels import FILTER_LABELS
from search_api.searching import SearchForm

_MOST_WORDS = 5  # of a query, each of which may be left out
_NO_QUOTES = str.maketrans("", "", QUOTATION_MARKS)


@dataclass(frozen=True, slots=True)
class Looser:
    """
    A search that asks for less.

    Attributes:
        label: What is different, in Chinese.
        form: What to ask.
    """

    label: str
    form: SearchForm


def looser_searches(form: SearchForm, query: ParsedQuery) -> tuple[Looser, ...]:
    """Give searches that ask for less than *form*, whose query was understood as *query*."""
    first = replace(form, page=1)
    return tuple(_fewer_conditions(first)) + tuple(_fewer_words(first, query))


def _fewer_conditions(form: SearchForm) -> Iterator[Looser]:
    if len(form.filters) > 1:
        yield Looser("去掉全部筛选", replace(form, filters={}))
    for name in form.filters:
        others = {key: values for key, values in form.filters.items() if key != name}
        yield Looser(f"不限{FILTER_LABELS[name]}", replace(form, filters=others))
    if not form.relaxed:
        yield Looser("也看部分符合的", replace(form, relaxed=True))
    if not form.expand:
        yield Looser("展开同义词", replace(form, expand=True))


def _fewer_words(form: SearchForm, query: ParsedQuery) -> Iterator[Looser]:
    bare = form.query.translate(_NO_QUOTES).strip()
    if bare and bare != form.query.strip():
        yield Looser("去掉引号", replace(form, query=bare))
    words = query.text.split()
    if not 1 < len(words) <= _MOST_WORDS:
        words = [piece.text for piece in query.pieces if piece.is_plain]
    if 1 < len(words) <= _MOST_WORDS:
        for left_out in range(len(words)):
            fewer = " ".join(word for at, word in enumerate(words) if at != left_out)
            yield Looser(f"去掉“{words[left_out]}”", replace(form, query=fewer))
