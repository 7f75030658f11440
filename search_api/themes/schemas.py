"""The JSON of themes as they are read."""

from collections.abc import Mapping
from typing import Any

from corpus.catalogue.publications import Publication
from corpus.quotation import quotation_values
from search_api.schemas import card_object, validity_object
from search_api.study.offering import Offer
from search_api.study.schemas import quotation_object
from search_api.themes.publishing import ServedTheme
from search_api.themes.showing import ShownItem, ShownTheme
from search_api.themes.speech import MINUTES, RATE, Speech, SpeechLine
from search_api.themes.theme import PartName

Json = dict[str, Any]


def published_object(publication: Publication) -> Json:
    """Write what is published of a theme, without its content."""
    return {
        "id": publication.number,
        "title": publication.title,
        "revision": publication.revision,
        "published_on": publication.published_on.isoformat(),
    }


def served_object(served: ServedTheme) -> Json:
    """Write a theme of the list that everyone reads."""
    theme = served.theme
    return {
        **published_object(served.publication),
        "introduction": theme.introduction,
        "recommended_by": theme.recommended_by,
        "on": theme.on and theme.on.isoformat(),
    }


def view_object(shown: ShownTheme, publication: Publication | None) -> Json:
    """Write a theme as it is read, with what became of every source."""
    theme = shown.theme
    return {
        "title": theme.title,
        "introduction": theme.introduction,
        "recommended_by": theme.recommended_by,
        "on": theme.on and theme.on.isoformat(),
        "published": publication and published_object(publication),
        "parts": [
            {
                "name": part.name.value,
                "label": part.label,
                "items": [_item_object(each) for each in part.items],
            }
            for part in shown.parts
        ],
        "questions": list(theme.questions),
        "new_since": shown.since and shown.since.isoformat(),
        "newest": [
            {
                **card_object(each.card),
                "came_on": each.came_on.isoformat(),
                "validity": each.validity and validity_object(each.validity),
            }
            for each in shown.arrivals
        ],
        "left_out": shown.left_out,
    }


def suggested_object(found: Mapping[PartName, tuple[Offer, ...]]) -> Json:
    """Write what a theme's search finds for its parts."""
    return {
        name.value: [
            {
                "document": {"id": each.reference.document_id, "title": each.reference.title},
                "quotation": each.quotation and quotation_values(each.quotation),
                "reasons": list(each.reasons),
                "validity": each.validity and validity_object(each.validity),
            }
            for each in offers
        ]
        for name, offers in found.items()
    }


def speech_object(speech: Speech) -> Json:
    """Write an outline of a speech."""
    return {
        "title": speech.title,
        "minutes": MINUTES,
        "rate": RATE,
        "characters": speech.characters,
        "seconds": speech.seconds,
        "parts": [
            {"title": part.title, "lines": [_line_object(each) for each in part.lines]}
            for part in speech.parts
        ],
        "left_out": [
            {"words": each.words, "title": each.title, "reason": each.reason}
            for each in speech.left_out
        ],
    }


def _item_object(shown: ShownItem) -> Json:
    return {
        "document": quotation_object(shown.document),
        "quotations": [quotation_object(each) for each in shown.quotations],
        "remark": shown.item.remark,
    }


def _line_object(line: SpeechLine) -> Json:
    return {
        "lead": line.lead,
        "text": line.text,
        "to_write": bool(line.seconds),
        "source": line.state and quotation_object(line.state),
        "concerns": list(line.concerns),
    }
