"""With the true weights, where `make semantic` was run."""

import numpy as np
import pytest

from corpus.settings import Settings
from indexer.semantic.source import BGE
from indexer.semantic.weights import are_there, weights_folder

pytestmark = pytest.mark.skipif(
    not are_there(weights_folder(Settings())), reason="没有语义模型（make semantic）"
)


@pytest.fixture(scope="module")
def encoder():
    return BGE.open(Settings())


def test_vectors_have_length_one_whatever_the_text(encoder):
    texts = ["", " ", "a", "国", "\x00", "🙂", "党的领导" * 1000]

    rows = encoder.passages(texts)

    assert rows.shape == (len(texts), encoder.dimensions)
    assert rows.dtype == np.float32
    assert np.linalg.norm(rows, axis=1) == pytest.approx(1.0, abs=1e-5)


def test_a_text_has_the_same_vector_whatever_stands_beside_it(encoder):
    alone = encoder.passages(["加强公司治理。"])[0]

    among = encoder.passages(["甲" * 400, "加强公司治理。", "乙"])[1]

    assert np.array_equal(alone, among)
    assert np.array_equal(alone, encoder.question("加强公司治理。"))


def test_a_question_is_nearest_to_the_passage_that_answers_it(encoder):
    passages = encoder.passages(
        [
            "用人单位自用工之日起超过一个月不满一年未与劳动者订立书面劳动合同的，应当每月支付二倍的工资。",
            "食品生产企业应当建立食品出厂检验记录制度。",
            "公民对国家机关工作人员有提出批评和建议的权利。",
        ]
    )

    cosines = passages @ encoder.question("公司一直没和我签合同，可以要求赔双份工钱吗？")

    assert int(cosines.argmax()) == 0
