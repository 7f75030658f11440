"""
What every reading process finds done: imported by the process from which they are forked.

What they work with is imported, and the dictionary and the vocabularies are loaded, once, so that a
process is ready without doing so, and their memory is shared. One that is asked for another lexicon
still loads that.
"""

import logging
from importlib import import_module

from corpus.read.text import read_text
from corpus.recognise import recognise
from corpus.settings import Settings
from indexer.analysis.terms import open_analyser

_TEXT = "关于开展学习的通知\n各单位：\n一、总体要求\n坚持学以致用。\n"  # touches every vocabulary

import_module("indexer.ingest.prepare")  # what they run
try:
    open_analyser(Settings())
    recognise(read_text(_TEXT.encode()), document_id="0" * 16)
except Exception:  # it would end the process from which all are forked; each loads for itself then
    logging.getLogger(__name__).exception("nothing is loaded beforehand for reading processes")
