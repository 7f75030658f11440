"""The head of a document: what each of its first lines is, down to the first of its body."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, auto

from corpus.document import Span
from corpus.recognise.bare_headings import is_bracketed, is_part_line
from corpus.recognise.body_name import is_body_name
from corpus.recognise.dates import date_alone, find_dates, parse_date
from corpus.recognise.headings import heading
from corpus.recognise.kind import kind_of_title
from corpus.recognise.lines import Line
from corpus.recognise.number import (
    NumberFound,
    find_document_numbers,
    find_order_numbers,
    parse_document_number,
)
from corpus.recognise.speech import is_person_line, is_spoken
from corpus.text.works import work_key

_LINES_MAX = 60
_TITLE_LENGTH_MAX = 100
_FURNITURE = re.compile(r"(?:\d{6}|特\s*急|加\s*急|特\s*提|平\s*急|目\s*录|[-—－]\s*\d+\s*[-—－])$")
_SOURCE = re.compile(
    r"(?:来源|信息来源|发布时间|发布日期|发布机构|发布部门|索引号|时间|日期)\s*[:：]"
)
_SOURCE_LENGTH_MAX = 120
_NUMBER_LENGTH_MAX = 80
_SEQUENCE_ALONE = re.compile(r"第\s*[0-9０-９一二三四五六七八九十百〇零]{1,7}\s*号$")
_SIGNATORY = re.compile(r"\s*签发人\s*[:：].*$")
_BRACKETED = re.compile(r"[（(【\[](?P<inner>.+)[)）】\]]$")
_ENACTED = re.compile(
    "(?:通过|公布|发布|批准|修订|修正|施行|印发|实施|会议|生效|废止|公告"
    "|通过的《[^《》]*(?:修正案|决定)[^《》]*》)[\\s　)）。]*$"
)
_ENACTED_LENGTH_MAX = 200
_OFFICIAL = re.compile("关于|转发|印发|批转")
_PRINTING = re.compile("[^，。]{0,30}(?:关于)?(?:印发|发布|公布)[^。]*的通知$")
_INTRODUCES = re.compile("(?:如下|下列.{0,12}|以下.{0,12})[：:]$")
_NAME_ALONE = re.compile(r"[一-鿿]{2,4}$|[一-鿿]\s+[一-鿿]$|[XxＸｘ×✕*＊○某]{2,4}$")
_PART_OF_CODE = re.compile("总则$|[一-鿿]{1,8}编$")
_DASH = re.compile(r"[—―－-]{1,3}\s*(?=\S)")
_DAY_LENGTH = len("2024-03-05")
_ADDRESSEES_LENGTH_MAX = 300
_SENTENCE_END = tuple("。；，！？;!,?、")
_CONTINUATION = re.compile(
    "[的和及与暨]|关于|[（(](?:试行|暂行|征求意见稿|草案|摘要|修订|[0-9](?!\\d{3}年\\d))"
)
_KINDS = "案例|材料|总结|纪实|讲话|发言|讲稿|致辞|调研报告|调查"
_NAMES_KIND = re.compile(rf"\S{{6,60}}(?:{_KINDS})$")
_SUBTITLE_ENDS = re.compile(rf"(?:{_KINDS}|[)）])$")
_PERIODICAL = re.compile(
    r"[（(]?[^，。（(]{0,10}第[^，。第期]{0,4}[0-9一二三四五六七八九十百]{1,5}\s*期[^，。]{0,8}[)）]?$"
)
_COMPILED = re.compile(  # who made a bulletin, and when: ……编　2024年8月6日
    r"\S{2,40}(?:(?:编|编印|主办)\s+|(?:公司|部|处|室|委|局|会)\s{2,})(?:19|20)\d{2}年\d{1,2}月\d{1,2}日$"
)


class Role(Enum):
    """What a line of the head is."""

    FURNITURE = auto()  # copy number, urgency, page number
    NUMBER = auto()  # the document's own number
    MARK = auto()  # an issuer's name above number or title (…文件, …令)
    TITLE = auto()
    SUBTITLE = auto()  # begins with a dash below the title, and what continues it
    DATE = auto()  # a date alone
    ENACTED = auto()  # who adopted, promulgated or printed the text, and when
    PERSON = auto()  # a speaker or a body below the title
    SOURCE = auto()  # of a web page: where from, and when
    ADDRESSEES = auto()  # the recipients, or the salutation; the head ends with it


@dataclass(slots=True)
class Head:
    """
    The first lines of a document, by what they are.

    Attributes:
        lines: The lines with their roles, in order; the body begins after them.
        numbers: The document's own numbers, their spans in the text.
    """

    lines: list[tuple[Role, Line]] = field(default_factory=list)
    numbers: list[NumberFound] = field(default_factory=list)

    def of(self, role: Role) -> list[Line]:
        """Give the lines of one role."""
        return [line for held, line in self.lines if held is role]

    def has(self, role: Role) -> bool:
        """Tell whether a line has this role."""
        return any(held is role for held, _ in self.lines)

    @property
    def last(self) -> Role | None:
        """The role of the line before, None at the beginning."""
        return self.lines[-1][0] if self.lines else None

    @property
    def length(self) -> int:
        """How many lines the head has."""
        return len(self.lines)


def read_head(lines: Sequence[Line]) -> Head:
    """Sort the first lines of a document."""
    head = Head()
    for line in lines[:_LINES_MAX]:
        role = _role(head, line)
        if role is None:
            break
        head.lines.append((role, line))
        if role is Role.ADDRESSEES:
            break
    return head


def _role(head: Head, line: Line) -> Role | None:
    """Say what a line is; None where the body begins."""
    if _FURNITURE.match(line.text):
        return Role.FURNITURE
    if _take_number(head, line):
        enacted = head.has(Role.TITLE) and _tells_enactment(head, line)
        return Role.ENACTED if enacted else Role.NUMBER
    if _SOURCE.match(line.text) and len(line.text) <= _SOURCE_LENGTH_MAX:
        return Role.SOURCE
    if _COMPILED.match(line.text):
        return Role.SOURCE
    if _PERIODICAL.match(line.text) and head.last is Role.TITLE:
        head.lines[-1] = (Role.MARK, head.lines[-1][1])  # not a title, but what it appeared in
        return Role.FURNITURE
    if not head.has(Role.TITLE):
        return _role_above_title(line)
    if head.last is Role.TITLE and _continues_title(head, line):
        return Role.TITLE
    return _role_below_title(head, line)


def _role_above_title(line: Line) -> Role | None:
    text = line.text
    if date_alone(text):
        return Role.DATE
    if line.block.level is None and _is_mark(text):
        return Role.MARK
    too_long = len(text) > _TITLE_LENGTH_MAX or text.endswith((*_SENTENCE_END, "：", ":"))
    return None if too_long or _is_numbered(line) else Role.TITLE


def _role_below_title(head: Head, line: Line) -> Role | None:
    text = line.text
    if role := _role_of_dated(head, line):
        return role
    if text.endswith(("：", ":")) and not is_part_line(text):
        return Role.ADDRESSEES if _is_addressees(line) else None
    if len(text) > _TITLE_LENGTH_MAX or text.endswith(_SENTENCE_END):
        return None
    if _begins_subtitle(head, text):
        return Role.SUBTITLE
    if _heads_body(head, line):
        return None
    if is_person_line(text) or is_body_name(text) or _is_name(head, text):
        return Role.PERSON
    if _repeats_title(head, line):
        return Role.FURNITURE
    return Role.SUBTITLE if _continues_subtitle(head, line) else None


def _role_of_dated(head: Head, line: Line) -> Role | None:
    if date_alone(line.text):
        return Role.DATE
    if _tells_enactment(head, line):
        return Role.ENACTED
    return Role.DATE if _is_dated(line.text) else None


def _take_number(head: Head, line: Line) -> bool:
    """Take a line that holds the document's own number, alone or beside who signed or printed."""
    text = _SIGNATORY.sub("", line.text)
    if not 3 <= len(text) <= _NUMBER_LENGTH_MAX or not ("号" in text or "號" in text):
        return False
    if _SEQUENCE_ALONE.match(text):
        return _take_order(head, line)
    bracketed = _BRACKETED.match(text)
    inner = bracketed["inner"] if bracketed else text
    found = [number] if (number := parse_document_number(inner)) else []
    if not found and (number := parse_document_number(text)):
        inner, found = text, [number]
    if not found and bracketed and head.has(Role.TITLE):
        found = find_document_numbers(inner) or find_order_numbers(inner)
    offset = line.start + text.find(inner)
    head.numbers += [_moved(number, offset) for number in found[:1]]
    return bool(found)


