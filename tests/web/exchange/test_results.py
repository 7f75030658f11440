"""The end of an import tells what came or changed, what waits for a choice, what stays out."""

import re
import threading

from starlette.testclient import TestClient

from corpus.actor import LOCAL
from indexer.ingest.removal import remove_document
from search_api.exchange import result, settling, working
from search_api.exchange.importing import apply_package
from search_api.exchange.requesting import ask_for_text
from search_api.exchange.result import AGAIN
from search_api.exchange.sharing import unshare
from tests.search_api.exchange.halls import Hall
from tests.search_api.exchange.paging import landed, sent


def imported(client: TestClient, sender: Hall, *again: str):
    """Import what a library packs, by the pages; give the last of them."""
    preview = sent(client, sender.pack())
    given = {"trust": sender.fingerprint, "again": list(again)}
    return landed(client, client.post(preview.url.path, data=given))


def counts(page) -> dict[str, int]:
    found = re.findall(r'data-change="[^"]+">([^<]+)</span> (\d+)', page.text)
    return {name: int(count) for name, count in found}


def links(page) -> list[tuple[str, str]]:
    rows = re.findall(r'<li><span class="change"[^>]*>([^<]+)</span> <a href="([^"]+)">', page.text)
    return [(change, address) for change, address in rows]


def test_what_came_is_counted_and_leads_to_the_documents(two, client):
    sender, receiver = two
    whole, listed = sender.add(1, 2)
    sender.share("全文", whole)
    sender.share("目录", listed)

    page = imported(client, sender)

    assert "“甲馆”第 1 号包已经导入。" in page.text
    assert counts(page) == {"新增": 2}
    ids = {receiver.id_of(each) for each in (whole, listed)}
    assert set(links(page)) == {("新增", f"/documents/{each}") for each in ids}
    assert all(client.get(address).status_code == 200 for _, address in links(page))
    told = client.get(f"/api/v1{page.url.path}").json()
    assert (told["counts"], told["beside"], len(told["came"])) == ({"新增": 2}, {}, 2)


def test_conflicts_and_what_was_taken_back_are_told_without_a_title_of_the_latter(two, client):
    sender, receiver = two
    first, second, third = sender.add(1, 2, 3)
    sender.share("全文", first, second, third)
    imported(client, sender)
    gone = sender.title_of(second)
    receiver.correct(first, title="乙馆的标题")
    sender.correct(first, title="甲馆的标题")
    sender.correct(third, title="甲馆改的标题")
    unshare(sender.library, LOCAL, [second[:16]])

    page = imported(client, sender)

    assert counts(page) == {"更新": 1, "冲突": 1, "撤回": 1}
    assert '<a href="/exchange#conflicts">逐项选择</a>' in page.text
    assert sorted(change for change, _ in links(page)) == ["冲突", "更新"]
    assert gone not in page.text
    stored = (receiver.library.settings.home / "exchange" / "tasks").glob("*.json")
    assert all(gone not in each.read_text() for each in stored)


def test_what_could_not_come_in_is_counted_apart_and_not_listed_as_come(two, client, monkeypatch):
    sender, receiver = two
    first, second = sender.add(1, 2)
    sender.share("全文", first, second)
    real = settling._source

    def only_first(library, folder, lead):
        return real(library, folder, lead) if lead.item.identity == first else None

    monkeypatch.setattr(settling, "_source", only_first)

    page = imported(client, sender)

    assert counts(page) == {"新增": 1, "没有收进": 1}
    assert links(page) == [("新增", f"/documents/{receiver.id_of(first)}")]


def test_of_more_than_a_result_lists_the_rest_is_counted_and_conflicts_come_first(
    two, client, monkeypatch
):
    sender, receiver = two
    identities = sender.add(1, 2, 3)
    sender.share("目录", *identities[:1])
    imported(client, sender)
    receiver.correct(identities[0], title="乙馆的标题")
    sender.correct(identities[0], title="甲馆的标题")
    sender.share("目录", *identities)
    monkeypatch.setattr(result, "MOST_TOLD", 2)

    page = imported(client, sender)

    assert [change for change, _ in links(page)] == ["冲突", "新增"]
    assert "另有 1 份没有列出" in page.text


def test_a_choice_that_was_made_is_asked_for_no_more(two, client):
    sender, receiver = two
    (identity,) = sender.add(1)
    sender.share("目录", identity)
    imported(client, sender)
    receiver.correct(identity, title="乙馆的标题")
    sender.correct(identity, title="甲馆的标题")
    page = imported(client, sender)
    assert "逐项选择" in page.text

    (conflict,) = client.get("/api/v1/exchange").json()["conflicts"]
    client.post(f"/exchange/conflicts/{conflict['id']}", data={"choice": "ours"})

    assert "逐项选择" not in client.get(page.url.path).text


def test_who_confirms_twice_is_led_to_the_one_import_that_is_under_way(two, client, monkeypatch):
    sender, _ = two
    sender.share("目录", *sender.add(1))
    preview = sent(client, sender.pack())
    go = threading.Event()

    def slow(*given, **named):
        assert go.wait(60)
        return apply_package(*given, **named)

    monkeypatch.setattr(working, "apply_package", slow)
    monkeypatch.setattr(working, "PATIENCE_S", 0.0)
    pages = [client.post(preview.url.path, data={"trust": sender.fingerprint}) for _ in range(2)]
    go.set()

    assert pages[0].url.path == pages[1].url.path
    assert counts(landed(client, pages[1])) == {"新增": 1}


def test_what_was_removed_here_is_told_to_have_stayed_out_unless_it_was_chosen(two, client):
    sender, receiver = two
    first, second = sender.add(1, 2)
    sender.share("全文", first, second)
    imported(client, sender)
    for identity in (first, second):
        assert remove_document(receiver.library, receiver.id_of(identity)).whole

    page = imported(client, sender, first)

    assert counts(page) == {AGAIN: 1, "本馆已移除": 1}
    assert "1 份是本馆移除过的，没有收进来" in page.text
    assert links(page) == [(AGAIN, f"/documents/{receiver.id_of(first)}")]


def asked(sender: Hall, receiver: Hall) -> str:
    """Let a document be asked of the receiver by the sender's next package; give its identity."""
    (identity,) = receiver.add(4)
    receiver.share("目录", identity)
    sender.take(receiver.pack(), receiver)
    ask_for_text(sender.library, LOCAL, sender.id_of(identity))
    return identity


def test_a_preview_names_what_is_asked_of_this_library(two, client):
    sender, receiver = two
    identity = asked(sender, receiver)

    preview = sent(client, sender.pack())

    assert "向本馆索取的全文" in preview.text
    assert f"<li>{receiver.title_of(identity)}</li>" in preview.text
    page = landed(client, client.post(preview.url.path, data={"trust": sender.fingerprint}))
    assert re.search(r'索取</span> 1 <a href="/exchange#asked-of-us"', page.text)
    assert 'id="asked-of-us"' in client.get("/exchange").text


def test_a_preview_does_not_name_what_was_given_already(two, client):
    sender, receiver = two
    identity = asked(sender, receiver)
    receiver.share("全文", identity)

    assert "向本馆索取的全文" not in sent(client, sender.pack()).text
