import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.semantic.wordpiece import WordPieces

PIECES = [
    "[UNK]",
    "[CLS]",
    "[SEP]",
    "国",
    "企",
    "改",
    "，",
    "un",
    "##aff",
    "##able",
    "cafe",
    "5",
    "g",
]
VOCABULARY = {piece: number for number, piece in enumerate(PIECES)}
WORD_PIECES = WordPieces(VOCABULARY, longest=8)


def pieces(text):
    return [PIECES[number] for number in WORD_PIECES.numbers(text)[1:-1]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("国企，改", ["国", "企", "，", "改"]),
        ("unaffable", ["un", "##aff", "##able"]),
        ("Café", ["cafe"]),  # as the encoder's vocabulary was made: small, without accents
        ("5G国", ["[UNK]", "国"]),
        ("5 g", ["5", "g"]),
        ("党", ["[UNK]"]),
        ("国\u200b企\x00", ["国", "企"]),
        ("国\u3000\n企", ["国", "企"]),
        ("", []),
    ],
)
def test_a_text_is_cut_into_known_pieces(text, expected):
    assert pieces(text) == expected


def test_a_long_text_is_cut_off_before_its_end_mark():
    numbers = WORD_PIECES.numbers("国" * 1_000_000)

    assert numbers == [VOCABULARY["[CLS]"], *[VOCABULARY["国"]] * 6, VOCABULARY["[SEP]"]]


def test_a_word_beyond_measure_is_unknown():
    assert pieces("a" * 101) == ["[UNK]"]


@given(st.text(max_size=40))
def test_any_text_is_cut(text):
    numbers = WORD_PIECES.numbers(text)

    assert 2 <= len(numbers) <= WORD_PIECES.longest
    assert (numbers[0], numbers[-1]) == (VOCABULARY["[CLS]"], VOCABULARY["[SEP]"])


def test_the_vocabulary_is_read_from_the_weights_file(tmp_path):
    path = tmp_path / "tokenizer.json"
    path.write_text(json.dumps({"model": {"vocab": VOCABULARY}}), encoding="utf-8")

    assert WordPieces.read(path, 8).numbers("国") == WORD_PIECES.numbers("国")
