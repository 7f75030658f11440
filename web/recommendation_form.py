"""A recommendation of a case as a page's form sends it, and as it is shown again."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count, takewhile

from pydantic import ValidationError

from corpus.errors import WrongValue
from corpus.recognise.dates import parse_date
from search_api.ledger.recommendation import Recommendation, Told
from search_api.ledger.recommending import Offer
from search_api.study.values import reason_of
from web.typed import lines_typed

EMPTY_ROWS = 2  # for further recognitions
_BETWEEN = re.compile(r"\s*[;；\n]\s*")  # a theme may itself list: 农业、畜牧业、渔业
_ROW = ("body", "by", "on")


@dataclass(frozen=True, slots=True)
class TypedRecommendation:
    """
    What stands in the fields of the form.

    Attributes:
        title: Under which the case is recommended.
        body: Who recommends it.
        why: For what reason.
        ticked: Words of the case that are ticked.
        quoted: Further words of it, a quotation a line.
        themes: With marks between them.
        recognitions: Rows of body, document or occasion, and day.
    """

    title: str = ""
    body: str = ""
    why: str = ""
    ticked: tuple[str, ...] = ()
    quoted: str = ""
    themes: str = ""
    recognitions: tuple[tuple[str, str, str], ...] = ()

    @property
    def rows(self) -> tuple[tuple[str, str, str], ...]:
        """The recognitions, and empty rows for further ones."""
        return (*self.recognitions, *((("", "", ""),) * EMPTY_ROWS))


def empty_form(offer: Offer) -> TypedRecommendation:
    """Fill the form in with what the library knows."""
    praised = tuple((each.body, each.by, each.on) for each in offer.recognitions)
    return TypedRecommendation(themes="；".join(offer.themes), recognitions=praised)


def form_of_content(content: Recommendation, offer: Offer) -> TypedRecommendation:
    """Fill the form in with what is kept; words that are not offered stand as further ones."""
    offered = {each.words for each in offer.evidence}
    words = [each.words for each in content.evidence]
    return TypedRecommendation(
        title=content.title,
        body=content.body,
        why=content.why,
        ticked=tuple(each for each in words if each in offered),
        quoted="\n".join(each for each in words if each not in offered),
        themes="；".join(content.themes),
        recognitions=tuple((each.body, each.by, each.on) for each in content.recognitions),
    )


def typed_form(pairs: Iterable[tuple[str, str]]) -> TypedRecommendation:
    """Read what a form sends."""
    sent = [(name, value.replace("\r\n", "\n")) for name, value in pairs]
    given = dict(sent)
    rows = (
        tuple(given.get(f"recognised-{at}-{name}", "").strip() for name in _ROW)
        for at in _rows(given)
    )
    return TypedRecommendation(
        title=given.get("title", ""),
        body=given.get("body", ""),
        why=given.get("why", ""),
        ticked=tuple(value for name, value in sent if name == "evidence"),
        quoted=given.get("quoted", ""),
        themes=given.get("themes", ""),
        recognitions=tuple((body, by, _day(on)) for body, by, on in rows if body or by or on),
    )


def told_by(form: TypedRecommendation) -> Told:
    """
    Give what a form says.

    Raises:
        WrongValue: Something is too long, too much, or no day.
    """
    lacking = next((by or on for body, by, on in form.recognitions if not body), None)
    if lacking is not None:
        raise WrongValue(f"“{lacking}”前面没有写表彰或推广的单位。没有保存，请补上，或清空这一行。")
    values = {
        "title": form.title,
        "body": form.body,
        "why": form.why,
        "evidence": (*form.ticked, *lines_typed(form.quoted)),
        "themes": tuple(filter(None, _BETWEEN.split(form.themes.strip()))),
        "recognitions": [dict(zip(_ROW, row, strict=True)) for row in form.recognitions],
    }
    try:
        return Told.model_validate(values)
    except ValidationError as error:
        raise WrongValue(f"没有保存：{reason_of(error)}。") from error


def _day(written: str) -> str:
    """Give a day as it is kept, where it is written as texts have it: 2025年4月."""
    return (parse_date(written) or written) if "年" in written else written


def _rows(given: dict[str, str]) -> Iterable[int]:
    return takewhile(lambda at: f"recognised-{at}-body" in given, count())
