"""Who speaks, and on what occasion."""

import re
from functools import cache

from corpus.document import Fact, Span
from corpus.recognise.lines import Line
from corpus.vocabulary.wordlists import any_of

_PLACEHOLDER = re.compile("[XxＸｘ×✕*＊○●□某]")
_SPOKEN = "讲话|致辞|致词|发言|辅导报告|报告|演讲|主持词|党课"
_SPOKEN_TITLE = re.compile(f"(?:{_SPOKEN}|讲稿)(?:稿|提纲)?$")
_OCCASION = re.compile(rf"在(?P<occasion>.{{4,70}}?)上的?(?:{_SPOKEN})?$")
_SPEAKER_IN_TITLE = re.compile(
    rf"(?P<name>[一-鿿·]{{2,4}}?)(?:同志)?在.{{4,70}}?上的?(?:{_SPOKEN})"
)
_LINE_LENGTH_MAX = 60
_SENTENCE = re.compile("[，。；：！？《》“”0-9]")
_NAME = re.compile(r"[一-鿿·]{2,5}$|[一-鿿]\s+[一-鿿]$")


def is_spoken(title: str) -> bool:
    """Tell whether a line of a title ends in the kind of a speech: …会议上的讲话."""
    return _SPOKEN_TITLE.search(title) is not None


def is_person_line(text: str) -> bool:
    """Tell whether a line names an office, and perhaps who holds it: 云陵省国资委主任　祁砚声."""
    if len(text) > _LINE_LENGTH_MAX or _SENTENCE.search(text):
        return False
    return bool(_person().match(text) or _office().match(text))


def recognise_speaker(title: Fact | None, people: list[Line]) -> Fact | None:
    """Give the speaker: in the title (张三同志在…上的讲话), or on a line below it."""
    named = _SPEAKER_IN_TITLE.match(title.value) if title and isinstance(title.value, str) else None
    if title and named and not _PLACEHOLDER.search(named["name"]):
        start = title.span.start if title.span else 0
        span = Span(start, start + len(named["name"])) if title.span else None
        return Fact(named["name"], 0.85, "rule", span)
    below_office = False
    for line in people:
        match = _person().match(line.text) or (below_office and _alone(line.text))
        if match and not _PLACEHOLDER.search(match["name"]):
            span = Span(line.start + match.start("name"), line.end)
            return Fact(re.sub(r"\s", "", match["name"]), 0.9, "rule", span)
        below_office = bool(_office().match(line.text))
    return None


def recognise_occasion(lines: list[Line], text: str) -> Fact | None:
    """Give the occasion that title or subtitle (its lines, and their text joined) names."""
    match = _OCCASION.search(text)
    if not match or not lines:
        return None
    return Fact(match["occasion"], 0.85, "rule", Span(lines[0].start, lines[-1].end))


def _alone(text: str) -> re.Match[str] | None:
    return re.compile(f"(?P<name>{_NAME.pattern})").match(text)


@cache
def _person() -> re.Pattern[str]:
    name = r"[一-鿿·]{2,5}|[一-鿿]\s[一-鿿]|[XxＸｘ×✕*＊○某]{1,4}"
    return re.compile(rf"\S.{{0,50}}{any_of('roles')}\s+(?P<name>{name})$")


@cache
def _office() -> re.Pattern[str]:
    return re.compile(rf"[^\s，。]{{1,40}}{any_of('roles')}$")
