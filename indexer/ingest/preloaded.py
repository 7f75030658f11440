"""
What every reading process finds done: imported by the process from which they are forked.

The dictionary and the vocabularies are loaded once, so that a process is ready without loading
them, and their memory is shared. One that is asked for another lexicon still loads that.
"""

from corpus.read.text import read_text
from corpus.recognise import recognise
from corpus.vocabulary.lexicon import bundled_lexicon
from indexer.ingest.prepare import warm_up

_TEXT = "关于开展学习的通知\n各单位：\n一、总体要求\n坚持学以致用。\n"  # touches every vocabulary

warm_up(bundled_lexicon())
recognise(read_text(_TEXT.encode()), document_id="0" * 16)
