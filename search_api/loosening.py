"""What to ask instead, when a search has found nothing: only what does find something."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from corpus.actor import Actor
from corpus.errors import QuerySyntaxError, QueryTooSlow
from corpus.text.fold import without_quotes
from indexer.library import Library
from indexer.search.parse import ParsedQuery
from indexer.search.pieces import PieceKind
from search_api.joining import units, without_fields
from search_api.labels import FILTER_LABELS
from search_api.searching import Scope, SearchForm, count_matches, run_search

MOST_LOOSER = 6
MOST_TRIES = 12  # of one step, however slow the engine is
_MOST_WORDS = 5  # of a query, each of which may be left out
_DAYS = re.compile(r"^(?:日期|年份|date|year)[:：]", re.IGNORECASE)


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
    near = (*_fewer_conditions(first), *_fewer_words(first, query))
    for offered in (near, tuple(_far_fewer(first, query))):
        asking = [each for each in offered if each.form.query.strip() or each.form.filters]
        found = _finding(library, actor, asking[:MOST_TRIES])
        if looser := tuple(islice(found, MOST_LOOSER)):
            return looser
    return ()


def _finding(library: Library, actor: Actor, offered: list[Looser]) -> Iterator[Looser]:
    """Give those that find something, as far as the engine is fast enough to tell."""
    for each in offered:
        try:
            total = _total(library, actor, each.form)
        except QuerySyntaxError:  # what is left makes no query
            continue
        except QueryTooSlow:
            return
        if total:
            yield replace(each, total=total)


def _total(library: Library, actor: Actor, form: SearchForm) -> int:
    strict = count_matches(library, actor, form)
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
    if form.scope is not Scope.ALL:
        yield Looser("不限范围", replace(form, scope=Scope.ALL))
    if not form.relaxed:
        yield Looser("也看部分符合的", replace(form, relaxed=True))
    if not form.expand:
        yield Looser("展开同义词", replace(form, expand=True))


def _fewer_words(form: SearchForm, query: ParsedQuery) -> Iterator[Looser]:
    anywhere = without_fields(form.query) if not form.plain else form.query
    if anywhere != form.query:
        yield Looser(
            f"在全文里查“{_told(anywhere)}”", replace(form, query=anywhere, scope=Scope.ALL)
        )
    words = _words(query)
    if query.groups:
        yield Looser("只要这些词，不论怎样组合", replace(form, query=" ".join(words)))
        return
    bare = without_quotes(form.query).strip()
    if bare and bare != form.query.strip():
        yield Looser("去掉引号", replace(form, query=bare))
    if len(words) == 1 and words[0][0] in "-－":
        yield Looser(f"查“{_told(words[0][1:])}”", replace(form, query=words[0][1:]))
    if 1 < len(words) <= _MOST_WORDS:
        for left_out in range(len(words)):
            fewer = " ".join(word for at, word in enumerate(words) if at != left_out)
            yield Looser(f"去掉“{_told(words[left_out])}”", replace(form, query=fewer))


def _far_fewer(form: SearchForm, query: ParsedQuery) -> Iterator[Looser]:
    """Give what is left to try where no single step finds anything."""
    asked = [each for each in units(form.query) if not _DAYS.match(each)]
    bare = without_quotes(without_fields(" ".join(asked))).strip()
    wide = SearchForm(query=bare, sort=form.sort, wide=form.wide, size=form.size)
    if wide != replace(form, facets=wide.facets):
        yield Looser("放开全部限制", wide)
    words = _words(query)
    if len(words) > 1:
        for word in words[:_MOST_WORDS]:
            yield Looser(f"只查“{_told(word)}”", replace(wide, query=word, relaxed=False))


def _told(word: str) -> str:
    """Write a word between quotation marks of ours."""
    return without_quotes(word).strip()


def _words(query: ParsedQuery) -> list[str]:
    """Give what the reader parted by blanks, or else what the analyser has cut."""
    if query.groups:
        leaves = (each for each in query.leaves if not each.denied and not each.optional)
        return [
            f'"{each.text}"' if each.kind is PieceKind.PHRASE else each.text
            for each in leaves
            if each.field in (None, "title")
        ]
    typed = units(query.text)
    if 1 < len(typed) <= _MOST_WORDS or (len(typed) == 1 and typed[0][0] in "-－"):
        return typed
    return [piece.text for piece in query.pieces if piece.is_plain]
