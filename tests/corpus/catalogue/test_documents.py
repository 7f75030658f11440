"""Documents come back as they went in, and go with all that belongs to them."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from corpus.catalogue import documents, outbox, paths, tables
from corpus.catalogue.values import Card, Entry, PassageText
from corpus.document import Document, Fact, Passage, Span
from tests.corpus.catalogue.builders import LATER, NOW, any_document, document, origin, put

SHARED_CATALOGUE = HealthCheck.function_scoped_fixture  # nothing is ever committed to it
PARTS = (tables.document_groups, tables.facts, tables.sections, tables.passages, tables.paths)


@settings(max_examples=30, deadline=None, suppress_health_check=[SHARED_CATALOGUE])
@given(many=st.lists(any_document, max_size=3, unique_by=lambda each: each.id))
def test_every_document_comes_back_as_it_went_in(catalogue, many):
    with catalogue.read() as connection:  # never committed
        arrived = [(each, origin(number)) for number, each in enumerate(many)]
        ordinals = documents.put_many(connection, arrived, now=NOW)
        assert [documents.get(connection, each).document for each in ordinals] == many


@settings(max_examples=30, deadline=None, suppress_health_check=[SHARED_CATALOGUE])
@given(first=any_document, second=any_document)
def test_read_again_a_document_is_the_newer_but_for_what_a_person_said(catalogue, first, second):
    second = replace(second, id=first.id)
    by_hand = {name: fact for name, fact in first.facts.items() if fact.method == "user"}
    with catalogue.read() as connection:  # never committed
        put(connection, first)
        ordinal = put(connection, second)
        stored = documents.get(connection, ordinal).document
    assert replace(stored, facts=second.facts) == second
    expected = {**second.facts, **by_hand}
    assert {name: (fact.value, fact.method) for name, fact in stored.facts.items()} == {
        name: (fact.value, fact.method) for name, fact in expected.items()
    }


def test_what_came_with_a_document_is_kept(connection):
    ordinal = put(connection, document(3), "public", "board", path="/文件/三.docx")
    stored = documents.get(connection, ordinal)
    assert replace(stored, document=document(3)) == documents.Stored(
        ordinal=ordinal,
        document=document(3),
        sha256=origin(3).sha256,
        format="docx",
        size_bytes=1234,
        revision=1,
        follows=None,
        added_at=NOW,
        updated_at=NOW,
        groups=("board", "public"),
        paths=("/文件/三.docx",),
        sample=False,
    )


def test_a_card_is_drawn_from_the_facts(connection):
    made = document(
        3,
        title="关于深化国有企业改革的指导意见",
        document_class="policy",
        kind="意见",
        document_number="中发〔2015〕22号",
        issuer=("中共中央", "国务院"),
        published="2015-09-13",
        written="2015-08-24",
    )
    ordinal = put(connection, made, path="/三.docx")
    assert documents.cards(connection, [ordinal, 999]) == {
        ordinal: Card(
            id=made.id,
            title="关于深化国有企业改革的指导意见",
            document_class="policy",
            kind="意见",
            document_number="中发〔2015〕22号",
            issuer=("中共中央", "国务院"),
            speaker=None,
            date_value="2015-08-24",
            date_field="written",
            source_grade="待核实",
            completeness="完整",
            format="docx",
            added_at=NOW,
            paths=("/三.docx",),
            work_key="关于深化国有企业改革的指导意见",
            number_key="中发|2015|22",
        )
    }


def test_a_document_without_a_title_is_called_by_its_file_or_else_its_id(connection):
    ordinal = put(connection, document(3))
    assert documents.cards(connection, [ordinal])[ordinal].title == document(3).id
    paths.attach(connection, "C:\\文件\\关于.改革.docx", ordinal, sample=False, now=NOW)
    assert documents.cards(connection, [ordinal])[ordinal].title == "关于.改革"


def test_a_card_of_a_document_without_facts_or_paths_is_plain(connection):
    ordinal = put(connection, document(3))
    card = documents.cards(connection, [ordinal])[ordinal]
    assert (card.document_class, card.issuer, card.paths) == ("other", (), ())
    assert (card.kind, card.document_number, card.date_value, card.date_field) == (None,) * 4


def test_the_paths_of_cards_come_oldest_first_each_with_its_document(connection):
    first = put(connection, document(1), path="/后.docx", now=LATER)
    second = put(connection, document(2), path="/乙.docx")
    paths.attach(connection, "/先.docx", first, sample=False, now=NOW)
    found = documents.cards(connection, [second, first])
    assert found[first].paths == ("/先.docx", "/后.docx")
    assert found[second].paths == ("/乙.docx",)
    assert documents.cards(connection, []) == {}


def test_put_again_raises_the_revision_and_keeps_when_it_came(connection):
    ordinal = put(connection, document(3, title="旧题"), path="/三.docx")
    assert put(connection, document(3, "新的正文。", title="新题"), now=LATER) == ordinal
    stored = documents.get(connection, ordinal)
    assert (stored.revision, stored.added_at, stored.updated_at) == (2, NOW, LATER)
    assert stored.document == document(3, "新的正文。", title="新题")
    assert stored.paths == ("/三.docx",)
    assert documents.cards(connection, [ordinal])[ordinal].title == "新题"


def test_known_and_new_documents_may_come_together_in_any_order(connection):
    old = put(connection, document(5))
    arrived = [(document(number), origin(number)) for number in (9, 5, 7)]
    nine, five, seven = documents.put_many(connection, arrived, now=LATER)
    assert five == old
    assert [documents.find(connection, document(each).id) for each in (9, 7)] == [nine, seven]


def test_a_document_twice_in_one_batch_is_taken_in_once(connection):
    twice = [(document(3), origin(3)), (document(3), origin(3))]
    assert documents.put_many(connection, twice, now=NOW) == [1, 1]
    assert len(list(documents.entries(connection))) == 1
    assert documents.get(connection, 1).revision == 1


def test_more_documents_than_one_statement_takes_may_be_put_and_asked_for(connection):
    many = [(document(number, "文"), origin(number)) for number in range(1201)]
    ordinals = documents.put_many(connection, many, now=NOW)
    assert ordinals == list(range(1, 1202))
    assert len(list(documents.entries(connection, ordinals))) == 1201
    assert documents.put_many(connection, many, now=LATER) == ordinals


def test_what_a_person_said_stays_and_wins_over_the_rule(connection):
    by_hand = Fact("人工更正的标题", 1.0, "user")
    ordinal = put(connection, document(3, title=by_hand, kind="通知"))
    put(connection, document(3, title="规则读出的标题", kind="意见"), now=LATER)
    stored = documents.get(connection, ordinal).document
    assert stored.facts["title"] == by_hand
    assert stored.value("kind") == "意见"
    assert documents.cards(connection, [ordinal])[ordinal].title == "人工更正的标题"


def test_a_correction_finds_its_words_again_or_loses_its_place(connection):
    by_hand = Fact("国务院", 1.0, "user", Span(0, 3))
    ordinal = put(connection, document(3, "国务院通知。", speaker=by_hand))
    put(connection, document(3, "近日，国务院通知。"))
    assert documents.get(connection, ordinal).document.facts["speaker"].span == Span(3, 6)
    put(connection, document(3, "另一篇。"))
    fact = documents.get(connection, ordinal).document.facts["speaker"]
    assert (fact.value, fact.span) == ("国务院", None)


def test_a_corrected_date_dates_the_card(connection):
    ordinal = put(connection, document(3, written=Fact("2020", 1.0, "user")))
    put(connection, document(3, written="2019-01-01", published="2019-02-02"))
    card = documents.cards(connection, [ordinal])[ordinal]
    assert (card.date_value, card.date_field) == ("2020", "written")


def test_a_removed_document_leaves_no_row_in_any_table(connection):
    made = document(3, title="题", issuer=("国务院",))
    ordinal = put(connection, made, path="/三.docx")
    assert documents.remove(connection, ordinal) == origin(3).sha256
    left = [connection.execute(select(table)).all() for table in (tables.documents, *PARTS)]
    assert left == [[]] * 6
    assert documents.get(connection, ordinal) is None
    assert documents.remove(connection, ordinal) is None
    assert [change.action for change in outbox.after(connection, 0, 9)] == ["put", "delete"]


def test_an_ordinal_is_never_used_again(connection):
    ordinals = []
    for number in range(4):
        ordinals.append(put(connection, document(number)))
        documents.remove(connection, ordinals[-1])
    ordinals.append(put(connection, document(0)))
    assert ordinals == [1, 2, 3, 4, 5]


def test_documents_are_found_by_id_or_path(connection):
    ordinal = put(connection, document(3), path="/三.docx")
    assert documents.find(connection, document(3).id) == ordinal
    assert documents.find(connection, "/三.docx") == ordinal
    assert documents.find(connection, "/无.docx") is None


def test_known_ids_are_told_from_many(connection):
    put(connection, document(3))
    put(connection, document(1200))
    asked = [document(number).id for number in range(2000)]
    assert documents.known(connection, asked) == {document(3).id, document(1200).id}


@pytest.mark.parametrize(
    "path",
    [
        "/资料/😀🇨🇳改革.docx",
        "/" + "长" * 200 + ".docx",
        """/a'b"c`;--%_\\.docx""",
        "/a\nb.docx",
        "/a\x1b00e9b.docx",
    ],
)
def test_every_name_of_a_file_is_kept(connection, path):
    ordinal = put(connection, document(3, title=path), path=path)
    assert documents.find(connection, path) == ordinal
    card = documents.cards(connection, [ordinal])[ordinal]
    assert (card.title, card.paths) == (path, (path,))
    assert list(documents.entries(connection)) == [
        Entry(ordinal, document(3).id, origin(3).sha256, 1234, "待核实", path, 1, "lexicon")
    ]


