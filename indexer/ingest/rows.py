"""Document -> the rows that an engine keeps."""

from collections.abc import Iterable, Iterator

from corpus.authority import STATE, authority_of
from corpus.document import Document
from corpus.metadata import principal_date
from corpus.recognise.cleaning import blanked
from corpus.recognise.number import document_number_key, find_document_numbers
from corpus.steps import steps_of
from corpus.text.fold import fold
from indexer.analysis.terms import Analyser, stream, title_key, title_pairs
from indexer.engine.schema import (
    KEYWORDS,
    SCOPES,
    DocumentRow,
    PassageRow,
    Rows,
)

_SUBTITLE = fold("——")
_STATE = fold(STATE)  # 安全生产法 is asked for without it

# Field of the index -> the fields of a document whose values it holds.
_FIELDS = {
    "number": ("document_number",),
    "topic": ("topic", "subject"),
    "enterprise": ("enterprise", "enterprise_group"),
}


def build_rows(ordinal: int, document: Document, groups: Iterable[str], analyser: Analyser) -> Rows:
    """
    Cut a document into the terms of its rows.

    Args:
        ordinal: The catalogue's key.
        document: As the catalogue keeps it.
        groups: Access groups, one of which an asker must have.
        analyser: The one that cuts queries too.
    """
    title = fold(document.value("title") or "")
    headings = {each.heading: fold(each.heading) for each in document.passages}
    streams = {heading: stream(folded) for heading, folded in headings.items()}
    text = blanked(document.text, document.removed)
    texts = [fold(text[each.start : each.end]) for each in document.passages]
    return Rows(
        ordinal=ordinal,
        title=analyser.words(title),
        authority=authority_of(document),
        keywords=_keywords(document, groups),
        document=DocumentRow(
            title=stream(title),
            scoped={
                scope: tuple(stream(fold(value)) for value in _spoken(document, scope))
                for scope in SCOPES
            },
            title_keys=_title_keys(title),
            title_pairs=title_pairs(title),
            number_key=document_number_key(document.value("document_number") or "") or "",
            numbers=tuple(_number_keys(document)),
            date_key=date_key(document),
        ),
        passages=tuple(
            PassageRow(
                place=passage.place,
                words=analyser.words(f"{headings[passage.heading]} {text}"),
                heading=streams[passage.heading],
                text=stream(text),
            )
            for passage, text in zip(document.passages, texts, strict=True)
        ),
    )


def date_key(document: Document) -> int:
    """Give the document's principal date as yyyymmdd, unknown parts 0; 0 without a date."""
    date = principal_date(document.facts)
    if date is None:
        return 0
    year, month, day = (*date[0].split("-"), "0", "0")[:3]
    return int(year) * 10000 + int(month) * 100 + int(day)


def _title_keys(title: str) -> tuple[str, ...]:
    keys = (title_key(title), title_key(title.partition(_SUBTITLE)[0]))
    return tuple(dict.fromkeys((*keys, *(key.removeprefix(_STATE) or key for key in keys))))


def _keywords(document: Document, groups: Iterable[str]) -> dict[str, tuple[str, ...]]:
    date = principal_date(document.facts)
    derived = {
        "year": (date[0][:4],) if date else (),
        "source_grade": (document.source_grade,),
        "completeness": (document.completeness,),
        "group": tuple(groups),
    }
    values = {name: derived.get(name) or _with_broader(document, name) for name in KEYWORDS}
    return {name: value for name, value in values.items() if value}


def _spoken(document: Document, scope: str) -> tuple[str, ...]:
    """Give what a field is asked for by: an industry also by the one that it lies under."""
    return _with_broader(document, scope) if scope == "industry" else _values(document, scope)


def _values(document: Document, name: str) -> tuple[str, ...]:
    """Give what a field of the index holds: topics with subjects, enterprises with their groups."""
    return tuple(value for field in _FIELDS.get(name, (name,)) for value in document.values(field))


def _with_broader(document: Document, name: str) -> tuple[str, ...]:
    """Give the values with all that they lie under, so that each of it finds the document."""
    if name == "enterprise":  # a group counts what is its own
        return document.values(name)
    fields = _FIELDS.get(name, (name,))
    steps = (
        step
        for field in fields
        for value in document.values(field)
        for step in steps_of(field, value)
    )
    return tuple(dict.fromkeys(steps))


def _number_keys(document: Document) -> Iterator[str]:
    own = document_number_key(document.value("document_number") or "")
    cited = (found.key for found in find_document_numbers(document.text))
    yield from dict.fromkeys([own, *cited] if own else cited)
