"""Requests for whole texts end when they are met, or can no longer be."""

from pathlib import Path

import pytest

from corpus.actor import LOCAL
from corpus.errors import WrongValue
from search_api.exchange.requesting import ask_for_text, texts_asked
from search_api.exchange.sharing import unshare
from search_api.ledger.gap import Kind, State
from search_api.ledger.gaps import GAPS, Asked, list_gaps
from tests.search_api.exchange.halls import halls


@pytest.fixture
def two(tmp_path: Path):
    with halls(tmp_path, "甲馆", "乙馆") as (one, other):
        yield one, other


def test_what_is_withdrawn_is_asked_for_no_longer(two):
    holder, asker = two
    (identity,) = holder.add(1)
    holder.share("目录", identity)
    asker.take(holder.pack(), holder)
    ask_for_text(asker.library, LOCAL, asker.id_of(identity))
    unshare(holder.library, LOCAL, [identity[:16]])
    asker.take(holder.pack())
    assert texts_asked(asker.library, LOCAL) == ([], [])


def test_what_is_given_already_is_not_asked_of_its_holder_again(two):
    holder, asker = two
    (identity,) = holder.add(1)
    holder.share("目录", identity)
    asker.take(holder.pack(), holder)
    ask_for_text(asker.library, LOCAL, asker.id_of(identity))
    holder.take(asker.pack("一"), asker)
    (ours,), _ = texts_asked(asker.library, LOCAL)
    _, (theirs,) = texts_asked(holder.library, LOCAL)
    assert (ours.document_id, theirs.document_id) == (asker.id_of(identity), identity[:16])
    holder.share("全文", identity)
    holder.take(asker.pack("二"))
    assert texts_asked(holder.library, LOCAL)[1] == []


def test_a_key_that_was_lost_is_told_before_anything_goes_out(two):
    holder, _ = two
    (holder.library.settings.home / "exchange.key").unlink()
    with pytest.raises(WrongValue, match="的密钥文件"):
        holder.pack()


def test_what_is_asked_for_stands_among_the_gaps_until_it_came(two):
    holder, asker = two
    (identity,) = holder.add(1)
    holder.share("目录", identity)
    asker.take(holder.pack(), holder)
    ask_for_text(asker.library, LOCAL, asker.id_of(identity))
    listed = list_gaps(asker.library, LOCAL, Asked())
    (text,) = listed.lines
    assert (text.document, text.holder) == (asker.id_of(identity), "甲馆")
    assert (listed.total, listed.kinds[Kind.TEXT], listed.states[State.COLLECTING]) == (1, 1, 1)
    assert list_gaps(asker.library, LOCAL, Asked(kind=Kind.TEXT, words="没有的词")).lines == ()
    assert list_gaps(asker.library, LOCAL, Asked(state=State.PENDING)).lines == ()
    assert GAPS.all(asker.library, LOCAL) == []
    holder.share("全文", identity)
    asker.take(holder.pack("二"))
    assert list_gaps(asker.library, LOCAL, Asked()).lines == ()
