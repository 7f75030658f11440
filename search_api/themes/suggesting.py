"""What a theme's search finds for each of its parts."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from corpus.actor import Actor
from corpus.quotation import is_same
from indexer.library import Library
from search_api.searching import SearchForm
from search_api.study.offering import MAY_REST_ON, Offer, offers
from search_api.themes.arriving import NOT_NOW
from search_api.themes.theme import PART_CLASSES, PartName, Theme

MOST_SUGGESTED = 5  # for each part
_CLASS, _VALIDITY = "document_class", "validity"


def suggest_for_theme(
    library: Library, actor: Actor, theme: Theme
) -> Mapping[PartName, tuple[Offer, ...]]:
    """Give for each part what the theme's search finds of its classes and the theme lacks."""
    if theme.search is None:
        return MappingProxyType(dict.fromkeys(PartName, ()))
    form = theme.search.form
    return MappingProxyType(
        {name: _for_part(library, actor, theme, form, name) for name in PartName}
    )


def _for_part(
    library: Library, actor: Actor, theme: Theme, form: SearchForm, name: PartName
) -> tuple[Offer, ...]:
    asked = form.filters.get(_CLASS, ())
    classes = tuple(each for each in PART_CLASSES[name] if not asked or each in asked)
    if not classes:
        return ()
    filters = {**form.filters, _CLASS: classes}
    if name is PartName.BASIS:
        filters.setdefault(_VALIDITY, MAY_REST_ON)
    narrowed = replace(form, filters=filters, facets=(), page=1, size=2 * MOST_SUGGESTED)
    try:
        return tuple(_lacking(theme, name, offers(library, actor, narrowed)))[:MOST_SUGGESTED]
    except NOT_NOW:
        return ()


def _lacking(theme: Theme, name: PartName, found: Iterator[Offer]) -> Iterator[Offer]:
    """
    Leave out what stands in the part with the same words or is only named there, and what none of
    the words looked for is quoted of: it only lacks them all.
    """
    held = {each.reference.document_id: each.quotations for each in theme.part(name)}
    for offer in found:
        known, words = held.get(offer.reference.document_id), offer.quotation
        if words and not offer.reasons:
            continue
        if known is None or (words and not any(is_same(each, words) for each in known)):
            yield offer
