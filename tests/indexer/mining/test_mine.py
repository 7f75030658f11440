"""Words that the library uses and the lexicon does not know."""

import random

from corpus.actor import LOCAL
from corpus.catalogue import candidates
from corpus.catalogue.candidates import CandidateOrigin, MiningState
from corpus.vocabulary.entries import Entry, EntryKind
from indexer.ingest.lexicon_change import change_lexicon
from indexer.mining.mine import is_asked, mine
from indexer.mining.phrases import PhraseCounter
from indexer.mining.quoted import quoted_words, titled_words
from tests.library import add, open_library

BEFORE = ["推进", "落实", "完善", "建立", "坚持", "深化", "强化", "规范"]
BEHIND = ["制度", "机制", "工作", "体系", "平台", "建设", "要求", "任务"]


def fill(counter, drawn):
    """Add what else a library says."""
    for _ in range(30):
        counter.add([drawn.choice(BEFORE), "的", drawn.choice(BEHIND), " "])
        counter.add([drawn.choice(BEFORE), drawn.choice(BEHIND), " "])


def test_words_that_always_stand_together_in_changing_company_are_a_phrase():
    counter = PhraseCounter({"的"})
    drawn = random.Random(1)
    for _ in range(60):
        counter.add([drawn.choice(BEFORE), "容", "缺", drawn.choice(BEHIND), " "])
        fill(counter, drawn)
    found = {each.text: each.count for each in counter.phrases()}
    assert found == {"容缺": 60}


def test_words_that_stand_together_in_one_place_only_are_none():
    counter = PhraseCounter(set())
    for _ in range(50):
        counter.add(["推进", "容", "缺", "制度", " "])
        counter.add(["落实", "任务", " "])
    assert {each.text for each in counter.phrases()} == set()


def test_what_goes_on_in_one_way_is_the_longer_word():
    counter = PhraseCounter(set())
    drawn = random.Random(2)
    for _ in range(60):
        counter.add([drawn.choice(BEFORE), "容", "缺", "受理", drawn.choice(BEHIND), " "])
        fill(counter, drawn)
    assert "容缺受理" in {each.text for each in counter.phrases()}


def test_marks_are_read():
    assert list(quoted_words("“一业一证”和“一网统管”，“甲”，“《某法》”")) == [
        "一业一证",
        "一网统管",
    ]
    assert list(titled_words("《民法典》和《药品管理法》")) == ["民法典", "药品管理法"]


def write(folder):
    folder.mkdir()
    for number in range(1, 4):
        text = (
            f"关于工作的通知\n\n要推行“一业一证”改革，做好{number}号事项。《水库办法》另行规定。\n"
        )
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    return folder


def test_a_library_is_mined_and_what_is_known_does_not_come_again(tmp_path):
    told = []
    with open_library(tmp_path / "home") as library:
        add(library, write(tmp_path / "files"))
        assert not is_asked(library)
        with library.catalogue.write() as connection:
            candidates.ask(connection, now=library.clock())
        assert is_asked(library)
        assert mine(library, lambda done, total: told.append((done, total))) >= 2
        with library.catalogue.read() as connection:
            found = {each.word: each for each in candidates.candidates(connection)}
            state = candidates.mining(connection)
        assert found["一业一证"].origin is CandidateOrigin.QUOTED
        assert found["一业一证"].count == 3
        assert found["一业一证"].sentence == "要推行“一业一证”改革，做好1号事项。"
        assert found["水库办法"].origin is CandidateOrigin.TITLED
        assert state.state is MiningState.DONE
        assert (state.done, state.total) == (3, 3) == told[-1]
        term = Entry(EntryKind.TERM, "一业一证")
        change_lexicon(library, LOCAL, lambda kept: {term.key: term})
        mine(library, lambda done, total: None)
        with library.catalogue.read() as connection:
            assert "一业一证" not in {each.word for each in candidates.candidates(connection)}


def test_an_empty_library_has_no_candidates(tmp_path):
    with open_library(tmp_path / "home") as library:
        assert mine(library, lambda done, total: None) == 0


def test_who_may_not_see_the_document_does_not_see_its_sentence(tmp_path):
    with open_library(tmp_path / "home") as library:
        add(library, write(tmp_path / "files"))
        mine(library, lambda done, total: None)
        with library.catalogue.read() as connection:
            assert candidates.candidates(connection, visible_to=frozenset({"nobody"})) == []
            assert candidates.candidates(connection, visible_to=frozenset({"public"})) != []