@pytest.mark.parametrize("text", ["一𠀀二😀三👨‍👩‍👧四", "e\u0301\r\n\u2028文"])
def test_passages_are_cut_by_code_points(connection, text):
    cuts = [(start, end) for start in range(len(text)) for end in range(start, len(text) + 1)]
    cut = tuple(
        Passage(place, *each, "章", f"第{place}条", place, "二、")
        for place, each in enumerate(cuts)
    )
    ordinal = put(connection, Document(id="0" * 16, text=text, passages=cut))
    keys = [(ordinal, place) for place in range(len(cuts))]
    assert documents.passage_texts(connection, keys) == {
        (ordinal, place): PassageText(passage, text[passage.start : passage.end], ())
        for place, passage in enumerate(cut)
    }


def test_passages_of_several_documents_are_given_together(connection):
    first, second = put(connection, document(1, "甲文")), put(connection, document(2, "乙文"))
    keys = [(second, 0), (first, 0), (first, 1), (999, 0)]
    found = documents.passage_texts(connection, keys)
    assert {key: passage.text for key, passage in found.items()} == {
        (first, 0): "甲文",
        (second, 0): "乙文",
    }
    assert documents.passage_texts(connection, []) == {}


def test_the_list_of_all_goes_by_ordinal_and_may_be_narrowed(connection):
    ordinals = [put(connection, document(number)) for number in (9, 4, 6)]
    paths.attach(connection, "/乙.docx", ordinals[1], sample=False, now=NOW)
    paths.attach(connection, "/甲.docx", ordinals[1], sample=False, now=LATER)
    listed = [(entry.ordinal, entry.path) for entry in documents.entries(connection)]
    assert listed == [(1, ""), (2, "/乙.docx"), (3, "")]
    narrowed = documents.entries(connection, [ordinals[2], ordinals[0]])
    assert [entry.ordinal for entry in narrowed] == [1, 3]


