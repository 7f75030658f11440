"""
What an entry of the lexicon may be; whatever else is refused with its reason.

Whether entries make a circle is told by `alias_circles`.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from corpus.errors import WrongValue
from corpus.text.fold import fold
from corpus.vocabulary.alias_groups import AliasGroup
from corpus.vocabulary.entries import Entry, EntryKind
from corpus.vocabulary.lexicon import is_cuttable

LONGEST_WORD = 20  # characters of a term or a stop word
LONGEST_ALIAS = 60
LONGEST_SOURCE = 200
MOST_ALIASES = 20
MOST_ENTRIES = 5000  # of the keeper's

_SHOWN = 20
_MOST_SIGNS = 8  # that are told of one word
_NAME = re.compile(r"[\w、，,·\-—–（）()《》〈〉“”\"‘’：:%％./ 　]+")
_DATE = re.compile(r"(?:(?:19|20)\d\d(?:-\d\d(?:-\d\d)?)?)?")


def checked(entry: Entry, known: Mapping[str, Entry]) -> Entry:
    """
    Give an entry as it may be kept; a group is joined with the one of the same canon.

    Args:
        entry: As it was given.
        known: Every entry that there is, bundled or not, by key.

    Raises:
        WrongValue: It may not, with the reason.
    """
    made = _with_clean_words(entry)
    if not made.is_on:
        return made
    there = known.get(made.key)
    return _joined(made, there) if there and there.is_on else made


def check_room(kept: int, more: int) -> None:
    """
    Make sure that so many more entries may be kept.

    Raises:
        WrongValue: They are too many.
    """
    if kept + more > MOST_ENTRIES:
        raise WrongValue(
            f"自建词条最多 {MOST_ENTRIES} 条，已有 {kept} 条，这次又有 {more} 条。"
            "请先删去不用的，或分批挑选。"
        )


def _with_clean_words(entry: Entry) -> Entry:
    if entry.group is None:
        word = _clean(entry.word, LONGEST_WORD)
        _check_single(word, entry.kind)
        return replace(entry, word=word)
    group = _clean_group(entry.group)
    return replace(entry, word=group.canon, group=group)


def _clean_group(group: AliasGroup) -> AliasGroup:
    if len(group.aliases) > MOST_ALIASES:
        raise WrongValue(f"一组最多 {MOST_ALIASES} 个说法，这里有 {len(group.aliases)} 个。")
    written = (group.canon, *filter(str.strip, group.aliases))
    canon, *aliases = (_clean(word, LONGEST_ALIAS) for word in written)
    for word in (canon, *aliases):
        _check_name(word)
    if not aliases:
        raise WrongValue(f"“{canon}”没有写别的说法。请至少写一个，如 国企 = 国有企业。")
    seen: set[str] = set()
    for word in map(fold, (canon, *aliases)):
        if word in seen:
            raise WrongValue(f"“{word}”写了两遍。同一个词只写一次，全角半角、繁简算同一个。")
        seen.add(word)
    if not 0 <= group.weight <= 1:
        raise WrongValue("权重应在 0 和 1 之间，如 0.8。")
    if not _DATE.fullmatch(group.valid_from):
        raise WrongValue("起用日期写作 2023、2023-01 或 2023-01-05。")
    source = _clean(group.source, LONGEST_SOURCE) if group.source.strip() else ""
    return replace(group, canon=canon, aliases=tuple(aliases), source=source)


def _clean(word: str, longest: int) -> str:
    """Give a word without blanks around it; the length comes first, for it may be anything."""
    if len(word) > longest:
        raise WrongValue(
            f"“{_shown(word)}”太长：{len(word)} 个字，最多 {longest} 个。词库只收词，不收句子。"
        )
    cleaned = word.strip()
    if not cleaned:
        raise WrongValue("没有写词。请写要加的词，如 新质生产力。")
    if not cleaned.isprintable():
        raise WrongValue(
            f"“{_shown(cleaned)}”里有控制字符或看不见的字符。请重新键入，不要从别处粘贴。"
        )
    return cleaned


def _check_single(word: str, kind: EntryKind) -> None:
    folded = fold(word)
    if kind is EntryKind.STOP and len(folded) == 1 and folded.isalnum():
        return
    _check_length(word, folded)
    if not is_cuttable(folded):
        signs = _told(folded, lambda letter: is_cuttable(letter * 2))
        raise WrongValue(
            f"“{_shown(word)}”里有标点、符号或生僻字{signs}。"
            "词只能由常用汉字、字母和数字组成；带标点的说法请作为同义词添加。"
        )
    if folded.isdigit():
        raise WrongValue(f"“{word}”只有数字，不必收进词库，直接检索就行。")


def _check_name(word: str) -> None:
    if not _NAME.fullmatch(word):
        raise WrongValue(
            f"“{_shown(word)}”里有词库不收的符号{_told(word, _NAME.fullmatch)}"
            "，也不支持通配符。请只写词本身。"
        )
    _check_length(word, "".join(letter for letter in fold(word) if letter.isalnum()))


def _check_length(word: str, folded: str) -> None:
    if len(folded) == 0:
        raise WrongValue(f"“{_shown(word)}”里没有字。请写要加的词，如 新质生产力。")
    if len(folded) == 1:
        raise WrongValue(f"“{_shown(word)}”只有一个字，会查得太宽。请写两个字以上的词。")


def _joined(entry: Entry, there: Entry) -> Entry:
    """Join a group with the one that there is; anything else is there already."""
    if entry.group is None or there.group is None:
        raise WrongValue(f"“{entry.word}”已在词库里。")
    listed = set(map(fold, there.group.words))
    more = tuple(word for word in entry.group.aliases if fold(word) not in listed)
    if not more:
        raise WrongValue(f"“{entry.word}”的这些说法都已在词库里。")
    aliases = (*there.group.aliases, *more)
    if len(aliases) > MOST_ALIASES:
        raise WrongValue(f"“{entry.word}”已有 {len(there.group.aliases)} 个说法，放不下更多。")
    return replace(entry, group=replace(there.group, aliases=aliases, source=entry.group.source))


def _told(word: Iterable[str], is_fit: Callable[[str], object]) -> str:
    """Write the signs of a word that are not fit, each once."""
    signs = dict.fromkeys(letter for letter in word if not is_fit(letter) and letter.strip())
    return f" {' '.join(list(signs)[:_MOST_SIGNS])} " if signs else ""


def _shown(word: str) -> str:
    """Give the beginning of a word, without what cannot be shown."""
    plain = "".join(c if c.isprintable() else "�" for c in word.strip()[:_SHOWN])
    return plain + ("…" if len(word.strip()) > _SHOWN else "")
