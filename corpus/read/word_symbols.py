"""Signs of symbol fonts (`w:sym`), written as the characters that look like them."""

from corpus.read.word_xml import Element, W

_PRIVATE_SYMBOLS = range(0xF000, 0xF100)  # symbol fonts: the sign is the code's last byte
# Signs of Wingdings and Symbol that stand in official documents: boxes, ticks, arrows, bullets.
_SYMBOLS = {
    ("wingdings", 0xA8): "□",
    ("wingdings", 0x6F): "□",
    ("wingdings", 0x71): "□",
    ("wingdings", 0xFE): "☑",
    ("wingdings", 0xFD): "☒",
    ("wingdings", 0x52): "☑",
    ("wingdings", 0xFC): "√",
    ("wingdings", 0xFB): "×",
    ("wingdings", 0x6C): "●",
    ("wingdings", 0x6E): "■",
    ("wingdings", 0x75): "◆",
    ("wingdings", 0xE0): "→",
    ("wingdings", 0xAB): "★",
    ("wingdings 2", 0x52): "☑",
    ("wingdings 2", 0x50): "√",
    ("wingdings 2", 0xA3): "□",
    ("symbol", 0xB3): "≥",
    ("symbol", 0xA3): "≤",
    ("symbol", 0xB4): "×",
    ("symbol", 0xB1): "±",
    ("symbol", 0xB7): "•",
    ("symbol", 0xB0): "°",
    ("symbol", 0xAE): "→",
    ("symbol", 0x61): "α",
    ("symbol", 0x62): "β",
}


def symbol(element: Element) -> str:
    """Give the character for a sign; a box where we do not know it, so that its place is seen."""
    try:
        code = int(element.get(W + "char") or "", 16)
    except ValueError:
        return ""
    font = (element.get(W + "font") or "").lower()
    if code in _PRIVATE_SYMBOLS:
        code -= _PRIVATE_SYMBOLS.start
        return _SYMBOLS.get(
            (font, code), chr(code) if 0x20 <= code < 0x7F and font == "symbol" else "□"
        )
    return _SYMBOLS.get(
        (font, code), chr(code) if 0 < code < 0xD800 or 0xE000 <= code < 0x110000 else ""
    )
