"""What the check of a quotation says: a verdict on its wording, and notices on all else."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from corpus.catalogue.values import Card, PassageText
from corpus.document import Span
from corpus.resolve.validity import Evidence, Validity
from corpus.text.alignment import Edit
from search_api.citing import card_source, cited_place
from search_api.quotations.sentences import Claim, ClaimKind


class Verdict(StrEnum):
    """How the wording compares with the library."""

    SAME = "same"
    DIFFERENT = "different"
    NOT_FOUND = "not_found"


class NoticeKind(StrEnum):
    """What is to be said beside the wording."""

    VALIDITY = "validity"  # the source is repealed, amended, or does not apply yet
    ARTICLE = "article"  # the article has another number
    SOURCE = "source"  # it stands in another document than the one named
    SPEAKER = "speaker"  # somebody else said it, or nobody knows who did
    SCRUBBED = "scrubbed"  # a site struck a name out of it
    INCOMPLETE = "incomplete"  # it stands only in sources that are not whole
    SAMPLE = "sample"  # it stands only in invented documents
    FIGURE = "figure"
    ENTERPRISE = "enterprise"
    PLACE = "place"
    WRITING = "writing"  # a figure is written otherwise, and is the same


VERDICT_LABELS: Mapping[Verdict, str] = MappingProxyType(
    {Verdict.SAME: "一致", Verdict.DIFFERENT: "有出入", Verdict.NOT_FOUND: "未找到"}
)
NOTICE_LABELS: Mapping[NoticeKind, str] = MappingProxyType(
    {
        NoticeKind.VALIDITY: "时效",
        NoticeKind.ARTICLE: "条号",
        NoticeKind.SOURCE: "出处",
        NoticeKind.SPEAKER: "讲话人",
        NoticeKind.SCRUBBED: "删改文本",
        NoticeKind.INCOMPLETE: "来源不全",
        NoticeKind.SAMPLE: "示例",
        NoticeKind.FIGURE: "数字",
        NoticeKind.ENTERPRISE: "企业",
        NoticeKind.PLACE: "地点",
        NoticeKind.WRITING: "写法",
    }
)
_CONFIRMS_NOTHING = frozenset({NoticeKind.SCRUBBED, NoticeKind.INCOMPLETE, NoticeKind.SAMPLE})


@dataclass(frozen=True, slots=True)
class Notice:
    """
    Something that a reader must know of a quotation.

    Attributes:
        kind: What it is about.
        words: What a reader is told.
        evidence: Why.
    """

    kind: NoticeKind
    words: str
    evidence: tuple[Evidence, ...] = ()

    @property
    def label(self) -> str:
        """Name its kind."""
        return NOTICE_LABELS[self.kind]


@dataclass(frozen=True, slots=True)
class Source:
    """
    Where a quotation stands in the library.

    Attributes:
        card: The document's.
        passage: The passage, with its text.
        span: Where the words stand in the passage's text.
        validity: The standing of the document today; None for a class that has none.
    """

    card: Card
    passage: PassageText
    span: Span
    validity: Validity | None = None

    @property
    def text(self) -> str:
        """The words, verbatim."""
        return self.passage.text[self.span.start : self.span.end]

    @property
    def line(self) -> str:
        """The source line, with the place of the words."""
        start = self.passage.where.start
        quoted = Span(start + self.span.start, start + self.span.end)
        place = cited_place(self.passage.where, self.passage.pages, quoted, self.passage.part)
        return card_source(self.card, self.validity).line(place)

    @property
    def address(self) -> str:
        """Where it can be read."""
        return f"/documents/{self.card.id}#p{self.passage.where.place}"


@dataclass(frozen=True, slots=True)
class Finding:
    """
    What was found out about a sentence.

    Attributes:
        claim: The sentence.
        verdict: On its wording.
        span: What of the checked text was compared: its words, with their lead where that is a part
            of the source too.
        source: Where it stands; None where it does not.
        edits: Where the two differ: stretches counted from `span.start`, and of the source's
            passage.
        notices: What else there is to say.
        also: Other documents in which it stands so.
        now: What the text in force has in the place of words that no longer stand.
    """

    claim: Claim
    verdict: Verdict
    span: Span
    source: Source | None = None
    edits: tuple[Edit, ...] = ()
    notices: tuple[Notice, ...] = ()
    also: tuple[Source, ...] = ()
    now: Source | None = None

    @property
    def is_verified(self) -> bool:
        """Tell whether a source that may confirm a wording has exactly this one."""
        kinds = {each.kind for each in self.notices}
        return self.verdict is Verdict.SAME and not kinds & _CONFIRMS_NOTHING

    @property
    def is_sourced(self) -> bool:
        """Tell whether its source may confirm a wording."""
        return not {NoticeKind.INCOMPLETE, NoticeKind.SAMPLE} & {each.kind for each in self.notices}

    @property
    def is_clean(self) -> bool:
        """Tell whether there is nothing to mend."""
        return self.is_verified and {each.kind for each in self.notices} <= {NoticeKind.WRITING}

    @property
    def is_own(self) -> bool:
        """Tell whether the words may be the author's own: not found, and not said to be others'."""
        plain = self.claim.kind is ClaimKind.PLAIN
        return plain and self.verdict is Verdict.NOT_FOUND and not self.notices

    @property
    def is_to_mend(self) -> bool:
        """Tell whether the author should look at it."""
        return not self.is_clean and not self.is_own

    @property
    def label(self) -> str:
        """Say the verdict as people read it."""
        label = VERDICT_LABELS[self.verdict]
        return (
            f"{label}，未核实" if self.verdict is Verdict.SAME and not self.is_verified else label
        )


@dataclass(frozen=True, slots=True)
class CheckedText:
    """
    A text that was checked.

    Attributes:
        text: Verbatim.
        findings: One for each sentence that was looked for, in order.
    """

    text: str
    findings: tuple[Finding, ...]

    def count(self, verdict: Verdict) -> int:
        """Count the findings with a verdict."""
        return sum(each.verdict is verdict for each in self.findings)

    @property
    def verified(self) -> int:
        """How many wordings are confirmed."""
        return sum(each.is_verified for each in self.findings)

    @property
    def own(self) -> int:
        """How many sentences may be the author's own."""
        return sum(each.is_own for each in self.findings)

    @property
    def noticed(self) -> int:
        """How many findings have a notice."""
        return sum(bool(each.notices) for each in self.findings)
