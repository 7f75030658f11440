"""The sentences of a case that tell of what a situation tells, verbatim."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from corpus.document import Span
from corpus.recognise.enterprise_problems import find_problems
from corpus.text.fold import fold
from indexer.analysis.terms import Analyser
from search_api.cases.case import Case
from search_api.cases.situation import Situation

_SENTENCE = re.compile(r"[^。！？；\n]+[。！？；]?")
_MOST = 3  # of a case
_SHORTEST, _LONGEST = 8, 160  # characters of a sentence that is shown
_FEWEST_SHARED = 3  # words, for a sentence to tell of the same where it tells of no problem


@dataclass(frozen=True, slots=True)
class MatchedSentence:
    """
    A sentence of a case that tells of what one of a situation tells.

    Attributes:
        text: Verbatim.
        span: Where it stands in the document.
        place: Of the passage that holds it.
        shared: The words that both have.
        problems: The problems of which both tell.
        answers: The sentence of the situation with which it shares most words; may be empty.
    """

    text: str
    span: Span
    place: int
    shared: tuple[str, ...]
    problems: tuple[str, ...]
    answers: str

    @property
    def strength(self) -> int:
        """How much both have in common."""
        return len(self.shared) + 2 * len(self.problems)


def matched_sentences(
    analyser: Analyser, case: Case, situation: Situation
) -> tuple[MatchedSentence, ...]:
    """Give the sentences that have most in common with a situation, in order of the text."""
    asked = {each: telling_words(analyser, each) for each, _ in situation.sentences}
    found = _matched(analyser, case, asked, frozenset(situation.problems))
    best = sorted(found, key=lambda each: (-each.strength, each.span.start))[:_MOST]
    return tuple(sorted(best, key=lambda each: each.span.start))


def telling_words(analyser: Analyser, text: str) -> frozenset[str]:
    """Give the words of a text that say something: of two characters and more, no figures."""
    empty = analyser.lexicon.function_words
    words = analyser.segmenter.cut(fold(text))
    return frozenset(
        each
        for each in words
        if len(each) > 1 and each.isalnum() and not each.isdigit() and each not in empty
    )


def _matched(
    analyser: Analyser,
    case: Case,
    asked: Mapping[str, frozenset[str]],
    problems: frozenset[str],
) -> Iterator[MatchedSentence]:
    text, start = case.document.text, case.span.start
    for sentence in _SENTENCE.finditer(text[start : case.span.end]):
        words = sentence[0].strip()
        place = case.document.place_at(start + sentence.start())
        if place is None or not _SHORTEST <= len(words) <= _LONGEST:
            continue
        own = telling_words(analyser, words)
        answers = max(asked, key=lambda each: len(asked[each] & own), default="")
        shared = tuple(sorted(asked[answers] & own)) if answers else ()
        told = tuple(each for each in find_problems(words) if each in problems)
        if told or len(shared) >= _FEWEST_SHARED:
            first = start + sentence.start() + sentence[0].index(words)
            span = Span(first, first + len(words))
            yield MatchedSentence(words, span, place, shared, told, answers if shared else "")
