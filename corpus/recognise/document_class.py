"""The class of a document, by weighing what speaks for each."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from corpus.recognise.enterprise import introduces_enterprise, names_enterprise
from corpus.recognise.head import Head, Role
from corpus.recognise.kind import kind_names, kind_of_title, statutory_kind
from corpus.recognise.lines import Line
from corpus.recognise.own_rules import are_own_rules
from corpus.recognise.signature import Signature

_ENOUGH, _LEAD = 4, 2  # points that the best class must have, and be ahead
_TITLE_CUES = {
    "speech": re.compile("讲话|致辞|致词|发言|党课|主持词|政府工作报告|献词|开幕词|闭幕词"),
    "experience": re.compile("经验|典型案例|做法|探索|实践|案例|启示|交流材料|先进事迹"),
    "interpretation": re.compile("解读|答记者问|一图读懂|政策问答|释义|吹风会"),
    "research": re.compile("调研报告|调查报告|研究报告|课题|白皮书|蓝皮书|调查与思考"),
    "study": re.compile("学习材料|心得体会|学习体会|学习资料|学习参考|读本|读后感|测试题"),
}
_TITLE_WEIGHTS = {"speech": 5, "experience": 4, "interpretation": 6, "research": 5, "study": 5}
_FORM_OF_EXPERIENCE = re.compile(
    "坚持.*打造|以.+促|党建引领|党建品牌|[一-鿿”]{3,12}[　 ][一-鿿“]{3,12}$"
)
_EXPERIENCE_HEADINGS = (
    re.compile("基本情况|背景|企业概况|单位简介|问题的提出"),
    re.compile("做法|举措|实施(?:过程|路径)|主要措施"),
    re.compile("成效|成果|效果|收获|变化"),
    re.compile("启示|体会|感悟|推广价值|经验"),
)
_SALUTATION = re.compile(
    "(?:同志们|代表|委员|来宾|朋友们|女士们|先生们|同学们|同事们|各位同志|各位领导)[^。]{0,12}[：:!！]?$"
)
_OPENING = re.compile(
    "刚才，|下面，我|借此机会，?我|我(?:讲|谈|代表.{2,12}(?:作|向)|就)|向大会(?:报告|作)"
)
_FIRST_PERSON = re.compile("我讲|我想|我认为|我希望|我代表|我们要")
_CLOSING = re.compile(
    "谢谢(?:大家|各位)|努力奋斗|预祝|让我们|圆满成功|奋勇前进|再接再厉|我的(?:发言|讲话)完"
)
_OWN_FIRM = re.compile("我公司|我单位|公司|集团|我厂|我行|企业")
_FIGURES = re.compile(r"\d(?:\.\d+)?\s?(?:%|％|亿元|万元|万吨|亿)")
_NEWS = re.compile("本报讯|新华社.{0,12}电|中新社|记者[^。，]{2,8}[)）报]|[（(]记者")
_LEGISLATED = re.compile("代表大会|常务委员会|审判委员会|检察委员会|令第")
_PRINTED = re.compile(r"\d{1,2}\s*日印发$")
_INTRODUCTION = 6  # lines of a body in which an enterprise is introduced
_SAMPLE = 3000  # characters looked at for the density of words
_PLANNED = re.compile(
    r"^(?:第[一二三四五六七八九十]章|一、).{0,12}(?:目标|要求|思路|基础|形势|背景)"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What the class is judged by."""

    title: str
    subtitle: str
    head: Head
    body: Sequence[Line]
    signature: Signature | None
    has_number: bool
    articles: int

    @property
    def names(self) -> str:
        """Title and subtitle as one text."""
        return f"{self.title} {self.subtitle}".strip()

    @property
    def is_of_enterprise(self) -> bool:
        """Whether it has the name of a regulation, and is an enterprise's own: no law, a policy."""
        marks = [line.text for line in self.head.of(Role.MARK)]
        signed = self.signature.issuers if self.signature else ()
        is_named_so = _class_of_kind(self) == "regulation"
        body = [line.text for line in self.body[:_INTRODUCTION]]
        return is_named_so and are_own_rules(self.title, (*marks, *signed), body)


@dataclass(frozen=True, slots=True)
class Judgement:
    """A class, and how sure it is."""

    document_class: str
    confidence: float


def judge_class(reading: Reading) -> Judgement:
    """Choose the class with the most points: `other` without enough, unsure without a lead."""
    points = {name: weigh(reading) for name, weigh in _WEIGHERS.items()}
    (first, best), (_, second) = sorted(points.items(), key=lambda item: -item[1])[:2]
    if best < _ENOUGH or best - second < _LEAD:
        return Judgement("other" if best < _ENOUGH else first, 0.4)
    return Judgement(first, round(min(0.97, 0.6 + 0.05 * (best - second)), 2))


