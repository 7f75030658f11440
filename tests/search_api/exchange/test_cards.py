"""A document of which only the card is here, beside the rest of the library."""

import pytest
from starlette.testclient import TestClient

from corpus.actor import LOCAL
from corpus.card import HeldElsewhere, Tier, card_bytes, parse_card
from corpus.errors import DamagedFile
from corpus.read import read
from corpus.storage import hash_file
from indexer.ingest.removal import remove_document
from indexer.ingest.worker import Worker
from search_api.export.concerns import concerns
from search_api.quotations.checking import check_text
from search_api.quotations.verdict import Verdict
from search_api.reading import find_document
from search_api.study.paper_sources import quotation_of_no_words
from search_api.study.quoting import reference_of
from search_api.study.sources import source_states
from tests.library import add, search
from tests.search_api.exchange.halls import everything_under
from tests.search_api.shelf import HERE
from web.app import create


def test_a_card_is_read_as_it_was_written(tmp_path):
    held = HeldElsewhere("0" * 64, Tier.ABSTRACT, "第一句。\n第二句。")
    path = tmp_path / "通知.docx"
    path.write_bytes(card_bytes(held))

    assert parse_card(card_bytes(held)) == held
    extracted = read(path)
    assert (extracted.format, extracted.text) == ("card", "第一句。\n第二句。")


@pytest.mark.parametrize(
    "raw", [b"", b"[]", b"{", b'{"identity":"a"}', b'{"identity":"a","tier":"x","abstract":""}']
)
def test_a_card_that_is_none_is_refused(raw):
    with pytest.raises(DamagedFile, match="目录卡片"):
        parse_card(b"XUEJIAN CARD 1\n" + raw)


def test_a_card_that_claims_a_whole_text_is_refused():
    with pytest.raises(DamagedFile):
        parse_card(card_bytes(HeldElsewhere("0" * 64, Tier.WHOLE, "全文")))


def test_reading_everything_again_keeps_what_came_with_a_package(two):
    sender, receiver = two
    whole, abstract, listed = sender.add(1, 2, 3)
    sender.share("全文", whole)
    sender.share("摘要", abstract)
    sender.share("目录", listed)
    sender.correct(whole, title="甲馆改的标题")
    receiver.take(sender.pack(), sender)
    before = [receiver.stored(each).document for each in (whole, abstract, listed)]

    with Worker.open(receiver.library) as worker:
        worker.read_again(lambda outcome: None)

    after = [receiver.stored(each).document for each in (whole, abstract, listed)]
    assert [(each.text, dict(each.facts)) for each in after] == [
        (each.text, dict(each.facts)) for each in before
    ]
    assert [each.completeness for each in after] == ["完整", "仅摘要", "仅目录"]


def test_a_card_can_be_removed_like_any_document(two):
    sender, receiver = two
    (listed,) = sender.add(1)
    sender.share("目录", listed)
    receiver.take(sender.pack(), sender)

    assert remove_document(receiver.library, receiver.id_of(listed)).whole

    assert receiver.found("档案整理1") == []
    assert "档案整理1".encode() not in b"".join(
        path.read_bytes()
        for path in (receiver.library.settings.home / "originals").rglob("*")
        if path.is_file()
    )


def test_an_abstract_never_verifies_a_wording(two):
    sender, receiver = two
    (identity,) = sender.add(1, secret=f"{'本段说明背景情况和由来。' * 30}")
    sender.share("摘要", identity)
    receiver.take(sender.pack(), sender)

    checked = check_text(receiver.library, LOCAL, "“把档案整理1工作抓在日常”。")

    (finding,) = checked.findings
    assert finding.verdict is Verdict.SAME
    assert not finding.is_verified
    assert any("仅摘要" in notice.words for notice in finding.notices)


def test_a_whole_copy_goes_before_a_card_of_the_same_document(two):
    sender, receiver = two
    (identity,) = sender.add(1, secret="".join(f"第{n}项任务由第{n}组承担。" for n in range(40)))
    sender.share("摘要", identity)
    receiver.take(sender.pack(), sender)
    other = receiver.papers / "copy.txt"
    text = sender.stored(identity).document.text
    other.write_text(f"{text}\n", encoding="utf-8")
    add(receiver.library, other)

    (hit,) = search(receiver.library, "档案整理1").hits
    assert hit.card.completeness == "完整"


def test_the_page_of_a_card_says_who_holds_the_text_and_offers_no_original(two):
    sender, receiver = two
    (listed,) = sender.add(1)
    sender.share("目录", listed)
    receiver.take(sender.pack(), sender)
    with TestClient(create(receiver.library.settings), base_url=HERE) as client:
        page = client.get(f"/documents/{receiver.id_of(listed)}").text
        found = client.get("/api/v1/search", params={"completeness": "仅目录"}).json()
        kind = client.get(f"/api/v1/documents/{receiver.id_of(listed)}").json()

    assert "全文由 <b>甲馆</b> 保存" in page
    assert "下载原件" not in page
    assert "关于做好档案整理1工作的通知" in page
    assert found["total"] == 1
    assert kind["completeness"] == "仅目录"
    assert everything_under(receiver.library.settings.home)


LAW = """云陵省水库巡查管理办法

（{year}年3月1日云陵省人民政府令第{number}号公布）

第一条　为了加强水库巡查，制定本办法。

第二条　巡查每{often}一次，记录保存三年。

第三条　本办法自公布之日起施行。
"""


def test_the_address_of_a_card_leads_to_the_text_that_came_and_what_cites_it_is_told_so(two):
    sender, receiver = two
    (identity,) = sender.add(1)
    sender.share("目录", identity)
    receiver.take(sender.pack(), sender)
    card = receiver.id_of(identity)
    cited = quotation_of_no_words(reference_of(find_document(receiver.library, LOCAL, card)))
    sender.share("全文", identity)
    receiver.take(sender.pack("更新"))

    (state,) = source_states(receiver.library, LOCAL, [cited])
    assert state.is_text_arrived
    assert concerns(state)[0].startswith("全文已收到，原来只有卡片，全文 《")
    with TestClient(create(receiver.library.settings), base_url=HERE) as client:
        led = client.get(f"/documents/{card}", headers={"accept": "text/html"})
        assert led.url.path == f"/documents/{identity[:16]}"
        assert "已被替换；这里是今天的文件" in led.text
        direct = client.get(led.url.path, headers={"accept": "text/html"})
        assert "已被替换；这里是今天的文件" not in direct.text


def test_a_newer_version_of_which_only_the_card_is_here_is_known_and_not_compared(two):
    sender, receiver = two
    newer, older = sender.papers / "newer.txt", receiver.papers / "older.txt"
    newer.write_text(LAW.format(year=2020, number=8, often="周"), encoding="utf-8")
    older.write_text(LAW.format(year=2015, number=3, often="月"), encoding="utf-8")
    add(sender.library, newer)
    add(receiver.library, older)
    listed, own = hash_file(newer)[0], hash_file(older)[0][:16]
    sender.share("目录", listed)
    receiver.take(sender.pack(), sender)

    with TestClient(create(receiver.library.settings), base_url=HERE) as client:
        ties = client.get(f"/api/v1/documents/{own}/ties").json()
        compared = client.get(
            f"/documents/{own}/compare", params={"with": receiver.id_of(listed)}
        ).text

    assert ties["validity"]["value"] == "已修改"
    assert "在本馆仅目录，全文由别的单位保存，不能对照" in compared
    assert "<del>" not in compared
    assert receiver.found('"巡查每月一次"') == ["云陵省水库巡查管理办法"]
    assert receiver.found('"巡查每周一次"') == []
