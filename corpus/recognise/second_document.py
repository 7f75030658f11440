"""A file that holds two documents, one behind the other."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from corpus.document import Fact
from corpus.recognise.head import Head
from corpus.recognise.kind import statutory_kind
from corpus.recognise.lines import Line
from corpus.recognise.number import parse_document_number

_NUMBER_LENGTH_MAX = 40
_AROUND = 4  # lines about its number in which a document has its title and its addressees
_DOUBTFUL = 0.4


def second_title(body: Sequence[Line], signed: Sequence[int], head: Head) -> str | None:
    """
    Give the title of a second document: behind a signature, with a number and addressees.

    Args:
        body: The lines after the head.
        signed: Where bodies sign the first document.
        head: Of the first document.
    """
    if not signed or not head.numbers:
        return None
    own = {number.canonical for number in head.numbers}
    for place, line in enumerate(body):
        if line.start <= signed[0] or "号" not in line.text or len(line.text) > _NUMBER_LENGTH_MAX:
            continue
        number = parse_document_number(line.text)
        if number is None or number.canonical in own:
            continue
        around = body[max(0, place - _AROUND) : place + _AROUND]
        below = body[place + 1 : place + 1 + _AROUND]
        titles = [each.text for each in around if "关于" in each.text and statutory_kind(each.text)]
        if titles and any(each.text.endswith(("：", ":")) for each in below):
            return titles[-1]
    return None


def doubted(facts: Mapping[str, Fact]) -> dict[str, Fact]:
    """Give facts as no more than likely: they may be those of the one or of the other."""
    return {
        name: replace(fact, confidence=min(fact.confidence, _DOUBTFUL))
        for name, fact in facts.items()
    }
