"""A change of the lexicon cuts again what it concerns, and nothing else."""

import json

import pytest

from corpus.actor import LOCAL
from corpus.catalogue import documents, jobs, lexicon, outbox
from corpus.errors import LexiconEntryNotFound
from corpus.vocabulary.alias_groups import AliasGroup
from corpus.vocabulary.entries import Entry, EntryKind
from corpus.vocabulary.lexicon import Lexicon
from indexer.engine.query import Group, Question, Ranking
from indexer.ingest.background import has_work, work_once
from indexer.ingest.following import follow
from indexer.ingest.lexicon_change import change_lexicon, undo_lexicon_change
from indexer.ingest.recutting import documents_with
from indexer.ingest.worker import Worker
from tests.library import add, open_library, search

TERM = Entry(EntryKind.TERM, "链长负责")
TEXT = "关于{about}的通知\n\n各单位要落实{about}，抓好{number}号工作。\n"


def write(folder, *abouts):
    folder.mkdir(parents=True, exist_ok=True)
    for number, about in enumerate(abouts, start=1):
        text = TEXT.format(about=about, number=number)
        (folder / f"{number:03}.txt").write_text(text, encoding="utf-8")
    return folder


def change(library, *entries):
    return change_lexicon(library, LOCAL, lambda kept: {entry.key: entry for entry in entries})


def versions(library):
    """Give for each document by which lexicon it is cut."""
    with library.catalogue.read() as connection:
        return {e.path[-7:]: e.lexicon_version for e in documents.entries(connection)}


def changes_after(library, seq):
    with library.catalogue.read() as connection:
        return [each.ordinal for each in outbox.after(connection, seq, 1000)]


@pytest.mark.parametrize("engine", ["tantivy", "whoosh"])
def test_a_new_term_cuts_only_the_documents_that_contain_it(tmp_path, engine):
    folder = write(tmp_path / "files", "链长负责制", "税收", "鏈長負責制度", "链长会议和负责人")
    with open_library(tmp_path / "home", engine) as library:
        add(library, folder)
        before, seq = versions(library), library.indexed_seq()
        changed = change(library, TERM)
        assert changed.recut == 2
        assert len(changes_after(library, seq)) == 2
        follow(library)
        after = versions(library)
        assert {name for name in after if after[name] != before[name]} == {"001.txt", "003.txt"}
        assert set(after.values()) == {before["002.txt"], library.analyser.lexicon.version}
        assert changes_after(library, library.indexed_seq()) == []
        assert not has_work(library)


def test_a_new_term_is_one_piece_of_a_query_at_once_and_searching_goes_on(tmp_path):
    with open_library(tmp_path / "home") as library:
        add(library, write(tmp_path / "files", "链长负责制", "税收"))
        assert [p.text for p in search(library, "链长负责").query.pieces] == ["链长", "负责"]
        change(library, TERM)  # no worker has followed yet
        result = search(library, "链长负责")
        assert [piece.text for piece in result.query.pieces] == ["链长负责"]
        assert result.total == 1
        follow(library)
        assert search(library, "链长负责").total == 1


def test_another_process_sees_the_new_lexicon_without_being_told(tmp_path):
    with open_library(tmp_path / "home") as one, open_library(tmp_path / "home") as other:
        add(one, write(tmp_path / "files", "链长负责制"))
        assert search(other, "链长负责").total == 1
        finder = other.finder
        assert other.finder is finder  # the same as long as nothing changes
        change(one, TERM)
        assert [p.text for p in search(other, "链长负责").query.pieces] == ["链长负责"]


def test_an_alias_finds_at_once_and_cuts_nothing(tmp_path):
    with open_library(tmp_path / "home") as library:
        add(library, write(tmp_path / "files", "链长负责制"))
        assert search(library, "链责制", relaxed=False).total == 0
        group = Entry.of_group(AliasGroup("链长负责制", ("链责制",)))
        assert change(library, group).recut == 0
        assert search(library, "链责制", relaxed=False).total == 1


def test_what_is_remembered_of_searches_is_of_one_lexicon(tmp_path):
    with open_library(tmp_path / "home") as library:
        add(library, write(tmp_path / "files", "链长负责制"))
        before = library.state
        assert library.state == before
        change(library, Entry.of_group(AliasGroup("链长负责制", ("链责制",))))
        assert library.state != before


def test_a_stop_word_may_be_lacking_at_once(tmp_path):
    with open_library(tmp_path / "home") as library:
        add(library, write(tmp_path / "files", "链长负责制"))
        assert search(library, "通知 所谓", relaxed=False).total == 0
        assert change(library, Entry(EntryKind.STOP, "所谓")).recut == 0
        assert search(library, "通知 所谓", relaxed=False).total == 1


