"""Refusing what is no text, before anything is made of it."""

import json
from collections.abc import Iterator

from fastapi import Depends, Request

from corpus.errors import WrongValue

__all__ = ["READABLE"]


async def refuse_unreadable(request: Request) -> None:
    """
    Let a JSON body pass only when all of its strings can be stored and written again.

    Raises:
        WrongValue: One holds half of a surrogate pair, or NUL; says where.
    """
    body = await request.body()
    try:
        given = json.loads(body or b"null")
    except ValueError:  # who reads the parameters says so
        return
    for place, text in _strings(given, ""):
        if any(letter == "\0" or "\ud800" <= letter <= "\udfff" for letter in text):
            raise WrongValue(
                f"{place or '内容'} 里有残缺的字符或控制字符。请重新键入，不要从别处粘贴。"
            )


def _strings(given: object, place: str) -> Iterator[tuple[str, str]]:
    """Give every string with the name of the parameter that it belongs to."""
    if isinstance(given, str):
        yield place, given
    elif isinstance(given, list):
        for each in given:
            yield from _strings(each, place)
    elif isinstance(given, dict):
        for name, each in given.items():
            yield place, name
            yield from _strings(each, place or (name if name.isprintable() else ""))


READABLE = Depends(refuse_unreadable)
