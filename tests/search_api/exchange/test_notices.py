"""Themes, recommended cases, requests and answers go with the packages, and come back out."""

import json
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest

from corpus.actor import LOCAL, Actor
from corpus.catalogue.notices import NoticeKind
from corpus.document import Span
from corpus.errors import PaperNotFound
from corpus.storage import hash_file
from search_api.exchange.answering import answer_request
from search_api.exchange.canonical import canonical
from search_api.exchange.fields import Told, WrongShape
from search_api.exchange.giving import choose_given, givable
from search_api.exchange.manifest_reading import parse_manifest
from search_api.exchange.notice import parse_notice
from search_api.exchange.noticed import (
    answers_of_others,
    cases_of_others,
    requests_of_others,
    take_theme,
    theme_of_other,
    themes_of_others,
)
from search_api.ledger.gap import Requested, State
from search_api.ledger.gap_answers import answers_to
from search_api.ledger.gaps import GAPS, move_gap, request_material
from search_api.ledger.recommendation import State as Recommended
from search_api.ledger.recommendation import Told as ToldOfCase
from search_api.ledger.recommendations import move, recommend
from search_api.problems import Forbidden
from search_api.study.quoting import quoted, reference_of
from search_api.themes.publishing import publish_theme, withdraw_theme
from search_api.themes.theme import Theme, ThemeItem
from search_api.themes.themes import THEMES
from tests.library import add
from tests.search_api.exchange.halls import Hall, everything_under, halls

WORDS = "各单位要制定方案，明确责任，按月报告进度。"


@pytest.fixture
def two(tmp_path: Path):
    with halls(tmp_path, "甲馆", "乙馆") as (one, other):
        yield one, other


def published_theme(hall: Hall, identity: str) -> int:
    """Publish a theme that quotes a document; give its number."""
    stored = hall.stored(identity)
    start = stored.document.text.index(WORDS)
    quotation = quoted(stored, Span(start, start + len(WORDS)))
    item = ThemeItem(reference=reference_of(stored), quotations=(quotation,), remark="可对照。")
    made = THEMES.make(hall.library, LOCAL, Theme(title="抓落实", basis=(item,)))
    publish_theme(hall.library, LOCAL, made.paper.id, revision=1)
    return made.paper.id


def collecting(hall: Hall, title: str) -> str:
    """Ask for material; give the serial of the request."""
    filed = request_material(hall.library, LOCAL, Requested(title=title, body="甲馆资料室"))
    moved = move_gap(hall.library, LOCAL, filed.entry.id, State.COLLECTING, revision=1)
    return moved.content.serial


def give_all(hall: Hall) -> int:
    items = [each.item for each in givable(hall.library, LOCAL)]
    return choose_given(hall.library, LOCAL, [(each.kind, each.key) for each in items])


def notices_in(package: Path) -> str:
    with ZipFile(package) as file:
        items = json.loads(file.read("manifest.json"))["items"]
    kinds = tuple(NoticeKind)
    return json.dumps([each for each in items if each["kind"] in kinds], ensure_ascii=False)


def test_a_published_theme_is_read_where_it_comes_and_taken_as_ones_own(two):
    sender, receiver = two
    (identity,) = sender.add(1)
    sender.share("全文", identity)
    number = published_theme(sender, identity)
    assert give_all(sender) == 1

    applied = receiver.take(sender.pack(), sender)

    assert [(line.change.value, line.title) for line in applied.preview.notices] == [
        ("新增", "抓落实")
    ]
    (found,) = themes_of_others(receiver.library)
    assert found.sender == "甲馆"
    assert found.content.basis[0].quotations[0].text == WORDS
    own = take_theme(receiver.library, LOCAL, sender.fingerprint, str(number))
    assert own.content.basis == found.content.basis
    assert own.content.recommended_by == "甲馆"


def test_nothing_goes_along_that_nobody_chose(two):
    sender, receiver = two
    (identity,) = sender.add(1)
    published_theme(sender, identity)
    receiver.take(sender.pack(), sender)
    assert themes_of_others(receiver.library) == ()


@pytest.mark.parametrize("tier", ["目录", "摘要", None])
def test_a_theme_gives_away_no_word_of_what_is_not_shared_whole(two, tier):
    sender, receiver = two
    (identity,) = sender.add(1)
    if tier:
        sender.share(tier, identity)
    published_theme(sender, identity)
    give_all(sender)
    package = sender.pack()
    assert WORDS not in notices_in(package)
    receiver.take(package, sender)
    (found,) = themes_of_others(receiver.library)
    assert found.content.basis[0].quotations == ()
    if tier != "摘要":  # whose abstract may open with any words
        assert WORDS.encode() not in everything_under(receiver.library.settings.home)


def test_a_changed_theme_replaces_itself_and_a_withdrawn_one_goes(two):
    sender, receiver = two
    (identity,) = sender.add(1)
    sender.share("全文", identity)
    number = published_theme(sender, identity)
    give_all(sender)
    receiver.take(sender.pack(), sender)

    THEMES.edit(
        sender.library, LOCAL, number, lambda known: known.model_copy(update={"title": "抓到底"})
    )
    publish_theme(sender.library, LOCAL, number, revision=2)
    changed = receiver.take(sender.pack())
    assert [line.change.value for line in changed.preview.notices] == ["更新"]
    same = receiver.take(sender.pack())
    assert [line.change.value for line in same.preview.notices] == ["相同"]
    assert themes_of_others(receiver.library)[0].notice.serial == 2

    withdraw_theme(sender.library, LOCAL, number)
    gone = receiver.take(sender.pack())
    assert [line.change.value for line in gone.preview.notices] == ["撤回"]
    assert themes_of_others(receiver.library) == ()
    with pytest.raises(PaperNotFound):
        theme_of_other(receiver.library, sender.fingerprint, str(number))


