"""Where the sentences of a text stand in the library: exactly, or nearly."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from corpus.actor import Actor
from corpus.catalogue import documents
from corpus.catalogue.values import PassageText
from corpus.document import Passage, Span
from corpus.recognise.cleaning import blanked
from corpus.text.alignment import Edit, differences, nearest
from corpus.text.fold import fold
from corpus.text.letters import Letters, letters
from corpus.vocabulary.enterprises import Enterprises
from indexer.library import Library
from indexer.search.articles import ARTICLE
from search_api.quotations.seeking import Place, Wanted, candidates, holding
from search_api.quotations.swaps import Swap, SwapKind, find_swaps

# Thresholds, tuned with `make check-eval`.
MOST_DIFFERENT = 0.25  # letters of a sentence that may differ from the source's
MOST_IF_NAMED = 0.4  # where the document is named
MOST_SWAPPED = 0.5  # of them where figures, enterprises and places stand for others
LEAST_ALIKE = 0.3  # pairs of letters that a passage must share to be compared at all
MOST_COMPARED = 6  # of them, for nearness
EDGE = 3  # letters by which a stretch is made longer or shorter, to begin and end with a clause
LONGEST = 400  # letters of a sentence that are compared


@dataclass(frozen=True, slots=True)
class Match:
    """
    A place where a sentence stands, exactly or nearly.

    Attributes:
        ordinal: The document's.
        passage: The passage, with its text.
        span: Where the source's words stand in the passage's text.
        edits: Where the two differ: stretches of the sentence as it was given, its lead included
            where `led`, and of the passage's text; none where only figures are written otherwise.
        distance: How many letters differ; a thing in the place of its like counts as one.
        swaps: Such things.
        led: Whether the lead belongs to the sentence in the source too.
    """

    ordinal: int
    passage: PassageText
    span: Span
    edits: tuple[Edit, ...] = ()
    distance: int = 0
    swaps: tuple[Swap, ...] = ()
    led: bool = False

    @property
    def text(self) -> str:
        """The source's words, verbatim."""
        return self.passage.text[self.span.start : self.span.end]


def find_matches(
    library: Library, actor: Actor, wanted: Sequence[Wanted]
) -> list[tuple[Match, ...]]:
    """
    Find each sentence, its best matches first; empty where it stands nowhere.

    Raises:
        IndexOutOfDate: There is no index yet.
    """
    reader = library.index.reader()
    near = [candidates(reader, actor, each) for each in wanted]
    found = _compare(library, actor, wanted, near)
    left = [at for at, matches in enumerate(found) if not matches or matches[0].distance]
    again = [wanted[at] for at in left]
    whole = [holding(reader, actor, each) for each in again]
    for at, matches in zip(left, _compare(library, actor, again, whole), strict=True):
        if matches and not matches[0].distance:
            found[at] = (*matches, *found[at])
    return found


def _compare(
    library: Library,
    actor: Actor,
    wanted: Sequence[Wanted],
    places: Sequence[Mapping[Place, None]],
) -> list[tuple[Match, ...]]:
    """Compare each sentence with the passages at its places."""
    every = sorted({place for each in places for place in each})
    with library.catalogue.read() as connection:
        texts = documents.passage_texts(connection, every, visible_to=actor.visible_to)
        removed = documents.removed_of(connection, {ordinal for ordinal, _ in texts})
    known = {
        place: _Candidate(place[0], passage, removed.get(place[0], ()))
        for place, passage in texts.items()
    }
    names = library.enterprises
    return [_matches(each, near, known, names) for each, near in zip(wanted, places, strict=True)]


class _Candidate:
    """A passage that may hold a sentence, its letters made once for all, without debris."""

    def __init__(self, ordinal: int, passage: PassageText, removed: Sequence[Span]) -> None:
        self.ordinal = ordinal
        self.passage = passage
        self.letters = Letters(blanked(passage.text, _inside(passage.where, removed)))

    @cached_property
    def pairs(self) -> frozenset[str]:
        """The pairs of its letters."""
        return pairs_of(self.letters.text)


def _inside(where: Passage, removed: Sequence[Span]) -> Iterator[Span]:
    """Give what of removed stretches of a document lies in a passage, counted from its start."""
    for each in removed:
        start, end = max(each.start, where.start), min(each.end, where.end)
        if start < end:
            yield Span(start - where.start, end - where.start)


def _matches(
    wanted: Wanted,
    places: Mapping[Place, None],
    known: Mapping[Place, _Candidate],
    names: Enterprises,
) -> tuple[Match, ...]:
    candidates = [known[place] for place in places if place in known]
    found = _matched(Letters(wanted.text), candidates, names, wanted.named)
    if wanted.lead:
        whole = Letters(wanted.lead + wanted.text)
        room = len(letters(wanted.lead)) // 2
        held = {id(each.passage): each for each in _matched(whole, candidates, names, wanted.named)}
        found = [_led(each, held.get(id(each.passage)), room) for each in found]
        if any(each.led for each in found):
            found = [each for each in found if each.led or each.ordinal in wanted.named]
    return tuple(sorted(found, key=lambda each: each.distance))


