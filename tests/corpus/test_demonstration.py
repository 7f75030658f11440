"""The labels of the demonstration documents speak of what stands in them."""

import json
from importlib.resources import files
from pathlib import Path

FOLDER = Path(str(files("corpus"))) / "demonstration"
LABELS = [
    json.loads(line) for line in (FOLDER / "labels.jsonl").read_text(encoding="utf-8").splitlines()
]


def text_of(label):
    return (FOLDER / label["file"]).read_text(encoding="utf-8")


def test_every_document_has_one_label():
    written = {str(path.relative_to(FOLDER)) for path in FOLDER.glob("*/*") if path.is_file()}
    assert sorted(label["file"] for label in LABELS) == sorted(written)


def test_what_is_labelled_stands_in_the_text():
    for label in LABELS:
        text = text_of(label)
        lines = {line.strip("# 　\t") for line in text.splitlines()}
        assert {each["heading"].strip() for each in label.get("sections", ())} <= lines
        for each in label.get("indicators", ()):
            assert each["sentence"] in text
        for each in label.get("parts", ()):
            assert each["starts"] in text
