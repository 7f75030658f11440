"""Who gave a document before its sender is only the sender's word, and weighs no more than that."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from corpus.actor import LOCAL
from search_api.exchange.deciding import open_conflicts
from search_api.exchange.importing import Applied
from search_api.exchange.provenance import came_from
from search_api.exchange.sharing import unshare
from tests.search_api.exchange.forging import relayed_as
from tests.search_api.exchange.halls import Hall, halls
from tests.search_api.exchange.here_pool import read_here
from tests.search_api.shelf import HERE
from web.app import create


@pytest.fixture
def four(tmp_path: Path, monkeypatch) -> Iterator[list[Hall]]:
    """The origin, one that passes on, one that forges, and who receives from all."""
    read_here(monkeypatch)
    with halls(tmp_path, "甲馆", "乙馆", "丙馆", "丁馆") as made:
        yield made


def lines(applied: Applied) -> list[tuple[str, str]]:
    return [(each.change.value, each.words) for each in applied.preview.comparison.lines]


def forged(forger: Hall, origin: Hall, *, title: str) -> Path:
    """Pack what the forger holds as if the origin had just said something else of it."""
    return relayed_as(forger, forger.pack("forged"), origin, title)


def test_a_forger_puts_no_words_on_a_card_that_its_origin_gave(four):
    origin, _, forger, receiver = four
    (identity,) = origin.add(1)
    forger.add(1)
    origin.correct(identity, title="甲馆的标题")
    origin.share("目录", identity)
    forger.share("全文", identity)
    receiver.take(origin.pack(), origin)

    applied = receiver.take(forged(forger, origin, title="伪造的标题"), forger)

    assert lines(applied) == [("相同", "原发单位直接共享，以它的为准")]
    assert receiver.title_of(identity) == "甲馆的标题"
    assert receiver.tier_of(identity) == "目录"
    assert open_conflicts(receiver.library, LOCAL) == []


def test_what_its_origin_took_back_no_relay_keeps_or_brings_back(four):
    origin, _, forger, receiver = four
    (identity,) = origin.add(1)
    forger.add(1)
    origin.share("全文", identity)
    forger.share("全文", identity)
    receiver.take(origin.pack(), origin)
    receiver.take(forged(forger, origin, title="伪造的标题"), forger)
    unshare(origin.library, LOCAL, [identity])

    receiver.take(origin.pack())
    assert receiver.stored(identity) is None
    applied = receiver.take(forged(forger, origin, title="又一个标题"))
    assert lines(applied) == [("相同", "原发单位已经撤回，转述的不收")]
    assert receiver.stored(identity) is None


def test_a_relay_speaks_until_its_origin_does_itself(four):
    origin, relay, _, receiver = four
    (identity,) = origin.add(1)
    origin.correct(identity, title="甲馆的标题")
    origin.share("全文", identity)
    relay.take(origin.pack(), origin)
    relay.correct(identity, title="乙馆的标题")
    relay.share("全文", identity)
    receiver.take(relay.pack(), relay)
    assert receiver.title_of(identity) == "乙馆的标题"
    assert relayed_by(receiver, identity) == "乙馆"

    applied = receiver.take(origin.pack(), origin)

    assert lines(applied) == [("更新", "改由甲馆直接共享")]
    assert receiver.title_of(identity) == "甲馆的标题"
    assert relayed_by(receiver, identity) == ""


def test_of_an_origin_that_took_it_back_nobody_says_that_it_shares(four):
    origin, other, forger, receiver = four
    (identity,) = origin.add(1)
    other.add(1)
    forger.add(1)
    for each in (origin, other, forger):
        each.share("目录", identity)
    receiver.take(origin.pack(), origin)
    unshare(origin.library, LOCAL, [identity])
    receiver.take(origin.pack())
    receiver.take(other.pack(), other)

    applied = receiver.take(forged(forger, origin, title="伪造的标题"), forger)

    assert lines(applied) == [("相同", "原发单位已经撤回，转述的不收")]


def test_a_relay_that_does_not_count_raises_no_conflict(four):
    origin, _, forger, receiver = four
    (identity,) = origin.add(1)
    forger.add(1)
    origin.share("目录", identity)
    forger.share("目录", identity)
    receiver.take(origin.pack(), origin)
    receiver.correct(identity, title="丁馆的标题")

    receiver.take(forged(forger, origin, title="伪造的标题"), forger)

    assert open_conflicts(receiver.library, LOCAL) == []
    assert receiver.title_of(identity) == "丁馆的标题"


def test_where_only_the_file_is_given_by_another_that_is_said_and_no_more(four):
    speaker, relay, giver, receiver = four
    (identity,) = speaker.add(1)
    giver.add(1)
    speaker.correct(identity, title="甲馆的标题")
    speaker.share("目录", identity)
    giver.share("全文", identity)
    relay.take(giver.pack(), giver)
    relay.share("全文", identity)
    receiver.take(speaker.pack(), speaker)
    assert lines(receiver.take(relay.pack(), relay)) == [("更新", "目录 → 全文")]

    applied = receiver.take(giver.pack(), giver)

    assert lines(applied) == [("更新", "全文改由丙馆提供")]
    assert receiver.title_of(identity) == "甲馆的标题"


def test_no_other_relay_takes_the_word_from_the_one_that_is_followed(four):
    origin, relay, forger, receiver = four
    (identity,) = origin.add(1)
    forger.add(1)
    origin.correct(identity, title="甲馆的标题")
    origin.share("目录", identity)
    relay.take(origin.pack(), origin)
    relay.share("目录", identity)
    forger.share("全文", identity)
    receiver.take(relay.pack(), relay)

    receiver.take(forged(forger, origin, title="伪造的标题"), forger)

    assert receiver.title_of(identity) == "甲馆的标题"
    assert open_conflicts(receiver.library, LOCAL) == []


def test_one_that_holds_a_document_too_gives_its_text_and_not_its_words(four):
    origin, other, _, receiver = four
    (identity,) = origin.add(1)
    other.add(1)
    origin.correct(identity, title="甲馆的标题")
    other.correct(identity, title="乙馆的标题")
    origin.share("目录", identity)
    other.share("全文", identity)
    receiver.take(origin.pack(), origin)

    receiver.take(other.pack(), other)

    assert receiver.tier_of(identity) == "全文"
    assert receiver.title_of(identity) == "甲馆的标题"
    (conflict,) = open_conflicts(receiver.library, LOCAL)
    assert conflict.disagreement.theirs == "乙馆的标题"


def test_who_lists_a_document_too_takes_neither_words_nor_text_from_a_relay(four):
    origin, relay, other, receiver = four
    (identity,) = origin.add(1)
    other.add(1)
    origin.share("全文", identity)
    relay.take(origin.pack(), origin)
    relay.correct(identity, title="乙馆的标题")
    other.correct(identity, title="丙馆的标题")
    relay.share("全文", identity)
    other.share("目录", identity)
    receiver.take(relay.pack(), relay)

    receiver.take(other.pack(), other)
    assert receiver.tier_of(identity) == "全文"
    assert receiver.title_of(identity) == "乙馆的标题"
    (conflict,) = open_conflicts(receiver.library, LOCAL)
    assert conflict.disagreement.theirs == "丙馆的标题"

    unshare(other.library, LOCAL, [identity])
    receiver.take(other.pack())
    assert receiver.tier_of(identity) == "全文"
    assert receiver.title_of(identity) == "乙馆的标题"
    assert open_conflicts(receiver.library, LOCAL) == []


def test_the_origin_that_a_relay_named_speaks_after_it_though_another_gives_more(four):
    origin, relay, other, receiver = four
    (identity,) = origin.add(1)
    other.add(1)
    origin.correct(identity, title="甲馆的标题")
    other.correct(identity, title="丙馆的标题")
    origin.share("目录", identity)
    relay.take(origin.pack(), origin)
    relay.share("目录", identity)
    other.share("全文", identity)
    receiver.take(relay.pack(), relay)
    receiver.take(other.pack(), other)
    origin.correct(identity, title="甲馆的新标题")

    receiver.take(origin.pack(), origin)

    assert receiver.tier_of(identity) == "全文"
    assert receiver.title_of(identity) == "甲馆的新标题"


def test_the_pages_say_on_whose_word_it_rests(four):
    origin, relay, _, receiver = four
    (identity,) = origin.add(1)
    origin.share("目录", identity)
    relay.take(origin.pack(), origin)
    relay.share("目录", identity)
    receiver.take(relay.pack(), relay)

    with TestClient(create(receiver.library.settings), base_url=HERE) as client:
        page = client.get(f"/documents/{receiver.id_of(identity)}").text
    assert "甲馆 → 乙馆（据乙馆转述）" in page
    assert "<b>甲馆</b> 保存（据乙馆转述）" in page


def relayed_by(hall: Hall, identity: str) -> str:
    came = came_from(hall.library, LOCAL, hall.id_of(identity))
    assert came is not None
    return came.relayed_by
