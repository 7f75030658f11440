"""Markdown inside a line: emphasis, links, code and the few tags that people mix in."""

import re
from html import unescape

_MARKS = re.compile("[*_`\\[\\]<>&\\\\~!]")
_CODE = re.compile("(?<!`)(`+)(?!`)(.{1,500}?)(?<!`)\\1(?!`)")
_IMAGE = re.compile("!\\[([^\\[\\]]*)\\]\\(([^()\\s]*)(?:\\s+[\"'][^\"']*[\"'])?\\)")
# A target has no Han unless it is a path: 〔2024〕 written [2024](第5号) is no link.
_LINK = re.compile(
    "\\[([^\\[\\]]+)\\]\\(<?((?:[\\w./#?-]*[./#:?][^()\\s<>]*(?:\\([^()\\s]*\\))?[^()\\s<>]*)?)>?"
    "(?:\\s+[\"'][^\"']*[\"'])?\\)"
)
_AUTOLINK = re.compile("<((?:https?|mailto):[^<>\\s]+)>")
_BREAK = re.compile("<br\\s*/?>", re.IGNORECASE)
_TAG = re.compile(
    "</?(?:p|div|span|font|b|strong|i|em|u|s|del|ins|sup|sub|center|small|big|a|img|mark|kbd)"
    "(?:\\s[^<>]*)?/?>",
    re.IGNORECASE,
)
# No span is longer than 500 characters: else a line of openers takes quadratic time.
_EMPHASES = tuple(
    re.compile(pattern)
    for pattern in (
        "\\*\\*\\*(?=[^\\s*])(.{1,500}?)(?<=[^\\s*])\\*\\*\\*(?!\\*)",
        "\\*\\*(?=[^\\s*])(.{1,500}?)(?<=[^\\s*])\\*\\*(?!\\*)",
        "(?<![*\\dA-Za-z])\\*(?=[^\\s*])([^*]{1,500}?)(?<=[^\\s*])\\*(?![*\\dA-Za-z])",
        "(?<![_A-Za-z0-9])__(?=[^\\s_])(.{1,500}?)(?<=[^\\s_])__(?![_A-Za-z0-9])",
        "(?<![_\\w])_(?=[^\\s_])([^_]{1,500}?)(?<=[^\\s_])_(?![_\\w])",
        "~~(?=\\S)(.{1,500}?)(?<=\\S)~~",
    )
)
_ESCAPE = re.compile("\\\\([!-/:-@\\[-`{-~])")
_ENTITY = re.compile("&(?:#\\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,20});")
_SHELTER = 0xF0000  # what is sheltered is stood for by one private character each
_MOST_SHELTERED = 0x1000


def has_marks(text: str) -> bool:
    """Say whether there is anything that could be a mark."""
    return _MARKS.search(text) is not None


def unwrapped(text: str) -> str:
    """
    Take the marks off a line and keep its words; `<br>` becomes a line feed.

    Code spans and escaped signs are sheltered first, so that no mark is seen in them.
    """
    if not has_marks(text) or max(text) >= chr(_SHELTER):
        return text
    sheltered: list[str] = []

    def shelter(words: str) -> str:
        if len(sheltered) == _MOST_SHELTERED:
            return words
        sheltered.append(words)
        return chr(_SHELTER + len(sheltered) - 1)

    text = _CODE.sub(lambda match: shelter(match[2].strip() or match[0]), text)
    text = _ESCAPE.sub(lambda match: shelter(match[1]), text)
    text = _LINK.sub(r"\1", _IMAGE.sub(r"\1", text))
    text = _AUTOLINK.sub(lambda match: shelter(match[1]), text)
    text = _TAG.sub("", _BREAK.sub("\n", text))
    for emphasis in _EMPHASES:
        text = emphasis.sub(r"\1", text)
    text = _ENTITY.sub(lambda match: unescape(match[0]), text)
    return _restored(text, sheltered)


def _restored(text: str, sheltered: list[str]) -> str:
    for index in reversed(range(len(sheltered))):
        text = text.replace(chr(_SHELTER + index), sheltered[index], 1)
    return text
