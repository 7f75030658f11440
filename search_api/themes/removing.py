"""What a removal took out of a theme, in words."""

from search_api.citing import in_title_marks
from search_api.export.blocks import excerpt
from search_api.themes.theme import PART_LABELS, PartName, Theme, ThemeItem


def told_removal(before: Theme, after: Theme) -> str:
    """Say what a theme had before and has no longer; empty where that is nothing."""
    for name in PartName:
        left = {each.reference.document_id: each for each in after.part(name)}
        for item in before.part(name):
            known = left.get(item.reference.document_id)
            if known is None:
                return _told_item(name, item)
            if gone := [each for each in item.quotations if each not in known.quotations]:
                title = in_title_marks(item.reference.title)
                return f"已移除{title}的引文“{excerpt(gone[0].text)}”，文件还在。"
    return ""


def _told_item(name: PartName, item: ThemeItem) -> str:
    title = in_title_marks(item.reference.title)
    count = len(item.quotations)
    quoted = f"和它的 {count} 条引文" if count else ""
    return f"已从“{PART_LABELS[name]}”移除{title}{quoted}。"
