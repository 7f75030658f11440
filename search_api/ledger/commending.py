"""The draft of a 通报 that commends proposals, as a Word file."""

from collections.abc import Collection, Sequence
from datetime import datetime

from docx.document import Document

from corpus.actor import Actor
from corpus.errors import WrongValue
from corpus.partial_dates import day_of
from corpus.text.numerals import chinese
from indexer.library import Library
from search_api.citing import chinese_date
from search_api.export.file_names import file_name
from search_api.export.official_letter import add_addressee, add_signature
from search_api.export.word_file import WordFile
from search_api.export.word_page import (
    BODY,
    SUBTITLE,
    add_heading,
    add_lines,
    add_title,
    new_document,
    saved,
)
from search_api.ledger.filed import Filed
from search_api.ledger.proposal import Proposal, State
from search_api.ledger.proposals import PROPOSALS

_ADOPTED = frozenset({State.ADOPTED, State.EFFECTIVE})
TITLE = "关于表扬优秀建言献策成果的通报（草稿）"
_ISSUER = "（发文机关）"
_OPEN = "（主送单位）："
_BEGIN = (
    "建言献策活动开展以来，各方面积极建言，有关单位认真办理。现将其中 {} 项予以表扬，通报如下。"
)
_CALL = "希望受到表扬的单位和同志珍惜荣誉、再接再厉。各单位要畅通建言渠道，认真办理每一条建议。"


def commended(library: Library, actor: Actor) -> list[Filed[Proposal]]:
    """
    Give the adopted proposals that have a commendation, in the order of their serials.

    Raises:
        Forbidden: The actor may not see the ledger.
    """
    known = PROPOSALS.all(library, actor)
    found = [
        each
        for each in known
        if each.content.state in _ADOPTED and (each.content.commended or each.content.commendation)
    ]
    return sorted(found, key=lambda each: each.entry.id)


def commendation_file(library: Library, actor: Actor, numbers: Collection[int]) -> WordFile:
    """
    Write the draft of a 通报 of proposals that have a commendation.

    Whom it names is what the ledger says under 表扬对象; who proposed is never in it.

    Args:
        library: Where the ledger is.
        actor: Who asks.
        numbers: Of the proposals; those without a commendation are left out.

    Raises:
        WrongValue: None of them has one.
        Forbidden: The actor may not see the ledger.
    """
    chosen = [each for each in commended(library, actor) if each.entry.id in numbers]
    if not chosen:
        raise WrongValue(
            "没有可以通报的建言。请先把建言改为“采纳”，填写“表扬对象”或“表扬事由”，再勾选要通报的。"
        )
    written = _written(chosen, library.clock())
    return WordFile(file_name(TITLE, "docx", "通报"), written)


def _written(chosen: Sequence[Filed[Proposal]], now: datetime) -> bytes:
    """Write the notice in the form that GB/T 9704 gives it."""
    document = new_document(TITLE, now)
    add_title(document, "关于表扬优秀建言献策成果的通报")
    add_lines(document, "（草稿，供修改）", SUBTITLE)
    add_addressee(document, _OPEN)
    add_lines(document, _BEGIN.format(len(chosen)), BODY)
    for number, each in enumerate(chosen, 1):
        _add_item(document, number, each.content)
    add_lines(document, _CALL, BODY)
    add_signature(document, _ISSUER, chinese_date(day_of(now).isoformat()))
    return saved(document)


def _add_item(document: Document, number: int, content: Proposal) -> None:
    add_heading(document, f"{chinese(number)}、{content.title}", 1)
    told = (
        ("表扬对象", content.commended),
        ("表扬事由", content.commendation),
        ("采纳情况", content.adoption),
        ("取得成效", content.effect),
        ("承办单位", content.owner),
    )
    for label, words in told:
        if words.strip():
            add_lines(document, f"{label}：{words.strip()}", BODY)
