"""Which of the places where a sentence stands is its source."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from corpus.catalogue.values import Card
from corpus.metadata import SAMPLE_GRADE, SOURCE_GRADES
from corpus.resolve.validity import AMENDED, EXPIRED, JUDGED_CLASSES, NOT_YET, REPEALED, Validity
from search_api.quotations.attributions import NamedDocument
from search_api.quotations.finding import Match
from search_api.quotations.sentences import Claim

NOT_STANDING = (REPEALED, EXPIRED, NOT_YET, AMENDED)
WHOLE = "完整"
NEAR_ENOUGH = 3  # letters by which a sound source may differ, and still go before an unsound one
_SHARE_ENOUGH = 0.1  # of the sentence's letters, where the words stand exactly in another document


@dataclass(frozen=True, slots=True)
class Known:
    """
    What is known of the documents in which sentences stand.

    Attributes:
        cards: By ordinal.
        validity: By ordinal; those of classes without a standing left out.
        named: Name or number of a document -> the ordinals of those that bear it.
        enterprises: Ordinal -> the enterprises that a document is about.
        same_text: Ordinal -> the versions and copies of its text.
        names_enterprise: Whether any sentence is said to be an enterprise's.
    """

    cards: Mapping[int, Card]
    validity: Mapping[int, Validity]
    named: Mapping[str, frozenset[int]]
    enterprises: Mapping[int, tuple[str, ...]]
    same_text: Mapping[int, tuple[int, ...]]
    names_enterprise: bool = False

    def named_by(self, claim: Claim) -> frozenset[int]:
        """Give the documents that a sentence is said to stand in."""
        return frozenset[int]().union(*map(self.bearing, claim.attribution.documents))

    def bearing(self, document: NamedDocument) -> frozenset[int]:
        """Give the documents that bear a name or a number."""
        keys = filter(None, (document.work_key, document.number_key))
        return frozenset[int]().union(*(self.named.get(key, ()) for key in keys))

    def stands(self, ordinal: int) -> bool:
        """Tell whether nothing is known against the force of a document's text."""
        validity = self.validity.get(ordinal)
        return validity is None or validity.value not in NOT_STANDING


def confirms(card: Card) -> bool:
    """Tell whether a document may confirm a wording."""
    return card.completeness == WHOLE and card.source_grade != SAMPLE_GRADE


def in_order(claim: Claim, matches: Sequence[Match], known: Known) -> list[Match]:
    """Put the places where a sentence stands in order, the one to show first."""
    named = known.named_by(claim)
    shown = [each for each in matches if each.ordinal in known.cards]
    exact = any(each.distance == 0 for each in shown)
    enough = max(NEAR_ENOUGH, _SHARE_ENOUGH * len(claim.text)) if exact else len(claim.text)
    meant = {each.ordinal for each in shown if each.ordinal in named and each.distance <= enough}
    return sorted(shown, key=lambda each: _order(claim, each, known, meant))


def _order(claim: Claim, match: Match, known: Known, meant: Collection[int]) -> tuple[object, ...]:
    card = known.cards[match.ordinal]
    speaker = claim.attribution.speaker
    return (
        match.ordinal not in meant,
        match.distance + (0 if confirms(card) else NEAR_ENOUGH + 0.5),
        speaker is not None and card.speaker != speaker,
        not known.stands(match.ordinal),
        SOURCE_GRADES.index(card.source_grade) if card.source_grade in SOURCE_GRADES else 9,
        _by_date(card),
        claim.attribution.article != match.passage.where.article,  # it may say so in several
        match.ordinal,
    )


def _by_date(card: Card) -> int:
    """Put the newest rule first, and the earliest of what has no force: the others repeat it."""
    digits = (card.date_value or "").replace("-", "").ljust(8, "0")
    day = int(digits) if digits.isdigit() else 0
    return -day if card.document_class in JUDGED_CLASSES else day or 99_999_999
