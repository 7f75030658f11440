"""What a document is about: topics, subjects, enterprise, region, industry and types."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import PurePath

from corpus.document import Document, Indicator
from corpus.recognise.indicators import find_indicators
from corpus.vocabulary.schemes import scheme
from scoring.check import Check, Score
from scoring.labelled import BARE, DEMONSTRATION, Labelled

_SAME = 12  # characters by which a sentence is known again

Values = Callable[[Document], set[str]]

# The words of the demonstration labels -> the subjects, one of which is meant.
_SUBJECTS = {
    "企业改革": ("国资\\企业改革",),
    "三项制度改革": ("国资\\企业改革",),
    "公司治理": ("国资\\企业改革",),
    "考核分配": ("国资\\考核分配",),
    "人才队伍": ("国资\\人才队伍",),
    "科技创新": ("国资\\科技创新与数字化",),
    "数字化": ("国资\\科技创新与数字化",),
    "质量管理": ("国资\\质量与供应链",),
    "供应链": ("国资\\质量与供应链",),
    "社会责任": ("国资\\社会责任与绿色低碳",),
    "绿色低碳": ("国资\\社会责任与绿色低碳",),
    "乡村振兴": ("国资\\社会责任与绿色低碳",),
    "合规内控": ("国资\\综合监督与内控风控",),
    "安全生产": ("国资\\安全生产与应急",),
    "品牌文化": ("国资\\宣传思想文化",),
    "产权与混改": ("国资\\产权管理",),
    "国际化经营": ("国资\\国际化经营",),
    "作风建设": ("党建\\作风建设",),
    "组织建设": ("党建\\组织建设",),
    "理论学习": ("党建\\思想建设",),
    "党建与业务融合": ("党建\\党建与业务融合",),
    "统战工作": tuple(each for each in scheme("subjects").values if each.startswith("统战")),
    "党外代表人士": ("统战\\党外代表人士队伍", "统战\\无党派和党外知识分子"),
    "新的社会阶层人士": ("统战\\新的社会阶层人士",),
    "民营经济统战": ("统战\\民营经济统战",),
    "民族宗教": ("统战\\民族工作", "统战\\宗教工作"),
}
# Field -> label, and how the values of the document are compared with it.
_OF_REPORTS: tuple[tuple[str, str, Values, float], ...] = (
    ("enterprise", "enterprise", lambda each: set(each.values("enterprise")), 0.90),
    ("region", "region", lambda each: _steps(each.values("region")), 0.85),
    ("industry", "industry", lambda each: {value[0] for value in each.values("industry")}, 0.85),
    ("enterprise type", "enterprise_type", lambda each: set(each.values("enterprise_type")), 0.85),
)

_SHARE = re.compile("倍|成|[二三四五六七八九十]分之")


def check_subjects(documents: Sequence[Labelled]) -> list[Check]:
    """Score topics on the pages without their tables, the rest on the demonstration set."""
    pages = [each for each in documents if each.origin == BARE]
    own = [each for each in documents if each.origin == DEMONSTRATION]
    reports = [each for each in own if each.known["document_class"] == "experience"]
    return [
        _topics(pages),
        *(_of_reports(reports, *told) for told in _OF_REPORTS),
        _subjects(own),
        _indicators(reports),
    ]


def _indicators(reports: Sequence[Labelled]) -> Check:
    """
    Score value and unit in the sentence that is labelled, whatever the class that is given.

    The labels leave shares out (四成, 2.6倍, 三分之一), so those that are found are only told of.
    """
    right = found = named = labelled = shares = 0
    for each in reports:
        text = each.document.text
        left = list(each.known["indicators"])
        labelled += len(left)
        for indicator in find_indicators(text):
            if _SHARE.fullmatch(indicator.unit):
                shares += 1
                continue
            found += 1
            sentence = text[indicator.sentence.start : indicator.sentence.end]
            label = _label_of(indicator, sentence, left)
            if label is not None:
                left.remove(label)
                right, named = right + 1, named + _is_named(indicator.name, label["name"])
    score = Score(right=right, found=found, labelled=labelled)
    return Check(
        name="about",
        what="indicator",
        figure=f"precision {score.precision:.3f}, recall {score.recall:.3f}, F1 {score.f1:.3f}; "
        f"named right {named / max(right, 1):.3f}",
        target="F1 0.8",
        holds=score.f1 >= 0.8,
        labels=f"{labelled} in {len(reports)} of the {DEMONSTRATION}; {shares} shares not scored",
    )


def _label_of(
    indicator: Indicator, sentence: str, labels: Sequence[Mapping[str, str]]
) -> Mapping[str, str] | None:
    """Give the label of the same value, unit and sentence, one of the same name first."""
    fitting = [
        label
        for label in labels
        if (label["value"], label["unit"]) == (indicator.value, indicator.unit)
        and (sentence.strip()[:_SAME] in label["sentence"] or label["sentence"][:_SAME] in sentence)
    ]
    named = [label for label in fitting if _is_named(indicator.name, label["name"])]
    return next(iter(named or fitting), None)


def _is_named(found: str, wanted: str) -> bool:
    wanted = wanted.replace("同比", "").replace("的", "")
    return wanted in found.replace("的", "") or found.replace("的", "") in wanted


def _topics(pages: Sequence[Labelled]) -> Check:
    """Score the top of the topic: the first one given, and all that are."""
    found = {page.name: _tops(page.document.values("topic")) for page in pages}
    wanted = {page.name: _tops([page.known["topic"]])[0] for page in pages}
    first = sum(found[name][:1] == [top] for name, top in wanted.items())
    score = Score(
        right=sum(top in found[name] for name, top in wanted.items()),
        found=sum(map(len, found.values())),
        labelled=len(wanted),
    )
    return Check(
        name="topic",
        what="top of the topic, without the page's own",
        figure=f"first right on {first} of {len(pages)}, micro-F1 {score.f1:.3f}",
        target="micro-F1 0.85",
        holds=score.f1 >= 0.85,
        labels=f"{len(pages)} {BARE}",
        wrong=tuple(
            f"{name}: {top} but found {found[name]}"
            for name, top in wanted.items()
            if found[name][:1] != [top]
        ),
    )


def _of_reports(
    reports: Sequence[Labelled], what: str, label: str, values: Values, target: float
) -> Check:
    pairs = [(each, values(each.document), set(_listed(each.known[label]))) for each in reports]
    score = Score(
        right=sum(len(found & wanted) for _, found, wanted in pairs),
        found=sum(len(found) for _, found, _ in pairs),
        labelled=sum(len(wanted) for _, _, wanted in pairs),
    )
    wrong = (
        f"{PurePath(each.name).name}: {sorted(wanted)} but found {sorted(found)}"
        for each, found, wanted in pairs
        if found != wanted
    )
    return _check(what, score, target, len(reports), wrong)


def _subjects(documents: Sequence[Labelled]) -> Check:
    """Score subjects; of labels that mean one of several, one is enough."""
    right = found = missed = 0
    wrong = []
    for each in documents:
        given = set(each.document.values("subject"))
        wanted = {_SUBJECTS[topic] for topic in each.known["topics"]}
        fitting = given & {subject for choice in wanted for subject in choice}
        right, found = right + len(fitting), found + len(given)
        missed += sum(not given & set(choice) for choice in wanted)
        if given != fitting:
            wrong.append(f"{PurePath(each.name).name}: found {sorted(given - fitting)}")
    score = Score(right=right, found=found, labelled=right + missed)
    return _check("subject", score, 0.6, len(documents), wrong)


def _check(what: str, score: Score, target: float, size: int, wrong: Iterable[str]) -> Check:
    return Check(
        name="about",
        what=what,
        figure=f"precision {score.precision:.3f}, recall {score.recall:.3f}, F1 {score.f1:.3f}",
        target=f"F1 {target}",
        holds=score.f1 >= target,
        labels=f"{size} of the {DEMONSTRATION}",
        wrong=tuple(wrong),
    )


def _tops(topics: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(topic.partition("\\")[0] for topic in topics))


def _steps(ways: Iterable[str]) -> set[str]:
    return {step for way in ways for step in way.split("/")}


def _listed(value: str | list[str]) -> Iterator[str]:
    yield from [value] if isinstance(value, str) else value
