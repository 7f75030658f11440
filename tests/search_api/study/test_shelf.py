"""Papers of every kind are made, changed, copied, shared and removed in one way."""

from dataclasses import replace

import pytest

from corpus.actor import LOCAL, Actor
from corpus.errors import ChangedMeanwhile, PaperNotFound, WrongValue
from search_api.study.course import Course, Lesson, Module
from search_api.study.courses import COURSES
from search_api.study.values import LONGEST_TITLE
from tests.library import open_library

STRANGER = Actor("x", "外人")
COURSE = Course(title="专题党课", modules=(Module(lessons=(Lesson(title="第一讲"),)),))


@pytest.fixture
def library(tmp_path):
    with open_library(tmp_path / "home") as made:
        yield made


def retitled(title):
    return COURSE.model_copy(update={"title": title})


def test_a_course_is_opened_as_it_was_made_by_its_actor_alone(library):
    made = COURSES.make(library, LOCAL, COURSE)
    assert COURSES.open(library, LOCAL, made.paper.id) == made
    assert made.content == COURSE
    assert COURSES.all(library, LOCAL) == (made,)
    assert COURSES.all(library, STRANGER) == ()
    with pytest.raises(PaperNotFound):
        COURSES.open(library, STRANGER, made.paper.id)


def test_the_second_of_two_editors_overwrites_nothing(library):
    number = COURSES.make(library, LOCAL, COURSE).paper.id
    first = COURSES.change(library, LOCAL, number, retitled("甲"), revision=1)
    with pytest.raises(ChangedMeanwhile):
        COURSES.change(library, LOCAL, number, retitled("乙"), revision=1)
    assert COURSES.open(library, LOCAL, number) == first


def test_a_copy_is_another_course_with_a_title_that_says_so(library):
    made = COURSES.make(library, LOCAL, retitled("长" * LONGEST_TITLE))
    copied = COURSES.copy(library, LOCAL, made.paper.id)
    assert copied.paper.id != made.paper.id
    assert copied.content.title.endswith("长（副本）")
    assert len(copied.content.title) == LONGEST_TITLE
    assert copied.content.modules == COURSE.modules


def test_a_shared_course_is_read_under_its_key_until_it_is_no_longer(library):
    made = COURSES.make(library, LOCAL, COURSE)
    key = COURSES.share(library, LOCAL, made.paper.id, shared=True).paper.shared_key
    assert COURSES.share(library, LOCAL, made.paper.id, shared=True).paper.shared_key == key
    assert COURSES.shared(library, key).content == COURSE
    with pytest.raises(PaperNotFound):
        COURSES.shared(library, "x" * 22)
    COURSES.share(library, LOCAL, made.paper.id, shared=False)
    with pytest.raises(PaperNotFound):
        COURSES.shared(library, key)


def test_a_removed_course_comes_back(library):
    made = COURSES.make(library, LOCAL, COURSE)
    assert COURSES.remove(library, LOCAL, made.paper.id) == made
    assert COURSES.all(library, LOCAL) == ()
    with pytest.raises(PaperNotFound):
        COURSES.remove(library, LOCAL, made.paper.id)
    assert COURSES.restore(library, LOCAL, made.paper.id) == made


def test_a_kept_version_comes_back_and_what_it_replaced_is_kept_too(library):
    number = COURSES.make(library, LOCAL, COURSE).paper.id
    COURSES.keep_version(library, LOCAL, number, "  初稿 ")
    COURSES.change(library, LOCAL, number, retitled("改坏了"), revision=1)
    back = COURSES.go_back(library, LOCAL, number, 1)
    assert (back.content, back.paper.revision) == (COURSE, 3)
    kept = COURSES.versions(library, LOCAL, number)
    assert [(each.revision, each.name, each.is_automatic) for each in kept] == [
        (2, "恢复旧版本", True),
        (1, "初稿", False),
    ]
    assert COURSES.go_back(library, LOCAL, number, 2).content.title == "改坏了"
    with pytest.raises(WrongValue, match="名称太长"):
        COURSES.keep_version(library, LOCAL, number, "长" * 61)


def test_what_was_kept_before_a_second_change_holds_the_first(library):
    number = COURSES.make(library, LOCAL, COURSE).paper.id

    def edited(title, then, revision):
        return COURSES.edit(
            library,
            LOCAL,
            number,
            lambda _: retitled(title),
            revision=revision,
            then=lambda typed: typed.model_copy(update={"modules": then}),
            kept_as="移除",
        )

    made = edited("边写边移除", (), 1)
    assert (made.paper.revision, made.content.modules) == (3, ())
    back = COURSES.go_back(library, LOCAL, number, 2, expected=3)
    assert (back.content.title, back.content.modules) == ("边写边移除", COURSE.modules)
    with pytest.raises(ChangedMeanwhile):
        COURSES.go_back(library, LOCAL, number, 2, expected=3)


def test_a_course_that_holds_more_than_it_may_is_refused_and_not_kept(library):
    full = COURSE.model_copy(update={"modules": COURSE.modules * 31})
    with pytest.raises(WrongValue, match="最多 30 项"):
        COURSES.make(library, LOCAL, full)
    assert COURSES.all(library, LOCAL) == ()
    number = COURSES.make(library, LOCAL, COURSE).paper.id
    with pytest.raises(WrongValue):
        COURSES.change(library, LOCAL, number, full, revision=1)
    assert COURSES.open(library, LOCAL, number).paper.revision == 1


def test_there_is_a_limit(library, monkeypatch):
    monkeypatch.setattr("search_api.study.shelf.MOST_PAPERS", 1)
    COURSES.make(library, LOCAL, COURSE)
    with pytest.raises(WrongValue, match="最多保存 1 份"):
        COURSES.make(library, LOCAL, COURSE)
    assert COURSES.make(library, replace(LOCAL, id="b"), COURSE)
