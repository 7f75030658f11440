"""The JSON of cases."""

from collections.abc import Sequence
from typing import Any

from search_api.cases.basis import Asked, PracticeBasis
from search_api.cases.case import PARTS, Case, CasePart
from search_api.cases.choosing import CaseList
from search_api.cases.comparing import CaseTable
from search_api.cases.fields import FIELDS, kinds_of
from search_api.cases.fitting import Fit
from search_api.cases.opening import OpenedCase
from search_api.cases.situation import FIELDS_OF_SITUATION, Situation
from search_api.schemas import card_object, validity_object

Json = dict[str, Any]


def case_list_object(found: CaseList) -> Json:
    """Write a list of cases."""
    return {
        "total": found.total,
        "facets": {
            name: [{"value": value, "count": count} for value, count in counts]
            for name, counts in found.counts.items()
        },
        "cases": [opened_case_object(each) for each in found.cases],
    }


def opened_case_object(opened: OpenedCase) -> Json:
    """Write a case."""
    case = opened.case
    return {
        "id": case.id,
        "document_id": case.document.id,
        "place": case.place_of_part,
        "title": case.title,
        **{name: list(case.fields.get(name, ())) for name in ("enterprise", *FIELDS)},
        "size_words": list(case.size_words),
        **{name: [_part_object(each) for each in case.of(name)] for name in PARTS},
        "figures": _figures(case),
        "conditions": [
            {"text": case.words_of(span), "span": [span.start, span.end]}
            for span in case.conditions
        ],
        "source_grade": case.document.source_grade,
        "completeness": case.document.completeness,
        "citation": opened.source,
    }


def fits_object(situation: Situation, fits: Sequence[Fit]) -> Json:
    """Write what fits a situation, and what was made of the situation."""
    return {
        "situation": {name: getattr(situation, name) for name in FIELDS_OF_SITUATION},
        "problems": {name: list(words) for name, words in situation.problems.items()},
        "fits": [
            {
                "score": each.score,
                "reasons": list(each.reasons),
                "same": dict(each.same),
                "problems": list(each.problems),
                "sentences": [
                    {
                        "text": sentence.text,
                        "span": [sentence.span.start, sentence.span.end],
                        "place": sentence.place,
                        "shared": list(sentence.shared),
                        "problems": list(sentence.problems),
                        "answers": sentence.answers,
                    }
                    for sentence in each.sentences
                ],
                "case": opened_case_object(each.opened),
            }
            for each in fits
        ],
    }


def comparison_object(table: CaseTable) -> Json:
    """Write cases side by side."""
    return {
        "cases": [opened_case_object(each) for each in table.cases],
        "rows": [
            {
                "name": row.name,
                "label": row.label,
                "cells": [
                    [{"text": each.text, "start": each.start, "place": each.place} for each in cell]
                    for cell in row.cells
                ],
            }
            for row in table.rows
        ],
    }


def basis_object(practices: Sequence[PracticeBasis]) -> Json:
    """Write the practices of a case, and what asks for each."""
    return {
        "practices": [
            {
                "heading": each.practice.heading,
                "span": [each.practice.span.start, each.practice.span.end],
                **{
                    name: [_asked_object(one) for one in found]
                    for name, found in each.asked.items()
                },
            }
            for each in practices
        ]
    }


def _asked_object(asked: Asked) -> Json:
    return {
        "document": card_object(asked.card),
        "text": asked.text,
        "span": [asked.span.start, asked.span.end],
        "place": asked.place,
        "shared": list(asked.shared),
        "validity": asked.validity and validity_object(asked.validity),
        "citation": asked.citation,
    }


def _part_object(part: CasePart) -> Json:
    return {
        "heading": part.heading,
        "opening": part.opening,
        "start": part.start,
        "span": [part.span.start, part.span.end],
    }


def _figures(case: Case) -> list[Json]:
    return [
        {
            "name": each.name,
            "words": case.words(each),
            "year": each.year,
            "kinds": sorted(kinds_of(each)),
            "sentence": case.sentence(each),
            "span": [each.span.start, each.span.end],
        }
        for each in case.figures
    ]
