"""关注提醒 on its page, in every page's head, as a feed and by API."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from lxml import etree
from starlette.testclient import TestClient

from corpus.actor import LOCAL
from corpus.catalogue.alerts import Alert, AlertKind, Concern, Event
from corpus.catalogue.papers import PaperKind
from corpus.settings import Settings
from indexer.library import Library
from search_api.saving import save_search
from search_api.searching import SearchForm
from search_api.study.concerned import QuotedPlace
from search_api.study.sources import Change, SourceState
from search_api.study.watching import Subject, Warned
from tests.library import open_library
from tests.search_api.export.courses import LOST
from tests.search_api.shelf import HERE
from tests.search_api.study.test_watching import REPEALING, RULES, course, later, put, quoted
from web.app import create
from web.concerns import by_event, places_told

ATOM = "{http://www.w3.org/2005/Atom}"
HTML = {"Accept": "text/html"}
TITLE = "甲课 <b>&"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A home with a course whose source was repealed, and a search with news."""
    folder: Path = tmp_path_factory.mktemp("watch")
    with open_library(folder / "home") as library:
        put(library, folder, "办法", RULES)
        course(library, TITLE, quoted(library))
        save_search(library, LOCAL, "资产<评价>", SearchForm(query="国有资产评价管理规定"))
        put(library, folder, "规定", later("云陵省国有资产评价管理规定", 1, REPEALING))
    return Settings(home=folder / "home", jobs=1)


@pytest.fixture
def client(home: Settings):
    with TestClient(create(home), base_url=HERE) as made:
        made.get("/watch")
        alerts = [each["id"] for each in made.get("/api/v1/alerts").json()["alerts"]]
        made.post("/api/v1/alerts/seen", json={"alerts": alerts, "seen": False})
        yield made


def test_the_page_tells_what_happened_to_what_and_why(client):
    html = client.get("/watch", headers=HTML).text
    assert "未看 <b>2</b> 条" in html
    assert f"<blockquote>第二条　{REPEALING}</blockquote>" in html
    assert "课程《甲课 &lt;b&gt;&amp;》" in html
    assert "保存的检索“资产&lt;评价&gt;”" in html
    assert "已废止：见《云陵省国有资产评价管理规定》" in html


def test_a_course_tells_under_the_quotation_why_its_source_stands_as_it_does(client):
    told = "已废止：见《云陵省国有资产评价管理规定》"
    for address in ("/courses/1", "/courses/1/view"):
        html = client.get(address, headers=HTML).text
        assert f'<div class="flag" data-validity="已废止"><p>{told}</p>' in html
        assert f'“第二条　{REPEALING}”——<a href="/documents/' in html
    by = client.get("/api/v1/alerts").json()["alerts"]
    (repealed,) = (each["by"]["id"] for each in by if each["kind"] == "repealed")
    assert f'——<a href="/documents/{repealed}">云陵省国有资产评价管理规定</a>' in html


def test_every_page_counts_what_is_unread_and_is_silent_when_all_is_seen(client):
    for address in ("/", "/help", "/search?q=国有资产"):
        head = client.get(address, headers=HTML)
        assert 'class="unread" href="/watch"' in head.text, address
        assert "提醒 <b>2</b>" in head.text
    tag = head.headers["etag"]
    client.post("/watch/seen", data={"all": "1"})
    for address in ("/", "/help"):
        assert 'class="unread"' not in client.get(address, headers=HTML).text
    again = client.get("/search?q=国有资产", headers={**HTML, "If-None-Match": tag})
    assert (again.status_code, 'class="unread"' in again.text) == (200, False)


def test_one_is_marked_as_seen_and_taken_back(client):
    first, second = client.get("/api/v1/alerts").json()["alerts"]
    html = client.post("/watch/seen", data={"alert": first["id"]}, headers=HTML).text
    assert "已标为已看 1 条" in html
    assert "未看 <b>1</b> 条" in html
    html = client.post("/watch/unseen", data={"alert": first["id"]}, headers=HTML).text
    assert "已改回未看 1 条" in html
    seen = client.post("/api/v1/alerts/seen", json={"alerts": [second["id"]]}).json()
    assert seen == {"changed": [second["id"]]}
    assert client.post("/api/v1/alerts/seen", json={}).json() == {"changed": [first["id"]]}


def test_one_event_stands_once_on_the_page_whatever_it_is_about():
    def warned(number, name, seen_at=None, words="已废止"):
        event = Event(Concern.PAPER, number, "d", "题", AlertKind.REPEALED, words)
        moment = datetime(2026, 3, 2, tzinfo=UTC)
        return Warned(Alert(number, event, None, moment, seen_at), Subject(name, PaperKind.COURSE))

    first, second, other = warned(1, "甲"), warned(2, "乙"), warned(3, "丙", words="已修改")
    seen = warned(4, "丁", datetime(2026, 3, 3, tzinfo=UTC))
    groups = by_event([first, other, second, seen])
    assert [each.entries for each in groups] == [(first, second), (other,), (seen,)]


def test_words_that_changed_stand_under_one_event_place_by_place():
    def warned(number, words):
        event = Event(Concern.PAPER, number, "d", "题", AlertKind.CHANGED, "字句有变", words)
        alert = Alert(number, event, None, datetime(2026, 3, 2, tzinfo=UTC), None)
        return Warned(alert, Subject("甲", PaperKind.COURSE))

    (group,) = by_event([warned(1, "此句"), warned(1, "彼句")])
    assert len(group.entries) == 2


