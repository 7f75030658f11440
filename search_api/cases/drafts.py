"""Cases that are being written: begun from proposals, written as Word files."""

from collections.abc import Iterator, Sequence

from corpus.actor import Actor
from corpus.catalogue.papers import PaperKind
from corpus.errors import DocumentNotFound, WrongValue
from corpus.quotation import Reference
from indexer.library import Library
from search_api.cases.draft import DRAFT_PARTS, CaseDraft
from search_api.cases.opening import open_case
from search_api.export.blocks import DOUBTFUL, Block, BlockKind, NoteKind
from search_api.export.concerns import concerns
from search_api.export.file_names import file_name
from search_api.export.word import write_word_blocks
from search_api.export.word_file import WordFile
from search_api.ledger.naming import holds_a_name
from search_api.ledger.proposal import Proposal, State
from search_api.ledger.proposals import PROPOSALS
from search_api.reading import find_document
from search_api.study.paper_sources import quotation_of_no_words
from search_api.study.quoting import reference_of
from search_api.study.shelf import Opened, Shelf
from search_api.study.sources import SourceState, source_states

DRAFTS = Shelf(PaperKind.CASE_DRAFT, CaseDraft)
UNTITLED = "案例草稿"
_LACKING = "待补"  # what is not written yet
_NAMED = (
    "没有转为案例草稿：建议、答复或采纳情况里写着建言人的姓名，草稿不能带出去。"
    "请先把姓名改成单位或岗位，再转。"
)
_ADOPTED = frozenset({State.ADOPTED, State.EFFECTIVE})


def draft_from_proposal(library: Library, actor: Actor, number: int) -> Opened[CaseDraft]:
    """
    Make a draft of an adopted proposal, or give the one that was made of it and is there.

    Raises:
        EntryNotFound: There is no such proposal.
        WrongValue: It is not adopted, or its words hold the name of who made it.
        Forbidden: The actor may not see the ledger.
    """
    filed = PROPOSALS.open(library, actor, number)
    proposal = filed.content
    if proposal.state not in _ADOPTED:
        raise WrongValue("只有已采纳的建言能转为案例草稿。请先把状态改为“采纳”。")
    known = {each.paper.id: each for each in DRAFTS.all(library, actor)}
    if proposal.draft in known:
        return known[proposal.draft]
    if holds_a_name(proposal.written, proposal.names):
        raise WrongValue(_NAMED)
    made = DRAFTS.make(library, actor, _draft(library, actor, proposal))

    def noted(now: Proposal) -> Proposal:
        is_first = now.draft == proposal.draft
        return now.model_copy(update={"draft": made.paper.id}) if is_first else now

    first = PROPOSALS.edit(library, actor, number, noted).content.draft
    if first == made.paper.id or first is None:
        return made
    DRAFTS.remove(library, actor, made.paper.id)  # somebody else was quicker
    return DRAFTS.open(library, actor, first)


def draft_file(library: Library, actor: Actor, number: int) -> WordFile:
    """
    Write a draft as a Word file in the form of a report.

    Raises:
        PaperNotFound: There is none of this number, or it was removed.
    """
    content = DRAFTS.open(library, actor, number).content
    title = content.title or UNTITLED
    printed = tuple(_blocks(content, title, sources_of_draft(library, actor, content)))
    written = write_word_blocks(title, printed, library.clock(), NoteKind.FOOTNOTES)
    return WordFile(file_name(title, "docx", UNTITLED), written)


def _draft(library: Library, actor: Actor, proposal: Proposal) -> CaseDraft:
    """Put what the ledger tells where a report tells it; nobody's name goes along."""
    replies = "\n".join(each.words for each in proposal.replies)
    practices = "\n".join(filter(str.strip, (proposal.adoption, replies)))
    return CaseDraft(
        title=proposal.title,
        enterprise=_enterprise(library, actor, proposal),
        background=proposal.text,
        practices=practices,
        results=proposal.effect,
        origin=f"建言 {proposal.serial}",
        sources=tuple(_sources(library, actor, proposal)),
    )


def _enterprise(library: Library, actor: Actor, proposal: Proposal) -> str:
    """
    Name the enterprise that the linked cases are about; empty where they are of none or several.

    The body that handles a proposal (承办单位) is an office, not whom the case is about.
    """
    found: set[str] = set()
    for link in proposal.links:
        if link.kind == "case":
            try:
                found.update(open_case(library, actor, link.key).case.fields.get("enterprise", ()))
            except DocumentNotFound:  # gone since it was linked
                continue
    return found.pop() if len(found) == 1 else ""


def _sources(library: Library, actor: Actor, proposal: Proposal) -> Iterator[Reference]:
    for link in proposal.links:
        if link.kind != "theme":
            try:
                yield reference_of(find_document(library, actor, link.key.partition("-")[0]))
            except DocumentNotFound:  # gone since it was linked
                continue


def sources_of_draft(library: Library, actor: Actor, content: CaseDraft) -> tuple[SourceState, ...]:
    """Say what became of the documents on which a draft rests."""
    quoted = [quotation_of_no_words(each) for each in content.sources]
    return tuple(source_states(library, actor, quoted))


def _blocks(content: CaseDraft, title: str, sources: Sequence[SourceState]) -> Iterator[Block]:
    origin = f"，来自{content.origin}" if content.origin else ""
    yield Block(BlockKind.TITLE, title)
    yield Block(BlockKind.SUBTITLE, content.enterprise or f"（单位：{_LACKING}）")
    yield Block(BlockKind.TEXT, f"（案例草稿{origin}）")
    for name, heading in DRAFT_PARTS.items():
        words: str = getattr(content, name).strip()
        yield Block(BlockKind.HEADING, heading, 1)
        yield Block(BlockKind.TEXT, words or f"（{_LACKING}）")
    if sources:
        yield Block(BlockKind.HEADING, "依据", 1)
    for at, state in enumerate(sources, 1):
        yield Block(BlockKind.ITEM, f"{at}. {state.line}")
        if told := [words for words in concerns(state) if words not in state.line]:
            yield Block(BlockKind.MARK, f"{DOUBTFUL}{'；'.join(told)}。")
