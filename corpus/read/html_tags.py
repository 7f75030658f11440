"""What HTML's elements are to a reader: blocks, headings, emphasis, or nothing to see."""

from collections.abc import Mapping
from types import MappingProxyType

_INVISIBLE = """
    script style noscript template head iframe object embed canvas svg audio video map
    button select input textarea option title rt rp
"""
_BLOCKS = """
    p div section article main aside header footer figure figcaption blockquote pre center form
    fieldset address ul ol li dl dt dd h1 h2 h3 h4 h5 h6 hr details summary
    table tbody thead tfoot tr td th caption body html
"""
_LEAVES = "p span font b strong h1 h2 h3 h4 h5 h6 ul ol dl blockquote pre a"
_BOLD = "b strong h1 h2 h3 h4 h5 h6 th"

INVISIBLE = frozenset(_INVISIBLE.split())
BLOCKS = frozenset(_BLOCKS.split())
BOLD = frozenset(_BOLD.split())
# What holds text, and so is never the container of a page's text.
LEAVES = frozenset(_LEAVES.split())
HEADINGS: Mapping[str, int] = MappingProxyType({f"h{level}": level for level in range(1, 7)})
