"""What comes with a package, goes with one, and stays as it was."""

import json
from pathlib import Path

import pytest

from corpus.actor import LOCAL, Actor
from corpus.card import Tier
from corpus.errors import SecrecyMark
from search_api.exchange.importing import apply_package, receive
from search_api.exchange.refusing import LibraryNotTrusted, PackageRefused
from search_api.exchange.sharing import share, unshare
from search_api.problems import Forbidden
from tests.search_api.exchange.forging import contents, signed
from tests.search_api.exchange.halls import Hall, everything_under, halls


def counts(applied):
    return {name: n for name, n in applied.preview.comparison.counts.items() if n}


def test_documents_of_all_three_tiers_come(two):
    sender, receiver = two
    whole, abstract, listed = sender.add(1, 2, 3)
    sender.share("全文", whole)
    sender.share("摘要", abstract)
    sender.share("目录", listed)

    applied = receiver.take(sender.pack(), sender)

    assert counts(applied) == {"新增": 3}
    assert [receiver.stored(each).document.completeness for each in (whole, abstract, listed)] == [
        "完整",
        "仅摘要",
        "仅目录",
    ]
    assert receiver.stored(whole).document.text == sender.stored(whole).document.text
    assert receiver.stored(listed).document.text == ""
    for identity in (whole, abstract, listed):
        assert receiver.stored(identity).document.value("document_number") == sender.stored(
            identity
        ).document.value("document_number")


def test_a_card_is_found_by_title_and_number_and_no_word_of_its_text_is_there(two):
    sender, receiver = two
    (listed,) = sender.add(3, secret="玄武岩纤维试点在此处。")
    sender.share("目录", listed)

    receiver.take(sender.pack(), sender)

    assert receiver.found("节水改造3") == ["关于做好节水改造3工作的通知"]
    assert receiver.found("示例云政发〔2024〕3号") == ["关于做好节水改造3工作的通知"]
    assert receiver.found("玄武岩纤维") == []
    held = everything_under(receiver.library.settings.home)
    assert "节水改造3".encode() in held
    for word in ("玄武岩", "玄武", "明确责任", "按月报告"):
        assert word.encode() not in held


def test_an_abstract_is_found_and_what_follows_it_is_not(two):
    sender, receiver = two
    (identity,) = sender.add(4, secret=f"{'本段说明背景。' * 60}玄武岩纤维试点在此处。")
    sender.share("摘要", identity)

    receiver.take(sender.pack(), sender)

    assert receiver.found("抓在日常") == ["关于做好班组建设4工作的通知"]
    assert "玄武岩".encode() not in everything_under(receiver.library.settings.home)


def test_the_same_package_twice_changes_nothing_and_says_so(two):
    sender, receiver = two
    sender.share("全文", *sender.add(1))
    package = sender.pack()
    receiver.take(package, sender)
    before = receiver.stored(sender.add(1)[0])

    again = receiver.take(package)

    assert again.preview.is_done
    assert receiver.stored(before.sha256) == before


def test_an_older_package_after_a_newer_one_is_refused(two):
    sender, receiver = two
    sender.share("全文", *sender.add(1))
    older, newer = sender.pack("older"), sender.pack("newer")
    receiver.take(newer, sender)

    with pytest.raises(PackageRefused, match="第 2 号包已经导入，这是更早的第 1 号"):
        receiver.take(older, sender)


def test_the_first_package_of_a_library_needs_its_fingerprint(two):
    sender, receiver = two
    (identity,) = sender.add(1)
    sender.share("全文", identity)
    package = sender.pack()

    with pytest.raises(LibraryNotTrusted, match="核对指纹"):
        receiver.take(package)
    preview = receive(receiver.library, LOCAL, package)
    with pytest.raises(LibraryNotTrusted):
        apply_package(receiver.library, LOCAL, preview.package, trust="0" * 40)

    assert receiver.stored(identity) is None
    assert counts(receiver.take(package, sender)) == {"新增": 1}
    sender.add(2)
    assert counts(receiver.take(sender.pack())) == {"相同": 1}


def test_another_key_under_a_known_name_is_a_loud_warning(two, tmp_path):
    sender, receiver = two
    sender.share("目录", *sender.add(1))
    receiver.take(sender.pack(), sender)
    with halls(tmp_path / "else", "甲馆") as (stranger,):
        stranger.share("目录", *stranger.add(2))
        preview = receive(receiver.library, LOCAL, stranger.pack())

    assert preview.warning.startswith("注意：已知的“甲馆”用的是另一个密钥")
    assert not preview.is_known


