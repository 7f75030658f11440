"""The JSON of recommended cases as readers are told of them."""

from typing import Any

from search_api.ledger.recommended import RecommendedCase
from search_api.ledger.recommending import Offer
from search_api.schemas import card_object

Json = dict[str, Any]

_TOLD = {
    "serial",
    "case",
    "case_title",
    "title",
    "body",
    "why",
    "evidence",
    "themes",
    "recognitions",
    "published",
}


def recommended_object(recommended: RecommendedCase) -> Json:
    """Write a published recommendation, with the document that holds the case."""
    return {
        "id": recommended.number,
        **recommended.content.model_dump(mode="json", include=_TOLD),
        "is_sample": recommended.is_sample,
        "document": card_object(recommended.card),
    }


def offer_object(offer: Offer) -> Json:
    """Write what the form of a recommendation is filled in with."""
    return {
        "evidence": [{"label": each.label, "words": each.words} for each in offer.evidence],
        "themes": list(offer.themes),
        "recognitions": [each.model_dump(mode="json") for each in offer.recognitions],
    }
