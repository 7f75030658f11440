"""A marked document is refused before anything of it is kept."""

import pytest

from corpus.catalogue import documents, quarantine
from corpus.recognise.secrecy import secrecy_mark
from indexer.ingest.report import State
from tests.corpus.recognise.vectors import vectors
from tests.library import add, open_library, search, write_notices
from tests.shared import needs_shared

BODY = "关于铸造雷霆计划的通知\n各单位：\n一、总体要求\n认真组织实施雷霆计划。\n"
LEVELS = ("绝密", "机密", "秘密")
FORMS = ("{}", "{}★10年", "{}★长期", "　{}", "{}★1年　特急", "{} ★ 6个月")
INNOCENT = (
    "关于加强商业秘密保护的通知",
    "保密工作要点",
    "密级：无",
    "工作秘密管理办法",
    "做好机密文件的保管，落实责任。",
)


@pytest.fixture
def library(tmp_path):
    with open_library(tmp_path / "home") as opened:
        yield opened


def spaced(level):
    return "　".join(level)


def test_every_form_of_the_mark_is_seen():
    marks = [form.format(level) for form in FORMS for level in LEVELS]
    marks += [form.format(spaced(level)) for form in FORMS[:3] for level in LEVELS]
    marks += [f"000123\n{mark}\n特急" for mark in marks]
    assert len(marks) >= 50
    assert [mark for mark in marks if secrecy_mark(f"{mark}\n{BODY}") is None] == []


@pytest.mark.parametrize("line", INNOCENT)
def test_what_only_speaks_of_secrets_is_no_mark(line):
    assert secrecy_mark(f"{line}\n{BODY}") is None


@needs_shared
def test_the_vectors_of_marks_hold():
    for text, expected in vectors("secrecy_mark"):
        assert secrecy_mark(text) == expected


def test_nothing_of_a_marked_document_is_kept(library, tmp_path):
    folder = write_notices(tmp_path / "files", 2)
    (folder / "密.txt").write_text(f"000123\n机密★10年\n{BODY}", encoding="utf-8")
    report = add(library, folder)
    assert report.counts[State.INDEXED] == 2
    (failed,) = report.failed
    assert (failed.code, "机密" in (failed.detail or "")) == ("SECRET_MARK_DETECTED", True)
    assert search(library, "雷霆计划").total == 0
    with library.catalogue.read() as connection:
        (refused,) = quarantine.entries(connection)
        assert len(list(documents.entries(connection))) == 2
    assert (refused.level, refused.actor) == ("机密", "local")
    home = library.settings.home
    kept = [path for path in home.rglob("*") if path.is_file()]
    assert [path for path in kept if "雷霆计划".encode() in path.read_bytes()] == []
