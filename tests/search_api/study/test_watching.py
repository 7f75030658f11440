"""What a course quotes is compared with the library, and each change is told once."""

import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import repeat

import pytest

from corpus.actor import LOCAL, Actor
from corpus.catalogue import alerts, collected, documents, papers, paths
from corpus.catalogue.alerts import AlertKind, Concern
from corpus.catalogue.papers import PaperKind
from corpus.document import Span
from corpus.errors import IndexLocked
from corpus.quotation import Quotation
from indexer.library import Library
from search_api.saving import remove_search, save_search
from search_api.searching import SearchForm
from search_api.study import watching
from search_api.study.course import Course, Lesson, Module, Quoted
from search_api.study.quoting import quote, reference_of
from search_api.study.watching import (
    alerts_of,
    count_unread,
    look,
    mark_seen,
    mark_unseen,
    watched,
)
from tests.library import add, open_library, search

NOON = datetime(2026, 3, 2, 4, tzinfo=UTC)
NUMBER = "示例云政发〔2024〕9号"
WORDS = "坚持党的领导，完善公司治理。"
RULES = f"""云陵省国有资产评价管理办法

{NUMBER}

各有关单位：

第一条　坚持党的领导，完善公司治理。

第二条　各单位要抓好评价工作。

云陵省人民政府
2024年3月1日
"""
REPEALING = "《云陵省国有资产评价管理办法》（示例云政发〔2024〕9号）同时废止。"


def later(title: str, number: int, act: str) -> str:
    return f"""{title}

示例云政发〔2025〕{number}号

各有关单位：

第一条　为规范工作，制定本办法。

第二条　{act}

云陵省人民政府
2025年6月{number}日
"""


@pytest.fixture
def library(tmp_path):
    with open_library(tmp_path / "home") as made:
        made.clock = repeat(NOON).__next__
        yield made


def put(library: Library, folder, name, text):
    file = folder / f"{name}.txt"
    file.write_text(text, encoding="utf-8")
    report = add(library, file)
    assert not report.failed
    return file


def quoted(library: Library, query="评价管理办法", words=WORDS) -> Quotation:
    hit = next(hit for hit in search(library, query).hits if words in text_of(library, hit.ordinal))
    start = text_of(library, hit.ordinal).index(words)
    return quote(library, LOCAL, hit.card.id, Span(start, start + len(words)))


def text_of(library, ordinal):
    with library.catalogue.read() as connection:
        return documents.get(connection, ordinal).document.text


def course(library: Library, title, *quotations, actor=LOCAL):
    lesson = Lesson(title="第一课", quotations=tuple(Quoted(quotation=q) for q in quotations))
    content = Course(title=title, modules=(Module(lessons=(lesson,)),)).model_dump(mode="json")
    with library.catalogue.write() as connection:
        kind = PaperKind.COURSE
        return papers.make(connection, actor.id, kind, title, content, now=library.clock())


def told(library: Library, actor=LOCAL):
    return [(each.subject.name, each.alert.event.kind) for each in watched(library, actor).entries]


def test_a_repeal_is_told_on_every_course_that_quotes_the_document_once(library, tmp_path):
    put(library, tmp_path, "办法", RULES)
    quotation = quoted(library)
    first, second = (course(library, name, quotation, quotation) for name in ("甲课", "乙课"))
    course(library, "空课")
    assert look(library, LOCAL) == 0
    put(library, tmp_path, "新办法", later("云陵省国有资产评价管理规定", 1, REPEALING))
    assert look(library, LOCAL) == 2
    for paper in (first, second):
        (alert,) = alerts_of(library, LOCAL, paper)
        assert alert.event.kind is AlertKind.REPEALED
        assert alert.event.evidence == f"第二条　{REPEALING}"
        assert alert.event.by_title == "云陵省国有资产评价管理规定"
        assert alert.event.words == "已废止：见《云陵省国有资产评价管理规定》"
        assert (alert.was, alert.noticed_at, alert.seen_at) == (None, NOON, None)
    assert (look(library, LOCAL), look(library, LOCAL, anyway=True)) == (0, 0)
    put(library, tmp_path, "别的", later("关于食堂管理的通知", 2, "各单位要管好食堂。"))
    assert sorted(told(library)) == [("乙课", AlertKind.REPEALED), ("甲课", AlertKind.REPEALED)]


