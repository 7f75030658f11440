"""An import is taken back whole, but for what was changed since, and can come anew."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest

from corpus.actor import LOCAL, Actor
from corpus.catalogue.entries import Act
from corpus.errors import ChangedMeanwhile, EntryNotFound, WrongValue
from search_api.ledger.history import history_lines
from search_api.ledger.proposal import Proposal, Source
from search_api.ledger.proposal_sheet import (
    changes_told,
    proposals_workbook,
    read_proposals,
    take_in_proposals,
)
from search_api.ledger.proposals import PROPOSALS, anonymous
from search_api.ledger.taking_back import (
    CHANGED_SINCE,
    NAME_IS_GONE,
    NAME_WOULD_SHOW,
    REMOVED_SINCE,
    Outcome,
    newest_imports,
    take_back,
)
from search_api.problems import Forbidden
from tests.library import open_library
from tests.search_api.ledger.test_proposal_sheet import (
    HEADER,
    NAME,
    book_of,
    changed_cell,
    contents,
    row,
    saved,
)

READER = Actor("reader", "读者")
SIGNED = (*HEADER, "建言人")
OLD = Proposal(serial="甲-1", title="楼道加扶手", received=date(2026, 10, 8), owner="原科室")


@pytest.fixture
def library(tmp_path):
    with open_library(tmp_path / "home") as made:
        PROPOSALS.make(made, LOCAL, OLD)
        yield made


def taken_in(library, *rows, header=HEADER):
    reading = read_proposals(library, LOCAL, book_of(*rows, header=header))
    assert reading.refused == ()
    return take_in_proposals(library, LOCAL, reading).number


def number_of(library, serial):
    known = PROPOSALS.all(library, LOCAL)
    return next(each.entry.id for each in known if each.content.serial == serial)


def outcomes(found):
    return {each.filed.content.serial: (each.outcome, each.reason) for each in found.entries}


def test_what_was_new_goes_and_what_was_changed_holds_what_it_held(library):
    before = contents(library)
    number = taken_in(library, row(状态="办理"), row(编号="甲-2", 标题="另一条"))
    found = take_back(library, LOCAL, PROPOSALS, number)
    assert outcomes(found) == {
        "甲-1": (Outcome.RESTORED, ""),
        "甲-2": (Outcome.REMOVED, ""),
    }
    assert contents(library) == before
    (made,) = newest_imports(library, LOCAL, PROPOSALS)
    assert (made.made, made.changed, made.taken_back_at is None) == (1, 1, False)


def test_a_book_of_before_an_import_that_was_taken_back_comes_in_and_after_a_change_it_does_not(
    library,
):
    book = proposals_workbook(library, LOCAL).content
    cell = f"{'ABCDEFGHIJ'[[_header(book, at) for at in 'ABCDEFGHIJ'].index('承办单位')]}2"
    mended = changed_cell(book, "建言献策台账", cell, "后勤二科")
    take_back(library, LOCAL, PROPOSALS, taken_in(library, row()))
    assert read_proposals(library, LOCAL, mended).refused == ()
    PROPOSALS.edit(
        library,
        LOCAL,
        number_of(library, "甲-1"),
        lambda known: known.model_copy(update={"owner": "别的科室"}),
    )
    (refusal,) = read_proposals(library, LOCAL, mended).refused
    assert "又改过这一条（版次 1 → 4）" in refusal.faults[0].reason


def test_the_history_keeps_the_import_and_that_it_was_taken_back(library):
    take_back(library, LOCAL, PROPOSALS, taken_in(library, row()))
    changes = PROPOSALS.history(library, LOCAL, number_of(library, "甲-1"))
    lines = list(history_lines(PROPOSALS, changes))
    assert [each.act for each in lines] == [
        "撤销导入（表格导入）",
        "修改（表格导入）",
        "登记",
    ]
    assert ("承办单位", "后勤科", "原科室") in lines[0].changed


def test_what_was_changed_or_removed_since_is_left_and_told(library):
    number = taken_in(library, row(), row(编号="甲-2", 标题="二"), row(编号="甲-3", 标题="三"))
    PROPOSALS.edit(
        library,
        LOCAL,
        number_of(library, "甲-1"),
        lambda known: known.model_copy(update={"owner": "后来的科室"}),
    )
    PROPOSALS.remove(library, LOCAL, number_of(library, "甲-2"))
    found = take_back(library, LOCAL, PROPOSALS, number)
    assert outcomes(found) == {
        "甲-1": (Outcome.LEFT, CHANGED_SINCE),
        "甲-2": (Outcome.LEFT, REMOVED_SINCE),
        "甲-3": (Outcome.REMOVED, ""),
    }
    assert contents(library)["甲-1"].owner == "后来的科室"


def test_imports_of_one_entry_are_taken_back_one_after_the_other(library):
    before = contents(library)
    numbers = [taken_in(library, row(承办单位=each)) for each in ("一科", "二科", "三科")]
    for number in reversed(numbers):
        found = take_back(library, LOCAL, PROPOSALS, number)
        assert outcomes(found) == {"甲-1": (Outcome.RESTORED, "")}
    assert contents(library) == before


def test_an_older_import_is_left_while_a_newer_one_or_a_person_changed_the_entry(library):
    first, second = [taken_in(library, row(承办单位=each)) for each in ("一科", "二科")]
    left = {"甲-1": (Outcome.LEFT, CHANGED_SINCE)}
    assert outcomes(take_back(library, LOCAL, PROPOSALS, first)) == left
    take_back(library, LOCAL, PROPOSALS, second)
    PROPOSALS.edit(
        library,
        LOCAL,
        number_of(library, "甲-1"),
        lambda known: known.model_copy(update={"owner": "后来的科室"}),
    )
    assert outcomes(take_back(library, LOCAL, PROPOSALS, first)) == left
    assert contents(library)["甲-1"].owner == "后来的科室"


def test_an_import_is_taken_back_after_a_restart_and_once(library, tmp_path):
    number = taken_in(library, row())
    library.close()
    with open_library(tmp_path / "home") as again:
        take_back(again, LOCAL, PROPOSALS, number)
        assert contents(again) == {"甲-1": OLD}
        with pytest.raises(WrongValue, match="已经撤销过"):
            take_back(again, LOCAL, PROPOSALS, number)


def test_a_mended_workbook_comes_in_again_after_it_was_taken_back(library):
    first = taken_in(library, row(编号="甲-2", 标题="写错的标题"))
    entry = number_of(library, "甲-2")
    take_back(library, LOCAL, PROPOSALS, first)
    second = taken_in(library, row(编号="甲-2", 标题="改好的标题"))
    assert contents(library)["甲-2"].title == "改好的标题"
    assert number_of(library, "甲-2") == entry
    take_back(library, LOCAL, PROPOSALS, second)
    assert list(contents(library)) == ["甲-1"]


def test_a_row_of_an_entry_that_was_taken_back_leaves_what_it_does_not_tell(library):
    number, nameless, held = taken_in_and_exported(library)
    take_back(library, LOCAL, PROPOSALS, number)
    reading = read_proposals(library, LOCAL, nameless)
    assert (reading.entered, reading.refused, changes_told(reading)) == (1, (), ())
    take_in_proposals(library, LOCAL, reading)
    assert contents(library)["甲-2"] == held


def test_what_changes_in_an_entry_that_was_taken_back_is_told(library):
    number, nameless, _ = taken_in_and_exported(library)
    take_back(library, LOCAL, PROPOSALS, number)
    unsigned = changed_cell(nameless, "建言献策台账", "E3", "匿名")
    reading = read_proposals(library, LOCAL, unsigned)
    assert changes_told(reading) == (("甲-2", ("来源", "建言人"), True),)


def test_an_entry_that_somebody_brought_back_meanwhile_is_not_overwritten(library):
    number = taken_in(library, row(编号="甲-2", 标题="写错的标题"))
    entry = number_of(library, "甲-2")
    take_back(library, LOCAL, PROPOSALS, number)
    reading = read_proposals(library, LOCAL, book_of(row(编号="甲-2", 标题="改好的标题")))
    PROPOSALS.restore(library, LOCAL, entry)
    with pytest.raises(ChangedMeanwhile):
        take_in_proposals(library, LOCAL, reading)
    assert contents(library)["甲-2"].title == "写错的标题"


def test_an_entry_that_is_restored_twice_came_back_once(library):
    entry = number_of(library, "甲-1")
    PROPOSALS.remove(library, LOCAL, entry)
    first = PROPOSALS.restore(library, LOCAL, entry)
    assert PROPOSALS.restore(library, LOCAL, entry) == first
    acts = [each.act for each in PROPOSALS.history(library, LOCAL, entry)]
    assert acts == [Act.RESTORED, Act.REMOVED, Act.MADE]
    with pytest.raises(EntryNotFound):
        PROPOSALS.restore(library, LOCAL, entry + 1)


def taken_in_and_exported(library):
    """Take in a signed proposal with a reply; give the import, a book without both, and it."""
    signed = (*row(编号="甲-2", 标题="二", 来源="署名", 状态="答复"), NAME)
    book = book_of(signed, header=SIGNED, replies=[("甲-2", date(2026, 10, 20), "科", "已列入。")])
    number = take_in_proposals(library, LOCAL, read_proposals(library, LOCAL, book)).number
    nameless = openpyxl.load_workbook(BytesIO(proposals_workbook(library, LOCAL).content))
    del nameless["答复"]
    held = contents(library)["甲-2"]
    assert (held.source_name, len(held.replies)) == (NAME, 1)
    return number, saved(nameless), held


def test_a_name_that_an_import_cleared_does_not_come_back(library):
    named = OLD.model_copy(
        update={"serial": "甲-5", "source": Source.NAMED, "source_name": "慕容听雪"}
    )
    PROPOSALS.make(library, LOCAL, named)
    book = proposals_workbook(library, LOCAL).content
    cell = next(at for at in "ABCDEFGH" if _header(book, at) == "来源")
    reading = read_proposals(library, LOCAL, changed_cell(book, "建言献策台账", f"{cell}3", "匿名"))
    number = take_in_proposals(library, LOCAL, reading).number
    found = take_back(library, LOCAL, PROPOSALS, number)
    assert outcomes(found) == {"甲-5": (Outcome.LEFT, NAME_IS_GONE)}
    assert contents(library)["甲-5"] == anonymous(named)
    assert newest_imports(library, LOCAL, PROPOSALS)[0].taken_back_at is None


def test_an_entry_whose_old_words_hold_the_name_is_left_and_bars_no_other(library):
    telling = OLD.model_copy(update={"serial": "甲-6", "title": "司徒慕岚说加灯"})
    PROPOSALS.make(library, LOCAL, telling)
    signed = (*row(编号="甲-6", 标题="楼道加灯", 来源="署名"), "司徒慕岚")
    number = taken_in(library, signed, row(编号="甲-7", 标题="新的一条"), header=SIGNED)
    after = contents(library)
    found = take_back(library, LOCAL, PROPOSALS, number)
    assert outcomes(found) == {
        "甲-6": (Outcome.LEFT, NAME_WOULD_SHOW),
        "甲-7": (Outcome.REMOVED, ""),
    }
    assert contents(library) == {each: after[each] for each in ("甲-1", "甲-6")}
    changes = PROPOSALS.history(library, LOCAL, number_of(library, "甲-6"))
    assert [each.act for each in changes] == [Act.CHANGED, Act.MADE]


def _header(book, column):
    return openpyxl.load_workbook(BytesIO(book)).worksheets[0][f"{column}1"].value


def test_nothing_is_kept_of_a_workbook_that_changes_nothing(library):
    reading = read_proposals(library, LOCAL, proposals_workbook(library, LOCAL).content)
    assert take_in_proposals(library, LOCAL, reading).number is None
    assert newest_imports(library, LOCAL, PROPOSALS) == []


def test_imports_are_the_keepers_and_those_that_are_not_there_are_not_taken_back(library):
    number = taken_in(library, row())
    with pytest.raises(Forbidden):
        take_back(library, READER, PROPOSALS, number)
    with pytest.raises(Forbidden):
        newest_imports(library, READER, PROPOSALS)
    with pytest.raises(EntryNotFound):
        take_back(library, LOCAL, PROPOSALS, number + 1)
