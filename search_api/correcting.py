"""The form in which a person corrects a document: what stands in it, and what was changed."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from corpus.document import Document, Fact, FactValue
from corpus.errors import WrongValue
from corpus.given_about import between
from corpus.metadata import (
    DATES,
    DOCUMENT_CLASSES,
    ISSUER_LEVELS,
    LABELS,
    SEVERAL,
    SOURCE_GRADES,
    STANDINGS,
)
from indexer.ingest.correction import correct_documents, read_given

__all__ = [
    "Document",
    "Field",
    "WrongValue",
    "changed_fields",
    "choices_of",
    "correct_documents",
    "fields_of",
    "hint_of",
]

_CHOICES = {
    "document_class": tuple(DOCUMENT_CLASSES.items()),
    "issuer_level": (("", "（无）"), *((level, level) for level in ISSUER_LEVELS)),
    "validity": (("", "按日期和引用关系判断"), *((each, each) for each in STANDINGS)),
    "source_grade": tuple((grade, grade) for grade in SOURCE_GRADES),
}
_HINTS = {
    "document_number": "如 国发〔2024〕1号",
    "topic": "如 科技、教育\\科技",
    "subject": "如 国资\\企业改革",
    "region": "如 浙江省/杭州市",
    "industry": "如 C34 通用设备制造业",
}


@dataclass(frozen=True, slots=True)
class Field:
    """
    A field of the form.

    Attributes:
        name: Of the field.
        label: In Chinese.
        text: What stands in it.
        hint: How a value is written.
        choices: (value, label) where it is chosen from a list; empty where it is typed.
        fact: What is known; None where nothing is.
    """

    name: str
    label: str
    text: str
    hint: str
    choices: tuple[tuple[str, str], ...]
    fact: Fact | None


def fields_of(document: Document) -> Iterator[Field]:
    """Give every field of the form, in the order of the card."""
    for name, label in LABELS.items():
        fact = document.facts.get(name)
        choices = choices_of(name)
        yield Field(name, label, _shown(document, name), hint_of(name), choices, fact)


def choices_of(name: str) -> tuple[tuple[str, str], ...]:
    """Give (value, label) of a field that is chosen from a list; nothing where it is typed."""
    return _CHOICES.get(name, ())


def changed_fields(
    document: Document, typed: Mapping[str, str], restored: Collection[str]
) -> dict[str, FactValue | None]:
    """
    Give what a filled-in form changes.

    Args:
        document: As it is.
        typed: Field name -> what stands in the form.
        restored: Names of the fields that shall be what the rules find.

    Raises:
        WrongValue: A field that there is not, or cannot be so.
    """
    asked: dict[str, str | None] = {
        name: text for name, text in typed.items() if text != _shown(document, name)
    }
    asked |= dict.fromkeys(restored)
    return dict(read_given(asked))


def _shown(document: Document, name: str) -> str:
    """Give what the form shows of a field."""
    if name == "source_grade":  # which every document has
        return document.source_grade
    fact = document.facts.get(name)
    if fact is None:
        return ""
    return fact.value if isinstance(fact.value, str) else between(name).join(fact.value)


def hint_of(name: str) -> str:
    """Say how a value of a field is written."""
    if name in DATES:
        return "如 2024-03-05、2024年3月"
    several = f"多个之间用“{between(name)}”隔开" if name in SEVERAL else ""
    return "，".join(filter(None, (_HINTS.get(name, ""), several)))
