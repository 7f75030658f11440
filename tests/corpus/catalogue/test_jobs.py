"""The queue: each file waits once, and is taken in order."""

from collections import Counter

from sqlalchemy import select

from corpus.catalogue import jobs, tables
from corpus.catalogue.jobs import Finished
from corpus.catalogue.values import Job
from tests.corpus.catalogue.builders import LATER, NOW


def enqueue(connection, *paths, now=NOW):
    return jobs.enqueue(connection, paths, sample=False, now=now)


def finish(connection, job, state, code=None):
    jobs.finish(connection, [Finished(job, state, "0" * 16, code, "说明")], now=NOW)


def states(connection):
    """Count the jobs of each state."""
    return dict(Counter(connection.execute(select(tables.jobs.c.state)).scalars()))


def test_a_file_waits_once(connection):
    assert enqueue(connection, "/甲", "/乙", "/甲") == [1, 2]
    assert enqueue(connection, "/丙", "/乙") == [3, 2]
    jobs.claim(connection, 2)
    assert enqueue(connection, "/甲") == [1]
    assert jobs.waiting(connection) == 3


def test_more_files_than_one_statement_takes_may_be_queued(connection):
    many = [f"/{number}.docx" for number in range(1201)]
    assert enqueue(connection, *many) == list(range(1, 1202))
    assert enqueue(connection, *reversed(many)) == list(range(1201, 0, -1))


def test_jobs_are_claimed_oldest_first_and_once(connection):
    enqueue(connection, "/甲", "/乙")
    jobs.enqueue(connection, ["/示例"], sample=True, now=NOW)
    assert jobs.claim(connection, 2) == [Job(1, "/甲", False), Job(2, "/乙", False)]
    assert jobs.claim(connection, 2) == [Job(3, "/示例", True)]
    assert jobs.claim(connection, 2) == []
    assert states(connection) == {"running": 3}


def test_jobs_cut_off_by_a_crash_are_claimed_again(connection):
    enqueue(connection, "/甲", "/乙", "/丙")
    jobs.claim(connection, 2)
    finish(connection, 1, "indexed")
    jobs.requeue_running(connection)
    assert jobs.claim(connection, 9) == [Job(2, "/乙", False), Job(3, "/丙", False)]


def test_results_are_those_asked_for_that_are_finished(connection):
    ids = enqueue(connection, "/甲", "/乙", "/丙", "/丁")
    jobs.claim(connection, 3)
    finish(connection, 3, "failed", "NO_TEXT")
    finish(connection, 1, "indexed")
    finish(connection, 2, "indexed")
    assert jobs.results(connection, frozenset({1, 3, 4})) == [
        Finished(1, "indexed", "0" * 16, None, "说明"),
        Finished(3, "failed", "0" * 16, "NO_TEXT", "说明"),
    ]
    assert jobs.results(connection, frozenset()) == []
    assert jobs.waiting(connection) == 1
    assert states(connection) == {"indexed": 2, "failed": 1, "queued": 1}
    assert ids == [1, 2, 3, 4]


def test_a_file_queued_again_drops_its_older_failure_and_no_other(connection):
    enqueue(connection, "/甲", "/乙")
    jobs.claim(connection, 2)
    finish(connection, 1, "failed", "NO_TEXT")
    finish(connection, 2, "failed", "NO_TEXT")
    assert enqueue(connection, "/甲", now=LATER) == [3]
    assert states(connection) == {"failed": 1, "queued": 1}
    assert [each.id for each in jobs.results(connection, frozenset({1, 2, 3}))] == [2]


def test_finishing_nothing_changes_nothing(connection):
    enqueue(connection, "/甲")
    jobs.finish(connection, [], now=NOW)
    assert states(connection) == {"queued": 1}


def test_a_job_begun_in_vain_is_queued_again(connection):
    enqueue(connection, "/甲", "/乙")
    jobs.claim(connection, 2)
    jobs.queue_again(connection, [2])
    assert jobs.claim(connection, 9) == [Job(2, "/乙", False)]


def test_failures_are_listed_and_forgotten(connection):
    enqueue(connection, "/乙", "/甲", "/丙")
    jobs.claim(connection, 3)
    finish(connection, 1, "failed", "NO_TEXT")
    finish(connection, 2, "failed", "EMPTY_FILE")
    failures = jobs.failures(connection)
    assert [(each.path, each.code) for each in failures] == [
        ("/乙", "NO_TEXT"),
        ("/甲", "EMPTY_FILE"),
    ]
    assert jobs.forget(connection, "/甲")
    assert not jobs.forget(connection, "/丙")  # still being read
    assert [each.path for each in jobs.failures(connection)] == ["/乙"]
