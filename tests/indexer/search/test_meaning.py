"""What the meaning of passages adds to the words that they share."""

from types import SimpleNamespace

from indexer.search.meaning import meaning_of
from tests.library import add, open_library, search


def added(cosines, keys):
    nearest = SimpleNamespace(nearest_passages=lambda *_: cosines)
    return meaning_of("怎么办", nearest)(None, keys)


def test_what_words_found_and_what_is_near_have_a_cosine():
    assert added({1: 0.5, 9: 0.7}, [1]) == {1: 0.5, 9: 0.7}


def test_a_passage_without_a_vector_yet_counts_like_the_middle():
    assert added({1: 0.4, 2: 0.6, 3: 0.5}, [1, 2, 3, 4])[4] == 0.5


def test_while_most_have_none_words_answer_alone():
    assert added({1: 0.4, 9: 0.9}, [1, 2, 3]) == {}
    assert added({}, [1, 2]) == {}


def test_a_question_is_answered_by_meaning_and_a_short_query_is_not(tmp_path, monkeypatch):
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "甲.txt").write_text("用人单位应当订立书面劳动契约。", encoding="utf-8")
    (folder / "乙.txt").write_text("公司签合同的流程和印章管理。", encoding="utf-8")
    with open_library(tmp_path / "home") as library:
        add(library, folder)
        every = {hit.card.title: hit for hit in search(library, "").hits}
        asked = []

        def nearest(text, count, allowed=None, also=()):
            asked.append(text)
            ordinal = next(iter(library.index.reader().ordinals() - {key >> 20 for key in also}))
            return dict.fromkeys(also, 0.1) | {ordinal << 20: 0.9}

        monkeypatch.setattr(library.nearest, "nearest_passages", nearest)
        question = "公司一直没有和我签合同我该怎么要求赔偿损失"
        found = search(library, question)
        assert asked == [question]
        assert [hit.card.title for hit in found.hits] == ["甲", "乙"]
        assert [hit.card.title for hit in search(library, question, meaning=False).hits] == ["乙"]
        search(library, "公司 合同")
        assert asked == [question]
        assert set(every) == {"甲", "乙"}
