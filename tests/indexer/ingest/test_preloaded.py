"""What is loaded beforehand for reading processes may fail, and they read all the same."""

import importlib
import logging
import subprocess
import sys

from corpus import recognise
from indexer.analysis import terms
from indexer.ingest import preloaded


def test_a_fault_while_loading_is_logged_and_ends_nothing(monkeypatch, caplog):
    def broken(*_, **__):
        raise OSError("no dictionary")

    monkeypatch.setattr(terms, "open_analyser", broken)
    with caplog.at_level(logging.ERROR):
        importlib.reload(preloaded)
    assert "nothing is loaded beforehand" in caplog.text


def test_what_reading_processes_run_is_imported():
    told = "import sys, indexer.ingest.preloaded; print('indexer.ingest.prepare' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "True"


def test_the_dictionary_and_the_vocabularies_are_loaded(monkeypatch):
    done = []
    monkeypatch.setattr(terms, "open_analyser", lambda settings: done.append(settings.segmenter))
    monkeypatch.setattr(recognise, "recognise", lambda *_, **__: done.append("recognised"))
    importlib.reload(preloaded)
    assert done == ["auto", "recognised"]
