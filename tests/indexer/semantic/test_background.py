import multiprocessing
import os
import time

import pytest

from corpus.errors import EncoderUnavailable, StorageFull
from indexer.semantic.background import (
    LOOK_EVERY_S,
    REST_AFTER_TROUBLE_S,
    is_wanting,
    make_all,
    make_once,
    make_while_alive,
)
from indexer.semantic.condition import VectorCondition, examine_vectors
from indexer.semantic.making import Making
from indexer.semantic.source import EncoderSource
from tests.indexer.semantic.tiny import DIMENSIONS, SOURCE, TinyEncoder
from tests.library import add, open_library, write_notices

HERE = os.getppid()


@pytest.fixture
def library(tmp_path):
    with open_library(tmp_path / "home") as opened:
        add(opened, write_notices(tmp_path / "files", 2))
        yield opened


def refuse(settings):
    raise EncoderUnavailable("没有语义模型")


def fill_up(settings):
    raise StorageFull("磁盘满了")


def test_what_is_missing_is_made(library):
    assert is_wanting(library, SOURCE)
    before = examine_vectors(library, SOURCE)

    assert make_once(library, HERE, SOURCE) == LOOK_EVERY_S

    after = examine_vectors(library, SOURCE)
    assert (before.made, after.made) == (0, after.passages)
    assert not is_wanting(library, SOURCE)


def test_without_the_encoder_nothing_is_wanted_and_the_reason_is_told(library):
    source = EncoderSource("tiny", DIMENSIONS, refuse, refuse)

    assert make_once(library, HERE, source) == LOOK_EVERY_S

    passages = examine_vectors(library, SOURCE).passages
    assert examine_vectors(library, source) == VectorCondition(0, passages, "没有语义模型")
    with pytest.raises(EncoderUnavailable):
        make_all(library, source)


def test_it_stops_when_the_service_has_gone(library):
    make_once(library, HERE + 1, SOURCE)

    assert is_wanting(library, SOURCE)


def test_it_leaves_the_work_to_a_command_that_is_at_it(library):
    with Making.open(library.settings, library.catalogue, TinyEncoder()):
        assert make_once(library, HERE, SOURCE) == LOOK_EVERY_S


def test_it_rests_after_trouble(library):
    source = EncoderSource("tiny", DIMENSIONS, lambda settings: None, fill_up)

    assert make_once(library, HERE, source) == REST_AFTER_TROUBLE_S


def test_the_process_beside_the_service_makes_vectors_and_ends_with_it(library):
    process = multiprocessing.get_context("spawn").Process(
        target=_serve_shortly, args=(library.settings,)
    )
    process.start()
    until = time.monotonic() + 60
    while is_wanting(library, SOURCE) and time.monotonic() < until:
        time.sleep(0.1)
    process.terminate()
    process.join(20)

    assert not is_wanting(library, SOURCE)
    assert not process.is_alive()


def _serve_shortly(settings):
    make_while_alive(settings, os.getppid(), MODULE_SOURCE)


def _nothing(settings):
    return None


def _tiny(settings):
    return TinyEncoder()


MODULE_SOURCE = EncoderSource("tiny", DIMENSIONS, _nothing, _tiny)
