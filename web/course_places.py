"""How a page names the places in a course: a lesson 0.2, a quotation 0.2.basis.3."""

import re

from search_api.study.editing import ITEM_LISTS, ItemPlace, Place

_PLACE = re.compile(r"(\d{1,3})\.(\d{1,3})")
_ITEM = re.compile(rf"(\d{{1,3}})\.(\d{{1,3}})\.({'|'.join(ITEM_LISTS)})\.(\d{{1,4}})")
_NOWHERE = Place(-1, -1)


def read_place(name: str) -> Place:
    """Read the name of a lesson; one that names none gives a place at which nothing stands."""
    found = _PLACE.fullmatch(name)
    return Place(int(found[1]), int(found[2])) if found else _NOWHERE


def read_item(name: str) -> ItemPlace | None:
    """Read the name of a quotation or a case; None where it names none."""
    found = _ITEM.fullmatch(name)
    if found is None:
        return None
    (of,) = (each for each in ITEM_LISTS if each == found[3])
    return ItemPlace(Place(int(found[1]), int(found[2])), of, int(found[4]))
