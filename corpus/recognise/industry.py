"""The industry of a document: a letter of GB/T 4754, and the division where it is sure."""

from collections import defaultdict
from dataclasses import replace

from corpus.document import Fact
from corpus.recognise.subjects import Weighed, Zones, weigher
from corpus.recognise.word_counts import NO_TEXT, PairedText
from corpus.vocabulary.schemes import scheme

_ENOUGH = 5.0  # points that the best letter must have
_LEAD = 1.5  # how many times the points of the next division make one sure


def recognise_industry(zones: Zones, enterprise: str | None = None) -> Fact | None:
    """
    Give the letter, and the division where it leads.

    Args:
        zones: Of the document.
        enterprise: Its name says most of what it does; empty where none is known. None for a
            document that tells of no enterprise: of it only the title counts, and there no word
            for a whole letter, for 环境 and 金融 stand in the titles of many laws.
    """
    if enterprise is None:
        named = weigher("industries").weigh(Zones(zones.title, NO_TEXT, NO_TEXT))
        named = [each for each in named if each.value[1].isdigit()]
    else:
        title = PairedText.of(f"{enterprise}\n{zones.title.text}")
        named = weigher("industries").weigh(replace(zones, title=title))
    letters: defaultdict[str, float] = defaultdict(float)
    for each in named:
        letters[each.value[0]] += each.points
    if not letters:
        return None
    best, points = max(letters.items(), key=lambda item: (item[1], item[0]))
    if points < _ENOUGH:
        return None
    share = points / sum(letters.values())
    value = _division([each for each in named if each.value[0] == best]) or _letter(best)
    return Fact((value,), round(0.4 + 0.5 * share, 2), "rule")


def _division(named: list[Weighed]) -> str | None:
    divisions = [each for each in named if each.value[1].isdigit()]
    if not divisions or (len(divisions) > 1 and divisions[0].points < _LEAD * divisions[1].points):
        return None
    return divisions[0].value


def _letter(letter: str) -> str:
    return next(value for value in scheme("industries").values if value.startswith(f"{letter} "))
