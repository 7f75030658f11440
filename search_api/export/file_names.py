"""Names of files that every system takes, made of titles that may hold anything."""

import re
import unicodedata

_FORBIDDEN = re.compile(r'[\\/:*?"<>|]+')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
_LONGEST = 200  # bytes; systems take 255, and some add to them


def file_name(title: str, ending: str, instead: str) -> str:
    """
    Name a file by a title.

    Args:
        title: May hold anything.
        ending: Without its point.
        instead: The name where nothing of the title can be in one.
    """
    seen = "".join(each for each in title if each.isspace() or unicodedata.category(each)[0] != "C")
    words = " ".join(_FORBIDDEN.sub(" ", seen).split())
    short = words.encode(errors="ignore")[:_LONGEST].decode(errors="ignore").strip(" .")
    if not short or _RESERVED.match(short):
        return f"{instead} {short}".strip() + f".{ending}"
    return f"{short}.{ending}"
