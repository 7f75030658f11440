"""A sender whose key is known cannot harm what others gave, nor hide behind a name."""

import json
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest

from corpus.actor import LOCAL
from corpus.card import Tier
from corpus.errors import WrongValue
from search_api.exchange.answering import answer_request
from search_api.exchange.choosing import Leading
from search_api.exchange.deciding import open_conflicts
from search_api.exchange.fields import Told, WrongShape
from search_api.exchange.giving import choose_given, givable
from search_api.exchange.identity import name_library
from search_api.exchange.importing import receive
from search_api.exchange.manifest import DocumentItem, Hand
from search_api.exchange.notice import parse_notice
from search_api.exchange.noticed import requests_of_others
from search_api.exchange.offered_file import path_of
from search_api.exchange.sharing import share, unshare
from search_api.ledger.gap import Requested, State
from search_api.ledger.gaps import move_gap, request_material
from tests.search_api.exchange.halls import Hall, halls


@pytest.fixture
def two(tmp_path: Path):
    with halls(tmp_path, "甲馆", "乙馆") as (one, other):
        yield one, other


def items_of(package: Path) -> list[dict[str, object]]:
    with ZipFile(package) as file:
        found: list[dict[str, object]] = json.loads(file.read("manifest.json"))["items"]
    return found


def test_two_identities_that_begin_alike_lie_apart(two):
    hand = Hand("甲馆", "a" * 40, 1, "2026-01-01")
    item = DocumentItem("1" * 64, Tier.WHOLE, "a.txt", {}, (), "内部", "完整", "", "", (hand,))
    other = replace(item, identity="1" * 16 + "0" * 48, tier=Tier.CATALOGUE)
    one, two_ = (Leading(None, each, None, each) for each in (item, other))
    assert path_of(one) != path_of(two_)


def test_an_abstract_of_several_lines_is_packed_so_that_others_read_it(two):
    sender, receiver = two
    (identity,) = sender.add(1)
    share(sender.library, LOCAL, [identity[:16]], Tier.ABSTRACT, abstract="第一行\r\n第二行")
    applied = receiver.take(sender.pack(), sender)
    assert applied.preview.comparison.counts["新增"] == 1
    assert receiver.stored(identity).document.text == "第一行\n第二行"


def test_a_conflict_that_lapsed_is_asked_again_when_it_comes_again(two):
    sender, receiver = two
    (identity,) = sender.add(1)
    receiver.add(1)
    receiver.correct(identity, title="乙馆的题名")
    sender.correct(identity, title="甲馆的题名")
    sender.share("全文", identity)
    receiver.take(sender.pack(), sender)
    assert len(open_conflicts(receiver.library, LOCAL)) == 1
    unshare(sender.library, LOCAL, [identity[:16]])
    receiver.take(sender.pack())
    assert open_conflicts(receiver.library, LOCAL) == []
    sender.share("全文", identity)
    receiver.take(sender.pack())
    assert len(open_conflicts(receiver.library, LOCAL)) == 1


def test_only_what_is_said_last_is_asked(two):
    sender, receiver = two
    (identity,) = sender.add(1)
    receiver.add(1)
    receiver.correct(identity, title="乙馆的题名")
    sender.share("全文", identity)
    for title in ("甲题一", "甲题二"):
        sender.correct(identity, title=title)
        receiver.take(sender.pack(), sender)
    (conflict,) = open_conflicts(receiver.library, LOCAL)
    assert conflict.disagreement.theirs == "甲题二"


def test_a_known_library_that_takes_another_name_is_warned_of(two):
    sender, receiver = two
    receiver.take(sender.pack(), sender)
    name_library(sender.library, LOCAL, "丙馆")
    preview = receive(receiver.library, LOCAL, sender.pack())
    assert "以前叫“甲馆”" in preview.warning


@pytest.mark.parametrize("name", ["甲\u200b馆", "甲\u2066馆", "甲馆\ufeff"])
def test_a_name_has_nothing_in_it_that_is_not_seen(two, name):
    with pytest.raises(WrongValue):
        name_library(two[0].library, LOCAL, name)
    with pytest.raises(WrongShape):
        Told({"name": name}).library_name("name")


def asked(asker: Hall, holder: Hall) -> str:
    filed = request_material(asker.library, LOCAL, Requested(title="一份材料"))
    move_gap(asker.library, LOCAL, filed.entry.id, State.COLLECTING, revision=1)
    found = [each.item for each in givable(asker.library, LOCAL)]
    choose_given(asker.library, LOCAL, [(each.kind, each.key) for each in found])
    holder.take(asker.pack(), asker)
    return requests_of_others(holder.library)[0].notice.key


def test_an_answer_can_be_taken_back_and_goes_with_its_document(two):
    asker, holder = two
    key = asked(asker, holder)
    (identity,) = holder.add(1)
    with pytest.raises(WrongValue, match="附言最多"):
        answer_request(holder.library, LOCAL, asker.fingerprint, key, identity[:16], "长" * 501)
    assert items_of(holder.pack()) == []
    answer_request(holder.library, LOCAL, asker.fingerprint, key, identity[:16])
    assert [each["kind"] for each in items_of(holder.pack())] == ["document", "answer"]
    unshare(holder.library, LOCAL, [identity[:16]])
    assert items_of(holder.pack()) == []
    holder.share("全文", identity)
    (known,) = givable(holder.library, LOCAL)
    assert known.is_given
    choose_given(holder.library, LOCAL, [])
    assert [each["kind"] for each in items_of(holder.pack())] == ["document"]


@pytest.mark.parametrize(
    "evidence",
    [
        {"words": "字", "spans": [[0, 1]], "passage": 10**40},
        {"words": "字", "spans": [[-1, 1]]},
        {"words": "字\u202e", "spans": [[0, 1]]},
    ],
)
def test_evidence_that_would_break_a_page_is_refused(evidence):
    content = {"title": "题", "case": "0" * 16, "evidence": [evidence]}
    told = Told({"kind": "recommendation", "key": "1", "content": content})
    with pytest.raises(WrongShape):
        parse_notice(told)
