"""What the parts of a speech are for: salutation, review, tasks, closing and so on."""

import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from importlib.resources import files
from itertools import groupby, pairwise

from corpus.document import RoleSpan, Section, Span
from corpus.recognise.likeliest import Steps, likeliest, steps_between
from corpus.recognise.lines import Line

GREETING = "sp_greet"
_ORDER = {
    "sp_open": 0, "sp_review": 1, "sp_problem": 2, "sp_think": 2, "sp_task": 3, "sp_require": 4,
    "sp_close": 5,
}  # fmt: skip
_FULL_WIDTH = str.maketrans(",:;!?()", "，：；！？（）")

_BEGINNING = 45  # characters of a unit that mostly tell what it is for
_HOW_IT_OPENS, _IN_HEADING, _IN_BEGINNING = 3.0, 3.0, 1.6  # points of a cue
_WORDS_MAX = 2
_OF_POINT = 0.4  # the share that counts in a point of a row: what the row is for stands before it
_OPENS, _CLOSES = 3.0, 3.0  # of the first unit, and of the last besides thanks
_THANKS_LENGTH_MAX = 20
_OPENING, _CLOSING, _PER_LENGTH = 0.1, 0.15, 12.0  # shares of a speech; beyond, points go down

_BACK, _SKIP, _OVER_HEADING = -4.0, -0.5, -1.0  # the cost of steps between roles

_UNITS_MAX = 1500  # more are no speech
_HEADING_LENGTH_MAX = 60
_SALUTATION_LENGTH_MAX = 60
_BEFORE_SPEECH_MAX = 6  # lines that may stand before a speech and are not told for its head
_LONG = 200  # characters; a longer paragraph may hold two parts
_ADDRESSED = (
    "(?:同志|朋友|代表|委员|来宾|嘉宾|领导|女士|先生|同学|同事|战友|老师|乡亲|企业家|党员"
    "|分子|青年|职工)们?"
)
_SALUTATION = re.compile(
    f"[^，。；！？：]{{0,24}}{_ADDRESSED}"
    f"(?:[、， 　][^，。；！？：]{{0,16}}{_ADDRESSED}){{0,6}}[：！]$"
)
_INLINE = re.compile(
    "(?:尊敬的[^，。：]{1,16}[，、])?(?:各位[^，。：、]{1,8}、)?(?:同志们|朋友们|各位同志)[，：！]"
)
_TURNS = re.compile(
    "(?<=。)(?=过去的?(?:一|[两三四五几])年|[一两三四五六几]年来|\\d{4}年以来|在肯定成绩|同志们|当前，|下面，我)"
)
_POINT = re.compile(
    "[（(]?(?:[二三四五六七八九十]|[2-9])[)）]?(?:[是要、.．]|来)|第[二三四五六七八九十][，、是条件句点]"
    "|其[二三四五六]|再次|[（(]"
)
_FIRST_POINT = re.compile("[一1][是要、.．]|第一|其一|首先")
_ANNOUNCES = re.compile(
    "[一二两三四五六七八几][点条件项个方]面?(?:建议|承诺|要求|希望|任务|工作|[大实硬]?事|举措|期望)"
)


class _Kind(Enum):
    HEADING = auto()  # of the top, on a line of its own
    PARAGRAPH = auto()
    POINT = auto()  # of a row that was begun before, or below a heading of the top
    REST = auto()  # of a long paragraph, where a sentence turns to something else


# The cost of beginning another part there.
_TURNING = {_Kind.HEADING: 0.0, _Kind.PARAGRAPH: -2.5, _Kind.POINT: -6.0, _Kind.REST: -2.5}


@dataclass(frozen=True, slots=True)
class _Unit:
    """What is about one thing."""

    span: Span
    text: str
    kind: _Kind


def speech_parts(
    salutation: Line | None,
    body: Sequence[Line],
    sections: Sequence[Section],
    *,
    hidden: Sequence[Span] = (),
) -> tuple[RoleSpan, ...]:
    """
    Part a speech by what is said, headings and all.

    A role is `sp_greet` (称谓), `sp_open` (开头), `sp_review` (回顾成绩), `sp_problem` (问题形势),
    `sp_think` (提高认识), `sp_task` (任务), `sp_require` (要求) or `sp_close` (结尾). A salutation
    within a paragraph lies within another part.

    Args:
        salutation: The line of the head that addresses the audience.
        body: The lines after the head.
        sections: The outline.
        hidden: Where a site keeps a part back.
    """
    greeting = [_part(GREETING, [salutation])] if salutation else _greeting(body)
    greeting += [each for each in _greetings_behind(body, hidden) if each not in greeting]
    units = list(
        _units([line for line in body if _part(GREETING, [line]) not in greeting], sections)
    )
    if len(units) > _UNITS_MAX:
        return tuple(greeting)
    roles = likeliest(_points(units), [_STEPS[unit.kind] for unit in units])
    by_role = groupby(zip(roles, units, strict=True), lambda item: item[0])
    parts = [(role, [unit.span for _, unit in items]) for role, items in by_role]
    found = [RoleSpan(role, Span(spans[0].start, spans[-1].end)) for role, spans in parts]
    return tuple(sorted([*greeting, *found], key=lambda part: part.span.start))


