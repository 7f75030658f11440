"""The fields that a document can have, their Chinese labels and their vocabularies."""

from collections.abc import Mapping
from types import MappingProxyType

from corpus.document import Fact

# Field name -> label on the page, in the order of gov.cn's own table, then the rest.
LABELS: Mapping[str, str] = MappingProxyType(
    {
        "index_number": "索引号",
        "topic": "主题分类",
        "issuer": "发文机关",
        "written": "成文日期",
        "title": "标题",
        "document_number": "发文字号",
        "published": "发布日期",
        "revised": "修改日期",
        "document_class": "类型",
        "kind": "文种",
        "effective": "施行日期",
        "expires": "失效日期",
        "speaker": "讲话人",
        "speaker_role": "讲话人职务",
        "speech_type": "讲话类别",
        "occasion": "场合",
        "occasion_date": "活动日期",
        "enterprise": "企业",
        "enterprise_group": "所属集团",
        "enterprise_type": "企业类型",
        "issuer_level": "机关层级",
        "region": "地区",
        "industry": "行业",
        "subject": "国资党建主题",
        "source_grade": "来源等级",
        "validity": "时效性",
    }
)

# Fields whose value is a tuple; every other field holds one text.
SEVERAL = frozenset(
    {"issuer", "enterprise", "enterprise_type", "region", "industry", "topic", "subject"}
)

# Fields of what a document is about, which rules weigh rather than read.
ABOUT = ("topic", "subject", "region", "industry", "issuer_level", "enterprise_type")

DATES = ("written", "published", "revised", "effective", "expires", "occasion_date")

# The date that stands for the document, first known first: of a text that was revised, that of
# its last revision, for another day's wording is another text.
DATE_ORDER = ("revised", "written", "occasion_date", "published", "effective")

DOCUMENT_CLASSES: Mapping[str, str] = MappingProxyType(
    {
        "policy": "政策文件",
        "regulation": "法律法规",
        "plan": "规划方案",
        "speech": "领导讲话",
        "experience": "典型经验",
        "interpretation": "政策解读",
        "research": "调研研究",
        "news": "新闻报道",
        "study": "学习材料",
        "other": "其他",
    }
)

# What the parts of speeches and of experience reports are for.
ROLE_LABELS: Mapping[str, str] = MappingProxyType(
    {
        "sp_greet": "称谓",
        "sp_open": "开头",
        "sp_review": "回顾成绩",
        "sp_problem": "问题形势",
        "sp_think": "提高认识",
        "sp_task": "任务部署",
        "sp_require": "工作要求",
        "sp_close": "结尾",
        "ex_lead": "导语",
        "ex_basic": "基本情况",
        "ex_problem": "存在问题",
        "ex_practice": "主要做法",
        "ex_result": "取得成效",
        "ex_insight": "经验启示",
        "ex_next": "下一步",
        "ex_comment": "点评",
    }
)

# Of the body that issued a document, from the top.
ISSUER_LEVELS = ("中央", "国务院", "部委", "省", "市", "县", "企业集团", "企业")

OFFICIAL_GRADE = "权威"
REPRINT_GRADE = "转载"
SAMPLE_GRADE = "示例"
UNVERIFIED_GRADE = "待核实"
SOURCE_GRADES = (OFFICIAL_GRADE, "内部", REPRINT_GRADE, SAMPLE_GRADE, UNVERIFIED_GRADE)
# What a person may say of a document's standing; else it is judged by dates and by other documents.
STANDINGS = ("现行有效", "尚未施行", "已修改", "已废止", "失效")
ABSTRACT_ONLY = "仅摘要"  # another library shares no more of it
CATALOGUE_ONLY = "仅目录"
CARD_ONLY = frozenset({ABSTRACT_ONLY, CATALOGUE_ONLY})
COMPLETENESS = ("完整", "有删减", "截断", "残缺", ABSTRACT_ONLY, CATALOGUE_ONLY)


def principal_date(facts: Mapping[str, Fact]) -> tuple[str, str] | None:
    """Choose the date that stands for a document: (ISO value, field name), or None."""
    for name in DATE_ORDER:
        fact = facts.get(name)
        if fact is not None and isinstance(fact.value, str):
            return fact.value, name
    return None
