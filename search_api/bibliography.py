"""
Citations of documents: as official writing names them, and by GB/T 7714 of 2015 and of 2025.

What is not known is left out; nothing is invented for it. The text of GB/T 7714-2025 was not at
hand: its style follows published examples, and is provisional.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from corpus.quotation import Reference
from search_api.citing import chinese_date, in_title_marks
from search_api.places import named_place


class CitationStyle(StrEnum):
    """How a citation is written."""

    OFFICIAL = "official"
    GB_2015 = "gb-2015"
    GB_2025 = "gb-2025"


STYLE_LABELS: Mapping[CitationStyle, str] = MappingProxyType(
    {
        CitationStyle.OFFICIAL: "公文格式",
        CitationStyle.GB_2015: "GB/T 7714—2015",
        CitationStyle.GB_2025: "GB/T 7714—2025",
    }
)
FIRST_DAY_OF_2025 = date(2026, 7, 1)  # on which the standard of 2025 takes the place of the other


@dataclass(frozen=True, slots=True)
class OnlineCopy:
    """
    Where a document is read on the net.

    Attributes:
        url: Its address.
        accessed: The day, ISO, on which it was read there; None where that is not known.
    """

    url: str
    accessed: str | None = None


_ARCHIVE, _ELECTRONIC, _NEWSPAPER, _REPORT, _OTHER = "A", "EB", "N", "R", "Z"


@dataclass(frozen=True, slots=True)
class _Signs:
    """The punctuation of a style, its letter for official documents, and how it dates paper."""

    colon: str
    comma: str
    opening: str
    closing: str
    official: str
    day_on_paper: bool


_SIGNS: Mapping[CitationStyle, _Signs] = MappingProxyType(
    {
        CitationStyle.GB_2015: _Signs(": ", ", ", "(", ")", _ARCHIVE, day_on_paper=False),
        CitationStyle.GB_2025: _Signs("：", "，", "（", "）", _OTHER, day_on_paper=True),
    }
)
_OFFICIAL_CLASSES = ("policy", "regulation", "plan")
_REPORT_TITLE = re.compile(r"(?:工作报告|调研报告|统计公报|白皮书|蓝皮书)(?:（[^（）]*）)?$")
_LAW = re.compile(r"(?<![办方做作书笔])法(?:（[^（）]*）)?$")  # not 办法
_PAGES = re.compile(r"第(\d+(?:—\d+)?)页")
_AUTHORS_NAMED = 3  # the others are 等


def default_style(today: date) -> CitationStyle:
    """Give the style of the standard that holds on a day."""
    return CitationStyle.GB_2025 if today >= FIRST_DAY_OF_2025 else CitationStyle.GB_2015


def cite(
    reference: Reference,
    style: CitationStyle,
    place: str = "",
    online: OnlineCopy | None = None,
) -> str:
    """
    Cite a document.

    Args:
        reference: What is known of it.
        style: How.
        place: Where in it the quoted words stand: `第三条`, `第二部分（三），第4页`.
        online: Where it is read on the net; None for the form of what is on paper.
    """
    place = named_place(place)
    if style is CitationStyle.OFFICIAL:
        return f"{_named(reference)}{place}"
    signs = _SIGNS[style]
    letter = _letter(reference, signs)
    what = _what(reference, signs)
    where = f"{signs.colon}{_pages(place)}" if place else ""
    if online is not None:
        carrier = _ELECTRONIC if letter == _OTHER else letter
        return f"{what}[{carrier}/OL]. {_online(reference, signs, where, online)}."
    when = reference.date or ""
    shown = when if signs.day_on_paper or letter == _NEWSPAPER else when[:4]
    return f"{what}[{letter}]{f'. {shown}' if shown else ''}{where}."


def _named(reference: Reference) -> str:
    """Name a document as official writing does: by its number, else by who and when."""
    title = in_title_marks(_one_line(reference.title))
    if reference.document_number:
        return f"{title}（{reference.document_number}）"
    revised = "修改" if reference.date_field == "revised" else ""
    when = chinese_date(reference.date) + revised if reference.date else ""
    authors = "" if _is_law(reference) else "、".join(reference.authors)
    known = "，".join(filter(None, (authors, when)))
    return f"{title}（{known}）" if known else title


def _what(reference: Reference, signs: _Signs) -> str:
    """Name a document by who is responsible, its title and its number."""
    authors = _authors(reference, signs)
    number = f"{signs.colon}{reference.document_number}" if reference.document_number else ""
    return f"{f'{authors}. ' if authors else ''}{_one_line(reference.title)}{number}"


def _authors(reference: Reference, signs: _Signs) -> str:
    """Name who is responsible; a law has no author."""
    if _is_law(reference):
        return ""
    named = reference.authors[:_AUTHORS_NAMED]
    more = ("等",) if len(reference.authors) > _AUTHORS_NAMED else ()
    return signs.comma.join((*named, *more))


def _letter(reference: Reference, signs: _Signs) -> str:
    """Say what kind of source it is."""
    if reference.document_class == "research" or _REPORT_TITLE.search(reference.title):
        return _REPORT
    if reference.document_class == "news":
        return _NEWSPAPER
    return signs.official if reference.document_class in _OFFICIAL_CLASSES else _OTHER


def _online(reference: Reference, signs: _Signs, where: str, online: OnlineCopy) -> str:
    """Say when it was put on the net and read there, and at what address."""
    when = f"{signs.opening}{reference.date}{signs.closing}" if reference.date else ""
    accessed = f"[{online.accessed}]" if online.accessed else ""
    dated = f"{when}{where}{accessed}".removeprefix(signs.colon)
    return f"{dated}. {online.url}" if dated else online.url


def _pages(place: str) -> str:
    """Write a place that is only pages as the standards do: 第3—4页 is 3-4."""
    pages = _PAGES.fullmatch(place)
    return pages[1].replace("—", "-") if pages else place


def _is_law(reference: Reference) -> bool:
    return reference.document_class == "regulation" and bool(_LAW.search(reference.title))


def _one_line(title: str) -> str:
    return " ".join(title.split())
