"""A quotation outlives its source, and tells what became of it."""

import os
from dataclasses import replace

import pytest

from corpus.actor import LOCAL
from corpus.catalogue import documents, paths
from corpus.document import Span
from indexer.library import Library
from search_api.export.concerns import concerns
from search_api.study.newer import newer_line, newer_name
from search_api.study.quoting import quote
from search_api.study.sources import Change, source_states
from tests.library import add, open_library, search

WORDS = "坚持党的领导，完善公司治理。"
NOTICE = """关于深化改革的通知

示例云政发〔2024〕9号

各有关单位：

现就有关事项通知如下。坚持党的领导，完善公司治理。

云陵省人民政府
2024年3月1日
"""


@pytest.fixture
def library(tmp_path):
    with open_library(tmp_path / "home") as made:
        yield made


def put(library: Library, folder, text):
    file = folder / "通知.txt"
    file.write_text(text, encoding="utf-8")
    add(library, file)
    return file


def quoted(library: Library):
    (hit,) = search(library, "深化改革").hits
    with library.catalogue.read() as connection:
        text = documents.get(connection, hit.ordinal).document.text
    start = text.index(WORDS)
    return quote(library, LOCAL, hit.card.id, Span(start, start + len(WORDS)))


def test_words_that_stand_where_they_stood_are_the_same(library, tmp_path):
    put(library, tmp_path, NOTICE)
    kept = quoted(library)
    (state,) = source_states(library, LOCAL, [kept])
    assert (state.change, state.quotation, state.is_sound) == (Change.SAME, kept, True)
    assert state.line.startswith("《关于深化改革的通知》（示例云政发〔2024〕9号）")


def test_words_that_stand_elsewhere_are_found_again(library, tmp_path):
    put(library, tmp_path, NOTICE)
    kept = quoted(library)
    (span,) = kept.spans
    old = replace(kept, spans=(Span(span.start - 4, span.end - 4),))
    (state,) = source_states(library, LOCAL, [old])
    assert (state.change, state.quotation) == (Change.MOVED, kept)


def test_words_of_two_spans_are_found_again_one_by_one_with_their_place(library, tmp_path):
    put(library, tmp_path, NOTICE)
    kept = quoted(library)
    (span,) = kept.spans
    cut = span.start + 6
    parted = replace(kept, spans=(Span(span.start - 9, cut - 9), Span(cut - 2, span.end - 2)))
    wrong = replace(parted, place="第九条", passage=99)
    (state,) = source_states(library, LOCAL, [wrong])
    assert state.change is Change.MOVED
    assert state.quotation.spans == (Span(span.start, cut), Span(cut, span.end))
    assert (state.quotation.place, state.quotation.passage) == (kept.place, kept.passage)


def test_a_corrected_source_is_cited_as_it_is_known_now(library, tmp_path):
    put(library, tmp_path, NOTICE)
    kept = quoted(library)
    wrong = replace(kept, reference=replace(kept.reference, document_number="错号", title="错题"))
    (state,) = source_states(library, LOCAL, [wrong])
    assert (state.change, state.quotation.reference) == (Change.SAME, kept.reference)


def test_words_that_the_document_lacks_are_told(library, tmp_path):
    put(library, tmp_path, NOTICE)
    kept = replace(quoted(library), text="坚持党的领导，完善企业治理。")
    (state,) = source_states(library, LOCAL, [kept])
    assert (state.change, state.is_sound) == (Change.CHANGED, False)


def test_a_newer_file_in_its_place_is_told(library, tmp_path):
    file = put(library, tmp_path, NOTICE)
    kept = quoted(library)
    put(library, tmp_path, NOTICE.replace("完善公司治理", "健全公司治理"))
    (state,) = source_states(library, LOCAL, [kept])
    assert (state.change, state.quotation) == (Change.GONE, kept)
    assert state.newer is not None
    assert state.newer.paths == (str(file),)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("事项通知如下", "要求通知如下", "：这段文字未变"),
        (
            "完善公司治理",
            "健全公司治理",
            "：这段文字有改动，现为“坚持党的领导，健全公司治理。”",
        ),
        (WORDS, "食堂于每日正午开放，逾时不候", "：没有与这段相近的文字"),
    ],
)
def test_a_newer_text_tells_what_became_of_the_very_words(library, tmp_path, old, new, told):
    put(library, tmp_path, NOTICE)
    kept = quoted(library)
    put(library, tmp_path, NOTICE.replace(old, new).replace("〔2024〕9号", "〔2026〕31号"))
    (state,) = source_states(library, LOCAL, [kept])
    name = f"新版 示例云政发〔2026〕31号，{state.newer.date_value}"
    assert newer_line(state) == f"{name}{told}"
    assert concerns(state)[0] == f"原文件已被替换，{name}{told}"
    if state.newer_quotation is not None:
        assert state.newer_quotation.reference.document_id == state.newer.id
        assert state.is_kept_by_newer == (state.newer_quotation.text == WORDS)


def test_a_file_that_is_replaced_twice_is_followed_to_what_lies_there_today(library, tmp_path):
    put(library, tmp_path, NOTICE)
    kept = quoted(library)
    put(library, tmp_path, NOTICE.replace("〔2024〕9号", "〔2025〕20号"))
    file = put(library, tmp_path, NOTICE.replace("〔2024〕9号", "〔2026〕31号"))
    (state,) = source_states(library, LOCAL, [kept])
    assert (state.newer.document_number, state.is_kept_by_newer) == ("示例云政发〔2026〕31号", True)
    put(library, tmp_path, NOTICE)
    (state,) = source_states(library, LOCAL, [kept])
    assert state.change is Change.SAME
    with library.catalogue.write() as connection:
        paths.detach(connection, os.fspath(file))
    (state,) = source_states(library, LOCAL, [kept])
    assert (state.change, state.newer) == (Change.GONE, None)


def test_a_newer_text_is_named_by_what_sets_it_off(library, tmp_path):
    put(library, tmp_path, NOTICE)
    kept = quoted(library)
    put(library, tmp_path, NOTICE.replace("各有关单位", "各单位"))
    (state,) = source_states(library, LOCAL, [kept])
    same = f"示例云政发〔2024〕9号，{kept.reference.date}（文号、日期同旧版）"
    assert newer_name(state) == same
    other = replace(kept, reference=replace(kept.reference, title="别的"))
    assert newer_name(replace(state, quotation=other)) == f"《关于深化改革的通知》，{same}"
    assert newer_name(replace(state, newer=None)) == ""


def test_a_removed_source_leaves_the_quotation_and_comes_back_with_its_file(library, tmp_path):
    file = put(library, tmp_path, NOTICE)
    kept = quoted(library)
    with library.catalogue.write() as connection:
        paths.detach(connection, os.fspath(file))
    (state,) = source_states(library, LOCAL, [kept])
    assert (state.change, state.newer, state.line) == (
        Change.GONE,
        None,
        "《关于深化改革的通知》（示例云政发〔2024〕9号），云陵省人民政府，2024年3月1日。【来源待核实】",
    )
    add(library, file)
    (state,) = source_states(library, LOCAL, [kept])
    assert state.change is Change.SAME
