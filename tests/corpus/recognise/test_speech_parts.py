import pytest

from corpus.recognise import recognise
from corpus.recognise.lines import read_lines
from corpus.recognise.outline import read_outline
from corpus.recognise.speech_parts import speech_parts
from tests.corpus.recognise.extraction import extracted
from tests.corpus.recognise.hostile import seconds_on

HEADED = (
    "同志们：",
    "这次会议的主要任务是总结去年工作、部署今年任务。下面，我讲四点意见。",
    "一、肯定成绩，看清来路",
    "过去的一年，全省国资系统利润增长8%。",
    "二、正视差距，清醒看到短板",
    "有的企业改革停在纸上，问题还不少。",
    "三、突出重点，抓好今年任务",
    "第一，抓布局。第二，抓创新。",
    "四、加强领导，压实责任",
    "各级党委要严明纪律，狠抓落实。",
    "同志们，任务已经明确。让我们团结奋斗，以优异成绩迎接节日。",
    "谢谢大家。",
)


def parts(*lines):
    given = extracted(*lines)
    body = read_lines(given)
    found = speech_parts(None, body, read_outline(body, document_id="0123456789abcdef"))
    return [(part.role, given.text[part.span.start : part.span.end]) for part in found]


def roles(*lines):
    return [role for role, _ in parts(*lines)]


def test_a_speech_with_headings_has_all_its_parts():
    assert roles(*HEADED) == [
        "sp_greet",
        "sp_open",
        "sp_review",
        "sp_problem",
        "sp_task",
        "sp_require",
        "sp_close",
    ]


def test_parts_begin_with_their_heading_and_miss_nothing():
    found = parts(*HEADED)
    assert found[0] == ("sp_greet", "同志们：")
    assert found[2] == ("sp_review", "\n".join(HEADED[2:4]))
    assert found[-1] == ("sp_close", "\n".join(HEADED[-2:]))
    assert "\n".join(text for _, text in found) == "\n".join(HEADED)


def test_a_speech_without_headings_is_parted_at_its_paragraphs():
    assert roles(
        "各位同事：",
        "今天这个会开得短一些，我说四段话。",
        "先说去年。全年漏损率降了三个百分点，成绩来之不易。",
        "再说毛病。有的支部还是两张皮，问题不少。",
        "今年干什么？三件大事。",
        "第一件，把样子做出来。",
        "第二件，把口子扎紧。",
        "最后提几条要求。支部书记要负起责任，改进作风。",
        "各位同事，让我们一起干。",
    ) == ["sp_greet", "sp_open", "sp_review", "sp_problem", "sp_task", "sp_require", "sp_close"]


SPOKEN = (
    "今天，我们在此召开工作推进会，主要任务是部署工作。",
    "同志们，国有企业是重要物质基础，我们要提高认识、统一思想。",
    "下一步，要抓好三项重点任务。",
    "要定期组织交流，完善平台。",
    "同志们，让我们携手奋斗！",
)


def test_a_salutation_may_open_the_first_paragraph():
    found = parts(*SPOKEN[1:])
    assert ("sp_greet", "同志们，") in found
    assert found[-1][0] == "sp_close"


def test_who_turns_to_the_audience_once_more_greets_nobody():
    assert "sp_greet" not in roles(*SPOKEN)
    assert "sp_greet" not in roles(SPOKEN[0], "同志们：", *SPOKEN[2:])


def test_a_salutation_behind_what_is_hidden_begins_another_speech():
    mark = "---此处隐藏4439字，下载后查看---"
    lines = ("在推进会上的讲话", "同志们：", SPOKEN[0], SPOKEN[2], mark)
    for behind, expected in (("各位代表：", 2), (SPOKEN[1], 1)):
        document = recognise(extracted(*lines, behind, SPOKEN[3], SPOKEN[4]), document_id="0" * 16)
        greetings = [part for part in document.roles if part.role == "sp_greet"]
        assert len(greetings) == expected


def test_a_long_paragraph_may_hold_two_parts():
    visit = "刚才，大家实地参观了工作室，也听取了经验介绍，深受启发。"
    review = "过去一年，各项工作取得了显著成效，主要体现在四个方面。" + "工作成绩显著。" * 30
    found = dict(parts("今天，我们召开会议。", visit + review, "同志们，让我们奋斗！"))
    assert found["sp_open"].endswith(visit)
    assert found["sp_review"] == review


def test_a_speech_without_text_has_no_parts():
    assert parts() == []


@pytest.mark.parametrize(
    "unit",
    [
        "同志们，",
        "各位",
        "一是",
        "第一",
        "有的",
        "。过去一年",
        "、朋友",
        "同志们：\n",
        "一、提高认识\n",
        "要\n",
    ],
)
def test_a_hostile_speech_costs_little(unit):
    assert seconds_on(unit, lambda text: parts(*text.split("\n"))) < 0.2
