"""The names of those who are not to be known: found in words, and taken out of the history."""

import re
from collections.abc import Iterable

from sqlalchemy import Connection

from corpus.catalogue import entries
from corpus.catalogue.entries import Entry
from corpus.errors import WrongValue
from corpus.text.fold import fold
from search_api.ledger.filing import Filing

NAME_LEFT = "选了“匿名”，但别的栏里还写着建言人的姓名。请先删去，再保存；姓名不会保留"

_SHORTEST = 2  # characters; one alone stands in many words
_BETWEEN = re.compile(r"[、，,;；/|\s]+")


def holds_a_name(words: str, names: Iterable[str]) -> bool:
    """
    Tell whether words hold one of the names, written in whatever script and width.

    Args:
        words: To be looked through.
        names: As they were typed; several may stand in one, parted by commas or blanks.
    """
    typed = [*names]
    parted = {fold(part) for each in typed for part in (*_BETWEEN.split(each), each)}
    folded = fold(words)
    return any(name in folded for name in parted if len(name) >= _SHORTEST)


def names_borne(connection: Connection, entry: Entry, content: Filing) -> frozenset[str]:
    """Give every name that an entry bears, or bore."""
    past = (
        value
        for made in entries.history(connection, entry)
        for each in made.changed
        if each.name in content.naming
        for value in (each.before, each.after)
    )
    return content.names | frozenset(str(each) for each in past if each)


def refuse_names(content: Filing, names: Iterable[str]) -> None:
    """
    Look that what is to be unsigned has no name left in its words.

    Raises:
        WrongValue: It has.
    """
    if holds_a_name(content.written, names):
        raise WrongValue(f"没有保存：{NAME_LEFT}。")


def forget_names(connection: Connection, entry: Entry, content: Filing) -> None:
    """Take out of the history of an entry every name that it bore, and all that holds one."""
    names = names_borne(connection, entry, content)
    entries.forget(
        connection,
        entry,
        lambda each: (
            each.name in content.naming or holds_a_name(f"{each.before}\n{each.after}", names)
        ),
    )
