"""Who speaks, in which office, on what occasion and what kind of a speech it is."""

from collections.abc import Sequence

from scoring.check import Check
from scoring.labelled import Labelled

# Name in the labels -> field.
_FIELDS = {
    "speaker": "speaker",
    "role": "speaker_role",
    "occasion": "occasion",
    "occasion_date": "occasion_date",
    "speech_type": "speech_type",
}
_WANTED = 0.9


def check_speeches(documents: Sequence[Labelled]) -> list[Check]:
    """Score the facts of speeches; that nobody is named is one, too."""
    speeches = [each for each in documents if "speech_type" in each.known]
    return [_check(label, field, speeches) for label, field in _FIELDS.items()]


def _check(label: str, field: str, speeches: Sequence[Labelled]) -> Check:
    wrong = tuple(
        f"{each.name}: {each.known[label]} read as {each.document.value(field)}"
        for each in speeches
        if each.known[label] != each.document.value(field)
    )
    right = len(speeches) - len(wrong)
    return Check(
        name="SP",
        what=field.replace("_", " "),
        figure=f"{right} of {len(speeches)}",
        target=f"{_WANTED:.0%}",
        holds=right >= _WANTED * len(speeches),
        labels=f"{len(speeches)} speeches of the demonstration set",
        wrong=wrong,
    )
