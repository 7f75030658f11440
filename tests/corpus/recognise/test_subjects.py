"""Topics and subjects, by the words of their schemes."""

import pytest

from corpus.recognise.subjects import Zones, recognise_topics
from corpus.recognise.word_counts import PairedText

NOTHING = PairedText.of("")


def topics(title, body=""):
    fact = recognise_topics(Zones(PairedText.of(title), NOTHING, PairedText.of(body)))
    return fact.value if fact else ()


@pytest.mark.parametrize(
    "title",
    [
        "国企改革攻坚动员部署会讲话",
        "在三项制度改革动员大会上的讲话",
        "主题教育动员会",
        "动员部署安全生产",
    ],
)
def test_who_rallies_people_to_work_speaks_of_no_defence(title):
    assert not any("国防" in each for each in topics(title, "开展动员，广泛动员，层层动员。"))


@pytest.mark.parametrize(
    "title",
    ["国防动员条例", "动员令", "关于国家动员体制的规定", "民兵预备役工作条例", "战时动员办法"],
)
def test_mobilisation_for_defence_is_told(title):
    assert any(each.startswith("国防") for each in topics(title))
