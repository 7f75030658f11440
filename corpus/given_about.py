"""What a person types for a field of what a document is about, brought into the form it has."""

import re
from collections.abc import Mapping

from corpus.errors import WrongValue
from corpus.metadata import ISSUER_LEVELS, LABELS
from corpus.recognise.region import STEP, way_named
from corpus.vocabulary.schemes import scheme

# Field -> the scheme that its values are of.
SCHEMES: Mapping[str, str] = {
    "topic": "topics",
    "subject": "subjects",
    "industry": "industries",
    "enterprise_type": "enterprise_types",
}
# How values of a field are parted: some of them have a 、 of their own.
_BETWEEN_NAMES = re.compile(r"[、；;\n]+")
_BETWEEN_VALUES = re.compile(r"[；;\n]+")
_EXAMPLES: Mapping[str, str] = {
    "topic": "科技、教育\\科技",
    "subject": "国资\\企业改革",
    "industry": "C 制造业 或 C34 通用设备制造业",
}


def between(name: str) -> str:
    """Give what parts the values of a field where they are shown to be changed."""
    return "；" if name in SCHEMES else "、"


def parts(name: str, text: str) -> list[str]:
    """Part what was typed for a field with several values."""
    pattern = _BETWEEN_VALUES if name in SCHEMES else _BETWEEN_NAMES
    return [bare for part in pattern.split(text) if (bare := part.strip())]


def value_about(name: str, text: str) -> str:
    """
    Give the value of the field's scheme that was meant; of a region the way to it.

    Raises:
        WrongValue: There is no such value.
    """
    if name == "region":
        return STEP.join(way_named(text)) or text
    if name == "issuer_level":
        return _one_of(name, text, ISSUER_LEVELS)
    values = scheme(SCHEMES[name]).values
    if name == "industry":
        return _industry(text, values)
    tops = [value.partition("\\")[0] for value in values]
    return _one_of(name, text.replace("/", "\\"), (*values, *tops))


def _industry(text: str, values: tuple[str, ...]) -> str:
    typed = re.sub(r"\s", "", text)
    for value in values:
        code, _, label = value.partition(" ")
        if typed.upper() in (code, label, code + label):
            return value
    raise _no_value("industry", text)


def _one_of(name: str, text: str, values: tuple[str, ...]) -> str:
    if text not in values:
        raise _no_value(name, text)
    return text


def _no_value(name: str, text: str) -> WrongValue:
    if example := _EXAMPLES.get(name):
        return WrongValue(f"没有“{text}”这个{LABELS[name]}。请写成 {example} 这样。")
    known = ISSUER_LEVELS if name == "issuer_level" else scheme(SCHEMES[name]).values
    return WrongValue(f"没有“{text}”这个{LABELS[name]}。可选：{'、'.join(known)}。")
