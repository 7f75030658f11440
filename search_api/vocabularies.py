"""Which values a filter can have, where there is a list of them."""

import re
from collections.abc import Collection, Mapping
from types import MappingProxyType

from corpus.given_about import SCHEMES
from corpus.metadata import COMPLETENESS, DOCUMENT_CLASSES, ISSUER_LEVELS, SOURCE_GRADES
from corpus.recognise.enterprise_size import SIZES
from corpus.resolve.validity import VALIDITIES
from corpus.vocabulary.schemes import scheme

_YEAR = re.compile("[0-9]{4}")

# Field -> its values; of a field that is not here a document may bring new ones.
_LISTED: Mapping[str, Collection[str]] = MappingProxyType(
    {
        "document_class": DOCUMENT_CLASSES,
        "issuer_level": ISSUER_LEVELS,
        "source_grade": SOURCE_GRADES,
        "completeness": COMPLETENESS,
        "validity": VALIDITIES,
        "size": SIZES,
    }
)


def may_be(name: str, value: str) -> bool:
    """Tell whether a document can have this value in this field."""
    if name == "year":
        return bool(_YEAR.fullmatch(value))
    return name not in _LISTED or value in _LISTED[name]


def choices(name: str) -> tuple[str, ...]:
    """Give the values of a field that has a list of them; nothing for another."""
    return tuple(_LISTED.get(name, ()))


def schemed(name: str) -> tuple[str, ...]:
    """Give the values of a field that are of a scheme, in its order."""
    return scheme(SCHEMES[name]).values