def test_the_newest_come_first(connection):
    put(connection, document(1), now=LATER)
    put(connection, document(2), now=NOW)
    put(connection, document(3), now=LATER)
    assert documents.newest(connection, 9) == [3, 1, 2]
    assert documents.newest(connection, 1) == [3]


def test_documents_of_other_groups_are_not_told_of(connection):
    seen = put(connection, document(1, document_class="policy"), "public")
    board = put(connection, document(2, document_class="speech"), "board", "audit")
    hidden = put(connection, document(3, document_class="policy"), "audit")
    asker = frozenset({"public", "board"})
    visible = [documents.get(connection, each, visible_to=asker) for each in (seen, board, hidden)]
    assert [each and each.ordinal for each in visible] == [seen, board, None]
    assert documents.newest(connection, 9, visible_to=asker) == [board, seen]
    counted = documents.count_by_class(connection, visible_to=asker)
    assert counted == {"policy": 1, "speech": 1}
    assert documents.count_by_class(connection, visible_to=frozenset()) == {}
    assert documents.count_by_class(connection) == {"policy": 2, "speech": 1}
    assert list(documents.count_by_class(connection)) == ["policy", "speech"]


def test_find_and_cards_do_not_tell_of_other_groups_documents(connection):
    hidden = put(connection, document(0xABC), "audit", path="/丙.docx")
    asker = frozenset({"public"})
    for key in (document(0xABC).id, document(0xABC).id[:15], "/丙.docx"):
        assert documents.find(connection, key) == hidden
        assert documents.find(connection, key, visible_to=asker) is None
    assert documents.cards(connection, [hidden], visible_to=asker) == {}
    assert documents.passage_texts(connection, [(hidden, 0)], visible_to=asker) == {}
    assert documents.cards(connection, [hidden], visible_to=asker | {"audit"}).keys() == {hidden}


def test_the_beginning_of_an_id_finds_its_document_where_no_other_begins_so(connection):
    first = put(connection, document(0x1234567811111111))
    second = put(connection, document(0x1234567822222222))
    assert documents.find(connection, "123456781") == first
    assert documents.find(connection, "123456782") == second
    assert documents.find(connection, "12345678") is None
    assert documents.find(connection, "1234567") is None


def test_who_may_see_a_document_stays_when_it_is_read_again(connection):
    ordinal = put(connection, document(1), "public", "board")
    put(connection, document(1), "audit")
    assert documents.get(connection, ordinal).groups == ("board", "public")


def test_what_is_no_text_is_replaced_one_for_one(connection):
    text = "甲\0乙\ud800丙"
    made = Document(id="0" * 16, text=text, passages=(Passage(0, 1, 4, "\0"), Passage(1, 4, 5)))
    ordinal = put(connection, made, path="/坏\udcff名.docx")
    stored = documents.get(connection, ordinal)
    assert stored.document.text == "甲\ufffd乙\ufffd丙"
    found = documents.passage_texts(connection, [(ordinal, 0), (ordinal, 1)])
    assert [each.text for each in found.values()] == ["\ufffd乙\ufffd", "丙"]
    assert stored.paths == ("/坏\ufffd名.docx",)
    assert paths.of(connection, ordinal) == ["/坏\udcff名.docx"]
    assert documents.find(connection, "/坏\udcff名.docx") == ordinal


def test_originals_without_a_document_are_told(connection):
    put(connection, document(1))
    hashes = [origin(number).sha256 for number in (1, 2)]
    assert documents.unclaimed(connection, hashes) == {origin(2).sha256}
