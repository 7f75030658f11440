"""Which grade a document's source has when its bytes come again from another place."""

from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from corpus.bundled import is_invented
from corpus.catalogue import paths
from corpus.catalogue.correcting import grade_import, withdraw_import
from corpus.metadata import SAMPLE_GRADE
from indexer.ingest.prepare import FileTask


def grade_again(
    connection: Connection, ordinal: int, task: FileTask, *, is_new: bool, now: datetime
) -> None:
    """
    Grade the source of a document that lies at another place too.

    A document that lies in a folder of the user's is the user's, of the grade that he gave, though
    its bytes are those of a sample.

    Args:
        connection: Of a writing transaction.
        ordinal: The document.
        task: The file that came, its path attached already.
        is_new: Whether its path is.
        now: The time.
    """
    others = {each for each in paths.of_user(connection, ordinal) if not is_invented(Path(each))}
    others -= {task.given}
    if task.sample or is_invented(Path(task.given)):
        if not others:
            grade_import(connection, ordinal, SAMPLE_GRADE, now=now)
    elif task.grade:
        grade_import(connection, ordinal, task.grade, now=now)
    elif is_new and not others:
        withdraw_import(connection, ordinal, SAMPLE_GRADE, now=now)
