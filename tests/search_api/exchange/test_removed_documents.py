"""A document that the keeper removed stays away until he takes it again."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from corpus.actor import LOCAL
from corpus.errors import WrongValue
from indexer.ingest.removal import remove_document
from search_api.command.main import run
from search_api.exchange.importing import Applied, apply_package, receive
from search_api.exchange.opening import is_staged
from search_api.exchange.provenance import came_from
from search_api.exchange.settling import resume
from search_api.exchange.sharing import unshare
from tests.library import add
from tests.search_api.exchange.halls import Hall
from tests.search_api.exchange.paging import landed, sent
from tests.search_api.shelf import HERE
from web.app import create
from web.pages import exchange_packages


def removed(hall: Hall, identity: str) -> None:
    assert remove_document(hall.library, hall.id_of(identity)).whole


def changes(applied: Applied) -> dict[str, int]:
    return {name: n for name, n in applied.preview.comparison.counts.items() if n}


def again(hall: Hall, package: Path, *identities: str) -> Applied:
    preview = receive(hall.library, LOCAL, package)
    return apply_package(hall.library, LOCAL, preview.package, again=identities)


@pytest.mark.parametrize("tier", ["全文", "摘要", "目录"])
def test_it_stays_away_whatever_packages_come_until_it_is_taken_again(two, tier):
    sender, receiver = two
    (identity,) = sender.add(1)
    sender.share(tier, identity)
    receiver.take(sender.pack(), sender)
    removed(receiver, identity)

    assert changes(receiver.take(sender.pack())) == {"本馆已移除": 1}
    sender.correct(identity, title="甲馆改的标题")
    assert changes(receiver.take(sender.pack())) == {"本馆已移除": 1}
    assert receiver.stored(identity) is None

    assert changes(again(receiver, sender.pack(), identity[:16])) == {"本馆已移除": 1}
    assert receiver.tier_of(identity) == tier
    assert receiver.title_of(identity) == "甲馆改的标题"
    came = came_from(receiver.library, LOCAL, receiver.id_of(identity))
    assert came is not None
    assert [each.name for each in came.hands] == ["甲馆"]
    assert changes(receiver.take(sender.pack())) == {"相同": 1}


def test_another_tier_does_not_bring_it_back(two):
    sender, receiver = two
    (identity,) = sender.add(1)
    sender.share("目录", identity)
    receiver.take(sender.pack(), sender)
    removed(receiver, identity)
    sender.share("全文", identity)
    receiver.take(sender.pack())
    assert receiver.stored(identity) is None


def test_what_its_sender_took_back_meanwhile_is_still_known_as_removed(two):
    sender, receiver = two
    (identity,) = sender.add(1)
    sender.share("全文", identity)
    receiver.take(sender.pack(), sender)
    removed(receiver, identity)
    unshare(sender.library, LOCAL, [identity])
    assert changes(receiver.take(sender.pack())) == {"撤回": 1}
    sender.share("全文", identity)
    assert changes(receiver.take(sender.pack())) == {"本馆已移除": 1}
    assert receiver.stored(identity) is None


def test_a_file_of_ones_own_that_is_removed_does_not_come_back_from_others(two):
    sender, receiver = two
    (identity,) = sender.add(1)
    receiver.add(1)
    sender.share("全文", identity)
    receiver.take(sender.pack(), sender)
    removed(receiver, identity)
    assert changes(receiver.take(sender.pack())) == {"本馆已移除": 1}
    assert receiver.stored(identity) is None


def test_what_was_added_again_is_no_longer_removed(two):
    sender, receiver = two
    (identity,) = sender.add(1)
    sender.share("全文", identity)
    receiver.take(sender.pack(), sender)
    removed(receiver, identity)
    receiver.take(sender.pack())
    add(receiver.library, receiver.write(1))

    assert changes(receiver.take(sender.pack())) == {"本馆已有": 1}
    assert receiver.tier_of(identity) == "全文"


def test_the_very_package_that_brought_it_brings_it_again(two):
    sender, receiver = two
    (identity,) = sender.add(1)
    sender.share("全文", identity)
    package = sender.pack()
    receiver.take(package, sender)
    assert receive(receiver.library, LOCAL, package).is_done
    removed(receiver, identity)

    preview = receive(receiver.library, LOCAL, package)
    assert (preview.was_taken, preview.is_done) == (True, False)
    apply_package(receiver.library, LOCAL, preview.package, again=[identity])
    assert receiver.tier_of(identity) == "全文"


def test_only_what_was_removed_can_be_taken_again(two):
    sender, receiver = two
    (identity,) = sender.add(1)
    sender.share("全文", identity)
    receiver.take(sender.pack(), sender)
    with pytest.raises(WrongValue, match="本馆移除过"):
        again(receiver, sender.pack(), identity)
    with pytest.raises(WrongValue, match="本馆移除过"):
        again(receiver, sender.pack(), "")


def test_page_and_api_let_the_keeper_choose(two):
    sender, receiver = two
    one, other = sender.add(1, 2)
    sender.share("全文", one, other)
    receiver.take(sender.pack(), sender)
    removed(receiver, one)
    removed(receiver, other)
    with TestClient(create(receiver.library.settings), base_url=HERE) as client:
        page = sent(client, sender.pack())
        assert f'name="again" value="{one}" form="confirming"' in page.text
        landed(client, client.post(page.url.path, data={"again": one}))
        assert (receiver.tier_of(one), receiver.tier_of(other)) == ("全文", None)

        told = client.post("/api/v1/exchange/packages", content=sender.pack().read_bytes()).json()
        assert told["counts"]["本馆已移除"] == 1
        address = f"/api/v1/exchange/packages/{told['package']}/apply"
        assert client.post(address, json={"again": [one]}).json()["code"] == "WRONG_VALUE"
        assert client.post(address, json={"again": [other]}).status_code == 200
    assert receiver.tier_of(other) == "全文"


def test_the_command_tells_by_what_it_is_taken_again(two, capsys):
    sender, receiver = two
    (identity,) = sender.add(1)
    sender.share("全文", identity)
    receiver.take(sender.pack(), sender)
    removed(receiver, identity)
    home, package = str(receiver.library.settings.home), str(sender.pack())

    assert run(["--home", home, "exchange", "preview", package]) == 0
    assert f"本馆已移除  全文  {identity[:16]}" in capsys.readouterr().out
    assert run(["--home", home, "exchange", "import", package]) == 0
    assert "--again 编号" in capsys.readouterr().err
    assert receiver.stored(identity) is None
    assert run(["--home", home, "exchange", "import", package, "--again", identity[:16]]) == 0
    assert receiver.tier_of(identity) == "全文"


def test_every_removed_document_can_be_ticked_however_long_the_list(two, monkeypatch):
    sender, receiver = two
    identities = sender.add(1, 2, 3, 4)
    sender.share("目录", *identities)
    receiver.take(sender.pack(), sender)
    for each in identities[:3]:
        removed(receiver, each)
    monkeypatch.setattr(exchange_packages, "MOST_LINES", 2)

    with TestClient(create(receiver.library.settings), base_url=HERE) as client:
        page = sent(client, sender.pack())

    assert page.text.count('name="again"') == 3
    assert "另有 1 项没有列出" in page.text


def test_a_package_that_waits_for_the_choice_stays_while_another_comes(two):
    sender, receiver = two
    (identity,) = sender.add(1)
    sender.share("全文", identity)
    package = sender.pack()
    receiver.take(package, sender)
    removed(receiver, identity)
    waiting = receive(receiver.library, LOCAL, package)

    resume(receiver.library)

    apply_package(receiver.library, LOCAL, waiting.package, again=[identity])
    assert receiver.tier_of(identity) == "全文"


def test_a_package_goes_whose_removed_document_another_way_came_back(two):
    sender, receiver = two
    (identity,) = sender.add(1)
    sender.share("全文", identity)
    package = sender.pack()
    receiver.take(package, sender)
    removed(receiver, identity)
    waiting = receive(receiver.library, LOCAL, package)
    receiver.add(1)

    resume(receiver.library)

    assert not is_staged(receiver.library, waiting.package)
