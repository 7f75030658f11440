"""Real files in: copies are one hit, whatever their format, and the page leads to all of them."""

import json
from collections import defaultdict
from pathlib import Path

import pytest

from corpus.actor import LOCAL
from corpus.catalogue import documents
from corpus.resolve.duplicates import copies
from indexer.ingest.removal import remove_document
from search_api.reading import open_reading
from search_api.schemas import hit_object, ties_object
from tests.builders import docx, paragraph
from tests.library import add, open_library, search
from tests.shared import SHARED, needs_shared

ITEMS = [f"{number}．各地区要完善第{number}类企业的考核办法并报送备案" for number in range(1, 31)]
NOTICE = "\n".join(
    ["关于深化国企改革的通知", "各有关单位：", *(f"{item}。" for item in ITEMS), "2024年3月5日"]
)
REPRINT = "\n".join(["合集下载", NOTICE.replace("。\n", "。\n\n"), "下载本文"])
TRUNCATED = NOTICE[: NOTICE.index("20．")] + "---此处隐藏439字,下载后查看---"
OTHER_FIGURES = NOTICE.replace("第7类", "第77类").replace("第9类", "第99类")


@pytest.fixture
def library(tmp_path):
    folder = tmp_path / "files"
    folder.mkdir()
    for name, text in (
        ("截断.txt", TRUNCATED),
        ("正文.txt", NOTICE),
        ("网页.txt", REPRINT),
        ("另一篇.txt", OTHER_FIGURES),
    ):
        (folder / name).write_text(text, encoding="utf-8")
    with open_library(tmp_path / "home") as opened:
        add(opened, folder)
        yield opened


def names(cards):
    return [card.paths[0].rpartition("/")[2] for card in cards]


def test_copies_are_one_hit_that_counts_them(library):
    result = search(library, "企业考核办法", limit=10)
    hits = {names([hit.card])[0]: names(hit.copies) for hit in result.hits}
    assert hits == {"正文.txt": ["网页.txt", "截断.txt"], "另一篇.txt": []}
    assert result.total == 2
    (told,) = [hit_object(hit)["copies"] for hit in result.hits if hit.copies]
    assert [each["completeness"] for each in told] == ["完整", "截断"]


def test_browsing_folds_copies_too(library):
    assert len(search(library, "", limit=10).hits) == 2


def test_a_copy_that_alone_matches_is_shown_itself(library):
    (hit,) = search(library, '"第1类企业" -"第30类企业" -第77类').hits
    assert names([hit.card]) == ["截断.txt"]
    assert names(hit.copies) == ["正文.txt", "网页.txt"]


def test_the_page_of_a_copy_leads_to_the_better_one(library):
    (hit,) = [hit for hit in search(library, "企业考核办法").hits if hit.copies]
    reading = open_reading(library, LOCAL, hit.copies[-1].id, "")
    assert names(reading.ties.copies) == ["正文.txt", "网页.txt", "截断.txt"]
    assert reading.better_copy is not None
    assert reading.better_copy.id == hit.card.id
    assert open_reading(library, LOCAL, hit.card.id, "").better_copy is None
    assert ties_object(reading.ties)["copies"][0]["id"] == hit.card.id


def test_a_canonical_copy_that_goes_hands_over(library):
    (hit,) = [hit for hit in search(library, "企业考核办法").hits if hit.copies]
    remove_document(library, hit.card.id)
    (after,) = [hit for hit in search(library, "企业考核办法").hits if hit.copies]
    assert (names([after.card]), names(after.copies)) == (["网页.txt"], ["截断.txt"])


def test_the_same_text_in_another_format_is_a_copy(library, tmp_path):
    add(library, docx(tmp_path / "正文.docx", "".join(map(paragraph, NOTICE.split("\n")))))
    (hit,) = [hit for hit in search(library, "企业考核办法").hits if hit.copies]
    assert "正文.docx" in names(hit.copies)


def test_neither_a_document_nor_its_copies_cite_it_by_its_own_number(tmp_path):
    text = NOTICE.replace("各有关单位：", "示例云政发〔2024〕3号\n各有关单位：")
    for name, words in (("甲.txt", text), ("乙.txt", f"合集下载\n{text}")):
        (tmp_path / name).write_text(words, encoding="utf-8")
    with open_library(tmp_path / "home") as library:
        add(library, tmp_path / "甲.txt", tmp_path / "乙.txt")
        (hit,) = search(library, "企业考核办法").hits
        ties = open_reading(library, LOCAL, hit.card.id, "").ties
    assert hit.card.document_number == "示例云政发〔2024〕3号"
    assert (ties.outgoing, ties.incoming, len(ties.copies)) == ((), (), 2)


@needs_shared
def test_files_made_from_pages_are_copies_of_them_and_nothing_else_is(tmp_path):
    folder = SHARED / "corpus"
    lines = (folder / "files" / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    made = [json.loads(line) for line in lines]
    with open_library(tmp_path / "home") as library:
        add(library, folder / "files", folder / "policies", folder / "speeches")
        with library.catalogue.read() as connection:
            groups = set(copies(connection).values())
            known = {Path(each.path).name: each.ordinal for each in documents.entries(connection)}
    expected = defaultdict(set)
    for each in made:
        if each["file"] in known:
            expected[each["from"]] |= {known[each["from"]], known[each["file"]]}
    assert len(expected) >= 6
    assert {frozenset(group) for group in groups} == set(map(frozenset, expected.values()))
    assert {group[0] for group in groups} == {known[page] for page in expected}  # the issuer's own
