"""For whom a course leaves: who gives it, or who takes part."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from search_api.study.course import Course, Lesson


class Edition(StrEnum):
    """For whom a file is."""

    TRAINER = "trainer"  # with what the trainer says, and the list of what must be looked at again
    LEARNER = "learner"  # without


EDITION_LABELS: Mapping[Edition, str] = MappingProxyType(
    {Edition.TRAINER: "教员版（带讲稿）", Edition.LEARNER: "学员版"}
)
_CITED = ("basis", "quotations", "cases")


def course_for(course: Course, edition: Edition) -> Course:
    """Leave out what only the trainer reads: the notes of lessons, the remarks on what is cited."""
    if edition is Edition.TRAINER:
        return course
    modules = (
        module.model_copy(update={"lessons": tuple(map(_for_learners, module.lessons))})
        for module in course.modules
    )
    return course.model_copy(update={"modules": tuple(modules)})


def _for_learners(lesson: Lesson) -> Lesson:
    bare = {
        name: tuple(each.model_copy(update={"note": ""}) for each in getattr(lesson, name))
        for name in _CITED
    }
    return lesson.model_copy(update={**bare, "notes": ""})
