"""Searches that an actor keeps under a name."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from corpus.actor import Actor
from corpus.catalogue import outbox, saved
from corpus.catalogue.saved import SavedSearch
from corpus.errors import WrongValue
from indexer.library import Library
from indexer.search.parse import MOST_CHARACTERS
from search_api.labels import FILTER_LABELS, value_label
from search_api.searching import FILTERS, Scope, SearchForm, Sort

__all__ = ["LONGEST_NAME", "Kept", "WrongValue", "default_name"]

LONGEST_NAME = 60  # characters
MOST_SAVED = 100  # of one actor
_MOST_VALUES = 50
_NAMES = frozenset(FILTERS.values())


@dataclass(frozen=True, slots=True)
class Kept:
    """
    A search with a name.

    Attributes:
        id: Its number.
        name: Given by whoever keeps it.
        form: What it asks.
        saved_at: When.
    """

    id: int
    name: str
    form: SearchForm
    saved_at: datetime


def saved_searches(library: Library, actor: Actor) -> tuple[Kept, ...]:
    """Give the searches that *actor* keeps, in the order in which they were saved."""
    with library.catalogue.read() as connection:
        return tuple(map(_kept, saved.saved(connection, actor.id)))


def save_search(library: Library, actor: Actor, name: str, form: SearchForm) -> Kept:
    """
    Keep a search.

    Raises:
        WrongValue: It has no name, too long a one, asks for nothing, or there are too many.
    """
    told = " ".join(name.split()) or default_name(form)
    if not told:
        raise WrongValue("这次检索没有检索词，也没有筛选，不必保存。")
    if len(told) > LONGEST_NAME:
        raise WrongValue(f"名称太长：{len(told)} 个字，最多 {LONGEST_NAME} 个。请写短一些。")
    if len(form.query) > MOST_CHARACTERS:
        raise WrongValue(f"检索词太长，最多 {MOST_CHARACTERS} 个字符。")
    now, seq = library.clock(), library.followed_seq()
    with library.catalogue.write() as connection:
        if saved.count(connection, actor.id) >= MOST_SAVED:
            raise WrongValue(f"最多保存 {MOST_SAVED} 个检索。请先移除不用的。")
        known = outbox.followed(connection, seq)
        number = saved.save(
            connection, actor.id, told, asked_object(form), watermark=known, now=now
        )
    return Kept(number, told, form, now)


def remove_search(library: Library, actor: Actor, number: int) -> Kept | None:
    """Take a search away; give it, so that it can be saved again; None where there is none."""
    with library.catalogue.write() as connection:
        gone = saved.remove(connection, actor.id, number)
    return None if gone is None else _kept(gone)


def default_name(form: SearchForm) -> str:
    """Name a search by what it asks."""
    chosen = [
        value_label(name, value)
        for name, values in form.filters.items()
        if name in FILTER_LABELS
        for value in values
    ]
    return " · ".join(filter(None, (form.query.strip(), *chosen)))[:LONGEST_NAME]


def form_asked(asked: Mapping[str, Any]) -> SearchForm:
    """
    Read a form as JSON has it.

    Raises:
        WrongValue: Something in it cannot be asked.
    """
    filters = asked.get("filters") or {}
    strange = [name for name in filters if name not in _NAMES]
    if strange:
        raise WrongValue(f"没有“{strange[0]}”这项筛选。可用的有：{'、'.join(sorted(_NAMES))}。")
    if any(len(values) > _MOST_VALUES for values in filters.values()):
        raise WrongValue(f"一项筛选最多 {_MOST_VALUES} 个值。")
    try:
        return SearchForm(
            query=str(asked.get("query", "")),
            filters=MappingProxyType({name: tuple(values) for name, values in filters.items()}),
            on=date.fromisoformat(asked["on"]) if asked.get("on") else None,
            sort=Sort(asked.get("sort", Sort.RELEVANCE)),
            relaxed=bool(asked.get("relaxed", True)),
            expand=bool(asked.get("expand", True)),
            without=tuple(map(str, asked.get("without") or ()))[:_MOST_VALUES],
            plain=bool(asked.get("plain", False)),
            scope=Scope(asked.get("scope", Scope.ALL)),
        )
    except ValueError as error:
        raise WrongValue(
            "时点请写成 2015-06-01，排序是 relevance、newest 或 oldest，"
            "范围是 all、title 或 number。"
        ) from error


def asked_object(form: SearchForm) -> dict[str, Any]:
    """Write what a search asks, as `form_asked` reads it."""
    return {
        "query": form.query,
        "filters": {name: list(values) for name, values in form.filters.items() if values},
        "on": form.on.isoformat() if form.on else None,
        "sort": form.sort.value,
        "relaxed": form.relaxed,
        "expand": form.expand,
        "without": list(form.without),
        "plain": form.plain,
        "scope": form.scope.value,
    }


def kept_object(kept: Kept) -> dict[str, Any]:
    """Write a search that is kept; it can be saved again as it is."""
    told = {"id": kept.id, "name": kept.name, "saved_at": kept.saved_at.isoformat()}
    return {**told, **asked_object(kept.form)}


def _kept(search: SavedSearch) -> Kept:
    return Kept(search.id, search.name, form_asked(search.asked), search.saved_at)
