"""Names and small questions of WordprocessingML, shared by what walks it."""

from typing import Any

# lxml's elements, as python-docx gives them; its stubs do not know python-docx's classes.
Element = Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

_OFF = frozenset(("0", "false", "off", "none"))


def child(element: Element | None, *names: str) -> Element | None:
    """Follow the first children of these local names; None where one is missing."""
    for name in names:
        if element is None:
            return None
        element = element.find(W + name)
    return element


def value(element: Element | None, *names: str) -> str | None:
    """Give `w:val` of the child that these names lead to."""
    found = child(element, *names)
    return None if found is None else found.get(W + "val")


def number(element: Element | None, *names: str) -> int | None:
    """Give `w:val` of the child as a number; None where it is missing or none."""
    text = value(element, *names)
    try:
        return None if text is None else int(text)
    except ValueError:
        return None


def switch(element: Element | None, *names: str) -> bool | None:
    """Give an on-off property: None where it is not said."""
    found = child(element, *names)
    if found is None:
        return None
    return (found.get(W + "val") or "1").lower() not in _OFF