def _part(role: str, lines: Sequence[Line]) -> RoleSpan:
    return RoleSpan(role, Span(lines[0].start, lines[-1].end))


def _greeting(body: Sequence[Line]) -> list[RoleSpan]:
    """
    Find the words that address the audience, on a line of their own or at the head of one.

    They stand before the first sentence, or begin it; further on a speaker only turns to his
    audience once more.
    """
    for line in body[:_BEFORE_SPEECH_MAX]:
        if _is_salutation(line):
            return [_part(GREETING, [line])]
        if inline := _INLINE.match(line.text.translate(_FULL_WIDTH)):
            return [RoleSpan(GREETING, Span(line.start, line.start + inline.end()))]
        if "。" in line.text:
            break
    return []


def _greetings_behind(body: Sequence[Line], hidden: Sequence[Span]) -> Iterator[RoleSpan]:
    """Find the salutations right behind what a site keeps back: another speech begins there."""
    for gap in hidden:
        begun = bisect_left(body, gap.end, key=lambda line: line.start)
        if begun < len(body) and _is_salutation(body[begun]):
            yield _part(GREETING, [body[begun]])


def _is_salutation(line: Line) -> bool:
    short = len(line.text) <= _SALUTATION_LENGTH_MAX
    return short and bool(_SALUTATION.match(line.text.translate(_FULL_WIDTH)))


def _units(lines: Sequence[Line], sections: Sequence[Section]) -> Iterator[_Unit]:
    headed = {section.start: section for section in sections}
    announced = False
    for line in lines:
        text = line.text.translate(_FULL_WIDTH)
        section = headed.get(line.start)
        kind = _kind(text, section, announced=announced)
        if kind is _Kind.HEADING and section:
            yield _Unit(Span(line.start, line.end), section.title, kind)
        else:
            turns = [match.start() for match in _TURNS.finditer(text)] if len(text) > _LONG else []
            for start, end in pairwise([0, *turns, len(text)]):
                span = Span(line.start + start, line.start + end)
                yield _Unit(span, text[start:end], _Kind.REST if start else kind)
        announced = bool(_ANNOUNCES.search(text[-40:]))


def _kind(text: str, section: Section | None, *, announced: bool) -> _Kind:
    """Say what a line is; *section* is what begins there."""
    if section and section.parent is None and len(text) <= _HEADING_LENGTH_MAX and "。" not in text:
        return _Kind.HEADING
    within = section is not None and section.parent is not None
    is_point = within or _POINT.match(text) or (announced and _FIRST_POINT.match(text))
    return _Kind.POINT if is_point else _Kind.PARAGRAPH


def _points(units: Sequence[_Unit]) -> list[dict[str, float]]:
    if not units:
        return []
    first, last = units[0].span.start, units[-1].span.end
    length = max(1, last - first)
    points = []
    for unit in units:
        own = {role: _cue_points(cues, unit) for role, cues in _cues().items()}
        begin = unit.span.start
        own["sp_open"] -= _PER_LENGTH * max(0.0, (begin - first) / length - _OPENING)
        own["sp_close"] -= _PER_LENGTH * max(0.0, (last - begin) / length - _CLOSING)
        points.append(own)
    points[0]["sp_open"] += _OPENS
    for unit, own in zip(reversed(units), reversed(points), strict=True):
        own["sp_close"] += _CLOSES
        if len(unit.text) > _THANKS_LENGTH_MAX:
            break
    return points


def _cue_points(cues: "_Cues", unit: _Unit) -> float:
    beginning = unit.text[:_BEGINNING]
    words = min(len({found[0] for found in cues.words.finditer(beginning)}), _WORDS_MAX)
    points = _HOW_IT_OPENS * bool(cues.opens.search(beginning))
    points += words * (_IN_HEADING if unit.kind is _Kind.HEADING else _IN_BEGINNING)
    return _OF_POINT * points if unit.kind is _Kind.POINT else points


def _steps(kind: _Kind) -> Steps:
    turn = _TURNING[kind]

    def follows(held: str, role: str) -> float:
        if held == role:
            return _OVER_HEADING if kind is _Kind.HEADING else 0.0
        ahead = _ORDER[role] - _ORDER[held]
        return turn + (_BACK if ahead < 0 else _SKIP * max(0, ahead - 1))

    return steps_between(tuple(_ORDER), follows)


_STEPS = {kind: _steps(kind) for kind in _Kind}


@dataclass(frozen=True, slots=True)
class _Cues:
    """What speaks for a role: how its part begins, and words in it."""

    opens: re.Pattern[str]
    words: re.Pattern[str]


@cache
def _cues() -> Mapping[str, _Cues]:
    content = (files("corpus.vocabulary") / "speech_roles.toml").read_text(encoding="utf-8")
    return {
        role: _Cues(*(re.compile("|".join(each[key])) for key in ("opens", "words")))
        for role, each in tomllib.loads(content).items()
    }