def test_an_alert_leads_to_the_lesson_the_reading_and_the_row_that_quote_its_document():
    def place(kind, *path):
        quotation = replace(LOST, text="长" * 41)
        event = Event(Concern.PAPER, 7, "d", "题", AlertKind.REPEALED, "已废止")
        alert = Alert(1, event, None, datetime(2026, 3, 2, tzinfo=UTC), None)
        quoted = QuotedPlace(path, SourceState(quotation, Change.SAME))
        (told,) = places_told(Warned(alert, Subject("甲", kind), (quoted, quoted)))
        return told.label, told.address, told.words

    words = "长" * 40 + "…"
    lesson = place(PaperKind.COURSE, "modules", 0, "lessons", 1, "basis", 2, "quotation")
    assert lesson == ("课程《甲》第1单元第2课", "/courses/7#l0.1", words)
    reading = place(PaperKind.SESSION, "reading", 3, "quotations", 0)
    assert reading == ("学习研讨《甲》第4篇", "/sessions/7#r3", words)
    row = place(PaperKind.BORROWING, "rows", 0, "practice")
    assert row == ("借鉴清单《甲》第1条", "/borrowings/7#r0", words)
    material = place(PaperKind.MEETING, "materials", 1, "reference")
    assert material == ("联席会议《甲》第2份材料", "/meetings/7#m1", words)
    item = place(PaperKind.THEME, "cases", 1, "quotations", 0)
    assert item == ("专题《甲》“典型案例”第2篇", "/themes/7#cases.1", words)


def test_a_page_of_elsewhere_marks_nothing(client):
    strange = {"Origin": "http://elsewhere.example"}
    for address in ("/watch/seen", "/watch/look", "/api/v1/alerts/seen", "/api/v1/alerts/look"):
        assert client.post(address, headers=strange).status_code in (403, 422), address
    assert client.get("/api/v1/alerts").json()["unread"] == 2


def test_a_look_that_is_asked_for_says_what_it_found(client):
    html = client.post("/watch/look", headers=HTML).text
    assert "没有新的变化" in html
    assert client.post("/api/v1/alerts/look").json() == {"news": 0}


def test_the_api_tells_the_same(client):
    told = client.get("/api/v1/alerts?size=1").json()
    assert (told["total"], told["unread"], len(told["alerts"])) == (2, 2, 1)
    kinds = {each["kind"]: each for each in client.get("/api/v1/alerts").json()["alerts"]}
    repealed = kinds["repealed"]
    assert repealed["evidence"] == f"第二条　{REPEALING}"
    assert repealed["concern"]["kind"] == "course"
    assert repealed["concern"]["name"] == TITLE
    assert repealed["by"]["title"] == kinds["matched"]["document"]["title"]


def test_the_feed_is_atom_that_stands_by_itself(client):
    response = client.get("/watch.atom")
    assert response.headers["content-type"].startswith("application/atom+xml")
    feed = etree.fromstring(response.content)
    assert feed.tag == f"{ATOM}feed"
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == 2
    for each in (feed, *entries):
        for name in ("id", "title", "updated"):
            (found,) = each.findall(f"{ATOM}{name}")
            assert found.text
        assert each.findtext(f"{ATOM}id").startswith("urn:uuid:")
        assert datetime.fromisoformat(each.findtext(f"{ATOM}updated")).tzinfo
        for link in each.findall(f"{ATOM}link"):
            assert link.get("href").startswith(f"{HERE}/")
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "学鉴"
    assert [link.get("rel") for link in feed.findall(f"{ATOM}link")] == ["self", "alternate"]
    summaries = [each.findtext(f"{ATOM}summary") for each in entries]
    assert any(REPEALING in each and f"课程《{TITLE}》" in each for each in summaries)
    updated = {each.findtext(f"{ATOM}updated") for each in entries}
    assert feed.findtext(f"{ATOM}updated") == max(updated)
    assert client.get("/watch.atom").content == response.content


def test_a_feed_without_alerts_is_whole(tmp_path):
    with TestClient(create(Settings(home=tmp_path / "home")), base_url=HERE) as client:
        feed = etree.fromstring(client.get("/watch.atom").content)
        assert feed.findall(f"{ATOM}entry") == []
        assert feed.findtext(f"{ATOM}updated")
        assert "没有提醒" in client.get("/watch", headers=HTML).text


def test_xml_takes_no_character_that_it_may_not_hold():
    from web.feed import _NO_XML

    assert _NO_XML.sub("?", "a\x0b\x1b😀\t中") == "a??😀\t中"


def test_an_import_by_command_tells_what_it_brought(tmp_path):
    from typer.testing import CliRunner

    from search_api.command.main import app

    home = tmp_path / "home"
    with open_library(home) as library:
        put(library, tmp_path, "办法", RULES)
        course(library, "甲课", quoted(library))
    file = tmp_path / "规定.txt"
    file.write_text(later("云陵省国有资产评价管理规定", 1, REPEALING), encoding="utf-8")
    done = CliRunner().invoke(app, ["--home", str(home), "add", str(file)])
    assert (done.exit_code, "关注提醒：新收的文件带来 1 条新提醒" in done.output) == (0, True)
    with Library.open(Settings(home=home)) as library:
        from search_api.study.watching import count_unread

        assert count_unread(library, LOCAL) == 1
