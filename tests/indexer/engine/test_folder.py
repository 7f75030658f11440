"""Generations of an index: what is current, and what a reader sees."""

import pytest

from corpus.errors import EngineUnavailable, IndexOutOfDate
from indexer.engine import registry
from indexer.engine.folder import IndexFolder, IndexState
from indexer.engine.live import LiveIndex
from indexer.engine.schema import SCHEMA_VERSION
from tests.engine_contract import ask, has, make_rows

RULES = "rules-1"


@pytest.fixture(params=["tantivy", "whoosh"])
def folder(request, tmp_path):
    return IndexFolder(tmp_path / "index", request.param)


def make_generation(folder, *rows, seq=1, rules=RULES):
    generation = folder.begin()
    writer = folder.make_writer(generation)
    writer.write(rows)
    writer.commit()
    writer.close()
    folder.record(generation, IndexState(IndexState.empty(rules).schema_version, rules, seq))
    folder.publish(generation)
    return generation


def total(index, text):
    return index.reader().search(ask(has(text), by=text)).total


def test_without_an_index_the_reader_says_what_to_do(folder):
    assert folder.current() is None
    with pytest.raises(IndexOutOfDate, match="xuejian add"):
        LiveIndex(folder, RULES).reader()


def test_a_reader_sees_the_next_commit_of_the_same_generation(folder):
    generation = make_generation(folder, make_rows(1, "国企改革"))
    index = LiveIndex(folder, RULES)
    assert total(index, "改革") == 1
    seen = index.version
    writer = folder.open_writer(generation)
    writer.write([make_rows(2, "改革开放")])
    writer.commit()
    folder.record(generation, IndexState(SCHEMA_VERSION, RULES, 2))
    writer.close()
    assert total(index, "改革") == 2
    assert index.version != seen
    index.close()


def test_a_reader_follows_to_the_next_generation_and_the_old_one_goes(folder):
    first = make_generation(folder, make_rows(1, "国企改革"))
    index = LiveIndex(folder, RULES)
    assert total(index, "改革") == 1
    second = make_generation(folder, make_rows(1, "国企党建"))
    assert (first, folder.current()) == ("1", second)
    assert total(index, "改革") == 0
    assert folder.stamp(first) == 0
    index.close()


def test_an_index_of_other_rules_gives_no_answer(folder):
    make_generation(folder, make_rows(1, "国企改革"), rules="rules-0")
    with pytest.raises(IndexOutOfDate, match="xuejian rebuild"):
        LiveIndex(folder, RULES).reader()


def test_a_damaged_state_is_told_from_an_empty_one(folder, tmp_path):
    generation = make_generation(folder, make_rows(1, "国企改革"))
    (state,) = (tmp_path / "index").rglob("state.json")
    state.write_text("{", encoding="utf-8")
    with pytest.raises(IndexOutOfDate, match="xuejian rebuild"):
        folder.state(generation)


# Whoosh leaves the broken file open.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_damaged_files_are_an_error_of_ours(folder, tmp_path):
    generation = make_generation(folder, make_rows(1, "国企改革"))
    for path in (tmp_path / "index").rglob("data/*"):
        path.write_bytes(b"")
    with pytest.raises(IndexOutOfDate):
        folder.open_reader(generation).ordinals()


def test_an_answer_outlives_the_generation_that_gives_it(folder):
    make_generation(folder, make_rows(1, "国企改革"))
    index = LiveIndex(folder, RULES)
    reader = index.reader()
    make_generation(folder, make_rows(1, "国企党建"))
    assert total(index, "党建") == 1
    assert reader.search(ask(has("改革"), by="改革")).total == 1
    index.close()


def test_a_generation_that_changes_at_this_moment_is_asked_for_again(folder, monkeypatch):
    make_generation(folder, make_rows(1, "国企改革"))
    index = LiveIndex(folder, RULES)
    state, changed = IndexFolder.state, []

    def change_once(self, generation):
        if not changed:
            changed.append(make_generation(folder, make_rows(1, "国企党建")))
        return state(self, generation)

    monkeypatch.setattr(IndexFolder, "state", change_once)
    assert total(index, "党建") == 1
    index.close()


def test_an_index_without_its_files_is_no_empty_index(folder, tmp_path):
    generation = make_generation(folder, make_rows(1, "国企改革"))
    for path in (tmp_path / "index").rglob("data/*"):
        path.unlink()
    with pytest.raises(IndexOutOfDate, match="xuejian rebuild"):
        folder.open_writer(generation)


def test_auto_takes_the_twin_where_it_is_installed(monkeypatch):
    assert registry.choose_engine("auto") == "tantivy"
    assert registry.choose_engine("whoosh") == "whoosh"
    monkeypatch.setattr(registry, "find_spec", lambda name: None)
    assert registry.choose_engine("auto") == "whoosh"
    with pytest.raises(EngineUnavailable, match="XUEJIAN_ENGINE=whoosh"):
        registry.choose_engine("tantivy")
