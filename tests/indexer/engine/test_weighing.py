"""What every engine must do about the weights of documents: national before local, and the like."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.document import PLACE_BITS
from indexer.analysis.terms import title_pairs
from indexer.engine.join import by_passage
from indexer.engine.protocol import EngineReader
from indexer.engine.query import All, Group, Keyword, Not, Weighing
from indexer.engine.registry import make_writer, open_reader
from indexer.engine.schema import Rows
from tests.engine_contract import ask, make_rows, ordinals, quoted

AUTHORITY = (1.0, 0.5, 0.6, 0.7, 0.8, 1.0)


@pytest.fixture(params=("tantivy", "whoosh"))
def search_in(request, tmp_path: Path) -> Iterator[Callable[..., EngineReader]]:
    """Give what indexes rows and opens a reader, on each engine."""
    if request.param == "tantivy":
        pytest.importorskip("tantivy", reason="the fast twin is not installed")
    folder = tmp_path / "index"
    writer = make_writer(request.param, folder)
    opened: list[EngineReader] = []

    def index(*rows: Rows) -> EngineReader:
        writer.write(rows)
        writer.commit()
        opened.append(open_reader(request.param, folder))
        return opened[-1]

    yield index
    writer.close()
    for reader in opened:
        reader.close()


def law_row(ordinal: int, level: str, *paragraphs: str) -> Rows:
    """Make the rows of a regulation by a body of this level."""
    issuer = {"中央": "全国人民代表大会", "省": "浙江省人民代表大会"}[level]
    return make_rows(
        ordinal, *paragraphs, document_class="regulation", issuer_level=level, issuer=issuer
    )


def test_the_authority_of_a_document_is_read_with_its_passages(search_in):
    reader = search_in(law_row(1, "省", "食品安全 食品安全"), law_row(2, "中央", "食品安全监督"))
    asked = ask(by="食品安全", weighing=Weighing(authority=AUTHORITY))
    assert ordinals(reader.search(replace(asked, weighing=Weighing()))) == [1, 2]
    assert ordinals(reader.search(asked)) == [2, 1]


@pytest.mark.parametrize("group", Group)
def test_what_is_lowered_stands_below_and_is_not_hidden(search_in, group):
    reader = search_in(make_rows(1, "食品安全 食品安全"), make_rows(2, "食品安全监督"))
    answer = reader.search(ask(by="食品安全", group=group, weighing=Weighing(lowered={1: 0.5})))
    assert ordinals(answer) == [2, 1]


@pytest.mark.parametrize("group", Group)
def test_a_region_that_is_asked_for_weighs_more(search_in, group):
    reader = search_in(law_row(1, "中央", "食品安全"), law_row(2, "省", "食品安全监督管理"))
    weighing = Weighing(
        authority=AUTHORITY,
        asked=Keyword("issuer_level", ("省",)),
        asked_factor=2.0,
    )
    asked = ask(by="食品安全", group=group, weighing=weighing)
    assert ordinals(reader.search(replace(asked, weighing=replace(weighing, asked=None)))) == [
        1,
        2,
    ]
    assert ordinals(reader.search(asked)) == [2, 1]


def test_a_document_with_more_good_passages_stands_higher(search_in):
    reader = search_in(
        make_rows(1, "食品安全 食品安全"), make_rows(2, "食品安全监督", *["食品安全检查"] * 9)
    )
    found = reader.search(ask(by="食品安全", weighing=Weighing(company=1.0)))
    assert ordinals(found) == [2, 1]


def test_pages_of_weighed_passages_fit_together(search_in, monkeypatch):
    monkeypatch.setattr(by_passage, "BEST_PASSAGES", 7)
    reader = search_in(*(make_rows(each, "食品安全" * (each % 5 + 1)) for each in range(20)))
    lowered = {each: 1 / (each + 1) for each in range(20)}
    asked = ask(by="食品安全", group=Group.PASSAGE, limit=3, weighing=Weighing(lowered=lowered))
    pages = [reader.search(replace(asked, offset=at)) for at in range(0, 21, 3)]
    assert sorted(each for page in pages for each in ordinals(page)) == [*range(20)]


def titled(ordinal: int, title: str, text: str = "食品安全") -> Rows:
    """Make the rows of a document with this title."""
    return make_rows(ordinal, text, title=title)


def test_a_title_with_a_word_left_out_stands_first(search_in):
    reader = search_in(
        titled(1, "食品经营许可管理办法", "食品经营管理办法，食品经营管理，食品经营"),
        titled(2, "食品经营管理", "从略"),
        titled(3, "食品抽样检验经营管理办法"),
    )
    pairs = title_pairs("食品经营管理办法")
    found = reader.search(ask(by="食品 经营", titled=pairs))
    assert ordinals(found) == [2, 1, 3]


def test_what_has_little_of_a_title_does_not_stand_first(search_in):
    reader = search_in(titled(1, "管理办法总目录汇编"), titled(2, "另一份", "食品食品食品"))
    found = reader.search(ask(by="食品", titled=title_pairs("食品经营管理办法")))
    assert ordinals(found) == [2, 1]


def test_a_near_title_must_hold_what_is_required(search_in):
    reader = search_in(titled(1, "食品经营管理办法"), titled(2, "另一份"))
    asked = ask(by="食品", titled=title_pairs("食品经营管理"), required=All((Not(quoted("办法")),)))
    assert ordinals(reader.search(asked)) == [2]


@pytest.mark.parametrize("weighing", [Weighing(), Weighing(company=0.1)])
def test_an_article_in_several_versions_takes_one_place(search_in, weighing):
    versions = (2, 1)  # the newest first
    reader = search_in(
        make_rows(1, "食品安全 食品安全", "食品检验"),
        make_rows(2, "食品安全", "食品检验"),
        make_rows(3, "食品"),
    )
    names = {key(1, 0): "第一条", key(2, 0): "第一条", key(1, 1): "第二条", key(2, 1): "第三条"}
    asked = ask(
        by="食品 安全 检验",
        group=Group.PASSAGE,
        weighing=weighing,
        same_text=dict.fromkeys(versions, versions),
        named=lambda keys: {each: names[each] for each in keys},
    )
    answer = reader.search(asked)
    shown = [(hit.ordinal, hit.passages[0].place) for hit in answer.hits]
    assert shown[0] == (2, 0)
    assert sorted(shown) == [(1, 1), (2, 0), (2, 1), (3, 0)]


def test_pages_are_cut_behind_the_folding(search_in, monkeypatch):
    monkeypatch.setattr(by_passage, "BEST_PASSAGES", 4)
    reader = search_in(*(make_rows(each, "食品安全" * (each % 5 + 1)) for each in range(20)))
    same = {each: (each // 2 * 2, each // 2 * 2 + 1) for each in range(20)}
    asked = ask(
        by="食品安全",
        group=Group.PASSAGE,
        limit=3,
        same_text=same,
        named=lambda keys: dict.fromkeys(keys, "第一条"),
    )
    pages = [reader.search(replace(asked, offset=at)) for at in range(0, 12, 3)]
    assert sorted(each // 2 for page in pages for each in ordinals(page)) == [*range(10)]


def test_two_passages_of_one_name_in_one_version_are_both_shown(search_in):
    reader = search_in(make_rows(1, "食品安全", "食品检验"))
    asked = ask(
        by="食品",
        group=Group.PASSAGE,
        same_text={1: (1, 2)},
        named=lambda keys: dict.fromkeys(keys, "第一条"),
    )
    assert ordinals(reader.search(asked)) == [1, 1]


def key(ordinal: int, place: int) -> int:
    """Give the key of a passage."""
    return (ordinal << PLACE_BITS) + place
