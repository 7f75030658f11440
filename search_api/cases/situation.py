"""The situation of an enterprise as it describes it, and what is recognised of it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from corpus.document import Fact
from corpus.errors import WrongValue
from corpus.recognise.enterprise_problems import find_problems
from corpus.recognise.enterprise_size import recognise_enterprise_size
from corpus.recognise.enterprise_type import types_named
from corpus.recognise.industry import recognise_industry
from corpus.recognise.region import STEP, Source, recognise_region, way_named
from corpus.recognise.subjects import Zones
from corpus.recognise.word_counts import PairedText

LONGEST = 2000  # characters of a description, of a problem, of a goal
_LONGEST_SUMMARY = 200
_MOST_ASKED = 60  # sentences that the finder is asked for

FIELDS_OF_SITUATION = ("industry", "region", "enterprise_type", "size", "problem", "goal")
_FIRST = re.compile("[^，。！？；\n]*")
_CLAUSES = re.compile("[^，,]+[，,]?")
_LONGEST_ASKED = 80  # characters that the finder is asked for at once
_KNOWN = 0.8  # confidence of a region whose every step is known
_SENTENCE = re.compile(r"[^。！？；\n]+[。！？；]?")
_GOAL = re.compile(
    "(?<![不没非])(?:想(?!到|不|起)|希望|力争|目标|打算|计划|准备|要把|争取|能不能|怎么才能|如何|求|看看|要求)"
)
_LABEL = re.compile(  # 主要问题：… 目标：…
    "(?:(?<=[。！？；，,、\\s])|^)(?:[（(]?[一二三四五0-9]{1,2}[）)、.．])?"
    "(?:我们?的?|目前|当前|现在|主要|突出|存在的?|面临的?|遇到的?|想达到的?|工作|近期|改进){0,3}"
    "(?:(?P<problem>问题|困难|难题|难点|短板|痛点|不足)|(?P<goal>目标|诉求|需求|想法|打算|期望|希望))"
    "(?:有|是|在于)?\\s*[：:]"
)
_INTRODUCED = re.compile(
    "^(?:我们?|本)[^，。；]{0,12}?是[^。；]{0,60}(?:企业|公司|集团|工厂|厂|单位)"
)


@dataclass(frozen=True, slots=True)
class Situation:
    """
    A situation.

    Attributes:
        text: The description as it was written; empty where only the fields were filled in.
        industry: A value of GB/T 4754; empty where none is known, as in all that follow.
        region: The way to it: 云陵省/霁川市.
        enterprise_type: A type.
        size: One of 大型 中型 小型 微型.
        problem: What is wrong.
        goal: What is wanted.
    """

    text: str = ""
    industry: str = ""
    region: str = ""
    enterprise_type: str = ""
    size: str = ""
    problem: str = ""
    goal: str = ""

    @property
    def sentences(self) -> Iterator[tuple[str, bool]]:
        """Its sentences, and whether each tells a goal and not a problem."""
        asked = [(each, False) for each in _sentences(self.problem)]
        asked += [(each, True) for each in _sentences(self.goal)]
        yield from list(dict.fromkeys(asked))[:_MOST_ASKED]

    @property
    def summary(self) -> str:
        """It in a line, for those who write down what they take from a case."""
        _, _, industry = self.industry.partition(" ")
        named = (self.region.replace("/", ""), industry, self.enterprise_type, self.size)
        told = "；".join(filter(None, ("，".join(filter(None, named)), self.problem.strip())))
        return told if len(told) <= _LONGEST_SUMMARY else f"{told[: _LONGEST_SUMMARY - 1]}…"

    @property
    def problems(self) -> Mapping[str, tuple[str, ...]]:
        """What it struggles with, and the words that say so."""
        return find_problems(f"{self.problem}\n{self.goal}")


def recognise_situation(text: str) -> Situation:
    """
    Recognise what a description says.

    A sentence that wants something tells the goal; what stands behind 问题： or 目标： tells that;
    one that only says who writes tells neither.
    """
    told = list(_told(text))
    industry = _value(recognise_industry(_zones(text), ""))
    size = recognise_enterprise_size(text, (industry,) if industry else ())
    return Situation(
        text=text,
        industry=industry,
        region=_region(text),
        enterprise_type=next(iter(types_named(text)), ""),
        size=size.value if size else "",
        problem="".join(each for each, is_goal in told if not is_goal),
        goal="".join(each for each, is_goal in told if is_goal),
    )


def _told(text: str) -> Iterator[tuple[str, bool]]:
    """Give the sentences of a description that tell of a problem or, so marked, of a goal."""
    labels = list(_LABEL.finditer(text))
    first = labels[0].start() if labels else len(text)
    for each in _sentences(text[:first]):
        if not _only_introduces(each):
            yield each, bool(_GOAL.search(each))
    ends = [*(label.start() for label in labels[1:]), len(text)]
    for label, end in zip(labels, ends, strict=False):
        for each in _sentences(text[label.end() : end]):
            yield each, bool(label["goal"] or _GOAL.match(each))


def _only_introduces(sentence: str) -> bool:
    """Tell whether a sentence says who writes, and of nothing that they struggle with or want."""
    is_told = find_problems(sentence) or _GOAL.search(sentence)
    return _INTRODUCED.search(sentence) is not None and not is_told


def _region(text: str) -> str:
    """Give the way to a region that the list of divisions knows; a mere form may be anything."""
    found = recognise_region([Source(text, None, _KNOWN, short=True)], "")
    return _value(found) if found and found.confidence >= _KNOWN else ""


def read_situation(text: str, fields: Mapping[str, str], *, recognised: bool = False) -> Situation:
    """
    Read what was filled in.

    Args:
        text: The description.
        fields: By the names of `Situation`; of a region what one calls it.
        recognised: Whether the fields are what was made of the text already, so that an empty one
            is meant to be empty; else only those that are filled in stand over what the text says.

    Raises:
        WrongValue: Something is too long, or nothing says what is wrong or wanted.
    """
    _check_length("描述", text, LONGEST)
    for name, label in (("problem", "问题"), ("goal", "目标")):
        _check_length(label, fields.get(name, ""), LONGEST)
    given = {name: fields.get(name, "").strip() for name in FIELDS_OF_SITUATION}
    if way := way_named(given["region"]):
        given["region"] = STEP.join(way)
    known = Situation(text=text) if recognised else recognise_situation(text)
    situation = replace(known, **{k: v for k, v in given.items() if v or recognised})
    if not (situation.problem or situation.goal):
        raise WrongValue("还没有写遇到的问题或想达到的目标。请写一两句，再查找。")
    return situation


def _check_length(label: str, text: str, longest: int) -> None:
    if len(text) > longest:
        raise WrongValue(f"“{label}”最多 {longest} 字，这里有 {len(text)} 字。请写短一些。")


def _sentences(text: str) -> list[str]:
    """Give the sentences of a text that hold a word; of one too long to be asked, its clauses."""
    whole = (match[0].strip() for match in _SENTENCE.finditer(text))
    asked = (
        part
        for each in whole
        for part in ([each] if len(each) <= _LONGEST_ASKED else _CLAUSES.findall(each))
    )
    return [each[:_LONGEST_ASKED] for each in asked if any(map(str.isalnum, each))]


def _zones(text: str) -> Zones:
    """Let what one says of oneself count like a title, and what one says first once more."""
    words = PairedText.of(text)
    first = _FIRST.match(text.strip())
    return Zones(words, PairedText.of(first[0] if first else ""), words)


def _value(fact: Fact | None) -> str:
    if fact is None:
        return ""
    return fact.value if isinstance(fact.value, str) else next(iter(fact.value), "")
