"""Words that were mined from the library: listed, taken or refused."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from corpus.actor import Actor
from corpus.catalogue import candidates, documents, lexicon
from corpus.catalogue.candidates import Candidate, CandidateOrigin, Mining, MiningState
from corpus.catalogue.values import Card
from corpus.errors import WrongValue
from corpus.vocabulary.entries import Entry, EntryKind, bundled_entries
from corpus.vocabulary.entry_rules import checked
from indexer.ingest.lexicon_change import Kept, LexiconChanged, Wanted, change_lexicon
from indexer.library import Library
from indexer.mining.mine import mine
from search_api.access import only_keepers
from search_api.searching import SearchForm, count_matches

__all__ = [
    "ORIGIN_LABELS",
    "CandidateOrigin",
    "CandidatePage",
    "FoundCandidate",
    "Mining",
    "MiningState",
    "ask_for_mining",
    "judge_candidates",
    "list_candidates",
    "mine",
]

MOST_JUDGED = 500  # at once

ORIGIN_LABELS: Mapping[CandidateOrigin, str] = MappingProxyType(
    {
        CandidateOrigin.QUOTED: "引号里的",
        CandidateOrigin.TITLED: "书名号里的",
        CandidateOrigin.PHRASE: "常连用的",
    }
)


@dataclass(frozen=True, slots=True)
class FoundCandidate:
    """A candidate, and the document that its sentence is from."""

    candidate: Candidate
    card: Card


@dataclass(frozen=True, slots=True)
class CandidatePage:
    """
    A page of candidates.

    Attributes:
        entries: The best first.
        total: How many there are like that.
        counts: How many of each origin.
        mining: How far mining is; None when it was never asked for.
    """

    entries: tuple[FoundCandidate, ...]
    total: int
    counts: Mapping[CandidateOrigin, int]
    mining: Mining | None


def list_candidates(
    library: Library,
    actor: Actor,
    *,
    origin: CandidateOrigin | None = None,
    page: int = 1,
    size: int = 50,
) -> CandidatePage:
    """
    List the candidates that nobody has judged yet.

    Raises:
        Forbidden: The actor keeps no library.
    """
    only_keepers(actor)
    groups = actor.visible_to
    with library.catalogue.read() as connection:
        judged = {each.entry.key for each in lexicon.entries(connection)}
        found = [
            each
            for each in candidates.candidates(connection, visible_to=groups)
            if (key := _entry(each.word).key) not in judged and key not in bundled_entries()
        ]
        counts = {name: sum(each.origin is name for each in found) for name in ORIGIN_LABELS}
        chosen = [each for each in found if origin in (None, each.origin)]
        shown = chosen[(page - 1) * size : page * size]
        ordinals = sorted({each.ordinal for each in shown})
        cards = documents.cards(connection, ordinals, visible_to=groups)
        mining = candidates.mining(connection)
    entries = tuple(
        FoundCandidate(_counted(library, actor, each), cards[each.ordinal])
        for each in shown
        if each.ordinal in cards
    )
    return CandidatePage(entries, len(chosen), MappingProxyType(counts), mining)


def judge_candidates(
    library: Library, actor: Actor, *, accepted: Iterable[str] = (), refused: Iterable[str] = ()
) -> LexiconChanged:
    """
    Take candidates into the lexicon, refuse others; neither comes again.

    Raises:
        WrongValue: There is none, there are too many, or one cannot be a term.
        Forbidden: The actor may not change the library.
    """
    only_keepers(actor)
    wanted = dict.fromkeys(accepted, True) | dict.fromkeys(refused, False)
    if len(wanted) > MOST_JUDGED:
        raise WrongValue(f"一次最多 {MOST_JUDGED} 个词，这里有 {len(wanted)} 个。请分几次。")

    def judged(kept: Kept) -> Wanted:
        known = {**bundled_entries(), **kept}
        entries = [checked(_entry(word, on=on), known) for word, on in wanted.items()]
        return {entry.key: entry for entry in entries}

    changed = change_lexicon(library, actor, judged)
    if changed is None:
        raise WrongValue("没有选词。请勾选要收录或不收的词。")
    return changed


def ask_for_mining(library: Library, actor: Actor) -> None:
    """
    Ask for the library to be mined, which the background process does.

    Raises:
        Forbidden: The actor may not change the library.
    """
    only_keepers(actor)
    with library.catalogue.write() as connection:
        candidates.ask(connection, now=library.clock())


def _counted(library: Library, actor: Actor, candidate: Candidate) -> Candidate:
    """Count for who may not see everything only the documents that he may see."""
    if actor.visible_to is None:
        return candidate
    seen = SearchForm(f'"{candidate.word}"', expand=False)
    return replace(candidate, count=count_matches(library, actor, seen))


def _entry(word: str, *, on: bool = True) -> Entry:
    return Entry(EntryKind.TERM, word, is_on=on)