def _led(match: Match, whole: Match | None, room: int) -> Match:
    """Give the match with the lead where most of the lead stands in the source too."""
    if whole is None or whole.distance - match.distance >= room:
        return match
    before = match.passage.text[whole.span.start : match.span.start]
    if ARTICLE.fullmatch(fold(before).strip()):
        return match  # the lead names the article, with whose number the source begins
    return replace(whole, led=True)


def _matched(
    claim: Letters, candidates: Sequence[_Candidate], names: Enterprises, named: frozenset[int]
) -> list[Match]:
    """Give the candidates that hold a sentence, and of the others those that nearly do."""
    if not claim.text or len(claim.text) > LONGEST:
        return []
    exact = [match for each in candidates if (match := _exact(claim, each))]
    holding = {id(each.passage) for each in exact}
    others = [
        each
        for each in candidates
        if id(each.passage) not in holding and (not exact or each.ordinal in named)
    ]
    near = (
        _compared(claim, each, names, MOST_IF_NAMED if each.ordinal in named else MOST_DIFFERENT)
        for each in _alike(claim, others, named)
    )
    return [*exact, *filter(None, near)]


def _exact(claim: Letters, candidate: _Candidate) -> Match | None:
    at = candidate.letters.text.find(claim.text)
    if at < 0:
        return None
    span = candidate.letters.span(at, at + len(claim.text))
    return Match(candidate.ordinal, candidate.passage, span)


def _alike(
    claim: Letters, candidates: Sequence[_Candidate], named: frozenset[int]
) -> list[_Candidate]:
    """Give the passages that share most pairs of letters, of named documents first."""
    own = pairs_of(claim.text)
    shares = [(len(own & each.pairs) / max(len(own), 1), each) for each in candidates]
    alike = [pair for pair in shares if pair[0] >= LEAST_ALIKE]
    alike.sort(key=lambda pair: (pair[1].ordinal not in named, -pair[0]))
    return [each for _, each in alike[:MOST_COMPARED]]


def _compared(
    claim: Letters, candidate: _Candidate, names: Enterprises, most: float
) -> Match | None:
    source = candidate.letters
    found = nearest(claim.text, source.text)
    if found.distance > MOST_SWAPPED * len(claim.text):
        return None
    start, end = _clause(source, found.span, _touched(claim.text, source.text, found.span))
    edits = tuple(
        Edit(
            _original(claim, each.one),
            _original(source, Span(each.other.start + start, each.other.end + start)),
        )
        for each in differences(claim.text, source.text[start:end])
    )
    swaps, left = find_swaps(claim.original, source.original, edits, names)
    counted = sum(each.kind is not SwapKind.WRITING for each in swaps)
    rest = found.distance - sum(each.size - beyond for each, beyond in left.items())
    is_told = len(left) == len(edits) and not any(left.values())
    distance = counted if is_told else max(rest + counted, 1)
    if distance > most * len(claim.text):
        return None
    return Match(
        candidate.ordinal,
        candidate.passage,
        source.span(start, end),
        edits if distance else (),
        distance,
        swaps,
    )


def _touched(given: str, source: str, span: Span) -> tuple[bool, bool]:
    """Tell whether a sentence differs from its source where it begins, and where it ends."""
    return given[:1] != source[span.start : span.start + 1], given[-1:] != source[
        span.end - 1 : span.end
    ]


def _clause(source: Letters, span: Span, touched: tuple[bool, bool]) -> tuple[int, int]:
    """
    Let a stretch begin and end with a clause of its source, where its edge is in doubt.

    要坚持 beside 精神，坚持 has a letter too many, not 要 for 神; 公民从 beside 自然人从 has 公民
    for all of 自然人.
    """
    start, end = span.start, span.end
    near = [0, *(side * step for step in range(1, EDGE + 1) for side in (1, -1))]
    if touched[0]:
        start = next((start + by for by in near if _may_begin(source, start + by, end)), start)
    if touched[1]:
        end = next((end + by for by in near if _may_begin(source, end + by, None, start)), end)
    return start, end


def _may_begin(source: Letters, at: int, before: int | None, after: int = -1) -> bool:
    within = after < at and (at < before if before is not None else True)
    return 0 <= at <= len(source.text) and within and source.is_border(at)


def _original(text: Letters, span: Span) -> Span:
    """Give the stretch of the original; an empty one lies before the letter that follows it."""
    if span.start < span.end:
        return text.span(span.start, span.end)
    if span.start < len(text.text):
        at = text.span(span.start, span.start + 1).start
    else:
        at = text.span(span.start - 1, span.start).end
    return Span(at, at)


def pairs_of(text: str) -> frozenset[str]:
    """Give the pairs of letters that stand side by side."""
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))
