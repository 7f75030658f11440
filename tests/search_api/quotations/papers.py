"""Invented documents against which quotations are checked, one for each thing to be told."""

from dataclasses import replace
from pathlib import Path

from corpus.document import FactValue
from corpus.settings import Settings
from tests.search_api.shelf import Paper, fill

CHARGING = "新建住宅小区应当按照标准配建电动自行车充电设施，并与主体工程同步验收"
PARKING = "任何单位和个人不得在建筑物的公共门厅和疏散通道停放电动自行车"
FINES = "违反前款规定拒不改正的，处五百元以上一千元以下罚款"
SPOKEN = "企业改革要敢于啃硬骨头，把责任落到每一个岗位和每一道工序"
CORE = "要紧密团结在以习近平同志为核心的党中央周围，把各项部署落到实处"
CUT = "党外代表人士是国有企业改革发展不可忽视的一支重要力量"
INVENTED = "示例企业以数据贯通采购和生产，库存周转天数由四十天降到二十六天"
LATHE = "砺轴重机用两年时间建成柔性生产线，一次交检合格率由91%提高到98.5%"


def _law(path: str, date: str, articles: tuple[str, ...], **facts: FactValue) -> Paper:
    lines = [f"第{'一二三四五'[at]}条　{text}。" for at, text in enumerate(articles)]
    title = "云陵市电动自行车管理规定"
    return Paper(
        path,
        "\n".join((title, *lines)),
        {"title": title, "document_class": "regulation", "written": date, **facts},
        tuple(line[:3] for line in lines),
        grade="权威",
    )


def _text(path: str, title: str, body: str, grade: str = "权威", **facts: FactValue) -> Paper:
    return Paper(path, f"{title}\n{body}。", {"title": title, **facts}, grade=grade)


OLD = _law("/收件/旧.txt", "2015-03-01", (PARKING, CHARGING, FINES))
NEW = _law(
    "/收件/新.txt",
    "2023-03-01",
    ("本市实行电动自行车登记上牌制度", PARKING, CHARGING, FINES.replace("五百", "一千五百")),
)
SPEECH = _text(
    "/收件/讲话.txt",
    "在全省国资国企改革会议上的讲话",
    SPOKEN,
    speaker="祁砚声",
    document_class="speech",
)
NAMELESS = _text(
    "/收件/无名.txt",
    "在全省安全生产会议上的讲话",
    "安全生产要从每一次交接班抓起，把隐患消灭在萌芽状态",
    document_class="speech",
)
REPORT = _text("/收件/报告.txt", "云陵省国资工作报告", CORE, document_class="policy")
TRUNCATED = replace(
    _text("/收件/统战.txt", "统战工作推进会材料", CUT, document_class="study"),
    completeness="截断",
)
SAMPLE = _text("/收件/示例.txt", "数据贯通典型案例", INVENTED, "示例", document_class="experience")
CASE = _text(
    "/收件/砺轴.txt",
    "砺轴重机数字化转型典型案例",
    LATHE,
    enterprise=("砺轴重机股份有限公司",),
    document_class="experience",
)
GOVERNING = "水域岸线由县级以上人民政府划定，任何单位不得擅自占用"
NEARLY = "水域岸线由县级以上人民政府划定，任何单位和个人都不得随意占用"
RULES = _text("/收件/岸线.txt", "水域岸线管理办法", NEARLY, document_class="regulation")
OWNED = "国有独资公司以及国有资本控股公司、国有资本参股公司取用水的，依照本法执行"
SHORT = _text(
    "/收件/水法.txt",
    "水法",
    f"{GOVERNING}。{OWNED}",
    written="2016-07-02",
    document_class="regulation",
)
NAMING = "按照《水法》的要求，引水企业都要定期检查闸门，保持必要的备用水量"
ORDER = _text("/收件/引水.txt", "引水管理通知", NAMING, document_class="policy")
FERRIES = "渡口经营者应当每年汛期之前检修渡船，并向所在地航道机构报送检修记录"
EXPIRED = _text(
    "/收件/渡口.txt",
    "霁川市渡口管理暂行办法",
    FERRIES,
    written="2011-05-01",
    expires="2016-04-30",
    document_class="regulation",
)
LITTERED = replace(
    _text(
        "/收件/转载.txt",
        "冬季供暖工作要点",
        "供暖企业应当提前检修&bsp;管网，保证居民家中温度",
        document_class="policy",
    ),
    debris="&bsp;",
)
PAPERS = (
    OLD,
    NEW,
    SPEECH,
    NAMELESS,
    REPORT,
    TRUNCATED,
    SAMPLE,
    CASE,
    SHORT,
    RULES,
    ORDER,
    EXPIRED,
    LITTERED,
)


def quoted_home(folder: Path, engine: str = "auto") -> Settings:
    """Make a home in a folder with something to be said of every document in it."""
    made = Settings.model_validate({"home": folder / "home", "jobs": 1, "engine": engine})
    fill(made, PAPERS, folder)
    return made
