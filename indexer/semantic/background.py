"""Making vectors beside everything else: in a process of its own, with what time others leave."""

import logging
import os
import signal
import time
from collections.abc import Callable

from corpus.errors import EncoderUnavailable, IndexLocked, KnowledgeBaseError
from corpus.settings import Settings
from indexer.library import Library
from indexer.semantic.source import BGE, EncoderSource

LOOK_EVERY_S = 2.0
REST_AFTER_TROUBLE_S = 60.0
_NICE = 15  # of 19: whatever else wants a processor has it first

_log = logging.getLogger(__name__)


def make_while_alive(settings: Settings, parent: int, source: EncoderSource = BGE) -> None:
    """Make the vectors that are missing, as long as process *parent* lives."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is told, and ends us
    give_way()
    with Library.open(settings) as library:
        while os.getppid() == parent:
            time.sleep(make_once(library, parent, source))


def make_once(library: Library, parent: int, source: EncoderSource = BGE) -> float:
    """Make what is missing, come what may; give how long to rest, in seconds."""
    try:
        if is_wanting(library, source):
            make_all(library, source, lambda: os.getppid() != parent)
    except IndexLocked:
        return LOOK_EVERY_S  # a command is at work, and does it for us
    except KnowledgeBaseError as error:  # no room on the disk, say
        _log.warning("vectors put off: %s %s", error.code, error.detail)
        return REST_AFTER_TROUBLE_S
    except Exception:  # a mistake of ours may not make us try again and again
        _log.exception("vectors put off")
        return REST_AFTER_TROUBLE_S
    return LOOK_EVERY_S


def is_wanting(library: Library, source: EncoderSource = BGE) -> bool:
    """Tell whether vectors are missing, or are too many, and can be made here."""
    try:
        source.check(library.settings)
    except EncoderUnavailable:
        return False
    from indexer.semantic.making import is_behind

    return is_behind(library.settings, library.catalogue, source)


def make_all(
    library: Library,
    source: EncoderSource = BGE,
    stop: Callable[[], bool] | None = None,
    moved: Callable[[int, int], None] | None = None,
) -> bool:
    """
    Make every vector that is missing; tell whether none is.

    Args:
        library: Whose passages they are.
        source: Of the encoder.
        stop: Asked between portions.
        moved: Told after each portion: passages done, of how many.

    Raises:
        EncoderUnavailable: They cannot be made here.
        IndexLocked: Another process makes them.
        StorageFull: No room on the disk; what was made is kept.
    """
    source.check(library.settings)
    from indexer.semantic.making import Making

    encoder = source.open(library.settings)
    with Making.open(library.settings, library.catalogue, encoder) as making:
        return making.catch_up(moved, stop)


def give_way() -> None:
    """Let every other process have the processors first."""
    os.nice(_NICE)
