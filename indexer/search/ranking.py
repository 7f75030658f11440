"""What makes one passage better than another: every weight in one place."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from corpus.authority import Authority
from corpus.recognise.region import STEP, find_places
from corpus.text.fold import fold
from indexer.analysis.terms import Analyser, bigrams, is_inside_run, stream
from indexer.engine.query import Keyword, Ranking, Weighing
from indexer.search.parse import ParsedQuery
from indexer.search.pieces import PieceKind

WORD = 1.0
BIGRAM = 0.8
CHARACTER = 0.5
TITLE = 0.3  # a word in the title, beside the same word in the text
TITLE_OF_QUESTION = 0.15  # the same, in a question in plain words
LITERAL = 1000.0  # what is typed in one run, standing as it is typed: before everything else
FUNCTION_WORD = 0.2  # relative to a word that has a subject
FUNCTION_BIGRAM = 0.4  # of a function word, or across its border; relative to others

# What the same words weigh in a text of this rank: a national law before a local rule.
AUTHORITY: Mapping[Authority, float] = MappingProxyType(
    {
        Authority.NONE: 1.0,
        Authority.LOCAL: 0.5,
        Authority.MINISTRY: 0.6,
        Authority.STATE_COUNCIL: 0.7,
        Authority.INTERPRETATION: 0.8,
        Authority.LAW: 1.0,
    }
)
ASKED_REGION = 1.2  # what is of the region that the query names, whatever its rank
NO_LONGER_HOLDS = 0.7  # repealed, or expired
COMPANY = 0.2  # of further passages among the best, in a question in plain words

MEANING = 640.0  # of a cosine, beside the sum of what the words of a question in plain words weigh
STANDING = 0.2  # of the authority of a text, beside the cosine

STRICT_FIRST_UP_TO = 4  # pieces; from one more on the query is a question in plain words


def is_question(query: ParsedQuery) -> bool:
    """Tell whether a query is a question in plain words, of which a good answer may lack some."""
    return sum(each.is_plain and not each.optional for each in query.pieces) > STRICT_FIRST_UP_TO


def rank(
    query: ParsedQuery,
    alternatives: Mapping[str, float],
    analyser: Analyser,
    *,
    instead: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
    in_plain_words: bool = False,
) -> Ranking:
    """
    Weigh the terms of a query.

    Args:
        query: What was typed.
        alternatives: Folded text that means the same as a part of it -> weight relative to it.
        analyser: The one that cut the index.
        instead: Piece -> alternatives of it that are looked for in its place.
        in_plain_words: Whether the query is a question.
    """
    words: dict[str, float] = {}
    pairs: dict[str, float] = {}
    lone: dict[str, float] = {}
    function_words = analyser.lexicon.function_words
    weighted = [*((text, 1.0) for text in _typed(query))]
    weighted += alternatives.items()
    for text, share in weighted:
        cut = analyser.words(text).split()
        for word in cut:
            subject = FUNCTION_WORD if word in function_words else 1.0
            words.setdefault(word, share * subject * WORD)
        empty = function_words.intersection(cut)
        for pair in bigrams(stream(text)).split():
            if not is_inside_run(pair):
                subject = FUNCTION_BIGRAM if _touches(pair, empty) else 1.0
                pairs.setdefault(pair, share * subject * BIGRAM)
        if len(text) == 1:
            lone.setdefault(text, share * CHARACTER)
    in_title = TITLE_OF_QUESTION if in_plain_words else TITLE
    title = {word: weight * in_title for word, weight in words.items()}
    literal = {} if in_plain_words else _literal(query, alternatives, instead)
    return Ranking(words, pairs, lone, title, literal)


def _literal(
    query: ParsedQuery,
    alternatives: Mapping[str, float],
    instead: Mapping[str, tuple[str, ...]],
) -> dict[str, float]:
    """Weigh what was typed in one run but is cut, as typed and with an alternative in it."""
    pieces = [piece.text for piece in query.pieces if piece.is_plain]
    found: dict[str, float] = {}
    for run in map(fold, query.text.split()):
        if run in pieces or not any(len(run) > 1 and run in each for each in query.plain):
            continue
        found[stream(run)] = LITERAL
        for piece in pieces:
            for other in instead.get(piece, ()) if piece in run else ():
                found.setdefault(stream(run.replace(piece, other)), LITERAL * alternatives[other])
    return found


def _touches(pair: str, words: Iterable[str]) -> bool:
    """Tell whether a bigram is part of one of *words* or has one of them in it."""
    return any(pair in word or word in pair for word in words)


def weigh(query: ParsedQuery, no_longer_hold: Iterable[int], *, in_plain_words: bool) -> Weighing:
    """
    Weigh documents.

    Args:
        query: What was typed; a region that it names is asked for.
        no_longer_hold: Ordinals of documents that are repealed or have expired.
        in_plain_words: Whether the query is a question, for which much in one place is a sign.
    """
    regions = _regions(query)
    return Weighing(
        authority=tuple(AUTHORITY[each] for each in Authority),
        lowered=dict.fromkeys(no_longer_hold, NO_LONGER_HOLDS),
        asked=Keyword("region", regions) if regions else None,
        asked_factor=ASKED_REGION,
        company=COMPANY if in_plain_words else 0.0,
        meaning=MEANING,
        standing=STANDING,
    )


def _regions(query: ParsedQuery) -> tuple[str, ...]:
    """Give the ways to the regions that a query names."""
    places = (
        place for text in _typed(query) for place in find_places(text, short=True) if place.known
    )
    return tuple(dict.fromkeys(STEP.join(way) for place in places for way in place.ways))


def _typed(query: ParsedQuery) -> list[str]:
    """Give the texts that a good passage holds: plain runs, quotations, words of a title."""
    named = [
        piece.text.replace("|", "")  # a key holds the letters and digits of its number
        for piece in query.leaves
        if not piece.denied
        and (piece.kind is PieceKind.NUMBER or not piece.is_plain)
        and piece.field in (None, "title", "number")
    ]
    return [*query.plain, *named]
