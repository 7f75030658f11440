"""Courses to begin with: 专题党课, 中心组学习研讨, 业务培训."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from search_api.study.course import Course


@dataclass(frozen=True, slots=True)
class Template:
    """
    A course to begin with.

    Attributes:
        name: In addresses.
        label: In Chinese.
        about: What it is for, and how long it takes.
        course: To be filled; it has no title yet.
    """

    name: str
    label: str
    about: str
    course: Course


@cache
def templates() -> Mapping[str, Template]:
    """Give all of them by name, in the order in which they are offered."""
    written = (files("search_api.study") / "templates.toml").read_text(encoding="utf-8")
    found = {name: _template(name, told) for name, told in tomllib.loads(written).items()}
    return MappingProxyType(found)


def _template(name: str, told: dict[str, object]) -> Template:
    label, about = str(told.pop("label")), str(told.pop("about"))
    course = Course.model_validate({"title": "", "template": name, **told})
    return Template(name, label, about, course)
