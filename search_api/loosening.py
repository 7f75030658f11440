"""What to ask instead, when a search has found nothing: only what does find something."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace

from corpus.actor import Actor
from corpus.errors import QuerySyntaxError
from corpus.text.fold import QUOTATION_MARKS
from indexer.library import Library
from indexer.search.parse import ParsedQuery
from search_api.labels import FILTER_LABELS
from search_api.searching import SearchForm, count_matches, run_search

MOST_LOOSER = 6
LONGEST_S = 0.05  # that is spent on asking
_MOST_WORDS = 5  # of a query, each of which may be left out
_NO_QUOTES = str.maketrans("", "", QUOTATION_MARKS)


@dataclass(frozen=True, slots=True)
class Looser:
    """
    A search that asks for less.

    Attributes:
        label: What is different, in Chinese.
        form: What to ask.
        total: How many documents it finds; of those that match in part if none does wholly.
    """

    label: str
    form: SearchForm
    total: int = 0


def looser_searches(
    library: Library, actor: Actor, form: SearchForm, query: ParsedQuery
) -> tuple[Looser, ...]:
    """Give searches that find something, and ask for less than *form*, understood as *query*."""
    first = replace(form, page=1)
    until = time.perf_counter() + LONGEST_S
    found: list[Looser] = []
    near = (*_fewer_conditions(first), *_fewer_words(first, query))
    for offered in (near, tuple(_far_fewer(first, query))):
        for each in offered:
            if time.perf_counter() > until or len(found) == MOST_LOOSER:
                break
            if total := _total(library, actor, each.form):
                found.append(replace(each, total=total))
        if found:
            break
    return tuple(found)


def _total(library: Library, actor: Actor, form: SearchForm) -> int:
    try:
        strict = count_matches(library, actor, form)
    except QuerySyntaxError:  # what is left makes no query
        return 0
    if strict or not form.relaxed:
        return strict
    bare = replace(form, facets=(), size=1)
    return run_search(library, actor, bare).result.relaxed_total


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
    words = _words(query)
    if query.groups:
        yield Looser("只要这些词，不论怎样组合", replace(form, query=" ".join(words)))
        return
    bare = form.query.translate(_NO_QUOTES).strip()
    if bare and bare != form.query.strip():
        yield Looser("去掉引号", replace(form, query=bare))
    if 1 < len(words) <= _MOST_WORDS:
        for left_out in range(len(words)):
            fewer = " ".join(word for at, word in enumerate(words) if at != left_out)
            yield Looser(f"去掉“{words[left_out]}”", replace(form, query=fewer))


def _far_fewer(form: SearchForm, query: ParsedQuery) -> Iterator[Looser]:
    """Give what is left to try where no single step finds anything."""
    bare = form.query.translate(_NO_QUOTES).strip()
    wide = replace(form, query=bare, filters={}, on=None, relaxed=True, expand=True)
    if wide != form:
        yield Looser("放开全部限制", wide)
    words = _words(query)
    if len(words) > 1:
        for word in words[:_MOST_WORDS]:
            yield Looser(f"只查“{word}”", replace(wide, query=word, relaxed=False))


def _words(query: ParsedQuery) -> list[str]:
    """Give what the reader parted by blanks, or else what the analyser has cut."""
    if query.groups:
        leaves = (each for each in query.leaves if not each.denied and not each.optional)
        return [each.text for each in leaves if each.field in (None, "title")]
    words = query.text.translate(_NO_QUOTES).split()
    if 1 < len(words) <= _MOST_WORDS:
        return words
    return [piece.text for piece in query.pieces if piece.is_plain]
