"""Until when a text is valid."""

import pytest

from corpus.recognise import recognise
from tests.corpus.recognise.extraction import extracted


def expires(last, *, signed="2023年9月8日"):
    lines = (
        "云陵省人民政府关于印发供水管理办法的通知",
        "各市人民政府：",
        "现将办法印发给你们，请认真执行。",
        "一、总体要求",
        "坚持节水优先。",
        last,
        "云陵省人民政府",
        signed,
    )
    made = extracted(*lines)
    fact = recognise(made, document_id="0" * 16, file_name="某某.md").facts.get("expires")
    if fact is None:
        return None
    return fact.value, fact.confidence, made.text[fact.span.start : fact.span.end]


@pytest.mark.parametrize(
    ("sentence", "day", "confidence"),
    [
        ("本办法自2023年10月1日起施行，试行期两年。", "2025-09-30", 0.7),
        ("本办法自2023年10月1日起施行，有效期五年。", "2028-09-30", 0.7),
        ("本办法自2023年10月1日起施行，有效期为5年。", "2028-09-30", 0.7),
        ("本办法自2023年10月1日起试行，试行期限6个月。", "2024-03-31", 0.7),
        ("本办法自2023年10月1日起施行，暂定试行一年半。", "2025-03-31", 0.7),
        ("本通知自印发之日起施行，有效期三年。", "2026-09-07", 0.6),
        ("本办法有效期五年，自2023年10月1日起施行。", "2028-09-30", 0.7),
        ("本办法自2023年10月1日起施行，有效期至2026年12月31日。", "2026-12-31", 0.9),
        ("本办法自2023年10月1日起施行，有效期截至2026年底。", "2026", 0.9),
        ("本办法有效期自2023年10月1日起至2026年9月30日止。", "2026-09-30", 0.9),
        ("本办法自2023年10月1日起施行，至2026年9月30日止。", "2026-09-30", 0.9),
    ],
)
def test_a_last_day_is_read_or_counted_from_the_term(sentence, day, confidence):
    assert expires(sentence) == (day, confidence, sentence)


def test_a_term_in_a_sentence_of_its_own_is_shown_alone():
    told = expires("本办法自2023年10月1日起施行。有效期5年。")
    assert told == ("2028-09-30", 0.7, "有效期5年。")


@pytest.mark.parametrize(
    "sentence",
    [
        "本办法自2023年10月1日起施行，原发的许可证有效期五年。",
        "本办法自2023年10月1日起施行。居住证的有效期为五年。",
        "本办法自2023年10月1日起施行。原发的证书，有效期五年。",
        "许可证有效期五年。",
        "《某某办法》有效期延长至2027年12月31日。",
        "本办法自2023年10月1日起施行。",
        "本办法自2023年10月起施行，有效期五年。",
    ],
)
def test_a_term_of_something_else_or_without_a_beginning_tells_nothing(sentence):
    assert expires(sentence) is None


def test_a_news_report_on_a_text_does_not_end_with_it():
    made = extracted(
        "《供水管理办法》政策解读",
        "一、起草背景",
        "为了节水，制定办法。",
        "《办法》自2023年10月1日起施行，有效期五年。",
    )
    assert "expires" not in recognise(made, document_id="0" * 16, file_name="某某.md").facts
