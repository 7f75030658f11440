"""The process beside the web processes that works off the queue."""

import os
import signal
import time

from corpus.catalogue import jobs, outbox
from corpus.errors import IndexLocked, KnowledgeBaseError
from corpus.settings import Settings
from indexer.ingest.worker import Worker
from indexer.library import Library

LOOK_EVERY_S = 0.5
REST_AFTER_TROUBLE_S = 5.0


def work_while_alive(settings: Settings, parent: int) -> None:
    """Work off the queue whenever there is something in it, as long as process *parent* lives."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is told, and ends us
    with Library.open(settings) as library:
        while os.getppid() == parent:
            time.sleep(work_once(library))


def work_once(library: Library) -> float:
    """Do what there is to do; give how long to rest, in seconds."""
    if not has_work(library):
        return LOOK_EVERY_S
    try:
        with Worker.open(library) as worker:
            worker.drain(lambda outcome: None)
    except IndexLocked:
        return LOOK_EVERY_S  # a command is at work, and does it for us
    except KnowledgeBaseError:
        return REST_AFTER_TROUBLE_S  # no room on the disk, say: the jobs wait
    return LOOK_EVERY_S


def has_work(library: Library) -> bool:
    """Tell whether files are waiting, or the index is behind the catalogue."""
    folder, generation = library.index_folder, library.index_folder.current()
    if generation is None or not folder.state(generation).is_made_by(library.analyser.version):
        return True
    with library.catalogue.read() as connection:
        if jobs.waiting(connection):
            return True
        return outbox.newest(connection) > folder.state(generation).indexed_seq