def test_what_is_shared_no_longer_leaves_search_and_disk(two):
    sender, receiver = two
    whole, listed = sender.add(1, 2, secret="玄武岩纤维试点在此处。")
    sender.share("全文", whole)
    sender.share("目录", listed)
    receiver.take(sender.pack(), sender)
    assert receiver.found("玄武岩纤维") == ["关于做好档案整理1工作的通知"]
    unshare(sender.library, LOCAL, [whole[:16], listed[:16]])

    applied = receiver.take(sender.pack())

    assert counts(applied) == {"撤回": 2}
    assert receiver.found("玄武岩纤维") == []
    assert receiver.found("档案整理1") == []
    assert receiver.stored(whole) is None
    held = everything_under(receiver.library.settings.home)
    for word in ("玄武岩", "档案整理1", "技能比武2", "001.txt"):
        assert word.encode() not in held


def test_originals_are_hashed_before_anybody_must_wait_for_the_package(two, monkeypatch):
    sender, _ = two
    sender.share("全文", *sender.add(1, 2))
    library, hashed = sender.library, []
    real = library.originals.verify

    def verify(sha256: str) -> bool:
        with library.catalogue.write() as connection:  # would wait for another that writes
            hashed.append(bool(connection))
        return real(sha256)

    monkeypatch.setattr(library.originals, "verify", verify)
    sender.pack()
    assert hashed == [True, True]


def test_an_upgrade_replaces_and_a_downgrade_takes_the_text_away(two):
    sender, receiver = two
    (identity,) = sender.add(5, secret="玄武岩纤维试点在此处。")
    sender.share("目录", identity)
    receiver.take(sender.pack(), sender)
    assert receiver.found("玄武岩纤维") == []

    sender.share("全文", identity)
    assert counts(receiver.take(sender.pack())) == {"更新": 1}
    assert receiver.found("玄武岩纤维") == ["关于做好安全培训5工作的通知"]
    assert receiver.stored(identity).document.completeness == "完整"

    sender.share("目录", identity)
    assert counts(receiver.take(sender.pack())) == {"更新": 1}
    assert receiver.found("玄武岩纤维") == []
    assert receiver.found("安全培训5") == ["关于做好安全培训5工作的通知"]
    assert "玄武岩".encode() not in everything_under(receiver.library.settings.home)


def test_what_the_library_holds_itself_stays_as_it_is(two):
    sender, receiver = two
    (identity,) = sender.add(1)
    receiver.add(1)
    sender.share("全文", identity)
    own = receiver.stored(identity)

    assert counts(receiver.take(sender.pack(), sender)) == {"本馆已有": 1}
    assert receiver.stored(identity) == own

    unshare(sender.library, LOCAL, [identity[:16]])
    receiver.take(sender.pack())
    assert receiver.stored(identity) == own


def test_a_document_that_comes_back_is_known_as_ones_own(two):
    first, second = two
    (identity,) = first.add(1)
    first.share("全文", identity)
    second.take(first.pack(), first)
    second.share("全文", identity)
    own = first.stored(identity)

    applied = first.take(second.pack(), second)

    assert counts(applied) == {"本馆已有": 1}
    assert [line.hands for line in applied.preview.comparison.lines] == [("甲馆", "乙馆")]
    assert first.stored(identity) == own
    assert first.pack()
    assert first.packed.tiers[Tier.WHOLE] == 1


def test_a_corrected_field_comes_along_and_the_own_word_stays_over_it(two):
    sender, receiver = two
    whole, listed = sender.add(1, 2)
    sender.share("全文", whole)
    sender.share("目录", listed)
    sender.correct(whole, title="甲馆改的标题")
    receiver.take(sender.pack(), sender)
    assert receiver.stored(whole).document.value("title") == "甲馆改的标题"
    receiver.correct(whole, title="乙馆改的标题")
    receiver.correct(listed, title="乙馆改的另一个标题")
    sender.correct(whole, title="甲馆再改的标题")
    sender.correct(listed, title="甲馆改的另一个标题")

    applied = receiver.take(sender.pack())

    assert counts(applied) == {"冲突": 2}
    told = {each.theirs: each.ours for each in applied.preview.comparison.conflicts}
    assert told == {
        "甲馆再改的标题": "乙馆改的标题",
        "甲馆改的另一个标题": "乙馆改的另一个标题",
    }
    assert receiver.stored(whole).document.value("title") == "乙馆改的标题"
    assert receiver.stored(listed).document.value("title") == "乙馆改的另一个标题"
    assert counts(receiver.take(sender.pack())) == {"相同": 2}  # asked once


