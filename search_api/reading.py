"""One document, for one who may see it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from corpus.actor import Actor
from corpus.catalogue import documents, replacements
from corpus.catalogue.values import Card, Stored
from corpus.document import Fact, GapKind
from corpus.errors import DocumentNotFound, QuerySyntaxError
from corpus.metadata import LABELS
from indexer.library import Library
from indexer.search.highlight import Needle
from search_api.cases.case import Case, case_of
from search_api.citing import SPEECH, Source, document_source
from search_api.originals import file_name
from search_api.outlining import Branch, outline
from search_api.relating import Ties, ties_of
from search_api.sheet import Stretch, lay_out
from search_api.timeline import Event, timeline


@dataclass(frozen=True)
class Reading:
    """
    A document opened to be read.

    Attributes:
        stored: As the catalogue keeps it.
        needles: What of the query is to be shown in it.
        ties: What ties it to other documents.
        today: The day of reading.
    """

    stored: Stored
    needles: tuple[Needle, ...]
    ties: Ties
    today: date

    @cached_property
    def timeline(self) -> tuple[Event, ...]:
        """What became of its text, day by day."""
        return timeline(self.stored.document, self.ties, self.today)

    @cached_property
    def title(self) -> str:
        """Its title; its file's name where none was recognised."""
        return self.stored.document.value("title") or file_name(self.stored.paths[0])

    @cached_property
    def stretches(self) -> tuple[Stretch, ...]:
        """Its text as it is set."""
        return lay_out(self.stored.document, self.needles, self.ties.links)

    @cached_property
    def outline(self) -> tuple[Branch, ...]:
        """Its sections as a tree."""
        return outline(self.stored.document)

    @cached_property
    def case(self) -> Case | None:
        """A report as a case; None for every other document."""
        return case_of(self.stored.document)

    @cached_property
    def source(self) -> Source:
        """What a citation says of it."""
        return document_source(self.stored.document, self.ties.validity)

    @property
    def better_copy(self) -> Card | None:
        """A copy that is more complete, or of a better source; None where there is none."""
        document = self.stored.document
        first = self.ties.copies[0] if self.ties.copies else None
        own = document.completeness, document.source_grade
        return first if first and own != (first.completeness, first.source_grade) else None

    @property
    def incompleteness(self) -> Iterator[str]:
        """What a reader must know of a source that is not whole, and what to do."""
        document = self.stored.document
        kinds = {gap.kind for gap in document.gaps}
        if GapKind.HIDDEN in kinds:
            hidden = sum(gap.hidden for gap in document.gaps)
            count = f"隐藏了 {hidden:,} 字" if hidden else "隐藏了部分文字"
            yield f"截断：来源网站{count}，这里不是全文。需要引用时，请另找完整的原文。"
        if GapKind.SCRUBBED in kinds:
            places = sum(gap.kind is GapKind.SCRUBBED for gap in document.gaps)
            yield (
                f"残缺：来源网站删去了姓名等字样（文中标出 {places} 处），"
                "文字已不是原样，不能作为引用的依据。请另找原文。"
            )
        if document.completeness == "有删减":
            yield "有删减：发布时已删减部分内容，不是全文。引用时请注明，或另找完整的原文。"

    @property
    def hits(self) -> int:
        """How many highlights its text has."""
        return sum(len(line.spans) for stretch in self.stretches for line in stretch.lines)

    def card(self) -> Iterator[tuple[str, str, Fact]]:
        """Give what is known of it: field, label, fact, in the order of gov.cn."""
        for name, label in LABELS.items():
            if name == "validity":  # which is judged, and told with its evidence
                continue
            fact = self.stored.document.facts.get(name)
            if fact is None and name == "speaker":
                fact = self._nobody_named
            if fact is not None:
                yield name, label, fact

    @property
    def _nobody_named(self) -> Fact | None:
        """Say of a speech that it names no speaker."""
        is_speech = self.stored.document.value("document_class") == SPEECH
        return Fact("未注明", 1.0, "") if is_speech else None


def find_document(library: Library, actor: Actor, document_id: str) -> Stored:
    """
    Give a document.

    Raises:
        DocumentNotFound: There is none, or the actor may not see it.
    """
    with library.catalogue.read() as connection:
        ordinal = documents.find(connection, document_id, visible_to=actor.visible_to)
        stored = (
            documents.get(connection, ordinal, visible_to=actor.visible_to)
            if ordinal is not None
            else None
        )
    if stored is None:
        raise DocumentNotFound(document_id)
    return stored


def lying_there(library: Library, actor: Actor, document_id: str) -> Card | None:
    """Give what lies today where a document lay that is gone; None where the actor sees nothing."""
    with library.catalogue.read() as connection:
        ordinal = replacements.following(connection, [document_id]).get(document_id)
        if ordinal is None:
            return None
        found = documents.cards(connection, [ordinal], visible_to=actor.visible_to)
    return found.get(ordinal)


def open_reading(
    library: Library, actor: Actor, document_id: str, query: str, *, plain: bool = False
) -> Reading:
    """
    Open a document; a query that cannot be understood highlights nothing.

    Raises:
        DocumentNotFound: There is none, or the actor may not see it.
    """
    stored = find_document(library, actor, document_id)
    ties = ties_of(library, actor, stored)
    return Reading(stored, _needles(library, query, plain=plain), ties, library.today)


def _needles(library: Library, query: str, *, plain: bool) -> tuple[Needle, ...]:
    if not query.strip():
        return ()
    try:
        return library.finder.needles(query, plain=plain)
    except QuerySyntaxError:
        return ()
