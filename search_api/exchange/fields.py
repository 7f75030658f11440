"""The fields of a manifest, none of them believed before it was looked at."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from corpus.card import LONGEST_ABSTRACT, Tier
from corpus.document import FactValue
from corpus.metadata import (
    COMPLETENESS,
    DATES,
    DOCUMENT_CLASSES,
    LABELS,
    SEVERAL,
    SOURCE_GRADES,
    STANDINGS,
)

LONGEST_TEXT = 2_000  # characters
MOST_VALUES = 200
LARGEST_NUMBER = 2**31 - 1

_DIGEST = re.compile("[0-9a-f]{64}")
_FINGERPRINT = re.compile("[0-9a-f]{40}")
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
_NOT_IN_NAMES = re.compile(
    "[\u0000-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]"
)
_NO_NAME = re.compile(r"[/\\\x00-\x1f\x7f\ud800-\udfff]|^\.{0,2}$")
_LONGEST_FILE_NAME = 200
_FIRST_YEAR, _LAST_YEAR = 2000, 2199


class WrongShape(ValueError):
    """A manifest that is not as it must be; says what is wrong."""


@dataclass(frozen=True, slots=True)
class Told:
    """An object of a manifest, asked for its fields."""

    fields: Mapping[str, Any]

    LONGEST_ABSTRACT: ClassVar[int] = LONGEST_ABSTRACT

    @classmethod
    def of(cls, value: object) -> "Told":
        """Take a JSON object."""
        if not isinstance(value, dict):
            raise WrongShape("清单的结构不对")
        return cls(value)

    def get(self, name: str) -> object:
        """Give a field that must be there."""
        if name not in self.fields:
            raise WrongShape(f"清单缺少 {name}")
        return self.fields[name]

    def text(self, name: str, *, longest: int = LONGEST_TEXT, may_be_empty: bool = False) -> str:
        """Give a text."""
        return _text(self.get(name), name, longest, may_be_empty=may_be_empty)

    def library_name(self, name: str) -> str:
        """Give how a library calls itself: a line in which everything is seen."""
        value = self.text(name, longest=100)
        if _NOT_IN_NAMES.search(value) or value != value.strip():
            raise WrongShape("单位名称里有看不见的字符")
        return value

    def number(self, name: str, *, least: int) -> int:
        """Give a whole number."""
        value = self.get(name)
        if type(value) is not int or not least <= value <= LARGEST_NUMBER:
            raise WrongShape(f"清单里的 {name} 不是合适的数")
        return value

    def many(self, name: str) -> list[object]:
        """Give a list."""
        value = self.get(name)
        if not isinstance(value, list):
            raise WrongShape(f"清单里的 {name} 不是列表")
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """Give a list of texts."""
        return tuple(_text(each, name, LONGEST_TEXT) for each in self.many(name))

    def tier(self, name: str) -> Tier:
        """Give a tier."""
        return Tier(_one_of(self.text(name), tuple(Tier), name))

    def source_grade(self, name: str) -> str:
        """Give a grade."""
        return _one_of(self.text(name), SOURCE_GRADES, name)

    def completeness(self, name: str) -> str:
        """Say how whole the original is."""
        return _one_of(self.text(name), COMPLETENESS, name)

    def file_name(self, name: str) -> str:
        """Give the name of a file, which must lead nowhere."""
        value = self.text(name, longest=_LONGEST_FILE_NAME)
        if _NO_NAME.search(value):
            raise WrongShape("文件名不合规定")
        return value

    def facts(self, name: str) -> dict[str, FactValue]:
        """Give what is said of the fields of a document."""
        return {
            field: _fact(field, value) for field, value in Told.of(self.get(name)).fields.items()
        }


def digest(text: str) -> str:
    """Read a sha256 in hex."""
    if not _DIGEST.fullmatch(text):
        raise WrongShape("校验值不合规定")
    return text


def fingerprint(text: str) -> str:
    """Read a fingerprint."""
    if not _FINGERPRINT.fullmatch(text):
        raise WrongShape("指纹不合规定")
    return text


def day(text: str) -> str:
    """Read a day."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise WrongShape("日期不合规定") from error


def moment(text: str) -> str:
    """Read a moment."""
    try:
        year = datetime.fromisoformat(text).year
    except ValueError as error:
        raise WrongShape("时间不合规定") from error
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise WrongShape("时间不合规定")
    return text


def _fact(name: str, value: object) -> FactValue:
    if name not in LABELS or name == "source_grade":
        raise WrongShape("有不认识的著录项")
    if name in SEVERAL:
        if not isinstance(value, list) or len(value) > MOST_VALUES:
            raise WrongShape(f"{LABELS[name]}不合规定")
        return tuple(_text(each, name, LONGEST_TEXT) for each in value)
    text = _text(value, name, LONGEST_TEXT, may_be_empty=True)
    wrong = (
        (name in DATES and text and not _is_date(text))
        or (name == "document_class" and text not in DOCUMENT_CLASSES)
        or (name == "validity" and text not in ("", *STANDINGS))
    )
    if wrong:
        raise WrongShape(f"{LABELS[name]}不合规定")
    return text


def _is_date(text: str) -> bool:
    if not _DATE.fullmatch(text):
        return False
    try:
        date.fromisoformat(f"{text}-01-01"[:10])
    except ValueError:
        return False
    return True


def _text(value: object, name: str, longest: int, *, may_be_empty: bool = False) -> str:
    if not isinstance(value, str) or len(value) > longest or _CONTROL.search(value):
        raise WrongShape(f"清单里的 {name} 不是合适的文字")
    if not value.strip() and not may_be_empty:
        raise WrongShape(f"清单里的 {name} 是空的")
    return value


def _one_of(text: str, values: tuple[str, ...], name: str) -> str:
    if text not in values:
        raise WrongShape(f"清单里的 {name} 不认识")
    return text
