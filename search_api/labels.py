"""What values are called in Chinese, wherever people read them."""

from collections.abc import Mapping
from types import MappingProxyType

from corpus.metadata import DOCUMENT_CLASSES

CLASS_LABELS: Mapping[str, str] = DOCUMENT_CLASSES

# Which date it is, in two characters.
DATE_LABELS: Mapping[str, str] = MappingProxyType(
    {
        "written": "成文",
        "published": "发布",
        "revised": "修改",
        "effective": "施行",
        "expires": "失效",
        "occasion_date": "活动",
    }
)

FILTER_LABELS: Mapping[str, str] = MappingProxyType(
    {"document_class": "类型", "kind": "文种", "issuer": "机关", "year": "年份"}
)

METHOD_LABELS: Mapping[str, str] = MappingProxyType(
    {"rule": "识别自正文", "table": "取自网页的信息表", "user": "人工校正"}
)


def value_label(name: str, value: str) -> str:
    """Write a filter's value as people read it."""
    if name == "document_class":
        return CLASS_LABELS.get(value, value)
    return f"{value}年" if name == "year" else value
