"""One passage in several versions of a text takes one place in a list of passages."""

from collections.abc import Sequence

from corpus.document import PLACE_BITS
from indexer.engine.query import Question
from indexer.engine.weighing import Scored


def folded(scored: Sequence[Scored], question: Question) -> list[Scored]:
    """
    Keep one of the passages that are the same in several versions.

    It stands where the best of them stood, and is that of the version that is to be shown first.

    Args:
        scored: Passages, best first.
        question: Tells what are versions of one text, and which of their passages are the same.
    """
    same = question.same_text
    several = [key for key, _ in scored if key >> PLACE_BITS in same]
    if question.named is None or not several:
        return list(scored)
    named = question.named(several)
    kept: list[Scored] = []
    places: dict[tuple[int, str], int] = {}  # of what is shown, by text and name
    for key, score in scored:
        if key not in named:
            kept.append((key, score))
            continue
        versions = same[key >> PLACE_BITS]
        place = places.setdefault((versions[0], named[key]), len(kept))
        if place == len(kept):
            kept.append((key, score))
            continue
        shown = kept[place]
        if shown[0] >> PLACE_BITS == key >> PLACE_BITS:
            kept.append((key, score))  # one version has two of that name
        else:
            first = min(key, shown[0], key=lambda each: versions.index(each >> PLACE_BITS))
            kept[place] = first, shown[1]
    return kept
