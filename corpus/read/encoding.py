"""
From bytes to text: which encoding a text file or web page has.

The ladder: byte order mark, the encoding that the page itself declares (if it fits), UTF-16 by its
zero bytes, strict UTF-8, then GB18030, Big5 and UTF-16 scored by how many of their characters are
common ones. GB2312 and GBK are read as GB18030, which holds them.
Undecodable bytes are never dropped: up to one in a thousand characters becomes U+FFFD, so that
a reader sees the place; beyond that the file is damaged.
"""

import codecs
import re
from functools import cache
from importlib import resources

from charset_normalizer import from_bytes

from corpus.errors import DamagedFile
from corpus.read.lines import HAN_CHARACTER

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16"),
    (b"\x84\x31\x95\x33", "gb18030", "gb18030"),
)
_SAMPLE_BYTES = 200_000
_SAMPLE_CHARACTERS = 20_000
_UTF_16 = ("utf-16-le", "utf-16-be")
_REPLACED = "\ufffd"
_REPLACED_SHARE = 0.001
_PLAUSIBLE_SHARE = 0.5  # of the characters beyond ASCII that are common ones
_WIDE = re.compile("[^\x00-\x7f]")
_ALIASES = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030"}


def decode(raw: bytes, *, declared: str | None = None) -> tuple[str, str]:
    """
    Decode the bytes of a text.

    Args:
        raw: The whole file.
        declared: What the page says of itself; taken only where the bytes agree.

    Returns:
        The text, without byte order mark, and the name of its encoding.

    Raises:
        DamagedFile: No encoding fits.
    """
    for bom, codec, name in _BOMS:
        if raw.startswith(bom):
            return _decoded(raw, codec).removeprefix("\ufeff"), name
    name = _declared(raw, declared) or _zero_bytes(raw) or _utf8(raw) or _best(raw)
    return _decoded(raw, name), name


def _decoded(raw: bytes, name: str) -> str:
    try:
        return raw.decode(name)
    except UnicodeDecodeError:
        text = raw.decode(name, "replace")
    if text.count(_REPLACED) > max(1, len(text) * _REPLACED_SHARE):
        raise DamagedFile(
            "文件的文字编码无法识别，或内容已损坏。请用记事本打开确认，另存为 UTF-8 编码后再导入。"
        )
    return text


def _declared(raw: bytes, declared: str | None) -> str | None:
    """Take the declared encoding if it is known and the bytes are valid in it."""
    if declared is None:
        return None
    label = declared.strip().lower()
    try:
        name = codecs.lookup(_ALIASES.get(label, label)).name
        raw.decode(name)
    except (LookupError, UnicodeDecodeError, ValueError):
        return None
    # Pages often say gb2312 and are UTF-8; a Chinese text is hardly ever valid UTF-8 by chance.
    return None if name != "utf-8" and _utf8(raw) == "utf-8" and not raw.isascii() else name


def _zero_bytes(raw: bytes) -> str | None:
    """Take UTF-16 where zero bytes point to it: of digits, line ends, and of 一, which is 4E00."""
    sample = raw[: _SAMPLE_BYTES // 2 * 2]
    if 0 not in sample:
        return None
    best = max(_UTF_16, key=lambda name: plausibility(sample, name))
    return best if plausibility(sample, best) > _PLAUSIBLE_SHARE else None


def _utf8(raw: bytes) -> str | None:
    """Take UTF-8 where the bytes are valid, unless only GB18030 makes Chinese of them."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return None
    if raw.isascii() or HAN_CHARACTER.search(text):
        return "utf-8"
    try:
        return "gb18030" if commonness(raw.decode("gb18030")) > _PLAUSIBLE_SHARE else "utf-8"
    except UnicodeDecodeError:
        return "utf-8"


def _best(raw: bytes) -> str:
    """Choose among the encodings of Chinese, charset-normalizer's guess being the last resort."""
    names = ["gb18030", "big5hkscs", "utf-8"] + (list(_UTF_16) if len(raw) % 2 == 0 else [])
    sample = raw[:_SAMPLE_BYTES]
    scores = {name: _score(sample, name) for name in names}
    best = max(names, key=lambda name: scores[name])
    if scores[best] > _PLAUSIBLE_SHARE:
        return best
    if not _is_valid(raw, "gb18030"):
        guess = from_bytes(sample).best()
        return best if guess is None else guess.encoding
    return "gb18030"  # a few rare characters


def _is_valid(raw: bytes, name: str) -> bool:
    try:
        raw.decode(name)
    except UnicodeDecodeError:
        return False
    return True


def _score(sample: bytes, name: str) -> float:
    text = sample.decode(name, "replace")
    return commonness(text) - 5 * text.count(_REPLACED) / max(len(text), 1)


def plausibility(sample: bytes, name: str) -> float:
    """Give the share of characters that Chinese text has: common ones, and printable ASCII."""
    text = sample.decode(name, "replace")[:_SAMPLE_CHARACTERS]
    common = _common()
    plausible = sum(" " <= character <= "~" or character in common for character in text)
    return plausible / max(len(text), 1)


def commonness(text: str) -> float:
    """Give the share of the characters beyond ASCII that are common Chinese ones."""
    wide = _WIDE.findall(text[:_SAMPLE_CHARACTERS])
    if not wide:
        return 0.0
    common = _common()
    return sum(character in common for character in wide) / len(wide)


@cache
def _common() -> frozenset[str]:
    """Read the list: the commonest 900 characters of our kind of text, in both scripts."""
    path = resources.files("corpus.read") / "common_characters.txt"
    return frozenset(path.read_text("utf-8")) | frozenset("，。、；：？！“”（）《》　\r\n\t")
