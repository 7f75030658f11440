import multiprocessing
import os
import signal
import time

import numpy as np
import pytest

from corpus.catalogue.tables import passage_key
from corpus.errors import StorageFull
from indexer.semantic import numbers
from indexer.semantic.store import VectorStore

DIMENSIONS = 16


def rows(count, seed=0):
    made = np.random.default_rng(seed).standard_normal((count, DIMENSIONS)).astype(np.float32)
    return made / np.linalg.norm(made, axis=1, keepdims=True)


def hashes(count):
    return [f"text {each}".encode() for each in range(count)]


def keys(ordinal, count):
    return [passage_key(ordinal, place) for place in range(count)]


@pytest.fixture
def store(tmp_path):
    opened = VectorStore.open_to_write(tmp_path, DIMENSIONS)
    yield opened
    opened.close()


def fill(store, count=20, ordinal=1):
    """Give a document whose passages have the first texts."""
    store.add(hashes(count), rows(count))
    store.put(ordinal, dict(zip(keys(ordinal, count), hashes(count), strict=True)))
    return rows(count)


def test_the_nearest_are_those_of_the_exact_products(store):
    made = fill(store, 200)
    question = rows(1, seed=5)[0]

    found = store.snapshot().nearest(question, 10)

    exact = made @ question
    best = np.argsort(-exact)[:10]
    assert set(found) >= {passage_key(1, int(place)) for place in best[:8]}
    assert list(found.values()) == sorted(found.values(), reverse=True)
    for key, cosine in found.items():
        assert cosine == pytest.approx(exact[key & 0xFFFFF], abs=0.02)


def test_without_the_fast_products_the_answer_is_the_same(store, monkeypatch):
    fill(store, 200)
    question, snapshot = rows(1, seed=5)[0], store.snapshot()
    fast = snapshot.nearest(question, 50)

    monkeypatch.setattr(numbers, "numkong", None)

    assert snapshot.nearest(question, 50) == fast


def test_only_allowed_documents_are_found(store):
    store.add(hashes(3), rows(3))
    for ordinal in (1, 2, 3):
        store.put(ordinal, dict(zip(keys(ordinal, 3), hashes(3), strict=True)))
    snapshot = store.snapshot()

    found = snapshot.nearest(rows(1)[0], 100, allowed={2})

    assert sorted(found) == keys(2, 3)
    assert snapshot.nearest(rows(1)[0], 100, allowed=frozenset()) == {}
    assert len(snapshot.nearest(rows(1)[0], 100)) == 9


def test_the_cosines_of_passages_that_words_found_are_told_too(store):
    fill(store, 50)
    snapshot, question = store.snapshot(), rows(1, seed=5)[0]
    every = snapshot.nearest(question, 50)
    farthest = list(every)[-1]

    found = snapshot.nearest(question, 3, also=[farthest, passage_key(7, 7)])

    assert list(found) == [*list(every)[:3], farthest]
    assert found[farthest] == every[farthest]
    assert snapshot.nearest(question, 3, allowed={2}, also=[farthest]) == {}
    assert list(snapshot.nearest(question, 0, also=[farthest])) == [farthest]


def test_equal_texts_have_one_vector(store):
    fill(store, 3, ordinal=1)
    store.add(hashes(3), rows(3))
    store.put(2, dict(zip(keys(2, 3), hashes(3), strict=True)))

    snapshot = store.snapshot()

    assert (len(snapshot.numbers), store.count()) == (3, 6)


def test_an_empty_store_finds_nothing(store):
    assert store.snapshot().nearest(rows(1)[0], 10) == {}


def test_removed_passages_are_gone_at_once_and_their_vectors_after_the_sweep(store):
    fill(store, 5)
    before = store.snapshot()

    store.remove([1])

    assert store.snapshot(before).nearest(rows(1)[0], 10) == {}
    assert store.known(hashes(5)) == set(hashes(5))
    store.sweep()
    assert store.known(hashes(5)) == set()
    assert len(store.snapshot(before).numbers) == 0


def test_no_byte_of_a_removed_vector_is_left_in_the_files(store, tmp_path):
    fill(store, 5)
    kept = b"".join(each.read_bytes() for each in tmp_path.iterdir())
    store.remove([1])
    store.sweep()

    left = b"".join(each.read_bytes() for each in tmp_path.iterdir())

    assert all(each in kept and each not in left for each in hashes(5))


