"""The JSON of gaps, and their table."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from corpus.actor import Actor
from indexer.library import Library
from search_api.ledger.filed import Filed
from search_api.ledger.gap import KIND_LABELS, STATES, Gap
from search_api.ledger.gap_answers import Answer, answers_to
from search_api.ledger.gap_offers import GapOffers, OfferedGap
from search_api.ledger.gaps import GAPS, Asked, list_gaps
from search_api.ledger.schemas import filed_object
from search_api.ledger.text_gaps import TextGap
from search_api.schemas import card_object

Json = dict[str, Any]

GAP_HEADER = (
    *("编号", "来源", "缺什么", "文号", "状态", "期限", "检索次数", "最近检索", "引用篇数"),
    *("引用它的文件", "征集单位", "用途和要求", "补上的文件", "库里可能已有", "不补的理由"),
)
_OFFERED = {"kind", "title", "number", "query", "times", "last_day", "citing", "cited_by"}


def gap_object(filed: Filed[Gap], answer: Answer | None, today: date) -> Json:
    """Write a gap, with the document that answers it now, if there is one."""
    told = {"document": card_object(answer.card), "label": answer.label} if answer else None
    return {**filed_object(GAPS, filed, today), "answer_offered": told}


def gap_objects(
    lines: Iterable[Filed[Gap] | TextGap], answers: Mapping[int, Answer], today: date
) -> list[Json]:
    """Write gaps and the texts that are asked of other libraries, in one list."""
    return [
        text_object(each)
        if isinstance(each, TextGap)
        else gap_object(each, answers.get(each.entry.id), today)
        for each in lines
    ]


def text_object(text: TextGap) -> Json:
    """Write a text that is asked of another library; it has no number, for it is no entry."""
    return {
        "id": None,
        "overdue": False,
        "state_label": STATES.labels[text.state],
        "content": {"kind": text.kind.value, "title": text.title, "state": text.state.value},
        "document": text.document,
        "holder": text.holder,
        "asked_on": text.asked_on.isoformat(),
        "answer_offered": None,
    }


def offers_object(offers: GapOffers) -> Json:
    """Write what may be gaps."""
    return {
        "searches": [_offered(each) for each in offers.searches],
        "citations": [_offered(each) for each in offers.citations],
        "more_citations": offers.more_citations,
    }


def gap_rows(library: Library, actor: Actor, asked: Asked) -> Iterator[Sequence[str]]:
    """Give the register for a spreadsheet."""
    listed = list_gaps(library, actor, asked)
    answers = answers_to(library, actor, listed.found)
    for each in listed.found:
        gap, answer = each.content, answers.get(each.entry.id)
        yield (
            gap.serial,
            KIND_LABELS[gap.kind],
            gap.query or gap.title,
            gap.number,
            STATES.labels[gap.state],
            str(gap.due or ""),
            str(gap.times or ""),
            str(gap.last_day or ""),
            str(gap.cited_by or ""),
            "；".join(named.title for named in gap.citing),
            gap.body,
            gap.note,
            gap.answer.title if gap.answer else "",
            answer.card.title if answer else "",
            gap.reason,
        )

    for text in listed.texts:
        told = ["", KIND_LABELS[text.kind], text.title, "", STATES.labels[text.state]]
        note = f"{text.asked_on} 向{text.holder}索取全文"
        yield [*told, *[""] * 6, note, *[""] * (len(GAP_HEADER) - len(told) - 7)]


def _offered(each: OfferedGap) -> Json:
    return {**each.gap.model_dump(mode="json", include=_OFFERED), "is_wanted": each.is_wanted}
