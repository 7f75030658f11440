"""What the rules make of the real documents beside the checkout."""

import hashlib
import json
import time
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.document import GapKind
from corpus.read import read
from corpus.recognise import recognise
from corpus.recognise.dates import parse_date
from corpus.recognise.number import document_number_key
from tests.pace import slowness
from tests.shared import SHARED, needs_shared

CORPUS = SHARED / "corpus"
ARTICLES = 147_122
LAWS = 3_420  # different ones; three of the files stand twice

# This page's table says 17 April 2004, its signature 27 April: without the table we are not to
# know. No other page contradicts itself.
CONTRADICTS_ITSELF = {"content_5351624.html"}


def records(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def said(document) -> tuple[object, ...]:
    """Give title, number, issuer and date as the gold is compared."""
    number = document_number_key(document.value("document_number") or "")
    return document.value("title"), number, document.values("issuer"), document.value("written")


def expected(gold) -> tuple[object, ...]:
    number = document_number_key(gold["document_number"])
    return gold["title"], number, tuple(gold["issuer"].split("、")), parse_date(gold["written"])


@needs_shared
@pytest.mark.parametrize("with_table", [True, False], ids=["with its table", "from the text"])
def test_title_number_issuer_and_date_of_every_policy_page_are_right(with_table):
    wrong = {}
    for gold in records(CORPUS / "policies" / "gold.jsonl"):
        extracted = read(CORPUS / "policies" / gold["file"])
        if not with_table:
            extracted = replace(extracted, declared=())
        found = said(recognise(extracted, document_id="0" * 16, file_name=gold["file"]))
        if found != expected(gold):
            wrong[gold["file"]] = found
    assert set(wrong) == (set() if with_table else CONTRADICTS_ITSELF)


@needs_shared
def test_the_same_documents_in_other_formats_say_the_same():
    read_so_far = (".docx", ".pdf", ".txt")
    golds = [
        gold
        for gold in records(CORPUS / "files" / "manifest.jsonl")
        if gold["file"].endswith(read_so_far) and "扫描件" not in gold["file"]
    ]
    wrong = {}
    for gold in golds:
        extracted = read(CORPUS / "files" / gold["file"])
        found = said(recognise(extracted, document_id="0" * 16, file_name=gold["file"]))
        if found != expected(gold):
            wrong[gold["file"]] = found
    assert (len(golds), wrong) == (8, {})


@needs_shared
def test_every_government_work_report_is_a_speech_of_that_kind():
    found = set()
    for path in (CORPUS / "reports").iterdir():
        document = recognise(read(path), document_id="0" * 16, file_name=path.name)
        assert document.value("title") == path.stem
        found.add((document.value("document_class"), document.value("kind")))
    assert found == {("speech", "政府工作报告")}


@needs_shared
def test_a_speech_without_a_title_is_known_as_one():
    (path,) = (CORPUS / "speeches").iterdir()
    document = recognise(read(path), document_id="0" * 16, file_name=path.name)
    assert document.value("document_class") == "speech"
    assert document.facts["title"].confidence < 0.5


@pytest.fixture(scope="module")
def laws():
    """Read every different law once."""
    found = {}
    for path in sorted((CORPUS / "laws").rglob("*.md")):
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        if digest not in found:
            found[digest] = (path.name, read(path))
    return found


@needs_shared
def test_every_article_of_the_laws_is_one_passage_with_its_number(laws):
    begin = time.process_time()
    documents = [
        recognise(extracted, document_id=digest[:16], file_name=name)
        for digest, (name, extracted) in laws.items()
    ]
    seconds = (time.process_time() - begin) / slowness()
    articles = sum(p.article is not None for document in documents for p in document.passages)
    regulations = sum(document.value("document_class") == "regulation" for document in documents)
    titled = sum(
        document.value("title") == document.text.partition("\n")[0] for document in documents
    )
    assert (len(documents), articles) == (LAWS, ARTICLES)
    assert titled >= LAWS - 4  # four have blanks in the middle of their titles
    assert regulations >= 0.99 * LAWS
    assert seconds < 40  # 7 on an idle machine


@needs_shared
def test_eight_policy_pages_say_that_they_are_abridged():
    found = [
        gold["file"]
        for gold in records(CORPUS / "policies" / "gold.jsonl")
        if recognise(read(CORPUS / "policies" / gold["file"]), document_id="0" * 16).completeness
        == "有删减"
    ]
    assert len(found) == 8


@needs_shared
def test_the_speech_of_a_download_site_says_what_it_lacks():
    (path,) = (CORPUS / "speeches").iterdir()
    document = recognise(read(path), document_id="0" * 16, file_name=path.name)
    assert document.completeness == "截断"
    assert [gap.hidden for gap in document.gaps if gap.kind is GapKind.HIDDEN] == [4439]
    struck = [gap.span for gap in document.gaps if gap.kind is GapKind.SCRUBBED]
    assert [document.text[span.start : span.end] for span in struck] == [
        "总书记总书记",
        "总书记同志",
    ]
    (marker,) = (gap.span for gap in document.gaps if gap.kind is GapKind.HIDDEN)
    assert not any(p.start < marker.start and marker.end < p.end for p in document.passages)
