"""What policy and speeches ask for that a practice does: suggestions, each with its reason."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from corpus.actor import Actor
from corpus.catalogue import documents
from corpus.catalogue.relations import Work
from corpus.catalogue.values import Card, PassageText
from corpus.document import Span
from corpus.recognise.enterprise_problems import find_problems
from corpus.resolve.standing import standing
from corpus.resolve.validity import Validity
from corpus.text.fold import fold
from indexer.engine.query import Group, Keyword, Question
from indexer.library import Library
from indexer.search.near import alike
from search_api.cases.case import Case
from search_api.cases.gist import Gist, Worth, gist_of
from search_api.cases.matching import telling_words
from search_api.cases.opening import OpenedCase
from search_api.cases.practices import Practice, practices_of
from search_api.citing import card_source, cited_place

# What is asked for by -> the classes of its documents, and how many are suggested.
ASKERS: Mapping[str, tuple[str, tuple[str, ...], int]] = {
    "policy": ("政策依据", ("policy", "regulation", "plan"), 3),
    "speech": ("讲话要求", ("speech",), 2),
}
_LOOKED_AT = 40  # passages
_SENTENCE = re.compile(r"[^。！？；\n]+[。！？；]?")
_ASKS = re.compile(
    "(?<![主重首次紧需])要(?!求|么|素|闻|件)|应当?|必须|不得|不低于|不少于|不超过|加强|加快|推动|推进|推行|完善|健全|建立|实施|实行|支持|鼓励"
    "|深化|落实|严格|强化|优化|引导|全面|有序|确保"
)
# What a sentence must have in common with a practice: words of a problem that both tell of, or so
# much that they need no such; what words are worth together, see `search_api.cases.gist`.
_LEAST, _LEAST_WITHOUT_PROBLEM = 1.0, 3.0
_MANY, _LEAST_OF_MANY = 4, 0.5  # words that are worth little each, as 工程 and 审批
_SHORTEST, _LONGEST = 12, 200  # characters of a sentence that asks for something


@dataclass(frozen=True, slots=True)
class Asked:
    """
    A sentence of a policy or a speech that asks for what a practice does.

    Attributes:
        card: Its document's.
        text: Verbatim.
        span: Where it stands in the document.
        place: Of its passage.
        shared: The words that it has in common with the practice: why it is suggested.
        validity: The standing of its document today; None for a class that has none.
        citation: Its whole source line.
    """

    card: Card
    text: str
    span: Span
    place: int
    shared: tuple[str, ...]
    validity: Validity | None
    citation: str


@dataclass(frozen=True, slots=True)
class PracticeBasis:
    """
    A practice, and what asks for it.

    Attributes:
        practice: It.
        asked: By the names of `ASKERS`; empty where nothing is near enough.
    """

    practice: Practice
    asked: Mapping[str, tuple[Asked, ...]]


@dataclass(frozen=True, slots=True)
class _Found:
    """A sentence that has enough in common with a practice; its span within its passage."""

    ordinal: int
    place: int
    span: Span
    shared: tuple[str, ...]
    strength: float


def asks(sentence: str) -> bool:
    """Tell whether a sentence asks for something: 要, 应当, 加强; not 主要, 需要."""
    return _ASKS.search(sentence) is not None


def basis_of(library: Library, actor: Actor, opened: OpenedCase) -> tuple[PracticeBasis, ...]:
    """
    Suggest for each practice of a case what policy and speeches ask for.

    Raises:
        IndexOutOfDate: There is no index yet.
    """
    return tuple(
        PracticeBasis(
            practice,
            {
                name: tuple(_asked(library, actor, opened, practice, classes))[:most]
                for name, (_, classes, most) in ASKERS.items()
            },
        )
        for practice in practices_of(opened.case)
    )


def _asked(
    library: Library,
    actor: Actor,
    opened: OpenedCase,
    practice: Practice,
    classes: tuple[str, ...],
) -> list[Asked]:
    """Give the sentences that have enough in common with a practice, one of each text."""
    words = f"{practice.heading}\n{opened.case.words_of(practice.quoted)}"
    worth = Worth(library, actor)
    own = _gist_of(library, opened.case, practice, worth)
    problems = frozenset(find_problems(words))
    places = _nearest(library, actor, words, classes)
    with library.catalogue.read() as connection:
        texts = documents.passage_texts(connection, places, visible_to=actor.visible_to)
        best = _best(library, texts, own, problems, worth)
        cards = documents.cards(connection, [each.ordinal for each in best])
        works = [Work.of_card(ordinal, card) for ordinal, card in cards.items()]
        told = standing(connection, works, library.today, visible_to=actor.visible_to)
    return [
        _told(cards[each.ordinal], texts[each.ordinal, each.place], each, told.get(each.ordinal))
        for each in best
        if each.ordinal in cards and each.ordinal != opened.stored.ordinal
    ]


def _gist_of(library: Library, case: Case, practice: Practice, worth: Worth) -> Gist:
    """Say what a practice is about, but for the name of its enterprise."""
    words = f"{practice.heading}\n{case.words_of(practice.span)}"
    quoted = f"{practice.heading}\n{case.words_of(practice.quoted)}"
    name = telling_words(library.analyser, "".join(case.fields.get("enterprise", ())))
    return gist_of(library.analyser, words, quoted, name, worth)


def _nearest(
    library: Library, actor: Actor, text: str, classes: tuple[str, ...]
) -> list[tuple[int, int]]:
    question = Question(
        ranking=alike(fold(text), library.analyser),
        group=Group.PASSAGE,
        relaxed=False,
        filters=(Keyword("document_class", classes),),
        visible_to=actor.visible_to,
        limit=_LOOKED_AT,
    )
    hits = library.index.reader().search(question).hits
    return [(hit.ordinal, each.place) for hit in hits for each in hit.passages]


def _best(
    library: Library,
    texts: Mapping[tuple[int, int], PassageText],
    own: Gist,
    problems: frozenset[str],
    worth: Worth,
) -> list[_Found]:
    """Give of each text its sentence that has most in common, those that have most first."""
    same = library.finder.same_text()
    found: dict[int, _Found] = {}
    for (ordinal, place), passage in texts.items():
        first = same.get(ordinal, (ordinal,))[0]
        for span, shared, least in _sharing(library, passage, own, problems):
            strength = worth.of(shared)
            if strength >= max(least, found[first].strength if first in found else 0.0):
                found[first] = _Found(ordinal, place, span, shared, strength)
    return sorted(found.values(), key=lambda each: (-each.strength, each.ordinal, each.place))


def _sharing(
    library: Library, passage: PassageText, own: Gist, problems: frozenset[str]
) -> Iterator[tuple[Span, tuple[str, ...], float]]:
    """Give the sentences that ask for something, what they share, and what that must be worth."""
    for sentence in _SENTENCE.finditer(passage.text):
        words = sentence[0].strip()
        if not (_SHORTEST <= len(words) <= _LONGEST and asks(words)):
            continue
        shared = own.shared_with(telling_words(library.analyser, words))
        if shared:
            is_near = not problems.isdisjoint(find_problems(words))
            start = sentence.start() + sentence[0].index(words)
            enough = _LEAST_OF_MANY if len(shared) >= _MANY else _LEAST
            yield (
                Span(start, start + len(words)),
                shared,
                enough if is_near else _LEAST_WITHOUT_PROBLEM,
            )


def _told(card: Card, passage: PassageText, found: _Found, validity: Validity | None) -> Asked:
    where, span = passage.where, found.span
    place = cited_place(where, passage.pages, part=passage.part)
    return Asked(
        card=card,
        text=passage.text[span.start : span.end],
        span=Span(where.start + span.start, where.start + span.end),
        place=where.place,
        shared=found.shared,
        validity=validity,
        citation=card_source(card, validity).line(place),
    )
