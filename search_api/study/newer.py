"""What is told of the newer text that lies where the source of a quotation lay."""

from corpus.text.alignment import Edit, differences
from search_api.study.sources import SourceState

_LONGEST = 200  # characters of the newer words that a line tells


def newer_lead(state: SourceState) -> str:
    """Say what happened, before the newer text is named."""
    return "全文已收到，原来只有卡片" if state.is_text_arrived else "原文件已被替换"


def newer_kind(state: SourceState) -> str:
    """Say what the newer text is to the older one."""
    return "全文" if state.is_text_arrived else "新版"


def newer_name(state: SourceState) -> str:
    """Name the newer text by what sets it off from the older one; empty where there is none."""
    newer, older = state.newer, state.quotation.reference
    if newer is None:
        return ""
    if state.is_text_arrived:
        return f"《{newer.title}》"
    told = newer.document_number, newer.date_value
    name = "，".join(filter(None, told))
    if newer.title != older.title or not name:
        name = "，".join(filter(None, (f"《{newer.title}》", name)))
    return f"{name}（文号、日期同旧版）" if told == (older.document_number, older.date) else name


def newer_words(state: SourceState) -> str:
    """Say what became of the words in the newer text; empty where none are quoted."""
    if state.newer is None or not state.quotation.text:
        return ""
    if state.newer_quotation is None:
        return "没有与这段相近的文字"
    return "这段文字未变" if state.is_kept_by_newer else "这段文字有改动"


def newer_edits(state: SourceState) -> tuple[Edit, ...]:
    """Say where the words of a quotation and those of the newer text differ."""
    newer = state.newer_quotation
    return () if newer is None else differences(state.quotation.text, newer.text)


def newer_line(state: SourceState) -> str:
    """Say both, and how what has changed reads now."""
    line = "：".join(filter(None, (f"{newer_kind(state)} {newer_name(state)}", newer_words(state))))
    newer = state.newer_quotation
    if newer is None or state.is_kept_by_newer:
        return line
    whole = newer.text if len(newer.text) <= _LONGEST else f"{newer.text[:_LONGEST]}…"
    return f"{line}，现为“{whole}”"
