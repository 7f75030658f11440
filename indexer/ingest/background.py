"""The process beside the web processes that works off the queue."""

import logging
import os
import signal
import time

from corpus.catalogue import jobs, lexicon, outbox
from corpus.errors import IndexLocked, IndexOutOfDate, KnowledgeBaseError, StorageFull
from corpus.settings import Settings
from indexer.ingest.worker import Worker
from indexer.library import Library
from indexer.mining.process import Miner

LOOK_EVERY_S = 0.5
REST_AFTER_TROUBLE_S = 5.0

_log = logging.getLogger(__name__)


def work_while_alive(settings: Settings, parent: int) -> None:
    """Work off the queue whenever there is something in it, as long as process *parent* lives."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is told, and ends us
    with Library.open(settings) as library:
        miner = Miner(settings)
        while os.getppid() == parent:
            time.sleep(work_once(library))
            miner.start_if_asked(library)


def work_once(library: Library) -> float:
    """Do what there is to do, come what may; give how long to rest, in seconds."""
    try:
        if has_work(library):
            codes: set[str | None] = set()
            with Worker.open(library) as worker:
                worker.drain(lambda outcome: codes.add(outcome.code))
            if StorageFull.code in codes:
                return REST_AFTER_TROUBLE_S
    except IndexLocked:
        return LOOK_EVERY_S  # a command is at work, and does it for us
    except KnowledgeBaseError as error:  # no room on the disk, say: the jobs wait
        _log.warning("queue put off: %s %s", error.code, error.detail)
        return REST_AFTER_TROUBLE_S
    except Exception:  # a mistake of ours may not end the only process that takes files in
        _log.exception("queue put off")
        return REST_AFTER_TROUBLE_S
    return LOOK_EVERY_S


def has_work(library: Library) -> bool:
    """Tell whether files are waiting to come or to go, or the index is behind the catalogue."""
    folder, generation = library.index_folder, library.index_folder.current()
    if generation is None:
        return True
    try:
        state = folder.state(generation)
    except IndexOutOfDate:  # the worker makes it anew
        return True
    with library.catalogue.read() as connection:
        behind = outbox.newest(connection) > state.indexed_seq
        waiting = jobs.waiting(connection) > 0 or outbox.originals_to_go(connection) != []
        cut_by = lexicon.cut(connection)
    analyser = library.analyser
    other_terms = cut_by is not None and cut_by[0] != analyser.lexicon.version
    return behind or waiting or other_terms or not state.is_made_by(analyser.version)