def test_an_amendment_is_told_and_the_repeal_that_follows_it_told_again(library, tmp_path):
    put(library, tmp_path, "办法", RULES)
    paper = course(library, "甲课", quoted(library))
    amending = f"对《云陵省国有资产评价管理办法》（{NUMBER}）作如下修改：删去第二条。"
    title = "关于修改《云陵省国有资产评价管理办法》的决定"
    put(library, tmp_path, "修改", later(title, 1, amending))
    (alert,) = alerts_of(library, LOCAL, paper)
    assert alert.event.kind is AlertKind.AMENDED
    mark_seen(library, LOCAL, [alert.id])
    put(library, tmp_path, "新办法", later("云陵省国有资产评价管理规定", 2, REPEALING))
    (alert,) = alerts_of(library, LOCAL, paper)
    assert (alert.event.kind, alert.was) == (AlertKind.REPEALED, AlertKind.AMENDED)
    assert alert.seen_at is None
    assert watched(library, LOCAL).total == 1


def test_a_newer_file_in_the_place_of_the_source_is_told(library, tmp_path):
    put(library, tmp_path, "办法", RULES)
    paper = course(library, "甲课", quoted(library))
    put(library, tmp_path, "办法", RULES.replace("完善公司治理", "健全公司治理"))
    (alert,) = alerts_of(library, LOCAL, paper)
    assert alert.event.kind is AlertKind.SUPERSEDED
    (newer,) = search(library, '"健全公司治理"').hits
    assert (alert.event.by_id, alert.event.by_title) == (newer.card.id, newer.card.title)


def test_a_text_that_expires_is_told_on_the_day_after(library, tmp_path):
    text = RULES.replace("第二条　", "第二条　本办法有效期至2026年3月2日。")
    put(library, tmp_path, "办法", text)
    paper = course(library, "甲课", quoted(library))
    assert alerts_of(library, LOCAL, paper) == ()
    library.clock = repeat(NOON + timedelta(days=1)).__next__
    (alert,) = alerts_of(library, LOCAL, paper)
    assert alert.event.kind is AlertKind.EXPIRED
    assert "有效期至2026年3月2日" in alert.event.evidence


def test_a_text_that_does_not_apply_yet_is_told_until_it_does(library, tmp_path):
    text = RULES.replace("第二条　", "第二条　本办法自2026年3月5日起施行。")
    put(library, tmp_path, "办法", text)
    paper = course(library, "甲课", quoted(library))
    (alert,) = alerts_of(library, LOCAL, paper)
    assert alert.event.kind is AlertKind.NOT_YET
    library.clock = repeat(NOON + timedelta(days=3)).__next__
    assert alerts_of(library, LOCAL, paper) == ()


def test_a_source_that_went_is_told_and_settled_when_it_comes_back(library, tmp_path):
    file = put(library, tmp_path, "办法", RULES)
    paper = course(library, "甲课", quoted(library))
    with library.catalogue.write() as connection:
        paths.detach(connection, os.fspath(file))
    (alert,) = alerts_of(library, LOCAL, paper)
    assert alert.event.kind is AlertKind.GONE
    mark_seen(library, LOCAL, None)
    add(library, file)
    assert (alerts_of(library, LOCAL, paper), told(library)) == ((), [])
    with library.catalogue.write() as connection:
        paths.detach(connection, os.fspath(file))
    assert [each.id for each in alerts_of(library, LOCAL, paper)] == [alert.id]
    assert count_unread(library, LOCAL) == 1


