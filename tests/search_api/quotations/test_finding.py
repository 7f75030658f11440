"""Where sentences stand in the library."""

from dataclasses import replace

import pytest

from corpus.actor import LOCAL, Actor
from corpus.settings import Settings
from corpus.text.numerals import chinese
from indexer.library import Library
from search_api.quotations.finding import find_matches
from search_api.quotations.seeking import Wanted, seeds_of
from search_api.quotations.swaps import Swap, SwapKind
from tests.search_api.shelf import SECRET, Paper, fill

SHARED = "新建住宅小区应当按照标准配建电动自行车充电设施，并与主体工程同步验收"
RULES = Paper(
    "/收件/甲.txt",
    f"云陵市电动自行车管理规定\n第一条　为了电动自行车的安全。\n第二条　{SHARED}。\n"
    "第三条　违反本规定第二条规定，逾期不改正的，处二万元以上十万元以下罚款。",
    {"title": "云陵市电动自行车管理规定", "document_class": "regulation"},
    ("第一条", "第二条", "第三条"),
    grade="权威",
)
HIDDEN = replace(
    RULES,
    path="/内部/丁.txt",
    text="内部电动自行车方案\n第一条　本方案所说的秘密措施不得向任何无关人员透露半点。",
    facts={"title": "内部电动自行车方案", "document_class": "plan"},
    beginnings=("第一条",),
    groups=SECRET.groups,
)
OFTEN = "人民代表大会"  # a word, and a seed
CROWD = tuple(
    replace(
        HIDDEN,
        path=f"/收件/{at}.txt",
        text=f"第{at}号规则\n第一条　{f'{OFTEN}，' * 9}"
        f"应当突出监督，健全工作机制，增强监督实效{at}。",
        facts={"title": f"第{at}号规则", "document_class": "regulation"},
        groups=RULES.groups,
    )
    for at in range(40)
)
LONE = replace(
    CROWD[0],
    path="/收件/监督.txt",
    text=f"监督条例\n第一条　{OFTEN}应当突出监督重点，健全工作机制，增强监督实效，回应群众关切。",
)
PLAIN = "违反本条例的规定，情节严重，构成犯罪的，依法追究刑事责任。"
REPEATED = "违反本条例者，处罚；本条例的规矩，从严；构成犯罪的，移送；依法追究刑期，追究刑事责成。"
FINING = tuple(
    replace(
        CROWD[0],
        path=f"/收件/罚{at}.txt",
        text=f"第{at}号罚则\n第一条　{REPEATED * 6}第{at}号。",
        facts={"title": f"第{at}号罚则", "document_class": "regulation"},
    )
    for at in range(60)
)
PLAINLY = replace(
    CROWD[0],
    path="/收件/罚则.txt",
    text=f"罚则\n第一条　{'本条的其他事项由主管部门另行规定。' * 30}{PLAIN}",
    facts={"title": "罚则", "document_class": "regulation"},
)
ARTICLES = tuple(f"第{chinese(at)}条　" for at in range(1, 200))
OTHERS = replace(
    CROWD[0],
    path="/收件/其他.txt",
    text="\n".join(("别的条例", *(f"{each}另行规定之事项。" for each in ARTICLES))),
    beginnings=ARTICLES,
)
READER = Actor(id="reader", name="读者")


