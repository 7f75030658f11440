"""What a document is about, by the words of a scheme: topics, subjects, industries."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from corpus.document import Fact
from corpus.recognise.word_counts import NO_TEXT, PairedText, WordCounter
from corpus.vocabulary.schemes import scheme

_TITLE, _HEADING, _BODY = 5.0, 2.0, 1.0  # points of a word, by where it stands
_HEADINGS_MAX, _BODY_MAX = 2, 4  # times that a word counts, in the body for a thousand characters
_THOUSAND = 1000
_ENOUGH = {"topics": 5.0, "subjects": 2.0}  # points that a value must have
_NEAR = {"topics": 0.8, "subjects": 0.25}  # share of the best one's points that others must have
_MOST = 3  # values of a document
_STEP = "\\"  # between a scheme or a top topic, and what lies under it
_OTHER_TOPIC = "其他"
_LONGEST = 8  # characters of a word beyond which it weighs no more


@dataclass(frozen=True, slots=True)
class Zones:
    """
    The texts of a document that tell what it is about.

    Attributes:
        title: With the subtitle.
        headings: Of the sections, a line each.
        body: Its beginning.
    """

    title: PairedText
    headings: PairedText
    body: PairedText


@dataclass(frozen=True, slots=True)
class Weighed:
    """A value of a scheme, and the points that speak for it."""

    value: str
    points: float


class Weigher:
    """Weighs the values of a scheme for a document, by the words that speak for them."""

    def __init__(self, words: Mapping[str, Sequence[str]]) -> None:
        self._words = words
        self._counter = WordCounter(words)

    def weigh(self, zones: Zones) -> list[Weighed]:
        """Give the values that anything speaks for, the best first."""
        points: defaultdict[str, float] = defaultdict(float)
        self._add(points, zones.title, _TITLE, 1)
        self._add(points, zones.headings, _HEADING, _HEADINGS_MAX)
        share = _THOUSAND / max(len(zones.body.text), _THOUSAND)
        self._add(points, zones.body, _BODY, _BODY_MAX, share)
        found = (Weighed(value, round(total, 2)) for value, total in points.items())
        return sorted(found, key=lambda each: (-each.points, each.value))

    def _add(
        self,
        points: dict[str, float],
        paired: PairedText,
        weight: float,
        most: int,
        share: float = 1,
    ) -> None:
        for word, count in self._counter.count(paired).items():
            values = self._words[word]
            each = weight * min(count * share, most) * _worth(word) / len(values)
            for value in values:
                points[value] += each


def _worth(word: str) -> float:
    """Say what a word is worth: a long one means one thing."""
    return 1.0 if len(word) == 2 else 0.4 * min(len(word), _LONGEST)


@cache
def weigher(name: str) -> Weigher:
    """Give the weigher of the scheme *name*."""
    return Weigher(scheme(name).words)


def recognise_topics(zones: Zones) -> Fact | None:
    """Give at most three topics of gov.cn; 其他 stands alone, where its words are the best."""
    best = _best("topics", weigher("topics").weigh(zones))
    if best is None or _OTHER_TOPIC not in best.value:
        return best
    return Fact((_OTHER_TOPIC,), best.confidence, "rule")


def recognise_subjects(zones: Zones, *, by_title: bool) -> Fact | None:
    """
    Give at most three subjects of state assets, Party building and the united front.

    Args:
        zones: Of the document.
        by_title: Whether only its title tells, and only with a word of the scheme's own: every
            official text has sentences on Party building, and many laws speak of safety.
    """
    if not by_title:
        return _best("subjects", weigher("subjects").weigh(zones))
    title = zones.title.text
    told = {value for word, values in _contexts().items() if word in title for value in values}
    if not told:
        return None
    weighed = weigher("subjects").weigh(Zones(zones.title, NO_TEXT, NO_TEXT))
    return _best("subjects", [each for each in weighed if each.value.split(_STEP)[0] in told])


def _contexts() -> Mapping[str, Sequence[str]]:
    """Give the words of which a title has one that is of a scheme of subjects."""
    return scheme("subject_contexts").words


def _best(name: str, weighed: Sequence[Weighed]) -> Fact | None:
    """Give the values of a scheme whose points are enough, and near those of the best."""
    if not weighed or weighed[0].points < _ENOUGH[name]:
        return None
    least = max(_ENOUGH[name], _NEAR[name] * weighed[0].points)
    best = [each for each in weighed[:_MOST] if each.points >= least]
    confidence = min(0.9, 0.45 + 0.02 * best[0].points)
    return Fact(tuple(each.value for each in best), round(confidence, 2), "rule")
