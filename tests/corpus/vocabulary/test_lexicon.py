"""The lexicon that comes with the program."""

from corpus.text.fold import fold
from corpus.vocabulary.alias_groups import AliasKind, Relation, bundled_groups
from corpus.vocabulary.lexicon import Lexicon, bundled_lexicon, is_cuttable
from corpus.vocabulary.wordlists import words


def test_every_bundled_term_can_be_kept_whole():
    assert [term for term in words("policy_terms") if not is_cuttable(fold(term))] == []


def test_every_bundled_group_has_a_source_and_other_words():
    for group in bundled_groups():
        assert group.source
        assert set(group.aliases) - {group.canon}
        assert len(set(group.words)) == len(group.words), group


def test_only_what_is_looked_for_has_a_weight():
    for group in bundled_groups():
        assert (group.weight > 0) is (group.relation is not Relation.RELATED)


def test_a_meeting_knows_the_day_it_began():
    begun = {each.canon: each.valid_from for each in bundled_groups() if each.valid_from}
    assert begun["二十大"] == "2022-10-16"
    assert begun["二十届三中全会"] == "2024-07-15"
    assert begun["十四五"] == "2021"


def test_a_number_is_no_plan_period():
    plans = {each.canon for each in bundled_groups() if each.kind is AliasKind.PLAN}
    assert {"十五", "二十五"} & plans == set()


def test_only_terms_change_the_version_and_anything_the_revision():
    bundled = bundled_lexicon()
    more_words = Lexicon.of(bundled.terms, bundled.groups, {*bundled.function_words, "所谓"})
    more_terms = Lexicon.of([*bundled.terms, "链长"], bundled.groups, bundled.function_words)
    assert more_words.version == bundled.version
    assert more_words.revision != bundled.revision
    assert more_terms.version != bundled.version


def test_terms_are_kept_folded_and_once():
    assert Lexicon.of(["鏈長", "链长", "链长"], (), ()).terms == ("链长",)