def _title_points(name: str) -> Callable[[Reading], int]:
    return lambda reading: _TITLE_WEIGHTS[name] if _TITLE_CUES[name].search(reading.names) else 0


def _class_of_kind(reading: Reading) -> str | None:
    kind = kind_of_title(reading.title)
    return kind_names().classes.get(kind) if kind else None


def _speech(reading: Reading) -> int:
    opening = reading.body[:12]
    salutation = reading.head.of(Role.ADDRESSEES) + [
        line for line in opening if len(line.text) < 40
    ]
    last = "".join(line.text for line in reading.body[-3:])
    start = "".join(line.text for line in opening)
    return (
        _title_points("speech")(reading)
        + 4 * any(_SALUTATION.search(line.text) for line in salutation)
        + 3 * bool(_OPENING.search(start))
        + 2 * (len(_FIRST_PERSON.findall(start)) >= 2)
        + 2 * (sum("同志们" in line.text for line in reading.body) >= 2)
        + 2 * bool(_CLOSING.search(last))
        - 3 * reading.has_number
    )


def _experience(reading: Reading) -> int:
    sample = "".join(line.text for line in reading.body)[:_SAMPLE]
    headings = [line.text for line in reading.body if len(line.text) <= 40]
    first = [line.text for line in reading.body[:_INTRODUCTION]]
    parts = sum(any(cue.search(text) for text in headings) for cue in _EXPERIENCE_HEADINGS)
    per_thousand = 1000 / max(len(sample), 500)
    return (
        _title_points("experience")(reading)
        + 5 * (parts >= 2)
        + 4 * (_class_of_kind(reading) == "experience" and not _title_points("experience")(reading))
        + names_enterprise([reading.title, reading.subtitle, *first])
        + 3 * introduces_enterprise(first)
        + 2 * (len(_OWN_FIRM.findall(sample)) * per_thousand >= 3)
        + (len(_FIGURES.findall(sample)) * per_thousand >= 5)
        + bool(_FORM_OF_EXPERIENCE.search(reading.names))
        - 4 * reading.has_number
    )


def _policy(reading: Reading) -> int:
    if reading.is_of_enterprise:
        return 8 + _official(reading)
    if reading.articles >= 3 and _class_of_kind(reading) != "policy":
        return 0
    return 4 * bool(
        statutory_kind(reading.title) or _class_of_kind(reading) == "policy"
    ) + _official(reading)


def _official(reading: Reading) -> int:
    """Points of any document with the form of an official one."""
    addressed = reading.head.of(Role.ADDRESSEES)
    return (
        5 * reading.has_number
        + 3 * any(re.search("[局委厅部省市区县府企司位]", line.text) for line in addressed)
        + 2 * (reading.signature is not None)
        + 2 * any(_PRINTED.search(line.text) for line in reading.body[-5:])
    )


def _regulation(reading: Reading) -> int:
    if reading.is_of_enterprise:
        return 0
    kind = _class_of_kind(reading)
    enacted = any(not _PRINTED.search(line.text) for line in reading.head.of(Role.ENACTED))
    judicial = reading.title.startswith(("最高人民法院", "最高人民检察院"))
    if kind != "regulation" and not (enacted or judicial):
        return 0
    adopted = any(_LEGISLATED.search(line.text) for line in reading.head.of(Role.ENACTED))
    formal = 4 * (kind == "regulation") + 4 * (reading.articles >= 3) + 4 * enacted + 4 * judicial
    formal += 8 * adopted
    return formal + (_official(reading) if kind == "regulation" else 0) + 2 * (enacted or judicial)


def _plan(reading: Reading) -> int:
    if _class_of_kind(reading) != "plan":
        return 0
    return (
        6 + _official(reading) + sum(bool(_PLANNED.match(line.text)) for line in reading.body[:20])
    )


def _interpretation(reading: Reading) -> int:
    asked = sum(line.text.startswith(("问：", "问:")) for line in reading.body)
    return _title_points("interpretation")(reading) + 2 * (asked >= 2)


def _news(reading: Reading) -> int:
    start = "".join(line.text for line in reading.body[:2])[:120]
    return 5 * bool(_NEWS.search(start)) + reading.head.has(Role.SOURCE)


_WEIGHERS: Mapping[str, Callable[[Reading], int]] = {
    "policy": _policy,
    "regulation": _regulation,
    "plan": _plan,
    "speech": _speech,
    "experience": _experience,
    "interpretation": _interpretation,
    "research": _title_points("research"),
    "news": _news,
    "study": _title_points("study"),
}
