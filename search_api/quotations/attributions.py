"""Whose words a quotation is said to be: the document, article, speaker or enterprise beside it."""

import re
from dataclasses import dataclass
from functools import cache

from corpus.recognise.number import document_number_key, find_document_numbers
from corpus.text import numerals
from corpus.text.fold import fold
from corpus.text.works import work_key
from corpus.vocabulary.wordlists import any_of
from indexer.search.articles import ARTICLE
from search_api.quotations.swaps import is_generic, without_lead

_TITLE = re.compile("《(?P<title>[^《》\n]{2,120}(?:《[^《》\n]{1,80}》[^《》\n]{0,60}){0,2})》")
_BARE_LAW = re.compile(
    "(?P<title>[一-鿿]{2,40}?(?:法|法典|条例|办法|规定|细则))(?:[（(][^（）()\n]{1,12}[)）])?(?=第[^，。]{1,9}条)"
)
_BEFORE_LAW = re.compile("^.*?(?:根据|依据|依照|按照|遵照|违反|符合|执行)")
_EACH = re.compile(  # 《甲法》和《乙法》都规定
    "》[^《》，。]{0,12}?(?:、|和|与|及)[^《》，。]{0,12}?《[^《》\n]{2,120}》"
    "[^《》。]{0,16}?(?:都|均|分别|同样|一致|共同)"
)
_NO_TITLE = re.compile("^[本该此]|^(?:上述|前述|有关)|的|认定")
_DIGITS = re.compile("[0-9]+")
_SAID = "(?:指出|强调|要求|提出|说|谈到|讲到?|介绍|指明|明确|认为|表示|写道|讲话|报告|致辞|论述)"

_ENTERPRISE = re.compile(
    "(?:^|[，。：；、“‘\\s]|如|像|介绍|学习|借鉴)(?P<name>[一-鿿（）()]{2,24}?"
    "(?:集团|公司|银行|矿业|重机|电网|油田))(?:的|在|提出|总结|介绍|坚持|以|探索|通过|[，：])"
)


@dataclass(frozen=True, slots=True)
class NamedDocument:
    """
    A document that is said to hold the words.

    Attributes:
        written: As it is written, without title marks.
        work_key: Its name, see `corpus.text.works`; empty where only a number names it.
        number_key: Of its number; None where none is given.
    """

    written: str
    work_key: str
    number_key: str | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """
    What stands beside a quotation about where it comes from.

    Attributes:
        documents: Those named.
        article: 第十五条, as laws write it; None where no article is named.
        speaker: A name; None where nobody is named.
        enterprise: A name, as it is written; None where none is.
        by_each: Whether every one of the documents is said to hold the words.
    """

    documents: tuple[NamedDocument, ...] = ()
    article: str | None = None
    speaker: str | None = None
    enterprise: str | None = None
    by_each: bool = False

    def __bool__(self) -> bool:
        return bool(self.documents or self.article or self.speaker or self.enterprise)


def read_attribution(lead: str, tail: str = "") -> Attribution:
    """
    Read what stands before a quotation and, in brackets, behind it.

    Args:
        lead: From the beginning of its sentence, or its article's number, up to the quotation.
        tail: What stands in the brackets behind it.
    """
    around = f"{lead}\n{tail}"
    named = ARTICLE.findall(fold(around))
    return Attribution(
        documents=(*_by_title(around), *_by_number(around)),
        article=article_name(named[-1]) if named else None,
        speaker=_speaker(lead) or _speaker(tail + "说"),
        enterprise=_enterprise(lead),
        by_each=_EACH.search(around) is not None,
    )


def article_name(written: str) -> str:
    """Give the number of an article as laws write it: 第十五条 of 第15条."""
    return _DIGITS.sub(_in_words, fold(written))


def _in_words(digits: re.Match[str]) -> str:
    return numerals.chinese(int(digits[0]))


def _by_title(text: str) -> list[NamedDocument]:
    titles = [match["title"] for match in _TITLE.finditer(text)]
    if not titles:
        bare = (_BEFORE_LAW.sub("", match["title"]) for match in _BARE_LAW.finditer(text))
        titles = [title for title in bare if len(title) > 1 and not _NO_TITLE.search(title)]
    return [NamedDocument(title, work_key(title)) for title in titles]


def _by_number(text: str) -> list[NamedDocument]:
    found = (each.canonical for each in find_document_numbers(text))
    return [NamedDocument(number, "", document_number_key(number)) for number in found]


def _speaker(lead: str) -> str | None:
    match = _spoken().search(lead)
    return (match["office"] or match["bare"]) if match else None


def _enterprise(lead: str) -> str | None:
    named = (without_lead(match["name"]) for match in _ENTERPRISE.finditer(lead))
    return next((name for name in named if not is_generic(name)), None)


@cache
def _spoken() -> re.Pattern[str]:
    name = f"{any_of('surnames')}(?![总主书部省市局厅委务])[一-鿿]{{1,2}}?(?!同志为)"
    begins = "(?:^|(?<=[^一-鿿])|(?<=[据按照如像是对和由以]))"
    return re.compile(
        f"(?P<office>{name})(?:{any_of('roles')}|同志|主席)[^。！？\n]{{0,80}}?{_SAID}"
        f"|{begins}(?P<bare>{name})(?:同志)?(?:在[^。！？\n]{{2,80}}?)?{_SAID}"
    )
