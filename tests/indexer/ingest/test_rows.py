"""What of a document gets into the index."""

from corpus.actor import PUBLIC
from corpus.document import Document, Passage
from corpus.recognise.cleaning import clean
from corpus.settings import Settings
from indexer.analysis.terms import open_analyser
from indexer.ingest.rows import build_rows


def indexed(text):
    found = clean(text)
    made = Document(
        "0" * 16, text, passages=(Passage(0, 0, len(text)),), removed=found.removed, gaps=found.gaps
    )
    (passage,) = build_rows(1, made, (PUBLIC,), open_analyser(Settings())).passages
    return passage.text


def test_pinyin_that_was_strewn_in_leaves_no_trace():
    assert indexed("領(lǐng)導(dǎo)講話") == "领导讲话"


def test_a_line_of_the_site_is_not_indexed_and_its_neighbours_are():
    assert indexed("狠抓落实。\n上一篇：某某通知\n形成合力。") == "狠抓落实。形成合力。"


def test_what_is_no_debris_is_indexed_whole():
    assert indexed("国有企业(以下简称国企)") == "国有企业(以下简称国企)"