def test_words_that_the_source_no_longer_has_are_told_of_what_is_collected(library, tmp_path):
    put(library, tmp_path, "办法", RULES)
    changed = replace(quoted(library), text="坚持党的领导，完善企业治理。")
    with library.catalogue.write() as connection:
        collected.collect(connection, LOCAL.id, [changed], now=NOON)
    (entry,) = watched(library, LOCAL).entries
    assert (entry.alert.event.kind, entry.alert.event.concern) == (
        AlertKind.CHANGED,
        Concern.COLLECTED,
    )
    assert entry.subject.name == entry.alert.event.evidence == changed.text


def test_a_paper_of_any_kind_that_only_names_a_document_is_watched(library, tmp_path):
    file = put(library, tmp_path, "办法", RULES)
    (hit,) = search(library, "评价管理办法").hits
    with library.catalogue.write() as connection:
        reference = reference_of(documents.get(connection, hit.ordinal))
        item = {"measure": "开展评价", "from": [{"document_id": reference.document_id}]}
        kind, content = PaperKind.BORROWING, {"items": [item]}
        papers.make(connection, LOCAL.id, kind, "借鉴清单", content, now=NOON)
    assert told(library) == []
    with library.catalogue.write() as connection:
        paths.detach(connection, os.fspath(file))
    assert told(library) == [("借鉴清单", AlertKind.GONE)]


def test_nothing_is_told_of_a_paper_that_was_removed(library, tmp_path):
    put(library, tmp_path, "办法", RULES)
    paper = course(library, "甲课", quoted(library))
    put(library, tmp_path, "新办法", later("云陵省国有资产评价管理规定", 1, REPEALING))
    assert len(told(library)) == 1
    with library.catalogue.write() as connection:
        papers.remove(connection, paper, now=NOON)
    assert told(library) == []
    with library.catalogue.write() as connection:
        papers.restore(connection, LOCAL.id, PaperKind.COURSE, paper.id)
    assert told(library) == [("甲课", AlertKind.REPEALED)]


def test_each_actor_is_told_of_what_is_theirs(library, tmp_path):
    other = Actor("b", "乙", sees_all=True)
    put(library, tmp_path, "办法", RULES)
    course(library, "甲课", quoted(library))
    put(library, tmp_path, "新办法", later("云陵省国有资产评价管理规定", 1, REPEALING))
    assert (look(library, other), told(library, other)) == (0, [])
    (entry,) = watched(library, LOCAL).entries
    assert mark_seen(library, other, [entry.alert.id]) == []
    mark_unseen(library, other, [entry.alert.id])
    assert count_unread(library, LOCAL) == 1


def test_what_is_seen_stands_behind_what_is_not_and_can_be_unread_again(library, tmp_path):
    put(library, tmp_path, "办法", RULES)
    quotation = quoted(library)
    course(library, "甲课", quotation)
    course(library, "乙课", quotation)
    put(library, tmp_path, "新办法", later("云陵省国有资产评价管理规定", 1, REPEALING))
    first, second = watched(library, LOCAL).entries
    assert mark_seen(library, LOCAL, [first.alert.id]) == [first.alert.id]
    found = watched(library, LOCAL)
    assert [each.alert.id for each in found.entries] == [second.alert.id, first.alert.id]
    assert (found.total, found.unread) == (2, 1)
    assert mark_seen(library, LOCAL, None) == [second.alert.id]
    mark_unseen(library, LOCAL, [first.alert.id, second.alert.id])
    assert count_unread(library, LOCAL) == 2


