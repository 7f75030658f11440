"""Real files in, and what they say of each other: links, versions, standing, folding."""

from datetime import UTC, date, datetime

import pytest

from corpus.actor import LOCAL
from corpus.errors import WrongValue
from indexer.ingest.correction import correct_documents, read_given, undo_correction
from search_api.browsing import survey
from search_api.comparing import compare_documents
from search_api.reading import open_reading
from search_api.schemas import hit_object
from tests.library import add, open_library, search

LAW = "{title}\n{head}\n第一条　为了规范供水，保障{word}，制定本条例。\n第二条　{second}\n"
OLD = LAW.format(
    title="云陵省供水条例",
    head="2001年3月1日云陵省第九届人民代表大会常务委员会第二十次会议通过",
    word="用水",
    second="供水单位应当保障水质。",
)
REVISED = LAW.format(
    title="云陵省供水条例",
    head="2001年3月1日云陵省第九届人民代表大会常务委员会第二十次会议通过\n"
    "2015年6月1日云陵省第十二届人民代表大会常务委员会第十次会议修订",
    word="用水安全",
    second="供水单位应当保障水质和水压。",
)
REPEALING = LAW.format(
    title="云陵省水务条例",
    head="2022年3月1日云陵省第十三届人民代表大会常务委员会第三十次会议通过",
    word="节水",
    second="本条例自2022年5月1日起施行。《云陵省供水条例》同时废止。《云陵省排水条例》另行修订。",
)


@pytest.fixture
def library(tmp_path):
    folder = tmp_path / "files"
    folder.mkdir()
    for name, text in (("旧.txt", OLD), ("新.txt", REVISED), ("水务.txt", REPEALING)):
        (folder / name).write_text(text, encoding="utf-8")
    with open_library(tmp_path / "home") as opened:
        opened.clock = lambda: datetime(2026, 11, 25, tzinfo=UTC)
        add(opened, folder)
        yield opened


def ids(library, query, **options):
    return [hit.card.id for hit in search(library, query, **options).hits]


def reading(library, query):
    return open_reading(library, LOCAL, ids(library, query)[0], "")


def test_versions_of_one_law_are_one_hit_the_newest_with_the_others_behind(library):
    result = search(library, "标题:供水")
    (hit,) = result.hits
    assert (result.total, hit.card.date_value) == (1, "2015-06-01")
    assert [card.date_value for card in hit.folded] == ["2001-03-01"]


def test_on_a_day_the_version_that_applied_then_stands_before_a_later_one(library):
    (hit,) = search(library, "标题:供水", on=date(2010, 1, 1)).hits
    assert (hit.card.date_value, hit.validity.value) == ("2001-03-01", "不明")
    assert [card.date_value for card in hit.folded] == ["2015-06-01"]


def test_what_came_in_last_is_marked_where_it_no_longer_stands(library):
    holdings = survey(library, LOCAL)
    told = {card.date_value: holdings.validity[card.id].value for card in holdings.newest}
    assert told == {"2001-03-01": "已废止", "2015-06-01": "已废止", "2022-03-01": "不明"}


def test_a_version_that_alone_matches_is_shown_itself(library):
    (hit,) = search(library, '标题:供水 "保障用水，"').hits
    assert (hit.card.date_value, hit.folded) == ("2001-03-01", ())


def test_a_repealed_law_says_so_with_the_sentence(library):
    (hit,) = search(library, "标题:供水").hits
    assert hit.validity is not None
    assert hit.validity.value == "已废止"
    assert "《云陵省供水条例》同时废止。" in hit.validity.evidence[0].words


def test_a_repealed_law_is_cited_as_repealed_on_the_page_of_results_and_of_reading(library):
    (hit,) = search(library, "标题:供水").hits
    cited = hit_object(hit)["passages"][0]["citation"]
    read = open_reading(library, LOCAL, hit.card.id, "").source.line("第一条")
    assert cited.endswith("。【来源待核实】【已废止】")
    assert read.endswith("。【来源待核实】【已废止】")


