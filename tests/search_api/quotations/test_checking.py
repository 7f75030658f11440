"""What the check says of a quotation: its wording, and all else."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.actor import LOCAL
from corpus.document import Span
from indexer.library import Library
from search_api.problems import TextTooLong
from search_api.quotations.checking import LONGEST_TEXT, check_text
from search_api.quotations.verdict import NoticeKind, Verdict
from tests.search_api.quotations.papers import (
    CHARGING,
    CORE,
    CUT,
    FINES,
    GOVERNING,
    INVENTED,
    LATHE,
    NAMING,
    NEARLY,
    NEW,
    OLD,
    OWNED,
    PARKING,
    SPOKEN,
    quoted_home,
)

PIECES = [
    *"，。：“”《》（）…\n　Ａ1",
    "第三条",
    "习近平总书记指出",
    "根据《云陵市电动自行车管理规定》第二条规定，",
    CHARGING,
    CHARGING[:14],
    CHARGING[9:].replace("配建", "建设"),
    PARKING,
    SPOKEN,
    LATHE[5:],
]
LAW = "《云陵市电动自行车管理规定》"


def check(library, text):
    """Give the only finding of a text."""
    (finding,) = check_text(library, LOCAL, text).findings
    return finding


def kinds(finding):
    return {each.kind for each in finding.notices}


def test_a_sentence_that_stands_so_is_verified(quoted):
    finding = check(quoted, f"{CHARGING}。")
    assert finding.verdict is Verdict.SAME
    assert finding.is_clean
    assert finding.source.card.id == NEW.id
    assert finding.source.text == CHARGING
    assert finding.source.line.startswith("《云陵市电动自行车管理规定》")


def test_a_changed_sentence_shows_the_right_wording(quoted):
    finding = check(quoted, CHARGING.replace("标准", "规范"))
    assert finding.verdict is Verdict.DIFFERENT
    assert finding.source.text == CHARGING
    (edit,) = finding.edits
    assert finding.source.passage.text[edit.other.start : edit.other.end] == "标准"


def test_an_invented_sentence_is_not_found(quoted):
    finding = check(quoted, "各街道应当在春节前后组织三次象棋比赛并公布名次。")
    assert finding.verdict is Verdict.NOT_FOUND
    assert finding.source is None


def test_an_article_with_another_number_in_force_is_told(quoted):
    finding = check(quoted, f"{LAW}第二条规定：{CHARGING}。")
    assert finding.source.card.id == NEW.id
    (notice,) = finding.notices
    assert notice.kind is NoticeKind.ARTICLE
    assert notice.words == (
        "文中作第二条，《云陵市电动自行车管理规定》2023-03-01的文本中是第三条。"
        "第二条是2015-03-01的文本的条号。"
    )
    assert [each.document_id for each in notice.evidence] == [NEW.id, OLD.id]


def test_the_right_number_is_no_matter(quoted):
    assert check(quoted, f"{LAW}第三条规定：{CHARGING}。").is_clean


def test_wording_of_an_older_text_is_told_with_the_newer_one(quoted):
    finding = check(quoted, f"{FINES}。")
    assert finding.source.card.id == OLD.id
    (notice,) = finding.notices
    assert notice.kind is NoticeKind.VALIDITY
    assert "已修改" in notice.words
    assert "一千五百元" in notice.words


def test_words_of_somebody_else_are_told(quoted):
    finding = check(quoted, f"李立诚书记在全省会议上指出：“{SPOKEN}。”")
    (notice,) = finding.notices
    assert notice.kind is NoticeKind.SPEAKER
    assert "讲话人是祁砚声" in notice.words


def test_words_of_the_speaker_are_no_matter(quoted):
    assert check(quoted, f"祁砚声主任在全省会议上指出：“{SPOKEN}。”").is_clean


def test_a_speech_that_names_nobody_confirms_no_speaker(quoted):
    text = "李立诚书记强调：“安全生产要从每一次交接班抓起，把隐患消灭在萌芽状态。”"
    (notice,) = check(quoted, text).notices
    assert notice.words.endswith("没有注明讲话人，不能核对是否为李立诚所讲。")


def test_words_of_a_law_are_no_speech(quoted):
    finding = check(quoted, f"李立诚书记强调：“{PARKING}。”")
    assert kinds(finding) == {NoticeKind.SPEAKER}


def test_words_of_another_document_are_told(quoted):
    finding = check(quoted, f"《云陵省国资工作报告》指出：“{PARKING}。”")
    (notice,) = finding.notices
    assert notice.kind is NoticeKind.SOURCE
    assert "里没有这句话" in notice.words


@pytest.mark.parametrize("name", ["国资工作报告", "意见"])
def test_a_short_name_is_no_other_document(quoted, name):
    assert check(quoted, f"《{name}》提出：“{CORE}。”").is_clean


def test_words_of_another_document_than_a_law_of_a_short_name_are_told(quoted):
    finding = check(quoted, f"《水法》规定：“{PARKING}。”")
    assert finding.notices[0].words.startswith("所称的《水法》里没有这句话")


def test_a_law_of_a_short_name_that_lacks_the_words_is_told(quoted):
    finding = check(quoted, "《水法》第三条规定：“各街道应当在春节前后组织三次象棋比赛。”")
    assert finding.notices[0].words == "库中有《水法》，里面没有这句话。"


def test_each_of_two_sources_must_have_the_words(quoted):
    finding = check(quoted, f"{LAW}和《水法》都规定：“{PARKING}。”")
    (notice,) = finding.notices
    assert notice.words == "所称的《水法》里没有这句话。"


def test_a_speaker_who_is_named_behind_the_words_is_checked(quoted):
    finding = check(quoted, f"“{SPOKEN}。”李立诚书记这样说。")
    assert kinds(finding) == {NoticeKind.SPEAKER}


def test_a_misquotation_in_a_table_is_told_with_its_article(quoted):
    text = f"出处\t原文\n{LAW}第二条\t{CHARGING.replace('标准', '规范')}\n"
    finding = check(quoted, text)
    assert finding.verdict is Verdict.DIFFERENT
    assert kinds(finding) == {NoticeKind.ARTICLE}
    assert len(finding.edits) == 1


def test_a_document_that_the_library_lacks_is_told(quoted):
    finding = check(quoted, f"《碧湾市停车条例》规定：“{PARKING}。”")
    (notice,) = finding.notices
    assert "不在库中，无法核对" in notice.words


def test_a_name_that_a_site_struck_out_is_told_with_the_right_wording(quoted):
    finding = check(quoted, CORE.replace("习近平同志", "总书记同志"))
    assert finding.verdict is Verdict.DIFFERENT
    assert kinds(finding) == {NoticeKind.SCRUBBED}
    assert finding.source.text == CORE


def test_a_name_struck_out_of_what_announces_the_words_is_told_too(quoted):
    text = f"按照以总书记同志为核心的党中央部署要求，{PARKING}。"
    assert kinds(check(quoted, text)) == {NoticeKind.SCRUBBED}


@pytest.mark.parametrize(
    ("text", "kind"), [(CUT, NoticeKind.INCOMPLETE), (INVENTED, NoticeKind.SAMPLE)]
)
def test_what_is_no_full_source_verifies_nothing(quoted, text, kind):
    finding = check(quoted, text)
    assert finding.verdict is Verdict.SAME
    assert kinds(finding) == {kind}
    assert not finding.is_verified
    assert finding.label == "一致，未核实"


def test_a_figure_in_the_place_of_another_is_told(quoted):
    finding = check(quoted, LATHE.replace("98.5%", "99.8%"))
    (notice,) = finding.notices
    assert notice.kind is NoticeKind.FIGURE
    assert notice.words == "文中作“99.8%”，《砺轴重机数字化转型典型案例》作“98.5%”。"


@pytest.mark.parametrize("written", ["百分之九十八点五", "９８.５％", "98.50%"])
def test_a_figure_that_is_only_written_otherwise_is_not_wrong(quoted, written):
    finding = check(quoted, LATHE.replace("98.5%", written))
    assert finding.verdict is Verdict.SAME
    assert finding.is_clean
    assert finding.edits == ()
    for notice in finding.notices:
        assert notice.kind is NoticeKind.WRITING
        assert notice.words.startswith("写法不同，数值相同：文中作")


def test_a_word_that_is_wrong_too_is_told_beside_a_figure_written_otherwise(quoted):
    finding = check(quoted, LATHE.replace("98.5%", "百分之九十八点五").replace("建成", "建好"))
    assert finding.verdict is Verdict.DIFFERENT
    assert finding.edits


def test_words_that_do_not_tell_of_the_enterprise_are_told(quoted):
    finding = check(quoted, f"赤岩矿业集团提出：“{GOVERNING}。”")
    (notice,) = finding.notices
    assert notice.kind is NoticeKind.ENTERPRISE
    assert "没有提到赤岩矿业集团" in notice.words


def test_what_many_companies_are_called_is_no_enterprise(quoted):
    finding = check(quoted, OWNED.replace("控股", "控制"))
    assert finding.verdict is Verdict.DIFFERENT
    assert finding.notices == ()


def test_words_of_another_enterprise_are_told(quoted):
    finding = check(quoted, f"赤岩矿业集团总结：“{LATHE[4:]}。”")
    assert NoticeKind.ENTERPRISE in kinds(finding)


def test_debris_within_a_source_is_no_difference(quoted):
    words = "供暖企业应当提前检修管网，保证居民家中温度"
    assert check(quoted, words).is_clean
    finding = check(quoted, words.replace("检修", "检查"))
    assert [each.one for each in finding.edits] == [Span(9, 10)]


def test_debris_within_the_checked_text_is_no_difference(quoted):
    assert check(quoted, CHARGING.replace("标准", "标&nbsp;准")).verdict is Verdict.SAME


def test_the_number_of_the_article_is_no_part_of_its_words(quoted):
    finding = check(quoted, f"云陵市电动自行车管理规定第3条规定，{CHARGING}。")
    assert finding.verdict is Verdict.SAME
    assert finding.is_clean


def test_the_document_that_is_named_is_shown_though_another_is_nearer(quoted):
    given = "水域岸线由县级以上人民政府划定，任何单位和企业都不得擅自占用"
    finding = check(quoted, f"《水法》规定：“{given}。”")
    assert finding.source.card.title == "水法"
    assert finding.source.text == GOVERNING
    assert NoticeKind.SOURCE not in kinds(finding)


def test_words_of_another_document_are_told_with_those_of_the_one_that_is_named(quoted):
    finding = check(quoted, f"《水法》规定：“{NEARLY}。”")
    assert finding.source.card.title == "水域岸线管理办法"
    (notice,) = finding.notices
    assert f"所称的《水法》里的文字是“{GOVERNING}”" in notice.words


def test_a_source_that_names_the_document_itself_is_no_other_one(quoted):
    assert check(quoted, f"{NAMING}。").is_clean


def test_the_check_works_with_whoosh_too(tmp_path):
    with Library.open(quoted_home(tmp_path, "whoosh")) as library:
        wrong = check(library, f"{LAW}第二条规定：“{CHARGING.replace('标准', '规范')}。”")
        assert wrong.verdict is Verdict.DIFFERENT
        assert wrong.source.text == CHARGING
        assert kinds(wrong) == {NoticeKind.ARTICLE}
        assert check(library, f"{CUT}。").label == "一致，未核实"
        lacking = check(library, "各街道应当在春节前后组织三次象棋比赛并公布名次。")
        assert lacking.verdict is Verdict.NOT_FOUND


def test_the_span_is_what_was_compared(quoted):
    text = f"会前学习。\n{LAW}第三条规定：“{CHARGING}。”散会。"
    finding = check_text(quoted, LOCAL, text).findings[0]
    assert text[finding.span.start : finding.span.end] == f"{CHARGING}。"


def test_too_long_a_text_is_refused(quoted):
    with pytest.raises(TextTooLong):
        check_text(quoted, LOCAL, "字" * (LONGEST_TEXT + 1))


@pytest.mark.parametrize("text", ["", "\n", "？！。", "第一条", "《》第一条规定，"])
def test_a_text_without_sentences_has_no_findings(quoted, text):
    assert check_text(quoted, LOCAL, text).findings == ()


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_whatever_is_put_together_is_told_of_by_spans_of_the_text(quoted, text):
    for finding in check_text(quoted, LOCAL, text).findings:
        given_words = text[finding.span.start : finding.span.end]
        assert given_words.endswith(finding.claim.text)
        for edit in finding.edits:
            assert 0 <= edit.one.start <= edit.one.end <= len(given_words)
            span = finding.source.span
            assert span.start <= edit.other.start <= edit.other.end <= span.end
