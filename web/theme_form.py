"""A theme as a page's form sends it, and what its buttons do."""

import re
from collections.abc import Iterable, Mapping

from corpus.quotation import Quotation
from search_api.access import ActorDep, LibraryDep
from search_api.study.collecting import collection
from search_api.study.quoting import quote
from search_api.study.renewing import named_anew, renewed
from search_api.themes.theme import PartName, Theme, ThemeItem, ThemeSearch
from search_api.themes.themes import (
    ItemPlace,
    moved,
    name_anew,
    named_at,
    put_into,
    quotation_at,
    quote_anew,
    with_document,
    with_quotations,
    with_search,
    without,
    without_quotation,
)
from web.collecting import read_stretch
from web.forms import number_in
from web.typed import texts_typed, with_typed

_LINES = frozenset({"questions"})  # fields that hold one text a line
_TEXTS = ("title", "introduction", "questions", "recommended_by")
_PARTS = "|".join(PartName)
_ITEM = re.compile(rf"({_PARTS})\.(\d{{1,4}})(?:\.(\d{{1,4}}))?")
_PUT = re.compile(rf"({_PARTS}):(.+)")


def typed_theme(theme: Theme, given: Mapping[str, str]) -> Theme:
    """
    Put what was typed over a theme; what the form does not send stays as it is.

    Args:
        theme: As it was when the page was made.
        given: `title`, `on`, `query` of the search, `basis-0-remark`.

    Raises:
        WrongValue: Something is too long, or no day.
    """
    values = texts_typed(given, "", _TEXTS, listed=_LINES)
    if "on" in given:
        values["on"] = given["on"] or None
    if "query" in given:
        values["search"] = _search(theme.search, given["query"].strip())
    for name in PartName:
        values[name.value] = [
            _item(each, f"{name}-{at}-", given) for at, each in enumerate(theme.part(name))
        ]
    return with_typed(theme, values, _LABELS)


def act_on_theme(
    library: LibraryDep, actor: ActorDep, theme: Theme, act: str, ticked: Iterable[int]
) -> Theme:
    """
    Do what a button says; a name that says nothing changes nothing.

    `up:basis.1`, `remove:cases.0`, `remove:cases.0.2` a quotation, `renew:basis.0.1` a quotation,
    `renew:basis.0` a document without words, `to:basis.1:cases`, `put:<id>` a document,
    `take:cases:<stretch>` what was suggested, `name:cases:<id>` a document without words,
    `collected` those of the collection that are ticked, `search:<number>` a saved search.
    """
    verb, _, of = act.partition(":")
    match verb:
        case "put":
            return with_document(library, actor, theme, of)
        case "collected":
            return with_quotations(theme, _collected(library, actor, ticked))
        case "search":
            return with_search(library, actor, theme, number_in(of) or 0)
        case "take" | "name":
            return _taken(library, actor, theme, verb, of)
        case "up" | "down" | "remove" | "renew" | "to":
            return _item_act(library, actor, theme, verb, of)
    return theme


def touched(act: str) -> str:
    """Name the place on the page to show after an act."""
    verb, _, of = act.partition(":")
    found = _ITEM.match(of)
    if found and verb in ("up", "down"):
        by = -1 if verb == "up" else 1
        return f"{found[1]}.{max(int(found[2]) + by, 0)}"
    named = re.match(_PARTS, of.rpartition(":")[2] if verb == "to" else of)
    return (
        named[0]
        if named
        else {"search": "search", "put": "find", "collected": "find"}.get(verb, "")
    )


def _item_act(library: LibraryDep, actor: ActorDep, theme: Theme, verb: str, of: str) -> Theme:
    found = _ITEM.match(of)
    if found is None:
        return theme
    place = ItemPlace(PartName(found[1]), int(found[2]))
    quotation = None if found[3] is None else int(found[3])
    match verb:
        case "up" | "down":
            return moved(theme, place, -1 if verb == "up" else 1)
        case "to":
            to = of.rpartition(":")[2]
            return put_into(theme, place, PartName(to)) if to in set(PartName) else theme
        case "remove" if quotation is None:
            return without(theme, place)
        case "remove":
            return without_quotation(theme, place, quotation or 0)
    if quotation is None:
        named = named_at(theme, place)
        return name_anew(theme, place, named_anew(library, actor, named)) if named else theme
    known = quotation_at(theme, place, quotation)
    return quote_anew(theme, place, quotation, renewed(library, actor, known)) if known else theme


def _taken(library: LibraryDep, actor: ActorDep, theme: Theme, verb: str, of: str) -> Theme:
    """Add what was suggested for a part: quoted words, or a document by its name."""
    found = _PUT.fullmatch(of)
    if found is None:
        return theme
    part, value = PartName(found[1]), found[2]
    if verb == "name":
        return with_document(library, actor, theme, value, part)
    stretch = read_stretch(value)
    if stretch is None:
        return theme
    quotation = quote(library, actor, stretch.document_id, stretch.span)
    return with_quotations(theme, [quotation], part)


def _collected(library: LibraryDep, actor: ActorDep, ticked: Iterable[int]) -> list[Quotation]:
    chosen = set(ticked)
    kept = collection(library, actor).kept
    return [each.state.quotation for each in kept if each.collected.id in chosen]


def _item(item: ThemeItem, lead: str, given: Mapping[str, str]) -> ThemeItem:
    return with_typed(item, texts_typed(given, lead, ("remark",)), _LABELS)


def _search(known: ThemeSearch | None, query: str) -> ThemeSearch | None:
    """Put typed words into a theme's search; emptied, there is none."""
    if known is None:
        return with_typed(ThemeSearch(), {"query": query}, _LABELS) if query else None
    is_emptied = not query and known.query
    is_search = query or known.filters
    return with_typed(known, {"query": query}, _LABELS) if is_search and not is_emptied else None


_LABELS: Mapping[str, str] = {
    "title": "标题",
    "introduction": "导语",
    "questions": "讨论题",
    "recommended_by": "推荐单位",
    "on": "日期",
    "query": "检索词",
    "remark": "编者按",
}
