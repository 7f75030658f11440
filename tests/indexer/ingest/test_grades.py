"""The grade of a source: given with a folder, corrected by hand, kept through every reading."""

import shutil

import pytest

from corpus.actor import LOCAL
from corpus.bundled import SAMPLES
from corpus.catalogue import documents, jobs
from indexer.ingest.correction import correct_documents, read_given
from indexer.ingest.following import follow
from indexer.ingest.intake import add_paths
from indexer.ingest.worker import Worker
from tests.library import open_library, search, write_notices


@pytest.fixture
def folder(tmp_path):
    return write_notices(tmp_path / "files", 2)


@pytest.fixture
def library(tmp_path):
    with open_library(tmp_path / "home") as opened:
        yield opened


def grades(library):
    """Give the grades as lists show them, which must be those that the index filters by."""
    found = search(library, "国企改革", facets=("source_grade",))
    shown = sorted(hit.card.source_grade for hit in found.hits)
    counted = found.facets["source_grade"]
    assert sorted(grade for grade, count in counted for _ in range(count)) == shown
    return shown


def read_again(library):
    with Worker.open(library) as worker:
        worker.read_again(lambda _: None)


def correct(library, document_id, grade):
    given = read_given({"来源等级": grade})
    correct_documents(library, LOCAL, [document_id], given)
    follow(library)


def test_a_folder_s_grade_stays_when_its_files_are_read_again(library, folder):
    add_paths(library, [folder], grade="内部")
    assert grades(library) == ["内部", "内部"]
    read_again(library)
    assert grades(library) == ["内部", "内部"]


def test_what_a_person_corrected_stands_before_the_folder_s_grade(library, folder):
    add_paths(library, [folder], grade="内部")
    first = search(library, "国企改革").hits[0].card.id
    correct(library, first, "权威")
    read_again(library)
    add_paths(library, [folder], grade="转载")
    assert grades(library) == ["权威", "转载"]
    correct(library, first, None)
    assert grades(library) == ["转载", "转载"]


def test_a_grade_given_later_changes_documents_that_are_there_already(library, folder):
    add_paths(library, [folder])
    assert grades(library) == ["待核实", "待核实"]
    add_paths(library, [folder], grade="内部")
    assert grades(library) == ["内部", "内部"]
    add_paths(library, [folder])
    assert grades(library) == ["内部", "内部"]


def test_the_same_grade_again_changes_nothing(library, folder):
    add_paths(library, [folder], grade="内部")
    before = library.index.version
    add_paths(library, [folder], grade="内部")
    assert library.index.version == before


def test_a_queued_file_keeps_its_grade_until_a_worker_comes(library, folder):
    path = str(next(folder.iterdir()))
    with library.catalogue.write() as connection:
        jobs.enqueue(connection, [path], sample=False, grade="内部", now=library.clock())
        jobs.enqueue(connection, [path], sample=False, now=library.clock())
    with Worker.open(library) as worker:
        worker.drain(lambda _: None)
    assert grades(library) == ["内部"]


def test_a_document_tells_how_its_grade_is_known(library, folder):
    add_paths(library, [folder], grade="内部")
    document_id = search(library, "国企改革").hits[0].card.id
    with library.catalogue.read() as connection:
        ordinal = documents.find(connection, document_id)
        stored = documents.get(connection, ordinal)
    fact = stored.document.facts["source_grade"]
    assert (fact.value, fact.method) == (stored.document.source_grade, "import")


@pytest.fixture
def own(tmp_path):
    """Give a folder of the user's that holds a copy of a sample."""
    folder = tmp_path / "own"
    folder.mkdir()
    shutil.copy(sorted(SAMPLES.glob("*.txt"))[0], folder / "我的文件.txt")
    return folder


def graded(library):
    """Give grade and method of the one document, as the catalogue and the index have them."""
    with library.catalogue.read() as connection:
        (entry,) = documents.entries(connection)
        stored = documents.get(connection, documents.find(connection, entry.sha256[:16]))
    fact = stored.document.facts["source_grade"]
    (counted,) = search(library, "工作", facets=("source_grade",)).facets["source_grade"]
    assert (fact.value, counted[0]) == (stored.document.source_grade,) * 2
    return fact.value


@pytest.mark.parametrize("grade", ["内部", None])
@pytest.mark.parametrize("order", ["own first", "sample first", "at once", "own alone"])
def test_an_invented_text_is_one_wherever_it_lies(library, own, grade, order):
    sample = sorted(SAMPLES.glob("*.txt"))[0]
    steps = {
        "own first": [([own], grade), ([sample], None)],
        "sample first": [([sample], None), ([own], grade)],
        "at once": [([sample, own], grade)],
        "own alone": [([own], grade)],
    }[order]
    for paths, given in steps:
        add_paths(library, paths, grade=given)
    assert graded(library) == "示例"
    read_again(library)
    assert graded(library) == "示例"


def test_a_sample_that_comes_again_stays_one(library):
    sample = sorted(SAMPLES.glob("*.txt"))[0]
    for _ in range(2):
        add_paths(library, [sample])
        assert graded(library) == "示例"
