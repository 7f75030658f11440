"""Fields of which all values are known: what is typed of a value -> the values that are meant."""

from collections.abc import Mapping
from types import MappingProxyType

from corpus.errors import QuerySyntaxError
from corpus.metadata import COMPLETENESS, DOCUMENT_CLASSES, SOURCE_GRADES
from corpus.text.fold import fold

# Field -> its values, each with what people call it.
LISTED: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "document_class": DOCUMENT_CLASSES,
        "source_grade": {value: value for value in SOURCE_GRADES},
        "completeness": {value: value for value in COMPLETENESS},
    }
)


def values_of(field: str, text: str, at: int = 0) -> tuple[str, ...]:
    """
    Give the values whose names hold a text: 领导讲话 for `讲话`.

    Raises:
        QuerySyntaxError: There is none.
    """
    asked = fold(text)
    found = tuple(value for value, name in LISTED[field].items() if asked in fold(name))
    if not asked or not found:
        raise QuerySyntaxError(
            f"没有“{text}”。可以写的有：{'、'.join(LISTED[field].values())}。", at
        )
    return found
