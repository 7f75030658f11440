"""The documents that come with the program are recognised for what they are."""

import json
from importlib.resources import files
from pathlib import Path

import pytest

from corpus.read import read
from corpus.recognise import recognise

SAMPLES = Path(str(files("corpus") / "samples"))
MANIFEST = [
    json.loads(line)
    for line in (SAMPLES / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
]
FIELDS = sorted(MANIFEST[0].keys() - {"file"})
# Its companies stand in the table of its annex only, where we do not look for what it is about.
NOT_LOOKED_FOR = {("江澄市人民政府关于授予2025年度科技创新标杆企业称号的决定.docx", "enterprise")}


@pytest.mark.parametrize("gold", MANIFEST, ids=[gold["file"] for gold in MANIFEST])
def test_a_sample_is_recognised(gold):
    name = gold["file"]
    document = recognise(read(SAMPLES / name), document_id="0" * 16, file_name=name)
    wanted = {
        field: tuple(gold[field]) if isinstance(gold[field], list) else gold[field]
        for field in FIELDS
        if (name, field) not in NOT_LOOKED_FOR
    }
    found = {
        field: document.values(field) if isinstance(value, tuple) else document.value(field)
        for field, value in wanted.items()
    }
    assert found == wanted


def test_there_are_samples():
    assert len(MANIFEST) == 24
