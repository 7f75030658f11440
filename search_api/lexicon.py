"""The keeper's lexicon: listed, looked up, changed with a preview, written out and read in."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from corpus.actor import Actor
from corpus.catalogue import documents, lexicon
from corpus.catalogue.lexicon import KeptEntry, LexiconChange
from corpus.errors import IndexOutOfDate, LexiconEntryNotFound, WrongValue
from corpus.text.fold import fold
from corpus.vocabulary.entries import Entry, EntryKind, bundled_entries
from corpus.vocabulary.entry_lines import read_line, write_line
from corpus.vocabulary.entry_rules import checked
from indexer.ingest.lexicon_change import (
    Kept,
    LexiconChanged,
    Wanted,
    change_lexicon,
    check_wanted,
    undo_lexicon_change,
)
from indexer.ingest.recutting import documents_with
from indexer.library import Library
from search_api.access import only_keepers
from search_api.lexicon_preview import Preview

__all__ = [
    "KIND_LABELS",
    "Actor",
    "Added",
    "Entry",
    "LexiconChange",
    "LexiconChanged",
    "LexiconEntryNotFound",
    "Library",
    "Listed",
    "ListedEntry",
    "Preview",
    "WrongValue",
    "add_lines",
    "export_lines",
    "kind_of",
    "list_entries",
    "preview",
    "recent_changes",
    "remove_entry",
    "restore_entry",
    "undo_lexicon_change",
    "write_line",
]

MOST_LINES = 5000
MOST_CHARACTERS = 1_000_000
MOST_CHANGES = 20
MOST_TROUBLES = 10  # lines of which it is told why they cannot be
_EXAMPLES = 3
_LOOKED_AT = 20
_HEAD = (
    "# 学鉴词库，一行一条：词；同义 = 同义；上位 > 下位 | 下位；相关 ~ 相关；!停用词；"
    "前面加 - 的是停用的自带词条和不收的候选词；# 后面是来源。"
)

# What an entry is called in addresses and on pages: aliases by their relation.
KIND_LABELS: Mapping[str, str] = MappingProxyType(
    {
        "term": "词",
        "equal": "同义",
        "narrower": "下位",
        "related": "相关",
        "stop": "停用",
    }
)


@dataclass(frozen=True, slots=True)
class ListedEntry:
    """
    An entry of the lexicon in a list.

    Attributes:
        entry: As it is in force, or not.
        bundled: Whether one of its key comes with the program.
        kept: What the keeper says of it; None where nothing.
    """

    entry: Entry
    bundled: bool
    kept: KeptEntry | None

    @property
    def line(self) -> str:
        """Write it as it can be given."""
        return write_line(self.entry.switched(on=True))


@dataclass(frozen=True, slots=True)
class Listed:
    """
    A page of the lexicon.

    Attributes:
        entries: The keeper's first, the newest of them first.
        total: How many there are like that.
        counts: Kind -> how many entries, of what was looked for.
    """

    entries: tuple[ListedEntry, ...]
    total: int
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Added:
    """How many entries were added, how many were there, and how to take it back."""

    added: int
    known: int
    changed: LexiconChanged | None


def kind_of(entry: Entry) -> str:
    """Give what an entry is called."""
    return entry.relation.value if entry.relation else entry.kind.value


def list_entries(
    library: Library,
    actor: Actor,
    *,
    query: str = "",
    kind: str = "",
    own: bool = False,
    page: int = 1,
    size: int = 50,
) -> Listed:
    """
    List entries.

    Args:
        library: Whose lexicon it is.
        actor: Who asks.
        query: What one of its words holds.
        kind: Of `KIND_LABELS`; all when empty.
        own: Whether only those are listed of which the keeper said something.
        page: From 1.
        size: Entries on a page.

    Raises:
        Forbidden: The actor keeps no library.
    """
    only_keepers(actor)
    with library.catalogue.read() as connection:
        kept = {each.entry.key: each for each in lexicon.entries(connection)}
    bundled = bundled_entries()
    every = [ListedEntry(each.entry, key in bundled, each) for key, each in kept.items()]
    if not own:
        every += [ListedEntry(e, True, None) for key, e in bundled.items() if key not in kept]
    found = [each for each in every if _holds(each.entry, fold(query))]
    counts = {name: sum(kind_of(e.entry) == name for e in found) for name in KIND_LABELS}
    chosen = [each for each in found if not kind or kind_of(each.entry) == kind]
    start = (page - 1) * size
    return Listed(tuple(chosen[start : start + size]), len(chosen), MappingProxyType(counts))


def preview(library: Library, actor: Actor, text: str) -> Preview:
    """
    Tell what the lines of a text would change.

    Raises:
        WrongValue: A line cannot be an entry, or there is none.
        Forbidden: The actor may not change the library.
    """
    only_keepers(actor)
    kept = _kept(library)
    entries, known = _read(_lines(text), kept)
    check_wanted(kept, {entry.key: entry for entry in entries})
    terms = [fold(each.word) for each in entries if each.kind is EntryKind.TERM]
    affected = _documents_with(library, actor, terms)
    words = _looked_for(entries)
    holding = [_documents_with(library, actor, [fold(word)]) for word in words]
    return Preview(
        entries=entries,
        known=known,
        affected=len(affected),
        counts=tuple((word, len(held)) for word, held in zip(words, holding, strict=True)),
        together=len(set().union(*holding)),
        examples=_titles(library, actor, affected),
    )


def _looked_for(entries: Sequence[Entry]) -> tuple[str, ...]:
    """Give the words of a single entry by which a search, but no document is changed."""
    if len(entries) != 1 or entries[0].kind is EntryKind.TERM:
        return ()
    return entries[0].group.words if entries[0].group else (entries[0].word,)


def add_lines(library: Library, actor: Actor, text: str) -> Added:
    """
    Add the entries of the lines of a text, all of them or none; those that are there are left.

    Raises:
        WrongValue: A line cannot be an entry, or there is none, or there are too many.
        Forbidden: The actor may not change the library.
    """
    only_keepers(actor)
    lines, known = _lines(text), 0

    def chosen(kept: Kept) -> Wanted:
        nonlocal known
        entries, known = _read(lines, kept)
        return {entry.key: entry for entry in entries}

    changed = change_lexicon(library, actor, chosen)
    return Added(changed.entries if changed else 0, known, changed)


def remove_entry(library: Library, actor: Actor, key: str) -> LexiconChanged:
    """
    Take the keeper's entry out; switch off what comes with the program.

    Raises:
        LexiconEntryNotFound: There is none of this key, or it is off already.
        Forbidden: The actor may not change the library.
    """
    only_keepers(actor)
    bundled = bundled_entries().get(key)

    def off(kept: Kept) -> Entry | None:
        entry = kept.get(key, bundled)
        if entry is None or not entry.is_on:
            raise _unknown(key)
        return bundled.switched(on=False) if bundled else None

    return _change_one(library, actor, key, off)


def restore_entry(library: Library, actor: Actor, key: str) -> LexiconChanged:
    """
    Let an entry be as it comes with the program; a refused candidate be one again.

    Raises:
        LexiconEntryNotFound: The keeper says nothing of it.
        Forbidden: The actor may not change the library.
    """
    only_keepers(actor)

    def as_bundled(kept: Kept) -> None:
        if key not in kept:
            raise _unknown(key)

    return _change_one(library, actor, key, as_bundled)


def recent_changes(library: Library, actor: Actor) -> list[LexiconChange]:
    """
    Give the newest changes.

    Raises:
        Forbidden: The actor keeps no library.
    """
    only_keepers(actor)
    with library.catalogue.read() as connection:
        return lexicon.changes(connection, MOST_CHANGES)


def export_lines(library: Library, actor: Actor, *, bundled: bool = False) -> Iterator[str]:
    """
    Write the keeper's entries, which can be read in again; the bundled ones too when asked.

    Raises:
        Forbidden: The actor keeps no library.
    """
    only_keepers(actor)
    with library.catalogue.read() as connection:
        kept = [each.entry for each in lexicon.entries(connection)]
    yield _HEAD
    yield from sorted(map(write_line, kept))
    if bundled:
        keys = {entry.key for entry in kept}
        yield from (write_line(e) for key, e in bundled_entries().items() if key not in keys)


def _change_one(
    library: Library, actor: Actor, key: str, choose: Callable[[Kept], Entry | None]
) -> LexiconChanged:
    changed = change_lexicon(library, actor, lambda kept: {key: choose(kept)})
    if changed is None:
        raise _unknown(key)
    return changed


def _kept(library: Library) -> dict[str, Entry]:
    with library.catalogue.read() as connection:
        return {each.entry.key: each.entry for each in lexicon.entries(connection)}


def _lines(text: str) -> list[tuple[int, str]]:
    """Give the numbered lines of a text that say something."""
    if len(text) > MOST_CHARACTERS:
        raise WrongValue(f"文字太长：{len(text)} 个字，最多 {MOST_CHARACTERS} 个。请分几次添加。")
    lines = text.splitlines()
    if len(lines) > MOST_LINES:
        raise WrongValue(f"一次最多 {MOST_LINES} 行，这里有 {len(lines)} 行。请分几次添加。")
    return [each for each in enumerate(lines, start=1) if each[1].strip()]


def _read(lines: Sequence[tuple[int, str]], kept: Kept) -> tuple[tuple[Entry, ...], int]:
    """
    Read the entries of numbered lines; count those that are in the lexicon as they are.

    A single line that is there already is refused, of many it is left.
    """
    every, made = {**bundled_entries(), **kept}, dict[str, Entry]()
    same, troubles = 0, list[str]()
    for number, line in lines:
        try:
            entry = read_line(line)
            if entry is None:
                continue
            if len(lines) > 1 and _is_there(entry, every):
                same += 1
                continue
            entry = checked(entry, every)
        except WrongValue as error:
            if len(lines) == 1:
                raise
            troubles.append(f"第 {number} 行：{error.detail}")
            continue
        made[entry.key] = every[entry.key] = entry
    if troubles:
        more = len(troubles) - MOST_TROUBLES
        told = [*troubles[:MOST_TROUBLES], *([f"另有 {more} 行也要改。"] if more > 0 else [])]
        raise WrongValue(" ".join(told))
    if not made and not same:
        raise WrongValue("没有写词。请写要加的词，如 新质生产力。")
    return tuple(made.values()), same


def _is_there(entry: Entry, known: Mapping[str, Entry]) -> bool:
    there = known.get(entry.key)
    if there is None or there.is_on != entry.is_on:
        return False
    if entry.group is None or there.group is None:
        return True
    return set(map(fold, entry.group.words)) <= set(map(fold, there.group.words))


def _documents_with(library: Library, actor: Actor, words: Sequence[str]) -> set[int]:
    """Give the documents that hold one of the words, of those that the actor may see."""
    if not words:
        return set()
    try:
        found = documents_with(library, words)
    except IndexOutOfDate:  # nothing is taken in yet, or the index is being made
        return set()
    with library.catalogue.read() as connection:
        return documents.visible(connection, found, visible_to=actor.visible_to)


def _titles(library: Library, actor: Actor, ordinals: Iterable[int]) -> tuple[str, ...]:
    some = sorted(ordinals)[:_LOOKED_AT]
    with library.catalogue.read() as connection:
        cards = documents.cards(connection, some, visible_to=actor.visible_to)
    titles = dict.fromkeys(cards[each].title for each in some if each in cards)
    return tuple(titles)[:_EXAMPLES]  # versions of one text have one title


def _holds(entry: Entry, folded: str) -> bool:
    words = entry.group.words if entry.group else (entry.word,)
    return not folded or any(folded in fold(word) for word in words)


def _unknown(key: str) -> LexiconEntryNotFound:
    word = key.rpartition(":")[2]
    return LexiconEntryNotFound(f"词库里没有“{word[:20]}”这一条。请刷新页面，或重新查找。")