def test_a_field_corrected_to_none_comes_along(two):
    sender, receiver = two
    (identity,) = sender.add(1)
    sender.share("全文", identity)
    sender.correct(identity, document_number="")

    receiver.take(sender.pack(), sender)

    assert receiver.stored(identity).document.value("document_number") is None


def test_ones_own_words_outlive_a_change_of_tier(two):
    sender, receiver = two
    (identity,) = sender.add(1)
    sender.share("目录", identity)
    receiver.take(sender.pack(), sender)
    receiver.correct(identity, title="乙馆改的标题")
    sender.share("全文", identity)

    receiver.take(sender.pack())

    assert receiver.stored(identity).document.completeness == "完整"
    assert receiver.stored(identity).document.value("title") == "乙馆改的标题"


def test_a_package_with_a_marked_file_is_refused_whole(two):
    sender, receiver = two
    (good,) = sender.add(1)
    marked = sender.papers / "marked.txt"
    marked.write_text("秘密★1年\n\n关于某事的通知\n\n各单位：请办理。\n", encoding="utf-8")
    sender.share("全文", good)
    package = sender.pack()
    _smuggle(sender, package, marked)

    with pytest.raises(PackageRefused, match="首页标有“秘密”"):
        receiver.take(package, sender)

    assert receiver.stored(good) is None
    assert "关于某事的通知".encode() not in everything_under(receiver.library.settings.home)


def test_an_abstract_with_a_mark_is_neither_shared_nor_taken(two):
    sender, receiver = two
    (identity,) = sender.add(1)
    with pytest.raises(SecrecyMark):
        share(sender.library, LOCAL, [identity[:16]], Tier.ABSTRACT, abstract="机密★10年\n某事。")

    share(sender.library, LOCAL, [identity[:16]], Tier.ABSTRACT, abstract="某事的摘要。")
    told = json.loads(dict(contents(sender.pack()))["manifest.json"])
    told["items"][0]["abstract"] = "机密★10年\n某事。"
    with pytest.raises(PackageRefused, match="首页标有“机密”"):
        receiver.take(signed(sender, sender.folder / "marked.xjx", told), sender)
    assert receiver.stored(identity) is None


def test_what_another_version_adds_is_passed_over_and_counted(two):
    sender, receiver = two
    (identity,) = sender.add(1)
    sender.share("目录", identity)
    told = json.loads(dict(contents(sender.pack()))["manifest.json"])
    told["items"].append({"kind": "film", "title": "一部片子"})

    applied = receiver.take(signed(sender, sender.folder / "more.xjx", told), sender)

    assert applied.preview.manifest.unknown == 1
    assert receiver.tier_of(identity) == "目录"


def test_only_a_keeper_takes_packages(two):
    sender, receiver = two
    sender.share("目录", *sender.add(1))
    reader = Actor(id="reader", name="读者")

    with pytest.raises(Forbidden):
        receive(receiver.library, reader, sender.pack())


def test_ones_own_package_is_not_taken(two):
    sender, _ = two
    sender.share("目录", *sender.add(1))
    with pytest.raises(PackageRefused, match="本馆自己生成"):
        sender.take(sender.pack())


def _smuggle(sender: Hall, package: Path, file: Path) -> None:
    """Make a package with a file that the sender's own gate would have refused."""
    from dataclasses import replace

    from corpus.storage import hash_file
    from search_api.exchange.archive import write_archive
    from search_api.exchange.identity import identity
    from search_api.exchange.manifest import PackedFile, manifest_bytes
    from search_api.exchange.opening import MANIFEST, SEAL, read_package, seal_bytes

    with package.open("rb") as opened:
        _, manifest, _ = read_package(opened)
    sha256, size = hash_file(file)
    item = manifest.documents[0]
    marked = replace(item, identity=sha256)
    grown = replace(
        manifest,
        documents=(item, marked),
        files=(*manifest.files, PackedFile(marked.file, sha256, size)),
    )
    raw = manifest_bytes(grown)
    seal = seal_bytes(raw, identity(sender.library).key.sign(raw))
    originals = [(each.name, sender.library.originals.path(each.sha256)) for each in manifest.files]
    with package.open("wb") as target:
        write_archive(target, [(MANIFEST, raw), (SEAL, seal), *originals, (marked.file, file)])
