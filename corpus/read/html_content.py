"""Which part of a web page is its text."""

import re
from functools import cache
from importlib import resources

from selectolax.lexbor import LexborNode

from corpus.read.html_blocks import is_hidden, is_layout
from corpus.read.html_tags import INVISIBLE, LEAVES
from corpus.read.lines import han_count

_FURNITURE_TAGS = "nav, footer, aside, form"
# Names that page makers give to what surrounds a text.
_FURNITURE_NAME = re.compile(
    "(?:^|[\\s_-])(?:top-?nav|nav(?:bar|igation)?|menu|footer?|foot|bottom|copyright|crumbs?|"
    "breadcrumbs?|pos(?:ition)?|location|side-?bar|side|related?|rel|recommend|share|bds\\w*|"
    "qr-?code|ewm|erweima|print|tools?|tool-?bar|pn|pager|paging|pagination|prev-?next|comments?|"
    "ad|ads|advert\\w*|banner|hot|rank|login|search)(?:$|[\\s_-])",
    re.IGNORECASE,
)
_SENTENCE_HAN = 15  # an element with a sentence of so many Han is text, whatever its name
_BODY_SHARE = 0.75  # of the words of an element: the child that holds them is looked into
_LEAST_HAN = 20
_DEEPEST = 60


def content_of(body: LexborNode) -> LexborNode:
    """
    Choose the element that holds the text.

    Where known sites keep it nothing is taken away; elsewhere what surrounds a text by its name
    is dropped first, and then the words decide.
    """
    for selector in _selectors():
        found = max(body.css(selector), key=_weight, default=None)
        if found is not None and _weight(found) >= _LEAST_HAN:
            return found
    _drop_furniture(body)
    return _densest(body)


def _drop_furniture(body: LexborNode) -> None:
    """Take navigation, footers, share bars and what else surrounds the text out of the page."""
    # From the end, so that no element is looked at after one that holds it was freed.
    for node in reversed(body.css(_FURNITURE_TAGS)):
        if not _has_sentences(node):
            node.decompose()
    for node in reversed(body.css("[class], [id]")):
        name = f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}"
        if _FURNITURE_NAME.search(name) and not _has_sentences(node):
            node.decompose()


def _has_sentences(node: LexborNode) -> bool:
    text = node.text()
    return "。" in text and han_count(text) - _linked(node) >= _SENTENCE_HAN


@cache
def _selectors() -> tuple[str, ...]:
    lines = (resources.files("corpus.read") / "content_selectors.txt").read_text("utf-8")
    # A comment is a line with a blank after its sign: `#zoom` is a selector.
    return tuple(line for line in lines.splitlines() if line and not line.startswith("# "))


def _weight(node: LexborNode) -> int:
    """Count the Han that stand outside links."""
    return han_count(node.text()) - _linked(node)


def _linked(node: LexborNode) -> int:
    return sum(han_count(link.text()) for link in node.css("a"))


def _densest(body: LexborNode) -> LexborNode:
    """Go down as long as one child holds nearly all of the words outside links."""
    node = body
    for _ in range(_DEEPEST):
        least = max(_weight(node) * _BODY_SHARE, 1)
        child = next((child for child in _children(node) if _weight(child) >= least), None)
        if child is None:
            break
        node = child
    return node


def _children(node: LexborNode) -> list[LexborNode]:
    children = []
    child = node.first_child
    while child is not None:
        enters = child.is_element_node and child.tag not in LEAVES | INVISIBLE
        if enters and not is_hidden(child) and (child.tag != "table" or is_layout(child)):
            children.append(child)
        child = child.next
    return children
