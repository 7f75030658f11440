"""
What every engine must do; `TestTantivyEngine` and `TestWhooshEngine` only supply the engine.

The documents are cut by the real analyser, so that the contract speaks of texts and not of terms.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.document import PLACE_BITS, Document, Fact, Passage
from corpus.settings import Settings
from corpus.text.fold import fold
from indexer.analysis.terms import open_analyser, phrase_stream, stream
from indexer.engine.join import verified
from indexer.engine.join.by_document import ENOUGH_STRICT
from indexer.engine.protocol import EngineReader, EngineWriter
from indexer.engine.query import (
    All,
    Dated,
    Either,
    Group,
    Keyword,
    Node,
    Not,
    Number,
    Question,
    Ranking,
    Sort,
    Text,
    Verified,
)
from indexer.engine.schema import Rows
from indexer.ingest.rows import build_rows

ANALYSER = open_analyser(Settings())


def make_rows(
    ordinal: int, *paragraphs: str, groups: tuple[str, ...] = ("public",), **facts: str
) -> Rows:
    """Make the rows of a document with a passage for each paragraph."""
    passages, start = [], 0
    for place, paragraph in enumerate(paragraphs):
        passages.append(Passage(place, start, start + len(paragraph)))
        start += len(paragraph) + 1
    document = Document(
        id=f"{ordinal:016x}",
        text="\n".join(paragraphs),
        facts={name: Fact(value, 1.0, "rule") for name, value in facts.items()},
        passages=tuple(passages),
    )
    return build_rows(ordinal, document, groups, ANALYSER)


def has(text: str, scope: str = "text") -> Text:
    """Hold where *text* stands, runs of letters and digits as a whole."""
    return Text(stream(fold(text)), scope)


def quoted(text: str) -> Text:
    """Hold where *text* stands, character by character."""
    return Text(phrase_stream(fold(text)))


def rank(text: str) -> Ranking:
    """Rank by the words of *text*."""
    return Ranking(words=dict.fromkeys(ANALYSER.words(fold(text)).split(), 1.0))


def ask(*pieces: Node, by: str = "", **options: object) -> Question:
    """Make a question for every one of *pieces*, ranked by the words of *by*."""
    return Question(pieces=pieces, ranking=rank(by), **options)  # type: ignore[arg-type]


class EngineContract:
    """All behaviour of an engine; a subclass gives `make_writer` and `open_reader`."""

    @pytest.fixture
    def writer(self, tmp_path: Path) -> Iterator[EngineWriter]:
        writer = self.make_writer(tmp_path / "index")
        yield writer
        writer.close()

    @pytest.fixture
    def search_in(
        self, writer: EngineWriter, tmp_path: Path
    ) -> Iterator[Callable[..., EngineReader]]:
        opened: list[EngineReader] = []

        def index(*rows: Rows) -> EngineReader:
            writer.write(rows)
            writer.commit()
            opened.append(self.open_reader(tmp_path / "index"))
            return opened[-1]

        yield index
        for reader in opened:
            reader.close()

    def make_writer(self, folder: Path) -> EngineWriter:
        raise NotImplementedError

    def open_reader(self, folder: Path) -> EngineReader:
        raise NotImplementedError

    def test_an_empty_index_answers_nothing(self, search_in):
        answer = search_in().search(ask(has("国企改革"), by="国企改革", facets=("issuer",)))
        assert (answer.total, answer.relaxed_total, answer.hits) == (0, 0, ())
        assert answer.facets == {"issuer": ()}

    def test_a_piece_matches_across_word_borders(self, search_in):
        reader = search_in(make_rows(1, "依法举行行政处罚听证程序"), make_rows(2, "行政许可与处罚"))
        answer = reader.search(ask(has("处罚听证"), by="处罚 听证", relaxed=False))
        assert ordinals(answer) == [1]

    @pytest.mark.parametrize("sort", Sort)
    @pytest.mark.parametrize("relaxed", [True, False])
    def test_page_by_page_every_match_is_shown_or_stands_behind_one(self, search_in, relaxed, sort):
        reader = search_in(*(make_rows(each, "国企改革" * (each % 7 + 1)) for each in range(60)))
        same = {each: (each // 3 * 3, each // 3 * 3 + 1, each // 3 * 3 + 2) for each in range(60)}
        seen, shown = [], 0
        for offset in range(0, 24, 4):
            question = ask(
                has("国企改革"),
                by="国企改革",
                relaxed=relaxed,
                same_text=same,
                sort=sort,
                offset=offset,
                limit=4,
            )
            answer = reader.search(question)
            assert (answer.total, answer.relaxed_total) == (20, 0)
            shown += len(answer.hits)
            for hit in answer.hits:
                seen += [hit.ordinal, *hit.folded]
        assert (shown, sorted(seen)) == (20, list(range(60)))

    def test_a_facet_counts_the_versions_of_a_text_once(self, search_in):
        reader = search_in(
            make_rows(1, "国企改革", document_class="regulation", issuer="甲省"),
            make_rows(2, "国企改革", document_class="regulation", issuer="乙省"),
            make_rows(3, "国企改革", document_class="regulation", issuer="甲省"),
            make_rows(4, "国企", document_class="regulation", issuer="甲省"),
        )
        same = dict.fromkeys((1, 2, 4), (4, 2, 1))
        question = ask(
            has("国企"),
            has("改革"),
            by="国企改革",
            facets=("document_class", "issuer"),
            same_text=same,
        )
        answer = reader.search(question)
        assert (answer.total, answer.relaxed_total) == (2, 0)
        assert {hit.ordinal: hit.folded for hit in answer.hits} == {2: (1, 4), 3: ()}
        assert answer.facets["document_class"] == (("regulation", 2),)
        assert answer.facets["issuer"] == (("甲省", 2), ("乙省", 1))

    def test_sorted_by_date_a_text_stands_where_its_shown_version_belongs(self, search_in):
        reader = search_in(
            make_rows(1, "国企改革", written="2001-01-01"),
            make_rows(2, "国企改革", written="2010-01-01"),
            make_rows(3, "国企改革", written="2020-01-01"),
        )
        question = ask(has("国企"), by="国企", same_text=dict.fromkeys((1, 3), (3, 1)))
        oldest = reader.search(replace(question, sort=Sort.OLDEST))
        assert ordinals(oldest) == [2, 3]
        assert ordinals(reader.search(replace(question, sort=Sort.NEWEST))) == [3, 2]

    def test_a_lone_character_is_found(self, search_in):
        reader = search_in(make_rows(1, "依法纳税"), make_rows(2, "依法治国"))
        assert ordinals(reader.search(ask(has("税"), by="税"))) == [1]

    def test_a_run_matches_as_a_whole_and_quoted_within(self, search_in):
        reader = search_in(make_rows(1, "增长20%"), make_rows(2, "增长120%"))
        assert ordinals(reader.search(ask(has("20%"), by="20", relaxed=False))) == [1]
        assert set(ordinals(reader.search(ask(quoted("20%"), by="20")))) == {1, 2}

    def test_no_phrase_crosses_the_border_of_passages(self, search_in):
        reader = search_in(make_rows(1, "坚持党的领导", "干部队伍建设"))
        assert reader.search(ask(quoted("领导干部"), by="领导干部")).total == 0

    def test_pieces_may_stand_in_different_passages_of_a_document(self, search_in):
        reader = search_in(make_rows(1, "国企改革", "党的领导"), make_rows(2, "国企改革"))
        answer = reader.search(ask(has("国企改革"), has("党的领导"), by="国企改革 党的领导"))
        assert answer.total == 1
        assert [(hit.ordinal, hit.relaxed) for hit in answer.hits] == [(1, False), (2, True)]
        assert answer.relaxed_total == 1

    def test_one_passage_with_all_pieces_beats_scattered_ones(self, search_in):
        scattered = make_rows(1, "改革改革改革", "领导领导领导")
        together = make_rows(2, "在长篇的论述之中既谈到了改革这件事情也谈到了领导这件事情" * 3)
        reader = search_in(scattered, together)
        answer = reader.search(ask(has("改革"), has("领导"), by="改革 领导"))
        assert ordinals(answer) == [2, 1]

    def test_what_stands_as_typed_comes_first(self, search_in):
        apart = make_rows(1, "主要责任由领导承担，主要工作由领导部署")
        together = make_rows(2, "其他事项" * 30 + "主要领导")
        question = ask(has("主要"), has("领导"), by="主要 领导")
        ranking = replace(question.ranking, literal={stream("主要领导"): 1000.0})
        reader = search_in(apart, together)
        assert ordinals(reader.search(question)) == [1, 2]
        assert ordinals(reader.search(replace(question, ranking=ranking))) == [2, 1]

    def test_a_question_orders_strict_and_relaxed_alike(self, search_in):
        strict = make_rows(1, "税收" + "其他事项" * 60, "优惠" + "别的内容" * 60)
        better = make_rows(2, "税收优惠政策")
        question = ask(has("税收"), has("其他"), by="税收优惠政策", strict_first=False)
        answer = search_in(strict, better).search(question)
        assert [(hit.ordinal, hit.relaxed) for hit in answer.hits] == [(2, True), (1, False)]

    def test_relaxed_hits_can_be_left_out_of_the_list(self, search_in):
        reader = search_in(make_rows(1, "甲事乙事"), make_rows(2, "甲事"))
        question = ask(has("甲事"), has("乙事"), by="甲事 乙事")
        assert ordinals(reader.search(question)) == [1, 2]
        strict = reader.search(replace(question, relaxed=False))
        assert (ordinals(strict), strict.relaxed_total) == ([1], 0)

    def test_facets_count_relaxed_hits_where_these_do_not_come_after_strict_ones(self, search_in):
        reader = search_in(
            make_rows(1, "甲事乙事", document_class="policy"),
            make_rows(2, "甲事", document_class="speech"),
            make_rows(3, "丙事", document_class="plan"),
        )
        question = ask(has("甲事"), has("乙事"), by="甲事 乙事", facets=("document_class",))
        alike = replace(question, strict_first=False)
        none_strict = replace(question, pieces=(has("甲事"), has("丙事")))
        counted = [reader.search(each) for each in (question, alike, none_strict)]
        assert [each.counts_relaxed for each in counted] == [False, True, True]
        assert [dict(each.facets["document_class"]) for each in counted] == [
            {"policy": 1},
            {"policy": 1, "speech": 1},
            {"policy": 1, "speech": 1},
        ]

    @pytest.mark.parametrize(("strict", "relaxed"), [(ENOUGH_STRICT - 1, 1), (ENOUGH_STRICT, 0)])
    def test_what_is_near_is_listed_only_where_few_match(self, search_in, strict, relaxed):
        near = make_rows(strict + 1, "甲事")
        reader = search_in(
            *(make_rows(each + 1, "甲事乙事") for each in range(strict)),
            near,
        )
        question = ask(has("甲事"), has("乙事"), by="甲事 乙事")
        answer = reader.search(question)
        assert (answer.total, answer.relaxed_total) == (strict, relaxed)

    def test_required_pieces_hold_for_relaxed_hits_too(self, search_in):
        reader = search_in(
            make_rows(1, "国企改革"), make_rows(2, "国企党建改革"), make_rows(3, "国企")
        )
        required = All((has("国企"), Not(has("党建"))))
        question = ask(has("改革"), by="国企改革", required=required)
        answer = reader.search(question)
        assert [(hit.ordinal, hit.relaxed) for hit in answer.hits] == [(1, False), (3, True)]

    def test_what_rows_cannot_tell_is_verified_on_passages(self, search_in):
        reader = search_in(
            make_rows(1, "税收优惠政策", "其他"), make_rows(2, "税收。优惠"), make_rows(3, "税收")
        )
        asked: list[int] = []

        def only_the_first(keys):
            asked.extend(keys)
            return frozenset(key for key in keys if key >> PLACE_BITS == 1)

        question = ask(
            by="税收 优惠",
            verified=(Verified(All((has("税收"), has("优惠"))), only_the_first),),
            facets=("issuer",),
        )
        answer = reader.search(question)
        assert {key >> PLACE_BITS for key in asked} == {1, 2}
        assert (answer.total, answer.at_least, ordinals(answer)) == (1, False, [1])

    def test_only_verified_passages_are_shown_and_counted(self, search_in):
        reader = search_in(make_rows(1, "税收优惠", "税收政策", "税收征管"))

        def all_but_the_first(keys):
            return frozenset(key for key in keys if key & ((1 << PLACE_BITS) - 1))

        asked = {"by": "税收", "verified": (Verified(has("税收"), all_but_the_first),)}
        answer = reader.search(ask(has("税收"), passages=1, **asked))
        assert (answer.total, answer.hits[0].more) == (1, 1)
        assert answer.hits[0].passages[0].place in (1, 2)
        by_passage = reader.search(ask(has("税收"), group=Group.PASSAGE, **asked))
        assert by_passage.total == 2
        assert {hit.passages[0].place for hit in by_passage.hits} == {1, 2}

    def test_beyond_what_can_be_verified_the_total_says_at_least(self, search_in, monkeypatch):
        monkeypatch.setattr(verified, "MOST_VERIFIED", 2)
        reader = search_in(*(make_rows(each, "税收优惠") for each in (1, 2, 3)))
        answer = reader.search(
            ask(has("税收"), by="税收", verified=(Verified(has("税收"), frozenset),))
        )
        assert (answer.total, answer.at_least) == (2, True)

    def test_meaning_finds_what_shares_no_word_within_what_always_holds(self, search_in):
        reader = search_in(
            make_rows(1, "用工须订立书面契约", "附则", groups=("public",)),
            make_rows(2, "公司 签 合同", groups=("public",)),
            make_rows(3, "劳动关系的确认", groups=("inner",)),
        )
        asked: list[object] = []

        def meaning(allowed, keys):
            asked.append((allowed, list(keys)))
            every = {1 << PLACE_BITS: 90.0, (1 << PLACE_BITS) + 1: 10.0, 3 << PLACE_BITS: 99.0}
            return {key: gain for key, gain in every.items() if key >> PLACE_BITS in allowed}

        question = ask(
            has("合同"),
            has("怎么办"),
            by="公司 签 合同",
            meaning=meaning,
            strict_first=False,
            visible_to=frozenset({"public"}),
        )
        answer = reader.search(question)
        assert asked == [(frozenset({1, 2}), [2 << PLACE_BITS])]
        assert ordinals(answer) == [1, 2]
        assert answer.hits[0].relaxed
        assert answer.hits[0].passages[0].place == 0
        by_passage = reader.search(replace(question, group=Group.PASSAGE))
        places = [(hit.ordinal, hit.passages[0].place) for hit in by_passage.hits]
        assert sorted(places[1:]) == [(1, 1), (2, 0)]
        assert places[0] == (1, 0)

    def test_each_condition_is_verified_on_a_passage_of_its_own(self, search_in):
        reader = search_in(
            make_rows(1, "税收优惠", "节水用水"),
            make_rows(2, "税收优惠", "用水"),
            make_rows(3, "节水用水"),
        )
        verified = (
            Verified(has("税收"), frozenset),
            Verified(All((has("节水"), has("用水"))), frozenset),
        )
        answer = reader.search(ask(by="税收 优惠 节水 用水", verified=verified, passages=5))
        assert ordinals(answer) == [1]
        assert {each.place for each in answer.hits[0].passages} == {0, 1}
        by_passage = reader.search(ask(by="税收", verified=verified, group=Group.PASSAGE))
        assert by_passage.total == 0

    def test_documents_are_found_by_their_dates_however_partial(self, search_in):
        dates = ("2023", "2023-03", "2023-03-15", "2023-03-16", "2024-06-30", "2024-07", "2022")
        rows = [make_rows(at, "用水", written=date) for at, date in enumerate(dates, 1)]
        reader = search_in(*rows, make_rows(9, "用水"))
        dated = Dated(20230316, 20240630)
        answer = reader.search(ask(has("用水"), by="用水", required=All((dated,))))
        assert set(ordinals(answer)) == {1, 2, 4, 5}
        denied = ask(has("用水"), by="用水", required=All((Not(dated),)))
        assert set(ordinals(reader.search(denied))) == {3, 6, 7, 9}

    def test_either_holds_where_one_does(self, search_in):
        reader = search_in(make_rows(1, "国企"), make_rows(2, "国有企业"), make_rows(3, "民企"))
        answer = reader.search(ask(Either((has("国企"), has("国有企业"))), by="国企 国有 企业"))
        assert set(ordinals(answer)) == {1, 2}

    def test_a_field_is_searched_by_its_own_text(self, search_in):
        reader = search_in(
            make_rows(1, "正文", title="促进民营经济的意见"), make_rows(2, "民营经济", title="纪要")
        )
        question = ask(required=All((has("民营经济", "title"),)), by="民营经济")
        assert ordinals(reader.search(question)) == [1]
        lone = ask(required=All((has("民", "title"),)))
        assert ordinals(reader.search(lone)) == [1]

    def test_a_number_finds_its_document_first_then_those_that_cite_it(self, search_in):
        reader = search_in(
            make_rows(1, "根据国发〔2025〕1号文件", document_number="国发〔2025〕11号"),
            make_rows(2, "正文", document_number="国发〔2025〕1号"),
        )
        key = Number("国发|2025|1")
        pinned = Number(key.key, own=True)
        answer = reader.search(ask(key, by="国发", pinned=pinned))
        assert ordinals(answer) == [2, 1]

    def test_a_whole_title_stands_first(self, search_in):
        reader = search_in(
            make_rows(1, "安全生产法安全生产法安全生产法"),
            make_rows(2, "本法适用范围", title="安全生产法"),
        )
        pinned = Keyword("title_key", ("安全生产法",))
        answer = reader.search(ask(has("安全生产法"), by="安全生产法", pinned=pinned))
        assert ordinals(answer) == [2, 1]

    def test_filters_bind_hits_totals_and_facets(self, search_in):
        reader = search_in(
            make_rows(1, "改革", issuer="甲局", document_class="policy"),
            make_rows(2, "改革", issuer="乙局", document_class="speech"),
        )
        chosen = (Keyword("issuer", ("乙局",)),)
        answer = reader.search(
            ask(has("改革"), by="改革", filters=chosen, facets=("document_class", "issuer"))
        )
        assert (answer.total, ordinals(answer)) == (1, [2])
        assert answer.facets == {"document_class": (("speech", 1),), "issuer": (("乙局", 1),)}

    def test_nothing_tells_of_what_the_asker_may_not_see(self, search_in):
        open_rows = make_rows(1, "改革", issuer="甲局")
        secret = make_rows(2, "改革 改革", issuer="乙局", groups=("内部",))
        reader = search_in(open_rows, secret)
        asked = {"by": "改革", "facets": ("issuer",)}
        outsider = reader.search(ask(has("改革"), visible_to=frozenset({"public"}), **asked))
        insider = reader.search(ask(has("改革"), visible_to=frozenset({"public", "内部"}), **asked))
        assert (outsider.total, outsider.relaxed_total, ordinals(outsider)) == (1, 0, [1])
        assert outsider.facets["issuer"] == (("甲局", 1),)
        assert insider.total == 2

    def test_browsing_lists_by_date_without_a_query(self, search_in):
        reader = search_in(
            make_rows(1, "甲", written="2021-05-01"),
            make_rows(2, "乙", written="2024"),
            make_rows(3, "丙"),
        )
        assert ordinals(reader.search(Question())) == [2, 1, 3]
        assert ordinals(reader.search(Question(sort=Sort.OLDEST))) == [3, 1, 2]
        assert ordinals(reader.search(Question(offset=1, limit=1))) == [1]

    def test_sorting_by_date_puts_relaxed_hits_behind(self, search_in):
        reader = search_in(
            make_rows(1, "甲事乙事", written="2020-01-01"),
            make_rows(2, "甲事乙事", written="2022-01-01"),
            make_rows(3, "甲事", written="2024-01-01"),
        )
        pieces = (has("甲事"), has("乙事"))
        question = ask(*pieces, by="甲事 乙事", sort=Sort.NEWEST)
        assert ordinals(reader.search(question)) == [2, 1, 3]
        later = ask(*pieces, by="甲事 乙事", sort=Sort.NEWEST, offset=2)
        assert ordinals(reader.search(later)) == [3]

    def test_pages_join_without_gap_or_repetition(self, search_in):
        rows = [make_rows(n, *["改革"] * (n % 3 + 1), "发展") for n in range(1, 31)]
        reader = search_in(*rows)
        pages = [
            ordinals(reader.search(ask(has("改革"), by="改革", offset=at, limit=7)))
            for at in range(0, 35, 7)
        ]
        assert sorted(each for page in pages for each in page) == list(range(1, 31))

    def test_strict_hits_beyond_the_best_thousand_passages_are_reached(self, search_in):
        loud = [make_rows(n, *["改革"] * 60) for n in range(1, 19)]
        quiet = [make_rows(n, "改革" + "其他内容" * 30) for n in range(19, 24)]
        reader = search_in(*loud, *quiet)
        answer = reader.search(ask(has("改革"), by="改革", limit=30))
        assert answer.total == 23
        assert sorted(ordinals(answer)) == list(range(1, 24))

    def test_a_document_is_listed_once_with_its_best_passages_first(self, search_in):
        reader = search_in(make_rows(1, "改革" + "其他" * 40, "无关", "改革改革改革"))
        (hit,) = reader.search(ask(has("改革"), by="改革", passages=2)).hits
        assert [passage.place for passage in hit.passages] == [2, 0]
        (hit,) = reader.search(ask(has("改革"), by="改革", passages=1)).hits
        assert ([passage.place for passage in hit.passages], hit.more) == ([2], 1)

    def test_a_passage_with_the_quotation_is_shown_before_those_with_other_words(self, search_in):
        text = "另据章程规定，在各级企业之中设立党的组织，开展党的活动。" + "其他事项" * 30
        reader = search_in(make_rows(1, "公司公司公司", "公司法", text, title="公司法"))
        question = ask(has("公司"), by="公司", required=All((quoted("党的组织"),)), passages=2)
        (hit,) = reader.search(question).hits
        assert [passage.place for passage in hit.passages] == [2, 0]
        assert hit.more == 1

    def test_what_the_title_holds_already_says_nothing_of_a_passage(self, search_in):
        reader = search_in(
            make_rows(
                1,
                "公司章程载明组织",
                "党和公司" + "其他" * 40,
                "党的组织" + "其他" * 40,
                title="公司法",
            )
        )
        question = ask(has("公司"), has("党"), has("组织"), by="公司 组织", passages=3)
        (hit,) = reader.search(question).hits
        assert [passage.place for passage in hit.passages] == [2, 0, 1]

    def test_of_passages_with_as_many_pieces_that_with_the_typed_run_is_shown_first(
        self, search_in
    ):
        reader = search_in(make_rows(1, "领导，主要，领导，主要", "其他事项" * 30 + "主要领导"))
        question = ask(has("主要"), has("领导"), by="主要 领导", passages=2)
        typed = replace(question.ranking, literal={stream("主要领导"): 1000.0})
        (hit,) = reader.search(replace(question, ranking=typed)).hits
        assert [passage.place for passage in hit.passages] == [1, 0]

    def test_verified_passages_with_the_quotation_are_shown_first(self, search_in):
        reader = search_in(make_rows(1, "公司公司公司", "公司设立党的组织" + "其他" * 40))
        company = Verified(has("公司"), frozenset)
        required = All((quoted("党的组织"),))
        question = ask(by="公司", required=required, verified=(company,), passages=2)
        (hit,) = reader.search(question).hits
        assert [passage.place for passage in hit.passages] == [1, 0]

    def test_grouping_by_passage_ranks_and_counts_passages(self, search_in):
        reader = search_in(
            make_rows(1, "改革" + "其他" * 40, "改革改革"), make_rows(2, "发展", "改革与发展")
        )
        answer = reader.search(
            ask(has("改革"), has("发展"), by="改革 发展", group=Group.PASSAGE, limit=2)
        )
        assert answer.total == 4
        assert len(answer.hits) == 2
        best = answer.hits[0]
        assert (best.ordinal, best.passages[0].place) == (2, 1)

    def test_quotations_and_minus_bind_passages_when_grouped_so(self, search_in):
        reader = search_in(make_rows(1, "深化改革", "改革发展", "深化发展"))
        required = All((quoted("改革"), Not(quoted("深化"))))
        answer = reader.search(ask(by="改革", required=required, group=Group.PASSAGE))
        assert [(hit.ordinal, hit.passages[0].place) for hit in answer.hits] == [(1, 1)]
        assert answer.total == 1

    def test_writing_again_replaces(self, search_in, writer):
        reader = search_in(make_rows(1, "旧文本", "多余的段落"), make_rows(2, "另一篇"))
        writer.write([make_rows(1, "新文本")])
        writer.commit()
        reader.refresh()
        assert reader.search(ask(has("旧文本"), by="旧文本", relaxed=False)).total == 0
        assert ordinals(reader.search(ask(has("新文本"), by="新 文本", relaxed=False))) == [1]
        every = Ranking(words={"文本": 1.0, "段落": 1.0, "一篇": 1.0})
        counted = reader.search(Question(ranking=every, group=Group.PASSAGE))
        assert counted.total == 2

    def test_passages_that_are_not_counted_are_the_same(self, search_in):
        reader = search_in(*(make_rows(at, f"文本{'文本' * at}") for at in range(1, 6)))
        question = ask(by="文本", group=Group.PASSAGE, limit=3)
        counted = reader.search(question)
        listed = reader.search(replace(question, counted=False))
        assert listed.hits == counted.hits
        assert (counted.total, listed.total) == (5, 3)
        assert listed.at_least

    def test_deleting_takes_document_and_passages_out(self, search_in, writer):
        reader = search_in(make_rows(1, "甲文本"), make_rows(2, "乙文本"))
        writer.delete([1, 99])
        writer.commit()
        reader.refresh()
        assert reader.ordinals() == {2}
        grouped = ask(by="文本", group=Group.PASSAGE)
        assert reader.search(grouped).total == 1

    def test_nothing_shows_before_the_commit(self, search_in, writer):
        reader = search_in(make_rows(1, "甲文本"))
        writer.write([make_rows(2, "乙文本")])
        reader.refresh()
        assert reader.ordinals() == {1}

    def test_a_document_without_text_is_found_by_its_title(self, search_in):
        reader = search_in(make_rows(1, "", title="安全生产通告"))
        assert ordinals(reader.search(ask(has("安全生产"), by="安全生产"))) == [1]


def ordinals(answer) -> list[int]:
    """Give the documents of the hits in order."""
    return [hit.ordinal for hit in answer.hits]
