"""A fixed small sample of the judged questions, by words and by vectors with the true weights."""

import importlib
import sys
from pathlib import Path

import pytest

from corpus.settings import Settings
from indexer.ingest.intake import add_paths
from indexer.library import Library
from indexer.semantic.background import make_all
from indexer.semantic.source import BGE
from indexer.semantic.store import VectorStore
from indexer.semantic.weights import are_there, weights_folder
from tests.shared import SHARED, needs_shared

SCRIPTS = Path(__file__).parents[1] / "scripts"
CODE = "民法典"  # 1,260 articles, and every question that they answer
QUESTIONS = 60

needs_weights = pytest.mark.skipif(
    not are_there(weights_folder(Settings())), reason="没有语义模型（make semantic）"
)


@pytest.fixture(scope="module")
def evaluation():
    sys.path.insert(0, str(SCRIPTS))
    try:
        yield importlib.import_module("semantic_eval")
    finally:
        sys.path.remove(str(SCRIPTS))


@needs_shared
@needs_weights
def test_vectors_improve_the_answers_to_questions_in_plain_words(evaluation, tmp_path):
    laws = (SHARED / "corpus" / "laws").resolve()
    settings = Settings(home=tmp_path, jobs=1)
    with Library.open(settings) as library:
        add_paths(library, [laws / CODE])
        assert make_all(library)
        judged = evaluation.Judged(library, laws, frozenset({CODE}))
        store = VectorStore.open_to_read(settings.vectors / BGE.name, BGE.dimensions)
        asked = evaluation.ask(
            judged, SHARED, BGE.open(settings), store.snapshot(), most=QUESTIONS * 2
        )
        store.close()

    assert len(asked) > QUESTIONS // 2
    words, both = asked.scores((0, 0)), asked.scores((640, 1))
    assert both.ndcg_at_10 > 0.57  # 0.606 when it was written, words alone 0.519
    assert both.recall_at_100 > 0.86  # 0.881, words alone 0.827
    assert both.ndcg_at_10 > words.ndcg_at_10 + 0.03
