import multiprocessing
import os
import signal
import time

import pytest

from corpus.catalogue import outbox
from corpus.errors import IndexLocked
from corpus.settings import Settings
from indexer.ingest.removal import remove_document
from indexer.ingest.worker import Worker
from indexer.library import Library
from indexer.semantic import making
from indexer.semantic.making import Making, is_behind
from indexer.semantic.store import VectorStore
from tests.indexer.semantic.tiny import DIMENSIONS, SOURCE, TinyEncoder
from tests.library import add, open_library, write_notices


@pytest.fixture
def library(tmp_path):
    with open_library(tmp_path / "home") as opened:
        yield opened


def make(library, encoder, **options):
    with Making.open(library.settings, library.catalogue, encoder) as opened:
        return opened.catch_up(**options)


def snapshot(library):
    store = VectorStore.open_to_read(library.settings.vectors / "tiny", DIMENSIONS)
    try:
        return store.snapshot()
    finally:
        store.close()


def behind(library):
    return is_behind(library.settings, library.catalogue, SOURCE)


def newest(library):
    with library.catalogue.read() as connection:
        return outbox.newest(connection)


def test_every_passage_gets_a_vector_of_its_title_and_text(library, tmp_path):
    add(library, write_notices(tmp_path / "files", 3))
    encoder = TinyEncoder()
    assert behind(library)

    assert make(library, encoder)

    assert not behind(library)
    made = snapshot(library)
    assert len({key >> 20 for key in made.keys.tolist()}) == 3
    (_, cosine), *_ = made.nearest(
        encoder.question("关于深化国企改革的通知\n二、组织实施各单位要抓好落实。"), 5
    ).items()
    assert cosine > 0.9
    assert any("组织实施" in text for text in encoder.read)


def test_equal_texts_are_read_once(library, tmp_path):
    add(library, write_notices(tmp_path / "files", 4))
    encoder = TinyEncoder()

    make(library, encoder)

    assert len(encoder.read) == len(set(encoder.read)) < len(snapshot(library).keys)


def test_nothing_is_read_again_after_the_index_is_made_anew(library, tmp_path):
    add(library, write_notices(tmp_path / "files", 2))
    make(library, TinyEncoder())
    before = snapshot(library).keys.tolist()

    with Worker.open(library, anew=True) as worker:
        worker.read_again(lambda outcome: None)
    again = TinyEncoder()
    make(library, again)

    assert again.read == []
    assert snapshot(library).keys.tolist() == before


def test_vectors_of_removed_documents_leave(library, tmp_path):
    folder = write_notices(tmp_path / "files", 2)
    add(library, folder)
    make(library, TinyEncoder())
    before = snapshot(library)

    remove_document(library, str(folder / "001.txt"))
    assert behind(library)
    make(library, TinyEncoder())

    after = snapshot(library)
    assert len({key >> 20 for key in after.keys.tolist()}) == 1
    assert len(after.numbers) < len(before.numbers)


def test_it_stops_when_told_and_goes_on_there(library, tmp_path, monkeypatch):
    monkeypatch.setattr(making, "TEXTS_AT_ONCE", 1)
    add(library, write_notices(tmp_path / "files", 5))
    first, told = TinyEncoder(), []

    assert not make(library, first, stop=lambda: len(first.read) >= 3)
    second = TinyEncoder()
    assert make(library, second, moved=lambda done, total: told.append((done, total)))

    assert len(first.read) == 3
    assert not set(first.read) & set(second.read)
    assert told[-1][0] == told[-1][1]
    assert not behind(library)


class _Dying(TinyEncoder):
    """Ends its process in the middle of the work."""

    def passages(self, texts):
        if len(self.read) >= 4:
            os.kill(os.getpid(), signal.SIGKILL)
        return super().passages(texts)


def _make_and_die(home):
    making.TEXTS_AT_ONCE = 2
    with Library.open(Settings(home=home, jobs=1)) as library:
        make(library, _Dying())


def test_a_kill_loses_at_most_a_portion(library, tmp_path):
    add(library, write_notices(tmp_path / "files", 5))
    process = multiprocessing.get_context("spawn").Process(
        target=_make_and_die, args=(library.settings.home,)
    )
    process.start()
    process.join(60)
    assert process.exitcode == -signal.SIGKILL

    encoder = TinyEncoder()
    assert make(library, encoder)

    assert len(snapshot(library).numbers) == len(encoder.read) + 4


def test_only_one_makes_vectors(library):
    with Making.open(library.settings, library.catalogue, TinyEncoder()):
        started = time.monotonic()
        with pytest.raises(IndexLocked, match="语义向量"):
            Making.open(library.settings, library.catalogue, TinyEncoder())
        assert time.monotonic() - started < 1


def test_a_store_beyond_the_outbox_belongs_to_another_catalogue(library, tmp_path):
    add(library, write_notices(tmp_path / "files", 2))
    make(library, TinyEncoder())
    folder = library.settings.vectors / "tiny"
    store = VectorStore.open_to_write(folder, DIMENSIONS)
    store.put(99, {99 << 20: next(iter(store.known([])), b"none")})
    store.reached(newest(library) + 100)
    store.close()
    before = snapshot(library)
    assert behind(library)

    again = TinyEncoder()
    make(library, again)

    assert again.read == []
    assert snapshot(library).keys.tolist() == before.keys.tolist()
    assert not behind(library)


def test_what_was_removed_from_a_text_is_not_read(library, tmp_path):
    path = tmp_path / "page.txt"
    path.write_text(
        "关于试点工作的通知\n\n各单位：\n\n责任编辑：张三\n\n做好试点工作。\n", encoding="utf-8"
    )
    add(library, path)
    encoder = TinyEncoder()

    make(library, encoder)

    assert "张三" not in "".join(encoder.read)


def test_a_library_without_documents_needs_no_vectors(library):
    assert not behind(library)
    assert make(library, TinyEncoder())
