"""The courses of an actor."""

from corpus.catalogue.papers import PaperKind
from search_api.study.course import Course
from search_api.study.shelf import Shelf

COURSES = Shelf(PaperKind.COURSE, Course)
