"""Which cases fit a situation: the finder's answers to its sentences, and what both are."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from corpus.actor import Actor
from corpus.steps import STEPS, steps_of
from indexer.engine.query import Group
from indexer.library import Library
from indexer.search.found import FoundPassage
from indexer.search.request import SearchRequest
from search_api.cases.choosing import values_of
from search_api.cases.fit_weights import WEIGHTS, FitWeights
from search_api.cases.gathering import GatheredCase, GatheredCases, gather_cases
from search_api.cases.matching import MatchedSentence, matched_sentences
from search_api.cases.opening import OpenedCase, open_cases
from search_api.cases.situation import Situation
from search_api.labels import value_label

MOST_FITTING = 20
_PART_OF_A_PROBLEM = frozenset({"ex_lead", "ex_basic", "ex_problem"})
_PART_OF_A_GOAL = frozenset({"ex_practice", "ex_result", "ex_insight"})
_MOST_REASONS = 4  # problems that are told
# Field -> how it is told that a value is the same.
_SAME: Mapping[str, str] = {
    "industry": "同为{}",
    "enterprise_type": "同为{}",
    "region": "同在{}",
    "size": "同为{}企业",
}


@dataclass(frozen=True, slots=True)
class Fit:
    """
    A case that fits.

    Attributes:
        opened: The case.
        score: Compares only within one answer.
        same: Field -> the value that both have.
        problems: What both struggle with, the one that fewest tell of first.
        sentences: Sentences of the case that tell of the same, verbatim, with what they answer.
    """

    opened: OpenedCase
    score: float
    same: Mapping[str, str]
    problems: tuple[str, ...]
    sentences: tuple[MatchedSentence, ...]

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why it fits, in a few words each."""
        same = (_SAME[name].format(_called(name, value)) for name, value in self.same.items())
        return (*(f"同样面对{each}" for each in self.problems[:_MOST_REASONS]), *same)


@dataclass
class _Points:
    """What speaks for a case."""

    score: float = 0.0
    same: dict[str, str] = field(default_factory=dict)
    problems: tuple[str, ...] = ()


def fit(
    library: Library,
    actor: Actor,
    situation: Situation,
    *,
    most: int = MOST_FITTING,
    weights: FitWeights = WEIGHTS,
) -> tuple[Fit, ...]:
    """
    Give the cases that fit a situation, the best first; none where nothing speaks for any.

    Raises:
        IndexOutOfDate: There is no index yet.
    """
    known = gather_cases(library, actor)
    placed = replace(situation, region=_way_to(situation.region, known))
    counting = _Counting(known, placed, weights)
    for sentence, is_goal in situation.sentences:
        counting.add_words(_found(library, actor, known, sentence, weights), is_goal=is_goal)
    counting.add_problems()
    counting.add_fields()
    points = counting.points
    best = sorted(points, key=lambda each: (-points[each].score, each))[:most]
    return tuple(
        Fit(
            opened=opened,
            score=round(points[opened.case.id].score, 3),
            same=points[opened.case.id].same,
            problems=points[opened.case.id].problems,
            sentences=matched_sentences(library.analyser, opened.case, situation),
        )
        for opened in open_cases(library, actor, best)
    )


def _way_to(region: str, known: GatheredCases) -> str:
    """Give the way to a region that no list of divisions knows, as a case of the library has it."""
    if not region or STEPS["region"] in region:
        return region
    ways = {way for case in known.cases for way in values_of(case, "region")}
    fitting = [way for way in ways if region.startswith(value_label("region", way))]
    return max(fitting, key=lambda way: (len(way), way), default=region)


def _found(
    library: Library, actor: Actor, known: GatheredCases, sentence: str, weights: FitWeights
) -> Iterator[tuple[GatheredCase, FoundPassage]]:
    """Give the cases in which the finder finds a sentence, each with its best passage."""
    request = SearchRequest(
        sentence,
        actor,
        among=known.ordinals,
        group=Group.PASSAGE,
        plain=True,
        limit=weights.looked_at,
        passages=1,
    )
    seen: set[str] = set()
    for hit in library.finder.search(request).hits:
        for passage in hit.passages:
            place = passage.part.place if passage.part else None
            case = known.by_part.get((hit.ordinal, place)) or known.by_part.get((hit.ordinal, None))
            if case is not None and case.id not in seen:
                seen.add(case.id)
                yield case, passage


class _Counting:
    """Counts what speaks for each case."""

    def __init__(self, known: GatheredCases, situation: Situation, weights: FitWeights) -> None:
        self._known = known
        self._situation = situation
        self._weights = weights
        self.points: defaultdict[str, _Points] = defaultdict(_Points)

    def add_words(
        self, found: Iterable[tuple[GatheredCase, FoundPassage]], *, is_goal: bool
    ) -> None:
        """Give points to the cases in which a sentence is found, the first most."""
        own = self._weights
        for place, (case, passage) in enumerate(found):
            gained = own.words * own.depth / (own.depth + place)
            held = _is_in_its_part(case, passage, is_goal=is_goal)
            self.points[case.id].score += gained * (own.in_its_part if held else 1.0)

    def add_problems(self) -> None:
        """Give points to the cases that struggled with the same."""
        cases = self._known.cases
        told = Counter(problem for case in cases for problem in case.problems)
        worth = {each: _rarity(told[each], len(cases)) for each in self._situation.problems}
        for case in cases:
            shared = sorted(case.problems & worth.keys(), key=lambda each: (-worth[each], each))
            if shared:
                points = self.points[case.id]
                points.problems = tuple(shared)
                points.score += self._weights.problem * sum(worth[each] for each in shared)

    def add_fields(self) -> None:
        """Give points for what both are to the cases for which something speaks already."""
        for case in self._known.cases:
            for name in _SAME if case.id in self.points else ():
                own, values = getattr(self._situation, name), case.fields.get(name, ())
                same, share = _shared(name, own, values, self._weights.broader)
                if same:
                    self.points[case.id].same[name] = same
                    self.points[case.id].score += share * self._weights.fields[name]


def _called(name: str, value: str) -> str:
    """Give what a value is called among people: an industry without its letter."""
    return value.partition(" ")[2] if name == "industry" else value_label(name, value)


def _is_in_its_part(case: GatheredCase, passage: FoundPassage, *, is_goal: bool) -> bool:
    wanted = _PART_OF_A_GOAL if is_goal else _PART_OF_A_PROBLEM
    start = passage.where.start
    held = [part.role for part in case.roles if part.span.start <= start < part.span.end]
    return bool(held) and held[-1] in wanted


def _rarity(telling: int, of: int) -> float:
    """Give 1 for what one of many tells, 0 for what all tell."""
    return math.log(of / telling) / math.log(of) if telling and of > 1 else 0.0


def _shared(name: str, own: str, values: Sequence[str], broader: float) -> tuple[str, float]:
    """Give what a value has in common with those of a case, and how much it is."""
    if not own:
        return "", 0.0
    if own in values:
        return own, 1.0
    top = steps_of(name, own)[0]
    if top in {steps_of(name, value)[0] for value in values}:
        return top, 1.0 if own == top else broader
    return "", 0.0
