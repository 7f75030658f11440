"""Whether words hold the name of somebody who is not to be known."""

import re
from collections.abc import Iterable

from corpus.text.fold import fold

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
