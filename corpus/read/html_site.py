"""From which site a saved web page came."""

import re
from collections import Counter
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

_OWN = (
    ('link[rel="canonical"]', "href"),
    ('meta[property="og:url"]', "content"),
    ("base", "href"),
)
_PARTS = ("img", "script", "iframe", "link[href]")  # what the page itself is made of
_SAVED_FROM = re.compile(r"<!-- saved from url=\(\d{1,6}\)(?P<address>\S{1,2000}) -->")
_HEAD = 4_096  # characters


def site_of(page: LexborHTMLParser, text: str) -> str | None:
    """
    Give the host of the address that a page calls its own; None where it gives none.

    Without such an address, the host of most of its pictures, frames and scripts.

    Args:
        page: The page, whole.
        text: Its source.
    """
    saved = _SAVED_FROM.search(text, 0, _HEAD)
    told = [saved["address"]] if saved else []
    for selector, name in _OWN:
        told += [node.attributes.get(name) or "" for node in page.css(selector)]
    for address in told:
        if host := _host(address):
            return host
    return _host_of_parts(page)


def _host_of_parts(page: LexborHTMLParser) -> str | None:
    addresses = (
        node.attributes.get("src") or node.attributes.get("href") or ""
        for part in _PARTS
        for node in page.css(part)
    )
    counted = Counter(host for address in addresses if (host := _host(address)))
    if not counted:
        return None
    host, count = counted.most_common(1)[0]
    return host if 2 * count > counted.total() else None


def _host(address: str) -> str | None:
    try:
        return urlsplit(address.strip()).hostname
    except ValueError:
        return None
