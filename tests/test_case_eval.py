"""The described situations are what the score says that they are."""

import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "scripts"))

from fitting.evaluation import load_situations  # noqa: E402


def test_there_are_forty_situations_of_a_paragraph_each() -> None:
    described = load_situations()
    parts = [each.part for each in described]
    assert (parts.count("tuned"), parts.count("blind")) == (25, 15)
    assert len({each.id for each in described}) == len(described)
    assert all(60 <= len(each.text) <= 300 for each in described)


def test_every_case_that_fits_is_there() -> None:
    for described in load_situations():
        assert described.fits
        for name in described.fits:
            assert name.startswith("国办发〔2018〕108号#") or (ROOT / name).is_file(), name


def test_no_situation_copies_a_title() -> None:
    for described in load_situations():
        for name in described.fits:
            if not name.startswith("国办发"):
                words = Path(name).stem
                grams = {words[at : at + 5] for at in range(len(words) - 4)}
                assert not any(gram in described.text for gram in grams), described.id