def test_a_newer_snapshot_takes_the_vectors_of_the_older(store):
    fill(store, 5)
    before = store.snapshot()
    store.add([b"new"], rows(1, seed=9))
    store.put(2, {passage_key(2, 0): b"new"})

    after = store.snapshot(before)

    assert len(after.numbers) == 6
    assert next(iter(after.nearest(rows(1, seed=9)[0], 1))) == passage_key(2, 0)
    assert after.nearest(rows(1)[0], 9) == store.snapshot().nearest(rows(1)[0], 9)


def test_a_change_raises_the_version(store, tmp_path):
    reader = VectorStore.open_to_read(tmp_path, DIMENSIONS)
    before = reader.version

    fill(store)

    assert reader.version > before
    reader.close()


def test_what_was_reached_is_kept(store, tmp_path):
    store.reached(7)
    store.close()

    again = VectorStore.open_to_write(tmp_path, DIMENSIONS)

    assert again.seq == 7
    again.close()


def test_a_full_disk_is_told_and_keeps_what_was_there(store):
    fill(store, 5)
    store._connection.execute("PRAGMA max_page_count = 12")

    with pytest.raises(StorageFull, match="磁盘满了"):
        store.add([f"more {each}".encode() for each in range(5000)], rows(5000))

    assert len(store.snapshot().nearest(rows(1)[0], 10)) == 5


def test_nothing_is_read_where_nothing_was_written(tmp_path):
    assert VectorStore.open_to_read(tmp_path, DIMENSIONS) is None
    (tmp_path / "vectors.sqlite3").write_bytes(b"rubbish" * 1000)
    assert VectorStore.open_to_read(tmp_path, DIMENSIONS) is None


@pytest.mark.parametrize("cut", [0, 100, 5000])
def test_a_damaged_file_is_made_anew(tmp_path, cut):
    first = VectorStore.open_to_write(tmp_path, DIMENSIONS)
    fill(first, 500)
    first.sweep()
    first.close()
    path = tmp_path / "vectors.sqlite3"
    content = path.read_bytes()
    path.write_bytes(content[:cut] + b"\xff" * 9000 + content[cut + 9000 :])

    again = VectorStore.open_to_write(tmp_path, DIMENSIONS)

    fill(again, 5)
    assert len(again.snapshot().nearest(rows(1)[0], 10)) == 5
    again.close()


def test_a_reader_of_a_file_made_anew_is_told(store, tmp_path):
    fill(store)
    reader = VectorStore.open_to_read(tmp_path, DIMENSIONS)
    store.close()
    for each in tmp_path.iterdir():
        each.unlink()
    VectorStore.open_to_write(tmp_path, DIMENSIONS).close()

    assert reader.version == -1
    reader.close()


def _write_until_killed(folder):
    store = VectorStore.open_to_write(folder, DIMENSIONS)
    for ordinal in range(1, 1_000_000):
        names = [f"{ordinal}.{place}".encode() for place in range(20)]
        store.add(names, rows(20, seed=ordinal))
        store.put(ordinal, dict(zip(keys(ordinal, 20), names, strict=True)))


def _read(folder, told):
    reader = VectorStore.open_to_read(folder, DIMENSIONS)
    snapshot, sound = None, True
    for _ in range(50):
        snapshot = reader.snapshot(snapshot)
        sound &= len(snapshot.keys) % 20 == 0 and bool((snapshot.rows < len(snapshot.ids)).all())
    told.put((sound, len(snapshot.keys)))


def test_two_processes_read_while_one_writes_and_is_killed(tmp_path):
    VectorStore.open_to_write(tmp_path, DIMENSIONS).close()
    context = multiprocessing.get_context("spawn")
    told = context.Queue()
    writer = context.Process(target=_write_until_killed, args=(tmp_path,))
    readers = [context.Process(target=_read, args=(tmp_path, told)) for _ in range(2)]
    writer.start()
    for each in readers:
        each.start()
    answers = [told.get(timeout=60) for _ in readers]
    until = time.monotonic() + 30
    watching = VectorStore.open_to_read(tmp_path, DIMENSIONS)
    while watching.count() < 20 and time.monotonic() < until:
        time.sleep(0.05)
    watching.close()
    os.kill(writer.pid, signal.SIGKILL)
    for each in (writer, *readers):
        each.join()

    again = VectorStore.open_to_write(tmp_path, DIMENSIONS)

    assert [sound for sound, _ in answers] == [True, True]
    assert again.count() >= 20
    assert again.count() % 20 == 0
    again.close()
