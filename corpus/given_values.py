"""What a person types for a field, checked and brought into the form that the field has."""

import re
from functools import partial

from corpus.document import FactValue
from corpus.errors import WrongValue
from corpus.given_about import parts, value_about
from corpus.metadata import (
    ABOUT,
    DATES,
    DOCUMENT_CLASSES,
    LABELS,
    SEVERAL,
    SOURCE_GRADES,
    STANDINGS,
)
from corpus.recognise.dates import date_alone
from corpus.recognise.number import parse_document_number
from corpus.text.fold import fold

LONGEST = 300  # characters of a value

_YEARS = range(1900, 2100)  # in which dates are read
_YEAR = re.compile(r"\d{4}(?!\d)")
_POINTS = re.compile(r"(\d{4})(?:[-/.](\d{1,2}))?(?:[-/.](\d{1,2}))?")
_SPACED_NAME = re.compile(r"[一-鿿](?:\s+[一-鿿])+")
_NAMES = {label: name for name, label in LABELS.items()}
_CLASSES = {label: name for name, label in DOCUMENT_CLASSES.items()}


def field_named(text: str) -> str:
    """
    Give the name of a field, by its name or its Chinese label.

    Raises:
        WrongValue: There is none so called.
    """
    name = _NAMES.get(text, text)
    if name not in LABELS:
        raise WrongValue(f"没有“{text}”这一项。可以更正的有：{'、'.join(LABELS.values())}。")
    return name


def read_value(name: str, text: str) -> FactValue:
    """
    Read what was typed for a field; empty means that the document has none.

    Args:
        name: Of the field.
        text: As typed; of a field with several values each on a line, or parted by 、 or ；.

    Raises:
        WrongValue: It is no value of this field.
    """
    text = " ".join(text.split(" ")).strip()
    if len(text) > LONGEST:
        raise WrongValue(f"“{LABELS[name]}”太长：{len(text)} 个字符，最多 {LONGEST} 个。")
    if name in SEVERAL:
        read = partial(value_about, name) if name in ABOUT else str
        return tuple(dict.fromkeys(map(read, parts(name, text))))
    if not text:
        return _none(name)
    if name in DATES:
        return _date(name, text)
    if name == "speaker" and _SPACED_NAME.fullmatch(text):
        return "".join(text.split())  # 李　强 and 李强 are one
    if name in ABOUT:
        return value_about(name, text)
    return _READERS.get(name, _plain)(text)


def read_grade(text: str) -> str:
    """
    Read the grade of a source.

    Raises:
        WrongValue: There is none so called.
    """
    if text not in SOURCE_GRADES:
        raise WrongValue(f"没有“{text}”这个来源等级。可选：{'、'.join(SOURCE_GRADES)}。")
    return text


def _standing(text: str) -> str:
    if text not in STANDINGS:
        raise WrongValue(f"没有“{text}”这种时效性。可选：{'、'.join(STANDINGS)}。")
    return text


def _none(name: str) -> str:
    if name in ("title", "document_class", "source_grade"):
        raise WrongValue(
            f"“{LABELS[name]}”不能为空。请填写一个值；人工改过的，也可以恢复自动识别。"
        )
    return ""


def _date(name: str, text: str) -> str:
    year = _YEAR.match(fold(text))
    if year and int(year[0]) not in _YEARS:
        raise WrongValue(
            f"{LABELS[name]}“{text}”的年份不对：应在 {_YEARS[0]} 年到 {_YEARS[-1]} 年之间。"
            "请检查年份。"
        )
    typed = _POINTS.fullmatch(fold(text))
    parts = [part for part in typed.groups() if part] if typed else []
    found = date_alone("".join(map("".join, zip(parts, "年月日", strict=False))) or text)
    units = len(parts) or sum(unit in text for unit in "年月日")
    if found is None or found.value.count("-") + 1 < units:
        raise WrongValue(
            f"“{text}”不是{LABELS[name]}：没有这样的日期。请写成 2024-03-05、2024年3月或 2024年。"
        )
    return found.value


def _document_class(text: str) -> str:
    name = _CLASSES.get(text, text)
    if name not in DOCUMENT_CLASSES:
        raise WrongValue(f"没有“{text}”这个类型。可选：{'、'.join(DOCUMENT_CLASSES.values())}。")
    return name


def _number(text: str) -> str:
    number = parse_document_number(text)
    if number is None:
        raise WrongValue(f"“{text}”不像发文字号。请写成 国发〔2024〕1号 或 国务院令第703号 这样。")
    return number.canonical


def _plain(text: str) -> str:
    return " ".join(text.split())


_READERS = {
    "document_class": _document_class,
    "document_number": _number,
    "source_grade": read_grade,
    "validity": _standing,
}
