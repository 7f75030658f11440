import time
from threading import Event

import pytest

from corpus.actor import LOCAL
from corpus.errors import EncoderUnavailable
from indexer.ingest.removal import remove_document
from indexer.semantic import nearest
from indexer.semantic.making import Making
from indexer.semantic.nearest import Nearest
from indexer.semantic.source import EncoderSource
from search_api.freshness import version_tag
from tests.indexer.semantic.tiny import DIMENSIONS, SOURCE, TinyEncoder
from tests.library import add, open_library, write_notices


@pytest.fixture
def library(tmp_path):
    with open_library(tmp_path / "home") as opened:
        yield opened


def make(library):
    with Making.open(library.settings, library.catalogue, TinyEncoder()) as opened:
        opened.catch_up()


def wait_for(finder, found, question="组织实施"):
    """Ask until the answer is as it shall be, as readers do who search again."""
    until = time.monotonic() + 20
    while time.monotonic() < until:
        answer = finder.nearest_passages(question, 100)
        if found(answer):
            return answer
        time.sleep(0.02)
    raise AssertionError("never found")


def test_the_first_search_waits_for_nothing_and_the_next_ones_find(library, tmp_path):
    add(library, write_notices(tmp_path / "files", 2))
    make(library)
    may_open = Event()

    def open_slowly(settings):
        may_open.wait(20)
        return TinyEncoder()

    source = EncoderSource("tiny", DIMENSIONS, lambda settings: None, open_slowly)
    finder = Nearest(library.settings, source)

    assert finder.nearest_passages("组织实施", 10) == {}
    may_open.set()
    found = wait_for(finder, bool)

    assert list(found.values()) == sorted(found.values(), reverse=True)
    assert {key >> 20 for key in found} == {1, 2}
    finder.close()


def test_an_answer_is_another_one_once_there_are_vectors(library, tmp_path):
    add(library, write_notices(tmp_path / "files", 1))
    library.nearest = Nearest(library.settings, SOURCE)
    before = version_tag(library, LOCAL)
    assert version_tag(library, LOCAL) == before
    make(library)
    assert library.nearest.prepare()
    assert version_tag(library, LOCAL) != before


def test_only_allowed_documents_are_found(library, tmp_path):
    add(library, write_notices(tmp_path / "files", 3))
    make(library)
    finder = Nearest(library.settings, SOURCE)
    assert finder.prepare()

    found = finder.nearest_passages("组织实施", 100, allowed=frozenset({2}))

    assert {key >> 20 for key in found} == {2}
    finder.close()


def test_traditional_and_full_width_questions_find_the_same(library, tmp_path):
    add(library, write_notices(tmp_path / "files", 3))
    make(library)
    finder = Nearest(library.settings, SOURCE)
    finder.prepare()

    simplified = finder.nearest_passages("深化国企改革2024", 10)

    assert finder.nearest_passages("深化國企改革２０２４", 10) == simplified
    finder.close()


def test_what_is_made_or_removed_later_is_seen(library, tmp_path, monkeypatch):
    monkeypatch.setattr(nearest, "LOOK_AGAIN_AFTER_S", 0.05)
    folder = write_notices(tmp_path / "files", 1)
    add(library, folder)
    make(library)
    finder = Nearest(library.settings, SOURCE)
    wait_for(finder, lambda found: {key >> 20 for key in found} == {1})

    add(library, write_notices(folder, 2))
    make(library)
    wait_for(finder, lambda found: {key >> 20 for key in found} == {1, 2})
    remove_document(library, str(folder / "001.txt"))
    make(library)

    wait_for(finder, lambda found: {key >> 20 for key in found} == {2})
    finder.close()


def test_a_store_made_anew_is_opened_again(library, tmp_path, monkeypatch):
    monkeypatch.setattr(nearest, "LOOK_AGAIN_AFTER_S", 0.05)
    add(library, write_notices(tmp_path / "files", 1))
    make(library)
    finder = Nearest(library.settings, SOURCE)
    wait_for(finder, bool)

    for each in (library.settings.vectors / "tiny").glob("vectors*"):
        each.unlink()
    wait_for(finder, lambda found: not found)
    make(library)

    wait_for(finder, bool)
    finder.close()


@pytest.mark.parametrize("content", [None, b"", b"rubbish" * 5000])
def test_without_vectors_there_is_no_answer_and_no_error(library, content):
    if content is not None:
        folder = library.settings.vectors / "tiny"
        folder.mkdir(parents=True)
        (folder / "vectors.sqlite3").write_bytes(content)
    finder = Nearest(library.settings, SOURCE)

    assert not finder.prepare()
    assert finder.nearest_passages("组织实施", 10) == {}
    finder.close()


def test_without_the_encoder_there_is_no_answer_and_no_error(library, tmp_path):
    def refuse(settings):
        raise EncoderUnavailable("没有安装")

    add(library, write_notices(tmp_path / "files", 1))
    make(library)
    finder = Nearest(library.settings, EncoderSource("tiny", DIMENSIONS, refuse, refuse))

    assert not finder.prepare()
    assert finder.nearest_passages("组织实施", 10) == {}


def test_an_empty_question_has_no_answer(library, tmp_path):
    add(library, write_notices(tmp_path / "files", 1))
    make(library)
    finder = Nearest(library.settings, SOURCE)
    finder.prepare()

    assert finder.nearest_passages(" ", 10) == {}
    finder.close()
