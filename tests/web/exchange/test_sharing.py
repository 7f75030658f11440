"""Sharing proposes what a document is shared at, or is asked for; a theme that came shows cards."""

import re

from starlette.testclient import TestClient

from corpus.actor import LOCAL
from corpus.catalogue.notices import NoticeKind
from search_api.exchange.giving import choose_given
from search_api.exchange.noticed import themes_of_others
from search_api.exchange.requesting import ask_for_text
from search_api.themes.publishing import publish_theme
from search_api.themes.theme import Theme
from search_api.themes.themes import THEMES, with_document
from tests.search_api.exchange.halls import Hall
from tests.search_api.shelf import HERE
from web.app import create


def ticked(hall: Hall, *identities: str) -> list[str]:
    """Give the tiers that the form of sharing proposes."""
    with TestClient(create(hall.library.settings), base_url=HERE) as client:
        ids = [hall.id_of(each) for each in identities]
        page = client.get("/exchange/share", params={"document": ids}).text
    return re.findall(r'name="tier" value="([^"]+)" checked', page)


def test_the_tier_at_which_a_document_is_shared_is_proposed_and_none_where_they_differ(two):
    hall, _ = two
    whole, abstract, new = hall.add(1, 2, 3)
    hall.share("全文", whole)
    hall.share("摘要", abstract)

    assert ticked(hall, new) == ["目录"]
    assert ticked(hall, whole) == ["全文"]
    assert ticked(hall, abstract) == ["摘要"]
    assert ticked(hall, whole, abstract) == []


def test_who_answers_a_request_is_proposed_the_whole(two):
    hall, other = two
    (identity,) = hall.add(1)
    hall.share("目录", identity)
    other.take(hall.pack(), hall)
    ask_for_text(other.library, LOCAL, other.id_of(identity))
    hall.take(other.pack(), other)

    assert ticked(hall, identity) == ["全文"]


def test_a_changed_tier_is_told_to_go_with_the_next_package(two):
    hall, _ = two
    (identity,) = hall.add(1)
    hall.share("目录", identity)
    hall.pack()
    with TestClient(create(hall.library.settings), base_url=HERE) as client:
        assert "第 1 号</td>" in client.get("/exchange").text
        hall.share("目录", identity)
        assert "第 1 号</td>" in client.get("/exchange").text
        hall.share("全文", identity)
        assert "层级已改，随下一个包送出" in client.get("/exchange").text
        hall.pack()
        assert "第 2 号</td>" in client.get("/exchange").text


def test_a_theme_that_came_leads_to_the_cards_that_came_with_it(two):
    sender, receiver = two
    card, kept = sender.add(1, 2)
    theme = Theme(title="资料专题")
    for identity in (card, kept):
        theme = with_document(sender.library, LOCAL, theme, identity[:16])
    made = THEMES.make(sender.library, LOCAL, theme)
    publish_theme(sender.library, LOCAL, made.paper.id, revision=made.paper.revision)
    sender.share("目录", card)
    choose_given(sender.library, LOCAL, [(NoticeKind.THEME, str(made.paper.id))])
    receiver.take(sender.pack(), sender)
    (found,) = themes_of_others(receiver.library)

    with TestClient(create(receiver.library.settings), base_url=HERE) as client:
        page = client.get(f"/themes/of/{found.notice.sender}/{found.notice.key}").text

    assert f'<a href="/documents/{receiver.id_of(card)}">' in page
    assert page.count("本馆没有收到这份文件。") == 1
    assert "已不在库中" not in page