def _take_order(head: Head, line: Line) -> bool:
    """Take 第703号 below the line 中华人民共和国国务院令."""
    if head.last is not Role.MARK or not head.lines[-1][1].text.endswith("令"):
        return False
    mark = head.lines[-1][1]
    number = parse_document_number(mark.text + line.text)
    if number:
        head.numbers.append(replace(number, span=Span(mark.start, line.end)))
    return number is not None


def _moved(number: NumberFound, offset: int) -> NumberFound:
    return replace(number, span=Span(number.span.start + offset, number.span.end + offset))


def _is_mark(text: str) -> bool:
    """Tell whether a line above the title names the issuer, as 国务院文件 does."""
    bare = text.removesuffix("文件")
    return is_body_name(bare) or (text.endswith("令") and len(text) <= 40)


def _is_numbered(line: Line) -> bool:
    return line.block.level is None and heading(line.text) is not None


def _is_addressees(line: Line) -> bool:
    text = line.text
    says = "。" in text or _INTRODUCES.search(text)
    return len(text) <= _ADDRESSEES_LENGTH_MAX and not says and not _is_numbered(line)


def _tells_enactment(head: Head, line: Line) -> bool:
    text = line.text
    if not _ENACTED.search(text) or _is_numbered(line):
        return False
    if len(text) > _ENACTED_LENGTH_MAX and (len(text) > 3 * _ENACTED_LENGTH_MAX or "。" in text):
        return False
    return parse_date(text[:40]) is not None or head.last is Role.ENACTED


