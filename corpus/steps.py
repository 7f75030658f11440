"""Values that lie under others: a city under its province, a subtopic under its topic."""

from collections.abc import Mapping
from types import MappingProxyType

from corpus.vocabulary.schemes import scheme

# Field -> what stands between the steps of its values.
STEPS: Mapping[str, str] = MappingProxyType({"region": "/", "topic": "\\", "subject": "\\"})


def steps_of(name: str, value: str) -> tuple[str, ...]:
    """Give what a value of the field lies under, from the top, itself last."""
    if name == "industry":
        return tuple(dict.fromkeys((_letter(value), value)))
    step = STEPS.get(name)
    parts = value.split(step) if step else [value]
    return tuple((step or "").join(parts[: count + 1]) for count in range(len(parts)))


def _letter(industry: str) -> str:
    """Give the letter of a division with its name: C 制造业 of C34 通用设备制造业."""
    values = scheme("industries").values
    return next((each for each in values if each.startswith(f"{industry[:1]} ")), industry)
