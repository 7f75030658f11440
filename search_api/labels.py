"""What values are called in Chinese, wherever people read them."""

from collections.abc import Mapping
from types import MappingProxyType

from corpus.actor import LOCAL, PROGRAM
from corpus.document import FactValue, Relation
from corpus.given_about import between
from corpus.metadata import DOCUMENT_CLASSES
from corpus.resolve.comparison import Change
from corpus.resolve.validity import UNKNOWN, VALIDITIES
from corpus.steps import STEPS

NO_SPEAKER = "讲话人未注明"

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
    {
        "document_class": "类型",
        "kind": "文种",
        "issuer": "机关",
        "year": "年份",
        "region": "地区",
        "industry": "行业",
        "topic": "主题",
        "issuer_level": "机关层级",
        "enterprise": "企业",
        "enterprise_type": "企业类型",
        "source_grade": "来源等级",
        "completeness": "完整性",
        "validity": "时效性",
    }
)

# Of a text of which nothing else is known, people are told only that.
VALIDITY_LABELS: Mapping[str, str] = MappingProxyType(
    {value: "未见废止记录" if value == UNKNOWN else value for value in VALIDITIES}
)

METHOD_LABELS: Mapping[str, str] = MappingProxyType(
    {"rule": "识别自正文", "table": "取自网页的信息表", "import": "导入时指定", "user": "人工校正"}
)


# What a document does to one that it names, what changes it first.
RELATION_LABELS: Mapping[Relation, str] = MappingProxyType(
    {
        Relation.REPLACES: "替代",
        Relation.REPEALS: "废止",
        Relation.REPEALS_PART: "部分废止",
        Relation.AMENDS: "修改",
        Relation.EXTENDS: "延长有效期",
        Relation.SUSPENDS: "暂停执行",
        Relation.SUPPLEMENTS: "补充",
        Relation.CORRECTS: "更正",
        Relation.REPLIES_TO: "答复",
        Relation.ISSUES: "印发",
        Relation.FORWARDS: "转发",
        Relation.INTERPRETS: "解读",
        Relation.IMPLEMENTS: "贯彻",
        Relation.BASED_ON: "依据",
        Relation.CITES: "引用",
    }
)

# What became of an article in a newer version.
CHANGE_LABELS: Mapping[Change, str] = MappingProxyType(
    {
        Change.SAME: "未变",
        Change.RENUMBERED: "条序变动",
        Change.CHANGED: "修改",
        Change.ADDED: "新增",
        Change.REMOVED: "删去",
    }
)


_KNOWN_ACTORS = {LOCAL.id: "本机", PROGRAM.id: "程序自动"}


def actor_label(actor_id: str) -> str:
    """Say for a reader who did something."""
    return _KNOWN_ACTORS.get(actor_id, actor_id)


def value_label(name: str, value: str) -> str:
    """Write a filter's value as people read it."""
    if name == "document_class":
        return CLASS_LABELS.get(value, value)
    if name == "region":
        return value.replace(STEPS[name], "")
    if name == "validity":
        return VALIDITY_LABELS.get(value, value)
    return f"{value}年" if name == "year" else value


def told(name: str, value: FactValue) -> str:
    """Write what is known of a field as people read it."""
    if isinstance(value, str):
        return value_label(name, value)
    return between(name).join(value_label(name, each) for each in value)