def _is_dated(text: str) -> bool:
    """Tell whether a line in brackets begins with a day: （2024年1月1日，根据录音整理）."""
    bracketed = _BRACKETED.match(text)
    first = next(find_dates(bracketed["inner"][:20]), None) if bracketed else None
    return first is not None and first.span.start == 0 and len(first.value) == _DAY_LENGTH


def _begins_subtitle(head: Head, text: str) -> bool:
    if head.has(Role.SUBTITLE):
        return False
    is_code = head.of(Role.TITLE)[-1].text.endswith("法典")
    if head.last is Role.TITLE and _NAMES_KIND.match(text):
        return True
    return bool(_DASH.match(text) or (is_code and _PART_OF_CODE.match(text)))


def _continues_subtitle(head: Head, line: Line) -> bool:
    above = head.lines[-1][1]
    if head.last is not Role.SUBTITLE or _SUBTITLE_ENDS.search(above.text):
        return False
    opens = line.text.startswith(("（", "(", "【"))
    return len(line.text) <= 45 and not opens and not _is_numbered(line)


def _heads_body(head: Head, line: Line) -> bool:
    """Tell whether a line below the title is the first heading of the body."""
    title_level = head.of(Role.TITLE)[-1].block.level
    if None not in (title_level, line.block.level) and not _DASH.match(line.text):
        return line.block.level != title_level
    return is_bracketed(line.text) or is_part_line(line.text)


def _is_name(head: Head, text: str) -> bool:
    """Tell whether a line is a name: below an office, or below the title of a speech."""
    if not _NAME_ALONE.match(text):
        return False
    titles = [*head.of(Role.TITLE), *head.of(Role.SUBTITLE)]
    return head.last is Role.PERSON or any(is_spoken(line.text) for line in titles)


def _repeats_title(head: Head, line: Line) -> bool:
    """Tell whether a line says the title again: a part of it, or as that of what was printed."""
    title = work_key("".join(part.text for part in head.of(Role.TITLE)))
    again = work_key(line.text)
    if len(again) <= 3:
        return False
    return again in title or (title in again and _PRINTING.match(line.text) is not None)


def _continues_title(head: Head, line: Line) -> bool:
    """Tell whether a title goes on in the line below it."""
    title = head.of(Role.TITLE)
    text, last = line.text, title[-1]
    if line.block is last.block:
        return True
    if last.block.level is not None or line.block.level is not None or len(title) > 8:
        return False
    if text.endswith((*_SENTENCE_END, "：", ":")) or date_alone(text) or _DASH.match(text):
        return False
    if _tells_enactment(head, line) or _is_dated(text):
        return False
    if _CONTINUATION.match(text) and len(text) <= 40 and not is_person_line(text):
        return True
    joined = "".join(part.text for part in title)
    if look_alike(last, line):
        return not (is_person_line(text) or (is_body_name(text) and kind_of_title(joined)))
    return not _stands_out(last) and _is_cut_off(joined) and not _is_numbered(line)


def look_alike(first: Line, second: Line) -> bool:
    """Tell whether two lines stand out from the body in the same way."""
    return _stands_out(first) and _looks(first) == _looks(second)


def _looks(line: Line) -> tuple[bool, bool, float | None]:
    return line.block.centred, line.block.bold, line.block.size


def _stands_out(line: Line) -> bool:
    return line.block.centred or line.block.bold


def _is_cut_off(title: str) -> bool:
    """Tell whether an official title lacks its end, where no layout helps."""
    official = _OFFICIAL.search(title) or title.endswith(("的", "和", "、"))
    return bool(official) and not kind_of_title(title)
