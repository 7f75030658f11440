"""A notice in a package: a theme, a recommended case, a request, or an answer to one."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Annotated, Any

from pydantic import Field, StringConstraints, ValidationError

from corpus.catalogue.notices import NoticeKind
from search_api.exchange.canonical import canonical
from search_api.exchange.fields import Told, WrongShape
from search_api.ledger.filing import PrintedLine, PrintedName, PrintedText
from search_api.ledger.recommendation import Evidence, Recognition
from search_api.study.values import Title, Value
from search_api.themes.theme import Theme

NOTICE_LABELS: Mapping[NoticeKind, str] = MappingProxyType(
    {
        NoticeKind.THEME: "专题",
        NoticeKind.RECOMMENDATION: "典型推荐",
        NoticeKind.REQUEST: "征集",
        NoticeKind.ANSWER: "征集答复",
    }
)
MOST_NOTICES = 5_000  # of a package
LONGEST_KEY = 128
_UNSEEN = re.compile("[\u0000-\u0008\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069\ufeff]")
_FINGERPRINT = r"^[0-9a-f]{40}$"

Sha256 = Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")]


class GivenCase(Value):
    """
    A recommended case as another library tells of it.

    Attributes:
        title: Under which it is recommended.
        case: Its id, the same in every library that holds the document.
        body: Which body recommends it.
        why: For what reason.
        evidence: Words of the case; only where its text is given too.
        themes: Words by which it is listed.
        recognitions: Who recognised it, and where.
        published: The day of its publication.
    """

    title: Title
    case: PrintedName
    body: PrintedLine = ""
    why: PrintedText = ""
    evidence: tuple[Evidence, ...] = Field(default=(), max_length=50)
    themes: tuple[PrintedName, ...] = Field(default=(), max_length=50)
    recognitions: tuple[Recognition, ...] = Field(default=(), max_length=50)
    published: date | None = None

    @property
    def document(self) -> str:
        """The id of the document that holds the case."""
        return self.case.partition("-")[0]


class GivenRequest(Value):
    """What another library asks for: a title, a number, or what is wanted in words."""

    title: Title
    number: PrintedName = ""
    body: PrintedLine = ""
    note: PrintedText = ""
    due: date | None = None


class GivenAnswer(Value):
    """
    An answer to a request.

    Attributes:
        title: Of the document that answers it.
        request: The key of the request.
        to: The fingerprint of the library that asked.
        identity: The sha256 of the document's original.
        words: What is said to it.
    """

    title: Title
    request: Annotated[str, StringConstraints(max_length=LONGEST_KEY)]
    to: Annotated[str, StringConstraints(pattern=_FINGERPRINT)]
    identity: Sha256
    words: PrintedText = ""


class GivenKey(Value):
    """By what a notice is known."""

    kind: NoticeKind
    key: Annotated[str, StringConstraints(max_length=LONGEST_KEY)]


FORMS: Mapping[NoticeKind, type[Value]] = MappingProxyType(
    {
        NoticeKind.THEME: Theme,
        NoticeKind.RECOMMENDATION: GivenCase,
        NoticeKind.REQUEST: GivenRequest,
        NoticeKind.ANSWER: GivenAnswer,
    }
)


@dataclass(frozen=True, slots=True)
class NoticeItem:
    """
    A notice in a package.

    Attributes:
        kind: What it is.
        key: By which its library knows it.
        title: What it is called.
        content: In the form of its kind, as JSON has it.
    """

    kind: NoticeKind
    key: str
    title: str
    content: Mapping[str, Any]

    @property
    def digest(self) -> str:
        """Tell two states of it apart."""
        return hashlib.sha256(canonical(notice_object(self))).hexdigest()


def notice_object(item: NoticeItem) -> dict[str, Any]:
    """Give a notice as JSON has it."""
    return {"kind": item.kind.value, "key": item.key, "content": dict(item.content)}


def parse_notice(told: Told) -> NoticeItem:
    """
    Read a notice.

    Raises:
        WrongShape: It is not as it must be.
    """
    kind = NoticeKind(told.text("kind"))
    if any(map(_UNSEEN.search, texts_in(told.get("content")))):
        raise WrongShape(f"{NOTICE_LABELS[kind]}里有看不见的字符")
    try:
        content = FORMS[kind].model_validate(told.get("content"))
    except ValidationError as error:
        raise WrongShape(f"{NOTICE_LABELS[kind]}的内容不合规定") from error
    item = notice_of(kind, told.text("key", longest=LONGEST_KEY), content)
    Told({"title": item.title}).text("title")
    return item


def notice_of(kind: NoticeKind, key: str, content: Value) -> NoticeItem:
    """Make a notice of what it says."""
    told = _seen(content.model_dump(mode="json"))
    return NoticeItem(kind, key, str(told["title"]), told)


def texts_in(value: object) -> Iterator[str]:
    """Give every text in a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from texts_in(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from texts_in(each)


def _seen(value: Any) -> Any:
    """Leave out of a JSON value what nobody sees."""
    if isinstance(value, str):
        return _UNSEEN.sub("", value)
    if isinstance(value, Mapping):
        return {name: _seen(each) for name, each in value.items()}
    return [_seen(each) for each in value] if isinstance(value, list) else value