def test_a_term_that_has_run_out_is_told_with_its_sentence(library, tmp_path):
    trial = OLD.replace("云陵省供水条例", "云陵省排水管理办法（试行）").replace(
        "供水单位应当保障水质。", "本办法自2003年10月1日起施行，试行期两年。"
    )
    (tmp_path / "试行.txt").write_text(trial, encoding="utf-8")
    add(library, tmp_path / "试行.txt")
    shown = reading(library, "标题:排水管理办法")
    told = shown.ties.validity
    assert (told.value, told.words) == ("失效", "失效：有效期至2005-09-30")
    (because,) = told.evidence
    assert because.words == "第二条　本办法自2003年10月1日起施行，试行期两年。"
    assert because.document_id == shown.stored.document.id
    assert shown.source.notice == "【来源待核实】【失效】"


def test_what_is_named_is_linked_both_ways_and_what_is_missing_stays_a_ghost(library):
    ties = reading(library, "标题:水务").ties
    by_title = {tie.title: tie.work for tie in ties.outgoing}
    assert by_title["云陵省供水条例"] is not None
    assert by_title["云陵省排水条例"] is None
    back = reading(library, "标题:供水").ties
    assert [(label, ties[0].title) for label, ties in back.grouped(back.incoming)] == [
        ("废止", "云陵省水务条例")
    ]
    assert [work.date for work in back.versions] == ["2015-06-01", "2001-03-01"]


def test_a_ghost_links_up_when_its_document_arrives(library, tmp_path):
    text = OLD.replace("供水", "排水")
    (tmp_path / "排水.txt").write_text(text, encoding="utf-8")
    add(library, tmp_path / "排水.txt")
    ties = reading(library, "标题:水务").ties
    assert all(tie.work for tie in ties.outgoing)


def test_a_timeline_tells_what_became_of_a_text_with_its_evidence(library):
    shown = reading(library, "标题:供水")
    events = [(event.day, event.label, event.by and event.by.title) for event in shown.timeline]
    assert events == [
        ("2001-03-01", "成文", "云陵省供水条例"),  # the older version
        ("2015-06-01", "修改", None),
        ("2022-05-01", "被废止", "云陵省水务条例"),
    ]
    first, revised, replaced = shown.timeline
    assert first.words.startswith("2001年3月1日云陵省")
    assert revised.words.endswith("第十次会议修订")
    assert replaced.words.endswith("《云陵省供水条例》同时废止。")
    text, passages = shown.stored.document.text, shown.stored.document.passages
    assert revised.words in text[passages[revised.place].start : passages[revised.place].end]


def test_a_day_that_lies_ahead_is_marked(library):
    library.clock = lambda: datetime(2022, 4, 1, tzinfo=UTC)
    events = {event.label: event.is_to_come for event in reading(library, "标题:水务").timeline}
    assert events == {"成文": False, "施行": True}


def test_names_in_the_text_are_links(library):
    shown = reading(library, "标题:水务")
    lines = [line for stretch in shown.stretches for line in stretch.lines]
    links = [span for line in lines for span, _ in line.links]
    text = shown.stored.document.text
    assert [text[span.start : span.end] for span in links] == ["《云陵省供水条例》"]


def test_two_versions_are_compared_older_first(library):
    newer, *_ = search(library, "标题:供水").hits
    older = newer.folded[0]
    compared = compare_documents(library, LOCAL, newer.card.id, older.id)
    assert compared.dates == ("2001-03-01", "2015-06-01")
    assert [label for label, count in compared.counts if count] == ["修改"]


def test_a_page_of_hits_has_the_same_standing_as_each_document_alone(library):
    hits = search(library, "条例 供水 水务", limit=10).hits
    assert len(hits) >= 2
    for hit in hits:
        alone = open_reading(library, LOCAL, hit.card.id, "").ties.validity
        assert hit.validity == alone


def test_a_quotation_alone_is_answered_by_relevance_and_with_nothing_near(library):
    result = search(library, '"保障水质和水压"')
    assert (len(result.hits), result.total, result.relaxed_total) == (1, 1, 0)


def test_a_whole_title_is_listed_once(library):
    hits = [hit.card.id for hit in search(library, "云陵省水务条例 数字经济").hits]
    assert len(hits) == len(set(hits))


