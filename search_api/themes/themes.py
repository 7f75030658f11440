"""The themes of an actor, and the changes of one, each a function from a theme to a theme."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from corpus.actor import Actor
from corpus.catalogue.papers import PaperKind
from corpus.errors import PaperNotFound, WrongValue
from corpus.quotation import Quotation, Reference, is_same
from indexer.library import Library
from search_api.reading import find_document
from search_api.saving import asked_object, saved_searches
from search_api.study.items import changed_at, item_at, moved_at, without_at
from search_api.study.quoting import reference_of
from search_api.study.shelf import Opened, Shelf
from search_api.themes.theme import (
    MOST_ITEMS,
    MOST_QUOTED,
    PART_LABELS,
    PartName,
    Theme,
    ThemeItem,
    ThemeSearch,
    part_for,
)

_BOTH_REMARKED = (
    "没有换：换成的那一篇已在这一部分里，两篇都有编者按。请把编者按并到一处，再移除旧的一篇。"
)

THEMES = Shelf(PaperKind.THEME, Theme)


class ItemPlace(NamedTuple):
    """
    Where a document of a theme stands.

    Attributes:
        part: The part.
        number: Within it, from 0.
    """

    part: PartName
    number: int


def begin_theme(library: Library, actor: Actor, search: int) -> Opened[Theme]:
    """
    Make a theme that a saved search fills, under its name.

    Raises:
        PaperNotFound: The actor keeps no search of this number.
    """
    kept = next((each for each in saved_searches(library, actor) if each.id == search), None)
    if kept is None:
        raise PaperNotFound(search)
    filled = ThemeSearch.model_validate(asked_object(kept.form))
    return THEMES.make(library, actor, Theme(title=kept.name, search=filled, on=library.today))


def with_search(library: Library, actor: Actor, theme: Theme, search: int) -> Theme:
    """
    Let a saved search fill a theme.

    Raises:
        WrongValue: The actor keeps no search of this number.
    """
    for kept in saved_searches(library, actor):
        if kept.id == search:
            filled = ThemeSearch.model_validate(asked_object(kept.form))
            return theme.model_copy(update={"search": filled})
    raise WrongValue("没有这个保存的检索：可能已经移除。请刷新页面再选。")


def with_document(
    library: Library, actor: Actor, theme: Theme, document_id: str, part: PartName | None = None
) -> Theme:
    """
    Add a document to a part, by its class where none is named, unless it is there.

    Raises:
        DocumentNotFound: There is none, or the actor may not see it.
        WrongValue: There are too many already.
    """
    reference = reference_of(find_document(library, actor, document_id))
    name = part or part_for(reference.document_class)
    if any(each.reference.document_id == document_id for each in theme.part(name)):
        return theme
    return _with_part(theme, name, (*theme.part(name), ThemeItem(reference=reference)))


def with_quotations(
    theme: Theme, quotations: Iterable[Quotation], part: PartName | None = None
) -> Theme:
    """
    Add quotations, each to its document; those that are there already are left out.

    Raises:
        WrongValue: There are too many.
    """
    for quotation in quotations:
        name = part or part_for(quotation.reference.document_class)
        theme = _with_quotation(theme, name, quotation)
    return theme


def put_into_theme(
    library: Library, actor: Actor, number: int, quotations: Sequence[Quotation]
) -> int:
    """
    Put quotations into one of the actor's themes; give how many it did not have yet.

    Raises:
        PaperNotFound: There is no such theme.
        WrongValue: There are too many.
    """
    before = THEMES.open(library, actor, number).content.count_quoted
    put = THEMES.edit(library, actor, number, lambda each: with_quotations(each, quotations))
    return put.content.count_quoted - before


def moved(theme: Theme, place: ItemPlace, by: int) -> Theme:
    """Move a document within its part."""
    return _with_part(theme, place.part, moved_at(theme.part(place.part), place.number, by))


def put_into(theme: Theme, place: ItemPlace, part: PartName) -> Theme:
    """
    Take a document to another part, behind those that are there.

    Raises:
        WrongValue: There are too many already.
    """
    item = item_at(theme.part(place.part), place.number)
    if item is None or part is place.part:
        return theme
    theme = without(theme, place)
    return _with_part(theme, part, (*theme.part(part), item))


def without(theme: Theme, place: ItemPlace) -> Theme:
    """Take a document out."""
    return _with_part(theme, place.part, without_at(theme.part(place.part), place.number))


def without_quotation(theme: Theme, place: ItemPlace, quotation: int) -> Theme:
    """Take a quotation out; the document stays."""
    return _changed(
        theme, place, lambda each: {"quotations": without_at(each.quotations, quotation)}
    )


def quotation_at(theme: Theme, place: ItemPlace, number: int) -> Quotation | None:
    """Give a quotation; None where none stands."""
    item = item_at(theme.part(place.part), place.number)
    return None if item is None else item_at(item.quotations, number)


def named_at(theme: Theme, place: ItemPlace) -> Reference | None:
    """Give a document of which nothing is quoted; None where none stands."""
    item = item_at(theme.part(place.part), place.number)
    return None if item is None or item.quotations else item.reference


def quote_anew(theme: Theme, place: ItemPlace, number: int, quotation: Quotation) -> Theme:
    """
    Quote the same from elsewhere, in the place of a quotation.

    What is the only one of its document brings its own document in the place of that; of several
    it goes to its own document, which stands behind the others unless it is there already.
    """
    item = item_at(theme.part(place.part), place.number)
    if item is None or item_at(item.quotations, number) is None:
        return theme
    id_ = quotation.reference.document_id
    is_there = any(each.reference.document_id == id_ for each in theme.part(place.part))
    if len(item.quotations) == 1 and not is_there:
        fields = {"reference": quotation.reference, "quotations": (quotation,)}
        return _changed(theme, place, lambda _: fields)
    added = _with_quotation(without_quotation(theme, place, number), place.part, quotation)
    is_empty = len(item.quotations) == 1 and id_ != item.reference.document_id
    return without(added, place) if is_empty and not item.remark else added


def name_anew(theme: Theme, place: ItemPlace, reference: Reference) -> Theme:
    """
    Name a document in the place of one of which nothing is quoted.

    Where it is in that part already, it takes the remark, and the other goes.

    Raises:
        WrongValue: Both have a remark.
    """
    items = theme.part(place.part)
    item = item_at(items, place.number)
    if item is None or item.quotations:
        return theme
    ids = [each.reference.document_id for each in items]
    if reference.document_id not in ids:
        return _changed(theme, place, lambda _: {"reference": reference})
    there = ItemPlace(place.part, ids.index(reference.document_id))
    if item.remark and items[there.number].remark:
        raise WrongValue(_BOTH_REMARKED)
    remark = items[there.number].remark or item.remark
    return without(_changed(theme, there, lambda _: {"remark": remark}), place)


def _with_quotation(theme: Theme, name: PartName, quotation: Quotation) -> Theme:
    items = theme.part(name)
    id_ = quotation.reference.document_id
    at = next((at for at, each in enumerate(items) if each.reference.document_id == id_), None)
    if at is None:
        item = ThemeItem(reference=quotation.reference, quotations=(quotation,))
        return _with_part(theme, name, (*items, item))
    known = items[at].quotations
    if any(is_same(each, quotation) for each in known):
        return theme
    if len(known) >= MOST_QUOTED:
        raise WrongValue(f"一篇文件最多 {MOST_QUOTED} 条引文。请移出不用的。")
    return _changed(theme, ItemPlace(name, at), lambda _: {"quotations": (*known, quotation)})


def _changed(theme: Theme, place: ItemPlace, change: Any) -> Theme:
    """Give a theme with the fields of an item that *change* makes of it."""

    def updated(item: ThemeItem) -> ThemeItem:
        fields: Mapping[str, Any] = change(item)
        return item.model_copy(update=dict(fields))

    return _with_part(theme, place.part, changed_at(theme.part(place.part), place.number, updated))


def _with_part(theme: Theme, name: PartName, items: tuple[ThemeItem, ...]) -> Theme:
    if len(items) > MOST_ITEMS:
        raise WrongValue(
            f"“{PART_LABELS[name]}”最多 {MOST_ITEMS} 篇文件。请移出不用的，或分成几个专题。"
        )
    return theme.model_copy(update={name.value: items})
