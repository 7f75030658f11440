"""What the parts of an experience report are for: basics, practices, results and so on."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from corpus.document import Section
from corpus.recognise.likeliest import Points, Steps, likeliest, steps_between

_BODY_LENGTH_MAX = 2000  # of a part is looked at: what it is for shows by then
_WHOLE_NAME, _WORD, _LONE_CHARACTER, _IN_BODY = 6.0, 2.5, 1.0, 0.9  # points of a cue
_WORDS_MAX, _BODY_POINTS_MAX = 2, 3.0
_BODY_UNIT = 200  # characters over which the cues of a body are counted
_NUMBER = re.compile(
    "(?:第?[一二三四五六七八九十壹贰叁肆伍陆柒捌玖]{1,3}(?:部分|[、．.：: 　])"
    "|[（(][一二三四五六七八九十]{1,3}[)）]|[0-9０-９]{1,2}[、．. 　]*)[ 　]*"
)
_MARKS = "【】▍：:。 　"
_ORDER = (
    "ex_basic", "ex_problem", "ex_practice", "ex_result", "ex_insight", "ex_next", "ex_comment"
)  # fmt: skip
_FIRST = {"ex_basic": 1.5, "ex_problem": 1.0, "ex_practice": 0.5}
_LAST = {"ex_practice": -0.5, "ex_basic": -1.0}
_AGAIN, _SAME, _FORWARD, _BACK = 1.0, -0.5, 0.5, -1.0
_BY_PARAGRAPH = 2.0  # the cost of another role where no heading begins it


def report_roles(document_class: str, sections: Sequence[Section], text: str) -> tuple[str, ...]:
    """
    Say what the sections of a report are for, one role a section, in order.

    A role is `ex_basic` (基本情况), `ex_problem` (存在问题), `ex_practice` (主要做法), `ex_result`
    (取得成效), `ex_insight` (经验启示), `ex_next` (下一步) or `ex_comment` (点评). Sections at the
    top have one; those within them have none of their own, and neither has any other document.
    """
    if document_class != "experience":
        return ("",) * len(sections)
    parts = _parts(sections)
    points: list[Points] = [_points(*_heading_and_body(section, text)) for section in parts]
    roles = dict(zip((part.id for part in parts), _chosen(points, _STEPS), strict=True))
    return tuple(roles.get(section.id, "") for section in sections)


def paragraph_roles(paragraphs: Sequence[str]) -> tuple[str, ...]:
    """Say what the paragraphs of a report without headings are for, one role a paragraph."""
    points: list[Points] = [_points("", text) for text in paragraphs]
    return _chosen(points, _STEPS_BY_PARAGRAPH)


def _chosen(points: list[Points], steps: Steps) -> tuple[str, ...]:
    if points:
        points[0] = {role: own + _FIRST.get(role, 0) for role, own in points[0].items()}
        points[-1] = {role: own + _LAST.get(role, 0) for role, own in points[-1].items()}
    return likeliest(points, [steps] * len(points))


def _parts(sections: Sequence[Section]) -> list[Section]:
    """Give the sections at the top; below it where a single one holds all others."""
    parts = [section for section in sections if section.parent is None]
    while len(parts) == 1:
        below = [section for section in sections if section.parent == parts[0].id]
        if not below:
            break
        parts = below
    return parts


def is_part_name(heading: str) -> bool:
    """Tell whether a heading without its number is the name of a part of a report: 主要做法."""
    return bool(_part_names().fullmatch(heading))


@cache
def _part_names() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{cues.name.pattern})" for cues in _cues().values()))


@dataclass(frozen=True, slots=True)
class _Cues:
    """What speaks for a role: a whole heading, a word in a heading, words below it."""

    name: re.Pattern[str]
    word: re.Pattern[str]
    body: re.Pattern[str]


@cache
def _cues() -> dict[str, _Cues]:
    content = (files("corpus.vocabulary") / "report_roles.toml").read_text(encoding="utf-8")
    return {
        role: _Cues(*(re.compile("|".join(each[key])) for key in ("name", "word", "body")))
        for role, each in tomllib.loads(content).items()
    }


def _heading_and_body(section: Section, text: str) -> tuple[str, str]:
    heading, _, body = text[section.start : section.end].partition("\n")
    if len(heading) > len(section.number) + len(section.title) + 16:  # a run-in heading
        heading, body = section.title, heading
    bare = heading.strip(_MARKS)
    return _NUMBER.sub("", bare, count=1).strip(_MARKS), body[:_BODY_LENGTH_MAX]


def _points(heading: str, body: str) -> dict[str, float]:
    return {
        role: _heading_points(cues, heading) + _body_points(cues, body)
        for role, cues in _cues().items()
    }


def _heading_points(cues: _Cues, heading: str) -> float:
    words = set(cues.word.findall(heading))
    points = sorted((_WORD if len(word) > 1 else _LONE_CHARACTER for word in words), reverse=True)
    whole = _WHOLE_NAME if cues.name.fullmatch(heading) else 0.0
    return whole + sum(points[:_WORDS_MAX])


def _body_points(cues: _Cues, body: str) -> float:
    found = sum(1 for _ in cues.body.finditer(body))
    return min(_BODY_POINTS_MAX, _IN_BODY * found * _BODY_UNIT / max(len(body), _BODY_UNIT))


def _follows(held: str, role: str) -> float:
    if held == role:
        return _AGAIN if role == "ex_practice" else _SAME
    forward = _ORDER.index(role) > _ORDER.index(held)
    return _FORWARD if forward or (held, role) == ("ex_result", "ex_problem") else _BACK


_STEPS = steps_between(_ORDER, _follows)
_STEPS_BY_PARAGRAPH = steps_between(
    _ORDER, lambda held, role: _follows(held, role) - _BY_PARAGRAPH * (held != role)
)