@pytest.fixture(scope="module", params=["auto", "whoosh"])
def library(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("finding")
    made = Settings(home=folder / "home", jobs=1, engine=request.param)
    fill(made, (RULES, HIDDEN, *CROWD, LONE, OTHERS, *FINING, PLAINLY), folder)
    with Library.open(made) as opened:
        yield opened


def find(library, text, lead="", actor=LOCAL):
    """Give the best match of a sentence; None where there is none."""
    (found,) = find_matches(library, actor, [Wanted(text, lead)])
    return found[0] if found else None


def test_a_seed_that_is_a_word_hides_nothing_behind_those_that_repeat_it(library):
    match = find(library, f"{OFTEN}应当突出监督重点，健全工作机制，增强监督实效，回应群众关切。")
    assert match.distance == 0


def test_what_many_say_again_and_again_hides_nothing_that_says_it_once(library):
    match = find(library, PLAIN)
    assert match.distance == 0
    assert match.passage.text.endswith(PLAIN)


def test_a_wrong_word_in_what_announces_the_words_of_a_law_is_told(library):
    lead, text = "违反本规定第二条要求，逾期不改正的，", "处二万元以上十万元以下罚款"
    match = find(library, text, lead)
    assert match.led
    assert match.distance == 2


def test_the_number_of_an_article_in_the_lead_is_no_part_of_the_words(library):
    match = find(library, SHARED, "规定第2条，")
    assert (match.led, match.distance) == (False, 0)


def test_a_list_of_short_words_is_found(library):
    assert find(library, "人民、代表、大会、应当、突出").distance == 0


@pytest.mark.parametrize(
    "text", [SHARED, SHARED.replace("，", "、"), SHARED[4:20], f"“{SHARED}”", SHARED + "。"]
)
def test_same_letters_are_found_whatever_the_punctuation(library, text):
    match = find(library, text)
    assert match.distance == 0
    assert match.passage.where.article == "第二条"


def test_the_span_is_verbatim(library):
    assert find(library, "标准配建 电动自行车充电设施、并与主体").text == (
        "标准配建电动自行车充电设施，并与主体"
    )


def test_changed_letters_are_marked_on_both_sides(library):
    given = SHARED.replace("标准", "规范").replace("同步", "")
    match = find(library, given)
    told = [
        (
            given[each.one.start : each.one.end],
            match.passage.text[each.other.start : each.other.end],
        )
        for each in match.edits
    ]
    assert told == [("规范", "标准"), ("", "同步")]
    assert match.distance == 4


def test_a_letter_too_many_at_the_edge_stands_for_no_letter_of_the_next_clause(library):
    match = find(library, "要处二万元以上十万元以下罚款")
    assert match.text == "处二万元以上十万元以下罚款"


def test_a_clause_is_shown_whole_where_its_beginning_differs(library):
    match = find(library, "各类住宅小区应当按照标准配建电动自行车充电设施")
    assert match.text.startswith("新建住宅小区")


def test_another_sentence_is_not_found(library):
    assert find(library, "任何单位和个人不得在公共楼梯间停放大型货运车辆或者堆放杂物") is None


def test_half_of_a_sentence_with_another_half_is_not_found(library):
    assert find(library, SHARED[:12] + "由乡镇人民政府会同有关部门另行制定具体实施方案") is None


def test_lead_that_stands_in_the_source_belongs_to_the_sentence(library):
    words = "逾期不改正的，处二万元以上十万元以下罚款。"
    match = find(library, words, lead="违反本规定第二条规定，")
    assert match.led
    assert match.text.startswith("违反本规定")


def test_lead_that_only_announces_is_left_out(library):
    match = find(library, SHARED, lead="《云陵市电动自行车管理规定》第二条规定，")
    assert not match.led
    assert match.distance == 0


def test_a_swapped_figure_counts_once_and_is_named(library):
    match = find(library, "逾期不改正的，处二万元以上二百五十万元以下罚款")
    assert match.swaps == (Swap(SwapKind.FIGURE, "二百五十万", "十万"),)
    assert match.distance == 1


def test_a_swapped_figure_excuses_no_other_words_around_it(library):
    spliced = "在全省范围内已经建成各类线路五十条，违反本规定第二条规定，逾期不改正的"
    assert find(library, spliced) is None


def test_what_the_asker_may_not_see_is_not_found(library):
    words = "本方案所说的秘密措施不得向任何无关人员透露半点"
    assert find(library, words) is not None
    assert find(library, words, actor=READER) is None


@pytest.mark.parametrize("text", ["", "。", "a", "“”", "卧" * 3, "卧" * 5000])
def test_odd_sentences_are_not_found(library, text):
    assert find(library, text) is None


def test_seeds_go_over_no_punctuation():
    assert all("，" not in seed for seed in seeds_of(SHARED))
    assert len(seeds_of(SHARED)) > 3
