"""旧教案体检: what of a checked text is to be mended, by what is wrong with it, the worst first."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType

from corpus.resolve.validity import AMENDED, EXPIRED, NOT_YET, REPEALED
from search_api.quotations.telling import compared
from search_api.quotations.verdict import CheckedText, Finding, NoticeKind, Source, Verdict


class Trouble(StrEnum):
    """What is wrong with a sentence, the worst first."""

    REPEALED = "已废止"
    AMENDED = "已修改"
    NOT_YET = "尚未施行"
    ARTICLE = "条号"
    WORDING = "字句"
    SOURCE = "出处"


ADVICE: Mapping[Trouble, str] = MappingProxyType(
    {
        Trouble.REPEALED: "出处已经没有效力，不能再作为现行规定引用。",
        Trouble.AMENDED: "引的是旧文本，请改用现行文字。",
        Trouble.NOT_YET: "出处还没有施行，请注明施行日期。",
        Trouble.ARTICLE: "文字不错，条号不对。",
        Trouble.WORDING: "与原文有出入，请照原文改。",
        Trouble.SOURCE: "出处、讲话人或来源有疑问，请查实后再引。",
    }
)
HEADER = ("问题", "行", "文中", "正确文字", "正确文字的出处", "说明")

_BY_STANDING: Mapping[str, Trouble] = MappingProxyType(
    {
        REPEALED: Trouble.REPEALED,
        EXPIRED: Trouble.REPEALED,
        AMENDED: Trouble.AMENDED,
        NOT_YET: Trouble.NOT_YET,
    }
)
_FALLEN = frozenset({Trouble.REPEALED, Trouble.AMENDED})
_WRONG_WORDS = frozenset({NoticeKind.SCRUBBED, NoticeKind.FIGURE, NoticeKind.PLACE})


@dataclass(frozen=True, slots=True)
class Mending:
    """
    A sentence that is to be mended.

    Attributes:
        finding: What was found out about it.
        trouble: What is wrong with it, the worst where several things are.
        right: Where the words stand that belong there; None where none are known.
    """

    finding: Finding
    trouble: Trouble
    right: Source | None

    @property
    def label(self) -> str:
        """Say what the right words are."""
        if self.right is not None and self.right is self.finding.now:
            return "现行文字"
        return "原文（已不是现行文字，只供核对字句）" if self.trouble in _FALLEN else "原文"


def mendings(checked: CheckedText) -> Mapping[Trouble, tuple[Mending, ...]]:
    """Give what is to be mended by what is wrong, the worst first, each in order of the text."""
    found: defaultdict[Trouble, list[Mending]] = defaultdict(list)
    for each in checked.findings:
        trouble = trouble_of(each)
        if trouble:
            found[trouble].append(Mending(each, trouble, right_words(each)))
    return {each: tuple(found[each]) for each in Trouble if each in found}


def trouble_of(finding: Finding) -> Trouble | None:
    """Say what is wrong with a sentence; None where nothing is to be mended."""
    if not finding.is_to_mend:
        return None
    kinds = {each.kind for each in finding.notices}
    validity = finding.source.validity if finding.source else None
    if NoticeKind.VALIDITY in kinds and validity:
        return _BY_STANDING[validity.value]
    if NoticeKind.ARTICLE in kinds and finding.verdict is Verdict.SAME:
        return Trouble.ARTICLE
    if finding.verdict is Verdict.DIFFERENT or kinds & _WRONG_WORDS:
        return Trouble.WORDING
    return Trouble.SOURCE


def right_words(finding: Finding) -> Source | None:
    """
    Give where the words stand that belong there: in force, where those that are not do not.

    Of a text that has no version in force, what is wrongly quoted has its own words.
    """
    is_fallen = trouble_of(finding) in _FALLEN
    if is_fallen and (finding.now or finding.verdict is not Verdict.DIFFERENT):
        return finding.now
    return finding.source if finding.source and finding.is_sourced else None


def rows(checked: CheckedText) -> Iterator[tuple[str, ...]]:
    """Write what is to be mended as the rows of a table, see HEADER."""
    for each in (one for group in mendings(checked).values() for one in group):
        finding, right = each.finding, each.right
        yield (
            each.trouble.value,
            str(checked.text.count("\n", 0, finding.span.start) + 1),
            compared(checked, finding),
            right.text if right else "",
            right.line if right else "",
            "；".join((finding.label, *(one.words for one in finding.notices))),
        )


def table_name(file_name: str) -> str:
    """Name the table of what is to be mended in a file."""
    return f"{Path(file_name).stem or '文稿'}（体检）"
