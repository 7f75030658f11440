from datetime import UTC, datetime

import pytest

from corpus.catalogue import Catalogue, collected
from corpus.document import Span
from corpus.errors import ChangedMeanwhile, CollectedNotFound
from corpus.quotation import Quotation, Reference

NOW = datetime(2026, 3, 1, 8, tzinfo=UTC)


def quotation(text: str) -> Quotation:
    reference = Reference(
        "a" * 16,
        "题",
        "policy",
        "示例〔2024〕1号",
        ("云陵省人民政府",),
        "2024",
        "written",
        "示例",
        "完整",
    )
    return Quotation(reference, (Span(0, 2), Span(5, 7)), text, "第一条", "一 › 二", 3, 4)


@pytest.fixture
def catalogue(url):
    made = Catalogue.open(url)
    yield made
    made.close()


def collect(catalogue, *texts, actor="a", folder=None):
    with catalogue.write() as connection:
        kept = [quotation(text) for text in texts]
        return collected.collect(connection, actor, kept, folder=folder, now=NOW)


def texts(catalogue, actor="a"):
    with catalogue.read() as connection:
        return [each.quotation.text for each in collected.of_actor(connection, actor)]


def test_a_quotation_comes_back_as_it_was(catalogue):
    (number,) = collect(catalogue, "甲😀\n乙")
    with catalogue.read() as connection:
        known = collected.get(connection, "a", number)
    assert known.quotation == quotation("甲😀\n乙")
    assert (known.note, known.tags, known.folder, known.revision) == ("", (), None, 1)
    assert known.collected_at == NOW


def test_each_actor_has_an_own_collection_in_the_order_of_collecting(catalogue):
    collect(catalogue, "甲", "乙")
    collect(catalogue, "丙", actor="b")
    collect(catalogue, "丁")
    assert texts(catalogue) == ["甲", "乙", "丁"]
    assert texts(catalogue, "b") == ["丙"]
    with catalogue.read() as connection:
        assert collected.count(connection, "a") == 3


def test_quotations_are_arranged_those_left_out_stay_where_they_are(catalogue):
    one, two, three, four = collect(catalogue, "甲", "乙", "丙", "丁")
    with catalogue.write() as connection:
        collected.arrange(connection, "a", [four, two, 999, four])
    assert texts(catalogue) == ["甲", "丁", "丙", "乙"]
    collect(catalogue, "戊")
    assert texts(catalogue)[-1] == "戊"
    assert {one, three} < {one, two, three, four}


def test_what_is_removed_comes_back_to_its_place(catalogue):
    one, two, three = collect(catalogue, "甲", "乙", "丙")
    with catalogue.write() as connection:
        assert collected.remove(connection, "a", [two, 999], now=NOW) == [two]
        assert collected.remove(connection, "b", [one, three], now=NOW) == []
    assert texts(catalogue) == ["甲", "丙"]
    with catalogue.write() as connection:
        collected.arrange(connection, "a", [three, one])
    assert texts(catalogue) == ["丙", "甲"]
    with catalogue.read() as connection, pytest.raises(CollectedNotFound):
        collected.get(connection, "a", two)
    with catalogue.write() as connection:
        collected.restore(connection, "b", [two])
    assert texts(catalogue) == ["丙", "甲"]
    with catalogue.write() as connection:
        collected.restore(connection, "a", [two])
    assert texts(catalogue) == ["丙", "乙", "甲"]


def test_a_change_from_an_old_state_is_refused_and_changes_nothing(catalogue):
    (number,) = collect(catalogue, "甲")

    def change(note, expected):
        with catalogue.write() as connection:
            known = collected.get(connection, "a", number)
            collected.change(
                connection, known, note=note, tags=["党建"], folder=None, expected=expected
            )

    change("第一次", 1)
    with pytest.raises(ChangedMeanwhile):
        change("第二次", 1)
    with catalogue.read() as connection:
        known = collected.get(connection, "a", number)
    assert (known.note, known.tags, known.revision) == ("第一次", ("党建",), 2)


def test_the_quotations_of_a_folder_that_goes_stay(catalogue):
    with catalogue.write() as connection:
        folder = collected.make_folder(connection, "a", "第一讲")
        assert collected.make_folder(connection, "a", "第一讲") == folder
        collected.make_folder(connection, "b", "别人的")
    (number,) = collect(catalogue, "甲", folder=folder.id)
    with catalogue.write() as connection:
        assert [each.name for each in collected.folders(connection, "a")] == ["第一讲"]
        assert collected.get(connection, "a", number).folder == folder.id
        assert collected.remove_folder(connection, "b", folder.id) is None
        assert collected.remove_folder(connection, "a", folder.id) == folder
        assert collected.get(connection, "a", number).folder is None
    assert texts(catalogue) == ["甲"]