def test_what_the_keeper_says_of_a_standing_holds_until_taken_back(library):
    document = ids(library, "标题:供水")[0]
    correct_documents(library, LOCAL, [document], read_given({"时效性": "现行有效"}))
    told = open_reading(library, LOCAL, document, "").ties.validity
    contrary = "库中另有记录：已废止：见《云陵省水务条例》"
    assert (told.value, told.words) == ("现行有效", f"现行有效（资料管理员核定；{contrary}）")
    correct_documents(library, LOCAL, [document], read_given({"时效性": None}))
    assert open_reading(library, LOCAL, document, "").ties.validity.value == "已废止"
    with pytest.raises(WrongValue, match="可选：现行有效"):
        read_given({"时效性": "有效"})


def test_a_whole_title_asked_for_as_a_title_stands_first(tmp_path):
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "法.txt").write_text(OLD, encoding="utf-8")
    about = OLD.replace("云陵省供水条例", "关于《云陵省供水条例》供水条例供水条例的解释")
    (folder / "解释.txt").write_text(about, encoding="utf-8")
    with open_library(tmp_path / "home") as library:
        add(library, folder)
        assert search(library, "标题:云陵省供水条例").hits[0].card.title == "云陵省供水条例"


def test_a_plan_that_a_notice_prints_is_found_and_repealed_under_its_own_name(tmp_path):
    folder = tmp_path / "files"
    folder.mkdir()
    notice = (
        "云陵省人民政府办公厅关于印发节水行动方案的通知\n示例云政办发〔2019〕7号\n各市人民政府：\n"
        "《节水行动方案》已经省政府同意，现印发给你们，请认真贯彻执行。\n"
        "云陵省人民政府办公厅\n2019年5月6日\n"
    )
    later = (
        "云陵省人民政府办公厅关于进一步做好节水工作的通知\n示例云政办发〔2023〕9号\n各市人民政府：\n"
        "本通知自印发之日起施行，《节水行动方案》同时废止。\n云陵省人民政府办公厅\n2023年5月6日\n"
    )
    (folder / "方案.txt").write_text(notice, encoding="utf-8")
    (folder / "通知.txt").write_text(later, encoding="utf-8")
    with open_library(tmp_path / "home") as library:
        library.clock = lambda: datetime(2026, 11, 25, tzinfo=UTC)
        add(library, folder)
        (hit,) = search(library, "标题:节水行动方案").hits
        assert hit.validity is not None
        assert hit.validity.value == "已废止"
        ties = reading(library, "标题:进一步做好").ties
        assert [tie.work.id for tie in ties.outgoing if tie.work] == [hit.card.id]


def test_what_a_person_says_of_one_copy_holds_for_all_of_them(library, tmp_path):
    (tmp_path / "再来.txt").write_text(OLD.replace("\n", "\n\n"), encoding="utf-8")
    add(library, tmp_path / "再来.txt")
    old = '标题:供水 "保障用水，"'
    (hit,) = search(library, old).hits
    same = [card.id for card in open_reading(library, LOCAL, hit.card.id, "").ties.copies]
    assert len(same) == 2
    correct_documents(library, LOCAL, same[1:], read_given({"validity": "现行有效"}))
    told = [open_reading(library, LOCAL, each, "").ties.validity for each in same]
    assert {validity.value for validity in told} == {"现行有效"}
    assert all("已废止" in validity.words for validity in told)


def test_a_word_that_comes_back_by_undo_is_as_old_as_it_was(library):
    document = ids(library, "标题:供水")[0]
    library.clock = lambda: datetime(2016, 1, 1, tzinfo=UTC)
    correct_documents(library, LOCAL, [document], read_given({"时效性": "现行有效"}))
    library.clock = lambda: datetime(2026, 11, 25, tzinfo=UTC)
    made = correct_documents(library, LOCAL, [document], read_given({"时效性": "失效"}))
    undo_correction(library, LOCAL, made.edit)
    told = open_reading(library, LOCAL, document, "").ties.validity
    assert told.value == "已废止"  # by what came in 2022
    assert told.evidence[-1].words == "资料管理员2016-01-01核定为现行有效"
