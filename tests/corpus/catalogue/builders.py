"""Documents, and what came with them, for tests of the catalogue."""

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from corpus.catalogue import documents, paths
from corpus.catalogue.values import Origin
from corpus.document import (
    Direction,
    Document,
    Fact,
    Indicator,
    Part,
    PartKind,
    Passage,
    RoleSpan,
    Section,
    Span,
)
from corpus.metadata import COMPLETENESS, LABELS, SEVERAL, SOURCE_GRADES

NOW = datetime(2026, 3, 5, 8, 30, tzinfo=UTC)
LATER = NOW + timedelta(days=1)


def document(number=1, text="第一条　为了深化国有企业改革。", **facts):
    """Make a document of one section and one passage; a fact given as a text is the rule's."""
    return Document(
        id=f"{number:016x}",
        text=text,
        facts={
            name: value if isinstance(value, Fact) else Fact(value, 0.9, "rule")
            for name, value in facts.items()
        },
        sections=(Section("s1", None, 1, "tiao", "第一条", "", "1", 0, len(text)),),
        passages=(Passage(0, 0, len(text), "总则", "第一条", 1),),
    )


def origin(number=1, *groups):
    return Origin(f"{number:064x}", "docx", 1234, groups or ("public",), 1, "lexicon")


def put(connection, made, *groups, path=None, now=NOW):
    """Put one document, lying at *path* where that is given; give its ordinal."""
    number = int(made.id, 16)
    (ordinal,) = documents.put_many(connection, [(made, origin(number, *groups))], now=now)
    if path is not None:
        paths.attach(connection, path, ordinal, sample=False, now=now)
    return ordinal


_texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
_offsets = st.integers(0, 10**6)
_spans = st.builds(Span, _offsets, _offsets)
_several = st.lists(_texts, max_size=3).map(tuple)
_methods = st.sampled_from(["rule", "table", "user"])


def _fact(name):
    values = _several if name in SEVERAL else _texts
    made = st.builds(Fact, values, st.floats(0, 1), _methods, st.none() | _spans)
    return made.filter(lambda fact: fact.value or fact.method != "user")  # else there is none


_sections = st.builds(
    Section,
    id=_texts,
    parent=st.none() | _texts,
    level=st.integers(1, 9),
    kind=st.sampled_from(["bian", "zhang", "jie", "tiao", "h1", "style"]),
    number=_texts,
    title=_texts,
    path=_texts,
    start=_offsets,
    end=_offsets,
)
_passages = st.builds(
    Passage, st.integers(0, 2**20 - 1), _offsets, _offsets, _texts, st.none() | _texts
)
_STATED = [name for name in LABELS if name != "source_grade"]  # that is told twice
_parts = st.builds(
    Part,
    st.integers(1, 999),
    st.sampled_from(PartKind),
    _texts,
    _texts,
    _offsets,
    _offsets,
    region=_several,
)
any_document = st.builds(
    Document,
    id=st.integers(0, 16**16 - 1).map("{:016x}".format),
    text=_texts,
    facts=st.fixed_dictionaries({}, optional={name: _fact(name) for name in _STATED}),
    sections=st.lists(_sections, max_size=4).map(tuple),
    passages=st.lists(_passages, max_size=4, unique_by=lambda each: each.place).map(
        lambda many: tuple(sorted(many, key=lambda each: each.place))
    ),
    pages=st.lists(_offsets, max_size=3).map(tuple),
    removed=st.lists(_spans, max_size=3).map(tuple),
    indicators=st.lists(
        st.builds(
            Indicator,
            name=_texts,
            value=st.just("14.2"),
            unit=st.sampled_from(["%", "亿元"]),
            year=st.none() | st.just("2024"),
            direction=st.sampled_from(Direction),
            sentence=_spans,
            span=_spans,
        ),
        max_size=3,
    ).map(tuple),
    parts=st.lists(_parts, max_size=3, unique_by=lambda each: each.place).map(
        lambda many: tuple(sorted(many, key=lambda each: each.place))
    ),
    roles=st.lists(st.builds(RoleSpan, _texts, _spans), max_size=3).map(tuple),
    source_grade=st.sampled_from(SOURCE_GRADES),
    completeness=st.sampled_from(COMPLETENESS),
)
