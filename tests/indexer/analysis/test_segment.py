"""Both segmenters cut alike, and lose nothing."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import EngineUnavailable
from corpus.text.fold import fold
from corpus.vocabulary.lexicon import bundled_lexicon
from indexer.analysis import segment
from indexer.analysis.segment import JiebaSegmenter, RjiebaSegmenter, open_segmenter
from tests.shared import SHARED, needs_shared

TERMS = bundled_lexicon().terms
JIEBA = JiebaSegmenter(TERMS)
RJIEBA = RjiebaSegmenter(TERMS)
UNCUT = re.compile("[^\u4e00-\u9fd50-9a-z]")

PARAGRAPH = (
    "坚持两个毫不动摇，深化国企改革，发展新质生产力。2024年，国务院国资委印发通知，"
    "要求各中央企业落实三项制度改革，推动经理层成员任期制和契约化管理，研发投入增长15.6%。"
)

clean_texts = st.text(
    st.one_of(
        st.sampled_from("国企业改革党的建设统一战线领导干部二〇二四年０１２abcXYZ 　"),
        st.characters(categories=("L", "N")),
    )
).map(lambda text: UNCUT.sub(" ", fold(text)))


def test_a_real_paragraph_is_cut_into_these_words():
    assert RJIEBA.cut(UNCUT.sub(" ", PARAGRAPH[:38])) == [
        "坚持", "两个毫不动摇", " ", "深化", "国企改革", " ", "发展", "新质生产力", " ",
        "2024", "年", " ", "国务院", "国资委", "印发",
    ]  # fmt: skip


@pytest.mark.parametrize("segmenter", [JIEBA, RJIEBA])
@pytest.mark.parametrize("term", ["新质生产力", "两个毫不动摇", "专精特新", "三会一课", "碳中和"])
def test_a_term_of_the_lexicon_stays_whole(segmenter, term):
    assert segmenter.cut(f"关于{term}的研究")[1] == term


@given(clean_texts)
def test_the_basic_cut_joined_is_the_text(text):
    assert "".join(RJIEBA.cut(text)) == text


@given(clean_texts)
def test_the_search_cut_adds_only_words_inside_the_words_of_the_basic_cut(text):
    searched, basic = RJIEBA.cut_for_search(text), RJIEBA.cut(text)
    assert set(basic) <= set(searched)
    assert all(any(word in whole for whole in basic) for word in searched)


@given(clean_texts)
def test_both_cut_any_clean_text_alike(text):
    assert JIEBA.cut(text) == RJIEBA.cut(text)
    assert JIEBA.cut_for_search(text) == RJIEBA.cut_for_search(text)


@needs_shared
def test_both_cut_real_documents_alike():
    for path in sorted((SHARED / "corpus" / "laws").rglob("*.md"))[::100]:
        text = UNCUT.sub(" ", fold(Path(path).read_text(encoding="utf-8")))
        assert JIEBA.cut_for_search(text) == RJIEBA.cut_for_search(text), path


def test_the_twin_is_the_default_where_it_is_installed(monkeypatch):
    assert isinstance(open_segmenter("auto", ()), RjiebaSegmenter)
    monkeypatch.setattr(segment, "find_spec", lambda name: None)
    assert isinstance(open_segmenter.__wrapped__("auto", ()), JiebaSegmenter)


def test_asking_for_what_is_not_installed_says_so(monkeypatch):
    monkeypatch.setattr(segment, "find_spec", lambda name: None)
    with pytest.raises(EngineUnavailable, match="pip install rjieba"):
        open_segmenter.__wrapped__("rjieba", ())
