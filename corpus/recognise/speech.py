"""Who speaks, in which office, and on what occasion."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from corpus.document import Fact, Span
from corpus.recognise.body_name import is_body_name
from corpus.recognise.lines import Line
from corpus.vocabulary.wordlists import any_of

_STAND_IN = "XxＸｘ×✕*＊○●□某"
_PLACEHOLDER = re.compile(f"[{_STAND_IN}]")
_SPOKEN = (
    "(?:重要|总结|表态|主题|主旨|交流|开幕|闭幕|学习|即席|欢迎)?"
    "(?:讲话|致辞|致词|发言|辅导报告|报告|演讲|主持词|党课|讲稿|贺词|开幕词|闭幕词|谈话)(?:稿|提纲)?"
)
_SPOKEN_TITLE = re.compile(f"{_SPOKEN}$")
_OCCASION = re.compile(rf"在(?P<occasion>.{{4,70}}?)上的?(?:{_SPOKEN})?$")
_LESSON = re.compile("[—―－-]{0,3}(?P<occasion>[^—―：:]{2,40}党课)(?:讲稿|提纲|辅导报告)?$")
_SPEAKER_IN_TITLE = re.compile(
    rf"[—―－-]{{0,3}}(?P<name>[一-鿿·]{{2,4}}?)(?:同志)?在.{{4,70}}?上的?(?:{_SPOKEN})"
)
_LINE_LENGTH_MAX = 60
_SENTENCE = re.compile("[，。；：！？《》“”0-9]")
_DATED = re.compile(r"[（(\[]?[^（(]{0,20}[日月年][\s　，,]*(?P<rest>[^\s　，,].*?)[)）\]]?$")
_ALONE = re.compile(r"[一-鿿·]{2,4}$|[一-鿿]\s+[一-鿿]$")


@dataclass(frozen=True, slots=True)
class Speaker:
    """
    Who speaks.

    Attributes:
        name: None where a document names nobody, or a stand-in (XX, 某某).
        role: The office, as it is written; None where none is.
    """

    name: Fact | None = None
    role: Fact | None = None


def is_spoken(title: str) -> bool:
    """Tell whether a line of a title ends in the kind of a speech: …会议上的讲话."""
    return _SPOKEN_TITLE.search(title) is not None


def is_person_line(text: str) -> bool:
    """Tell whether a line names an office, and perhaps who holds it: 云陵省国资委主任　祁砚声."""
    if len(text) > _LINE_LENGTH_MAX or _SENTENCE.search(text):
        return False
    return bool(_person().match(text) or _office().match(text))


def recognise_speaker(title: Fact | None, people: Sequence[Line], dated: Sequence[Line]) -> Speaker:
    """
    Say who speaks.

    Args:
        title: It may say so: 张三同志在…上的讲话.
        people: Lines below the title that name an office, a person or both.
        dated: Lines with a date, which may also hold a name: （2024年1月1日　张三）.
    """
    found = _in_lines([(line.text, line.start) for line in people])
    for line in dated:
        match = _DATED.match(line.text)
        if match and not (found.name or found.role):
            found = _in_lines([(match["rest"], line.start + match.start("rest"))])
    return Speaker(_in_title(title) or found.name, found.role)


def recognise_occasion(lines: Sequence[Line], text: str) -> Fact | None:
    """Give the occasion that title or subtitle (its lines, and their text joined) names."""
    if not lines:
        return None
    span = Span(lines[0].start, lines[-1].end)
    if match := _OCCASION.search(text):
        return Fact(match["occasion"], 0.85, "rule", span)
    lesson = _LESSON.match(text)
    return Fact(lesson["occasion"], 0.6, "rule", span) if lesson else None


def _in_title(title: Fact | None) -> Fact | None:
    named = _SPEAKER_IN_TITLE.match(title.value) if title and isinstance(title.value, str) else None
    if not title or not named or _PLACEHOLDER.search(named["name"]):
        return None
    start = title.span.start if title.span else 0
    span = Span(start + named.start("name"), start + named.end("name")) if title.span else None
    return Fact(named["name"], 0.85, "rule", span)


def _in_lines(texts: Sequence[tuple[str, int]]) -> Speaker:
    """Read lines, each with its offset: an office and a name, or an office, then a name alone."""
    role: Fact | None = None
    for text, start in texts:
        if match := _person().match(text):
            role = _fact(match, "role", start, 0.9)
            if not _PLACEHOLDER.search(match["name"]):
                return Speaker(_name(match, start, 0.9), role)
        elif match := _office().match(text):
            role = _fact(match, "role", start, 0.85)
        elif (match := _lone().match(text)) and not is_body_name(text):
            return Speaker(_name(match, start, 0.9 if role else 0.75), role)
    return Speaker(None, role)


def _name(match: re.Match[str], start: int, confidence: float) -> Fact | None:
    if _PLACEHOLDER.search(match["name"]):
        return None
    span = Span(start + match.start("name"), start + match.end("name"))
    return Fact(re.sub(r"\s", "", match["name"]), confidence, "rule", span)


def _fact(match: re.Match[str], group: str, start: int, confidence: float) -> Fact | None:
    value = match[group].lstrip(_STAND_IN)
    end = start + match.end(group)
    return Fact(value, confidence, "rule", Span(end - len(value), end)) if value else None


@cache
def _person() -> re.Pattern[str]:
    name = rf"[一-鿿·]{{2,5}}|[一-鿿]\s+[一-鿿]|[{_STAND_IN}]{{1,4}}"
    return re.compile(rf"(?P<role>\S.{{0,50}}{any_of('roles')})\s+(?P<name>{name})$")


@cache
def _office() -> re.Pattern[str]:
    return re.compile(rf"(?P<role>[^\s，。]{{1,40}}{any_of('roles')})$")


@cache
def _lone() -> re.Pattern[str]:
    return re.compile(f"(?P<name>{_ALONE.pattern})")
