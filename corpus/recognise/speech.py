"""Who speaks, and on what occasion."""

import re
from functools import cache

from corpus.vocabulary.wordlists import any_of

_PLACEHOLDER = re.compile("[XxＸｘ×✕*＊○●□某]")
_SPOKEN = "讲话|致辞|致词|发言|辅导报告|报告|演讲|主持词|党课"
_OCCASION = re.compile(rf"在(?P<occasion>.{{4,70}}?)上的?(?:{_SPOKEN})?$")
_SPEAKER_IN_TITLE = re.compile(rf"^(?P<name>[\u4e00-\u9fff·]{{2,4}}?)(?:同志)?在.{{4,70}}?上的?(?:{_SPOKEN})")
_LINE_LENGTH_MAX = 60
_NAME = re.compile("[\u4e00-\u9fff·]{2,5}$")


def is_person_line(text: str) -> bool:
    """Tell whether a line names an office and who holds it: 云陵省国资委主任　祁砚声."""
    if len(text) > _LINE_LENGTH_MAX or re.search("[，。；：！？《》“”0-9]", text):
        return False
    return bool(_person().match(text)) or bool(_office_alone().match(text))


def person_of(text: str) -> str | None:
    """Give the name of the person whom such a line names, or None; placeholders are no names."""
    match = _person().match(text)
    name = re.sub(r"\s", "", match["name"]) if match else text.strip()
    usable = _NAME.match(name) and not _PLACEHOLDER.search(name)
    return name if usable and (match or not _office_alone().match(text)) else None


def speaker_in_title(title: str) -> str | None:
    """Give the speaker whom a title such as 张三同志在…上的讲话 names, or None."""
    match = _SPEAKER_IN_TITLE.match(title)
    if not match or _PLACEHOLDER.search(match["name"]):
        return None
    return match["name"]


def occasion_of(title: str) -> str | None:
    """Give the occasion that a title or subtitle names: 在…会议上的讲话."""
    match = _OCCASION.search(title)
    return match["occasion"] if match else None


@cache
def _person() -> re.Pattern[str]:
    role = any_of("roles")
    name = r"[\u4e00-\u9fff·]{2,5}|[\u4e00-\u9fff]\s[\u4e00-\u9fff]"
    return re.compile(rf"\S.{{0,50}}{role}\s+(?P<name>{name})$")


@cache
def _office_alone() -> re.Pattern[str]:
    return re.compile(rf"[^\s，。]{{2,40}}{any_of('roles')}$")
