"""The judged questions over policies, speeches, reports and cases, and how answers are scored."""

import math
from collections import Counter

from judged.bm25 import Bm25
from judged.collection import (
    CHECKOUT,
    RELEVANT,
    document_name,
    document_path,
    grades_by_query,
    load_judgements,
    load_queries,
)
from judged.scores import score
from tests.shared import SHARED, needs_shared

TEXTS = {"甲": "改革 改革 发展", "乙": "发展", "丙": "安全 生产"}
NAMED_FIELDS = ("theory", "party_building", "united_front", "enterprise_reform")


def test_questions_have_ids_of_their_own_and_are_asked_once():
    queries = load_queries()
    assert len(queries) >= 120
    assert len({query.id for query in queries}) == len(queries)
    assert len({query.query for query in queries}) == len(queries)


def test_every_named_field_and_every_kind_has_its_share():
    queries = load_queries()
    fields = Counter(query.field for query in queries)
    assert set(fields) == {*NAMED_FIELDS, "policy", "case"}
    assert all(fields[field] >= 30 for field in NAMED_FIELDS)
    assert {query.kind for query in queries} == {"word", "phrase", "question"}
    assert all(query.query.strip() == query.query and query.note for query in queries)


def test_every_question_has_a_relevant_document():
    grades = grades_by_query()
    assert set(grades) == {query.id for query in load_queries()}
    assert all(max(judged.values()) >= RELEVANT for judged in grades.values())


def test_a_document_is_judged_once_for_a_question_with_a_grade_from_0_to_3():
    judgements = load_judgements()
    assert {judgement.grade for judgement in judgements} == {0, 1, 2, 3}
    assert len({(each.query, each.document) for each in judgements}) == len(judgements)


def test_judged_documents_of_the_project_are_there():
    own = {each.document for each in load_judgements() if each.document.startswith("corpus/")}
    assert own
    assert [name for name in own if not (CHECKOUT / name).is_file()] == []


@needs_shared
def test_judged_real_documents_are_there_and_names_lead_back():
    names = {each.document for each in load_judgements()}
    paths = {name: document_path(name, SHARED) for name in names}
    assert [name for name, path in paths.items() if not path.is_file()] == []
    assert all(document_name(str(path), SHARED) == name for name, path in paths.items())


def test_the_best_answer_scores_one_and_an_empty_one_nothing():
    grades = {"甲": 3, "乙": 2, "丙": 0}
    best = score([["甲", "乙", "丙"]], [grades])
    assert (best.ndcg_at_10, best.recall_at_10, best.mrr_at_10) == (1.0, 1.0, 1.0)
    nothing = score([[]], [grades])
    assert (nothing.ndcg_at_10, nothing.recall_at_10, nothing.mrr_at_10) == (0.0, 0.0, 0.0)


def test_a_document_that_only_touches_the_matter_gains_little_and_is_not_relevant():
    scores = score([["乙", "甲"]], [{"甲": 3, "乙": 1}])
    assert math.isclose(scores.ndcg_at_10, (1 + 7 / math.log2(3)) / (7 + 1 / math.log2(3)))
    assert (scores.recall_at_10, scores.mrr_at_10) == (1.0, 0.5)


def test_unjudged_documents_are_counted_and_gain_nothing():
    scores = score([["丁", "甲"]], [{"甲": 3}])
    assert (scores.unjudged, scores.found, scores.mrr_at_10) == (1, 2, 0.5)


def test_beyond_the_tenth_nothing_counts():
    scores = score([[*"子丑寅卯辰巳午未申酉", "甲"]], [{"甲": 3}])
    assert (scores.recall_at_10, scores.unjudged) == (0.0, 10)


def test_plain_bm25_puts_the_rarer_and_the_more_frequent_term_first():
    assert Bm25(TEXTS, str.split).best("改革 发展", 10) == ["甲", "乙"]


def test_plain_bm25_finds_nothing_where_no_term_stands():
    assert Bm25(TEXTS, str.split).best("统战", 10) == []