def test_what_is_received_overwrites_nothing_of_ones_own(two):
    sender, receiver = two
    for hall in two:
        (identity,) = hall.add(1)
        published_theme(hall, identity)
    give_all(sender)
    before = THEMES.all(receiver.library, LOCAL)
    receiver.take(sender.pack(), sender)
    assert THEMES.all(receiver.library, LOCAL) == before


def test_a_request_is_answered_with_a_document_that_comes_back(two):
    asker, holder = two
    serial = collecting(asker, "关于做好档案整理1工作的通知")
    give_all(asker)
    (identity,) = holder.add(1)
    holder.take(asker.pack(), asker)
    (asked,) = requests_of_others(holder.library)
    assert (asked.sender, asked.content.body) == ("甲馆", "甲馆资料室")

    answer_request(
        holder.library, LOCAL, asker.fingerprint, asked.notice.key, identity[:16], "请查收。"
    )
    asker.take(holder.pack(), holder)

    ((answer,),) = answers_of_others(asker.library).values()
    assert list(answers_of_others(asker.library)) == [serial]
    assert answer.content.words == "请查收。"
    assert asker.stored(answer.content.identity).document.value("title") == answer.content.title
    gaps = GAPS.all(asker.library, LOCAL)
    (offered,) = answers_to(asker.library, LOCAL, gaps).values()
    assert (offered.card.id, offered.label) == (identity[:16], "乙馆答复：请查收。")


def test_an_answer_is_only_for_who_asked(tmp_path):
    with halls(tmp_path, "甲馆", "乙馆", "丙馆") as (asker, holder, third):
        collecting(asker, "一份材料")
        give_all(asker)
        (identity,) = holder.add(1)
        holder.take(asker.pack(), asker)
        key = requests_of_others(holder.library)[0].notice.key
        answer_request(holder.library, LOCAL, asker.fingerprint, key, identity[:16])
        third.take(holder.pack(), holder)
        assert answers_of_others(third.library) == {}
        with pytest.raises(PaperNotFound):
            answer_request(third.library, LOCAL, asker.fingerprint, key, identity[:16])


REPORT = """把难题领回班组——示例机械厂的经验

一、基本情况

示例机械厂是云陵省的制造企业，职工三百人。

二、主要做法

每个班组认领一项难题，编制清单，按月公开进度。

三、取得成效

返修率由百分之六降到百分之二。

示例机械厂
2024年5月
"""


def test_a_recommended_case_is_told_with_who_recommends_it(two):
    sender, receiver = two
    path = sender.papers / "report.txt"
    path.write_text(REPORT, encoding="utf-8")

    assert not add(sender.library, path).failed
    identity = hash_file(path)[0]
    told = ToldOfCase(body="示例工会", why="小厂学得起。", themes=("班组建设",))
    filed = recommend(sender.library, LOCAL, identity[:16], told)
    number = filed.entry.id
    move(sender.library, LOCAL, number, Recommended.REVIEWING, revision=1)
    move(sender.library, LOCAL, number, Recommended.PUBLISHED, revision=2)
    give_all(sender)
    assert hints(sender) == ["案例所在的文件没有共享：对方只看到推荐，打不开案例"]
    sender.share("目录", identity)
    assert hints(sender) == ["案例所在的文件只共享了目录：对方看不到案例的正文"]
    sender.share("全文", identity)
    assert hints(sender) == [""]
    receiver.take(sender.pack(), sender)
    (found,) = cases_of_others(receiver.library)
    assert (found.content.body, found.content.why) == ("示例工会", "小厂学得起。")
    assert found.content.published == sender.library.today


def hints(hall: Hall) -> list[str]:
    return [each.hint for each in givable(hall.library, LOCAL)]


def test_only_keepers_choose_what_goes(two):
    reader = Actor("r", "读者")
    with pytest.raises(Forbidden):
        givable(two[0].library, reader)
    with pytest.raises(Forbidden):
        choose_given(two[0].library, reader, [])


@pytest.mark.parametrize(
    "content",
    [
        None,
        {},
        {"title": "题", "party": "党员"},
        {"title": "题", "due": "明天"},
        {"title": ""},
        {"title": "长" * 200},
        {"title": "题\u0000"},
    ],
)
def test_a_notice_of_another_shape_is_refused(content):
    told = Told.of({"kind": "request", "key": "甲-1", "content": content})
    with pytest.raises(WrongShape):
        parse_notice(told)


def test_the_same_notice_twice_is_refused(two):
    sender, _ = two
    collecting(sender, "一份材料")
    give_all(sender)
    with ZipFile(sender.pack()) as file:
        manifest = json.loads(file.read("manifest.json"))
    assert canonical(manifest)
    manifest["items"] *= 2
    with pytest.raises(WrongShape, match="列了两次"):
        parse_manifest(manifest)


def test_a_day_of_a_request_comes_as_it_was(two):
    asker, holder = two
    due = date(2026, 12, 31)
    filed = request_material(asker.library, LOCAL, Requested(title="材料", due=due))
    move_gap(asker.library, LOCAL, filed.entry.id, State.COLLECTING, revision=1)
    give_all(asker)
    holder.take(asker.pack(), asker)
    assert requests_of_others(holder.library)[0].content.due == due