def test_a_new_document_that_a_saved_search_finds_is_told_once(library, tmp_path):
    put(library, tmp_path, "办法", RULES)
    kept = save_search(library, LOCAL, "资产评价", SearchForm(query="国有资产评价"))
    assert told(library) == []
    put(library, tmp_path, "规定", later("云陵省国有资产评价管理规定", 1, "抓好国有资产评价。"))
    put(library, tmp_path, "食堂", later("关于食堂管理的通知", 2, "各单位要管好食堂。"))
    (entry,) = watched(library, LOCAL).entries
    assert entry.alert.event.kind is AlertKind.MATCHED
    assert entry.alert.event.title == "云陵省国有资产评价管理规定"
    assert entry.subject.form == SearchForm(query="国有资产评价")
    mark_seen(library, LOCAL, None)
    put(library, tmp_path, "车辆", later("关于车辆管理的通知", 3, "各单位要管好车辆。"))
    assert (look(library, LOCAL, anyway=True), count_unread(library, LOCAL)) == (0, 0)
    remove_search(library, LOCAL, kept.id)
    assert told(library) == []


def test_a_document_that_the_index_has_not_yet_is_told_when_it_has(library, tmp_path, monkeypatch):
    put(library, tmp_path, "办法", RULES)
    save_search(library, LOCAL, "资产评价", SearchForm(query="国有资产评价"))
    behind = library.indexed_seq()
    put(library, tmp_path, "规定", later("云陵省国有资产评价管理规定", 1, "抓好国有资产评价。"))
    with monkeypatch.context() as patched:
        patched.setattr(library, "indexed_seq", lambda: behind)
        assert told(library) == []
        late = save_search(library, LOCAL, "评价规定", SearchForm(query="国有资产评价规定"))
    assert sorted(told(library)) == [
        ("评价规定", AlertKind.MATCHED),
        ("资产评价", AlertKind.MATCHED),
    ]
    assert late.name == "评价规定"


def test_nobody_is_told_of_a_document_that_they_may_not_see(library, tmp_path):
    stranger = Actor("x", "外人", frozenset({"other"}))
    put(library, tmp_path, "办法", RULES)
    course(library, "甲课", quoted(library), actor=stranger)
    save_search(library, stranger, "资产评价", SearchForm(query="国有资产评价"))
    put(library, tmp_path, "新办法", later("云陵省国有资产评价管理规定", 1, REPEALING))
    assert {kind for _, kind in told(library, stranger)} == {AlertKind.REPEALED, AlertKind.MATCHED}
    with library.catalogue.write() as connection:
        connection.exec_driver_sql("UPDATE document_groups SET name = 'inner'")
    assert (told(library, stranger), count_unread(library, stranger)) == ([], 0)


def test_what_is_told_already_is_shown_while_the_catalogue_cannot_be_written(
    library, tmp_path, monkeypatch
):
    put(library, tmp_path, "办法", RULES)
    paper = course(library, "甲课", quoted(library))
    put(library, tmp_path, "新办法", later("云陵省国有资产评价管理规定", 1, REPEALING))
    assert len(told(library)) == 1

    def busy():
        raise IndexLocked("资料库正忙。")

    monkeypatch.setattr(library.catalogue, "write", busy)
    library.clock = repeat(NOON + timedelta(days=1)).__next__
    assert len(told(library)) == len(alerts_of(library, LOCAL, paper)) == 1
    with pytest.raises(IndexLocked):
        look(library, LOCAL)


def test_of_two_looks_at_once_the_one_that_ended_first_counts(library, tmp_path, monkeypatch):
    put(library, tmp_path, "办法", RULES)
    paper = course(library, "甲课", quoted(library))
    real, held = alerts.record, []

    def overtaken(*args, **kwargs):
        held.append(args)
        return real(*args, **kwargs)

    monkeypatch.setattr(alerts, "record", overtaken)
    compare = watching.source_states

    def compare_and_be_overtaken(*args):
        states = compare(*args)
        monkeypatch.setattr(watching, "source_states", compare)
        put(library, tmp_path, "新办法", later("云陵省国有资产评价管理规定", 1, REPEALING))
        assert look(library, LOCAL) == 1
        return states

    monkeypatch.setattr(watching, "source_states", compare_and_be_overtaken)
    assert look(library, LOCAL) == 0
    assert len(held) == 1
    assert [each.event.kind for each in alerts_of(library, LOCAL, paper)] == [AlertKind.REPEALED]
