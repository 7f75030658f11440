"""How high a text stands among the sources of law, by what is known of it."""

from enum import IntEnum

from corpus.document import Document

_LAWS = ("法", "法典", "宪法", "修正案")
_LOCAL_LEVELS = ("省", "市", "县")
_ENTERPRISES = ("企业集团", "企业")
_COURTS = ("最高人民法院", "最高人民检察院")
_CONGRESS = "人民代表大会"
STATE = "中华人民共和国"


class Authority(IntEnum):
    """A rank among the sources of law; an index keeps the number, so none may change."""

    NONE = 0  # not a source of law: policies, speeches, reports, an enterprise's own rules
    LOCAL = 1  # 地方性法规、地方政府规章
    MINISTRY = 2  # 部门规章
    STATE_COUNCIL = 3  # 行政法规
    INTERPRETATION = 4  # 司法解释
    LAW = 5  # 宪法、法律


def authority_of(document: Document) -> Authority:
    """Give the rank of a document, by its class, its issuers, its kind and its title."""
    level = document.value("issuer_level")
    if document.value("document_class") != "regulation" or level in _ENTERPRISES:
        return Authority.NONE
    if level in _LOCAL_LEVELS or _is_named_by_its_region(document):
        return Authority.LOCAL
    issuers = document.values("issuer")
    if any(each.startswith(_COURTS) for each in issuers):
        return Authority.INTERPRETATION
    is_law = document.value("kind") in _LAWS
    if level == "中央":
        is_law = is_law or any(_CONGRESS in each for each in issuers)
        return Authority.LAW if is_law else Authority.STATE_COUNCIL
    if level == "国务院":
        return Authority.STATE_COUNCIL
    if level == "部委":
        return Authority.MINISTRY
    return _by_name(document)


def _by_name(document: Document) -> Authority:
    """Judge by title and kind alone: the text does not say who issued it."""
    kind, title = document.value("kind"), document.value("title") or ""
    if kind in _LAWS and title.startswith(STATE):
        return Authority.LAW
    if kind == "解释":
        return Authority.INTERPRETATION
    if document.values("region"):
        return Authority.LOCAL
    return Authority.STATE_COUNCIL if kind == "条例" else Authority.MINISTRY


def _is_named_by_its_region(document: Document) -> bool:
    title = document.value("title") or ""
    return any(title.startswith(way.partition("/")[0]) for way in document.values("region"))