def test_a_bundled_term_is_switched_off_and_comes_back(tmp_path):
    off = Entry(EntryKind.TERM, "营商环境", is_on=False)
    with open_library(tmp_path / "home") as library:
        add(library, write(tmp_path / "files", "营商环境", "税收"))
        number = change(library, off).number
        assert "营商环境" not in library.analyser.lexicon.terms
        assert len(search(library, "营商环境").query.pieces) > 1
        assert undo_lexicon_change(library, LOCAL, number).recut == 1
        assert "营商环境" in library.analyser.lexicon.terms
        with pytest.raises(LexiconEntryNotFound):
            undo_lexicon_change(library, LOCAL, number)


def test_what_was_changed_again_since_is_not_taken_back(tmp_path):
    with open_library(tmp_path / "home") as library:
        first = change(library, TERM).number
        change(library, TERM.switched(on=False))
        with pytest.raises(LexiconEntryNotFound):
            undo_lexicon_change(library, LOCAL, first)
        with library.catalogue.read() as connection:
            assert [each.entry.is_on for each in lexicon.entries(connection)] == [False]


def test_documents_that_wait_in_the_outbox_are_cut_by_the_new_lexicon(tmp_path):
    with open_library(tmp_path / "home") as library:
        add(library, write(tmp_path / "files", "税收"))
        with Worker.open(library) as worker:
            cut_before = worker._indexing.catch_up

            def change_first(prepared, cut_by=""):
                """Let the keeper be quicker than the index, once the catalogue has a document."""
                if prepared:
                    change(library, TERM)
                    seen.append(prepared)
                return cut_before(prepared, cut_by)

            seen = []
            worker._indexing.catch_up = change_first
            new = write(tmp_path / "new", "链长负责制")
            with library.catalogue.write() as connection:
                jobs.enqueue(connection, [str(new / "001.txt")], sample=False, now=library.clock())
            worker.drain(lambda outcome: None)
        assert seen
        assert words_in_index(library, "链长负责") == 1


def words_in_index(library, word):
    """Count the documents that the index ranks by a word of theirs."""
    ranking = Ranking(words={word: 1.0})
    asked = Question(ranking=ranking, group=Group.PASSAGE, limit=100)
    return len({hit.ordinal for hit in library.index.reader().search(asked).hits})


def test_what_is_cut_again_is_ranked_by_the_new_term(tmp_path):
    with open_library(tmp_path / "home") as library:
        add(library, write(tmp_path / "files", "链长负责制", "税收"))
        assert words_in_index(library, "链长负责") == 0
        change(library, TERM)
        work_once(library)
        assert words_in_index(library, "链长负责") == 1
        change(library, TERM.switched(on=False))
        work_once(library)
        assert words_in_index(library, "链长负责") == 0


def test_other_bundled_terms_cut_again_what_holds_them(tmp_path):
    with open_library(tmp_path / "home") as library:
        add(library, write(tmp_path / "files", "营商环境", "税收"))
        seq = library.indexed_seq()
        newest = library.analyser.lexicon
        with library.catalogue.write() as connection:  # as an older program left it
            lexicon.record_cut(connection, older(newest, "营商环境"), ())
        assert has_work(library)
        with Worker.open(library):
            assert len(changes_after(library, seq)) == 1
        assert not has_work(library)


def older(newest, without):
    terms = [term for term in newest.terms if term != without]
    return Lexicon.of(terms, newest.groups, newest.function_words)


def test_without_an_index_the_texts_tell(tmp_path):
    with open_library(tmp_path / "home") as library:
        add(library, write(tmp_path / "files", "链长负责制", "税收"))
        (state,) = (tmp_path / "home" / "index").rglob("state.json")
        state.write_text(json.dumps({"schema_version": 0, "analysis": "0", "indexed_seq": 0}))
        with open_library(tmp_path / "home") as other:
            seq = newest_seq(other)
            assert change(other, TERM).recut == 1
            assert len(changes_after(other, seq)) == 1


def newest_seq(library):
    with library.catalogue.read() as connection:
        return outbox.newest(connection)


def test_a_heading_counts_too(tmp_path):
    folder = tmp_path / "files"
    folder.mkdir()
    text = "关于工作的通知\n\n一、落实链长负责制\n\n抓好落实。\n\n二、其他\n\n再抓落实。\n"
    (folder / "001.txt").write_text(text, encoding="utf-8")
    with open_library(tmp_path / "home") as library:
        add(library, folder)
        assert len(documents_with(library, ["链长负责"])) == 1
