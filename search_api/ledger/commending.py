"""The draft of a 通报 that commends proposals, as a Word file."""

from collections.abc import Collection, Iterator, Sequence

from corpus.actor import Actor
from corpus.errors import WrongValue
from corpus.text.numerals import chinese
from indexer.library import Library
from search_api.cases.word_file import WordFile
from search_api.citing import chinese_date
from search_api.export.blocks import Block, BlockKind, NoteKind
from search_api.export.file_names import file_name
from search_api.export.word import write_word_blocks
from search_api.ledger.filed import Filed
from search_api.ledger.proposal import Proposal, State
from search_api.ledger.proposals import PROPOSALS

_ADOPTED = frozenset({State.ADOPTED, State.EFFECTIVE})
TITLE = "关于表扬优秀建言献策成果的通报（草稿）"
_ISSUER = "（发文机关）"
_OPEN = "（主送单位）："
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
    printed = tuple(_blocks(chosen, chinese_date(library.today.isoformat())))
    content = write_word_blocks(TITLE, printed, library.clock(), NoteKind.FOOTNOTES)
    return WordFile(file_name(TITLE, "docx", "通报"), content)


def _blocks(chosen: Sequence[Filed[Proposal]], today: str) -> Iterator[Block]:
    yield Block(BlockKind.TITLE, "关于表扬优秀建言献策成果的通报")
    yield Block(BlockKind.SUBTITLE, "（草稿，供修改）")
    yield Block(BlockKind.TEXT, _OPEN)
    yield Block(
        BlockKind.TEXT,
        f"建言献策活动开展以来，各方面积极建言，有关单位认真办理。现将其中 {len(chosen)} 项"
        "予以表扬，通报如下。",
    )
    for number, each in enumerate(chosen, 1):
        yield from _item(number, each.content)
    yield Block(BlockKind.TEXT, _CALL)
    yield Block(BlockKind.TEXT, f"{_ISSUER}\n{today}")


def _item(number: int, content: Proposal) -> Iterator[Block]:
    yield Block(BlockKind.HEADING, f"{chinese(number)}、{content.title}", 1)
    told = (
        ("表扬对象", content.commended),
        ("表扬事由", content.commendation),
        ("采纳情况", content.adoption),
        ("取得成效", content.effect),
        ("承办单位", content.owner),
    )
    for label, words in told:
        if words.strip():
            yield Block(BlockKind.TEXT, f"{label}：{words.strip()}")
