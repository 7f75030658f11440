"""An invented library, and a course of it, for every format."""

import os
import shutil
import subprocess

import pytest

from corpus.actor import LOCAL
from corpus.settings import Settings
from indexer.library import Library
from search_api.bibliography import CitationStyle
from search_api.export.handout import make_handout
from tests.search_api.export.courses import whole_course
from tests.search_api.shelf import EXPERIENCE, OPINION, PAPERS, SECRET, SPEECH, fill


@pytest.fixture(scope="session")
def library(tmp_path_factory):
    folder = tmp_path_factory.mktemp("export")
    settings = Settings(home=folder / "home", jobs=1)
    fill(settings, (*PAPERS, SECRET), folder)
    with Library.open(settings) as opened:
        yield opened


@pytest.fixture(scope="session")
def course(library):
    return whole_course(library, OPINION, SPEECH, EXPERIENCE)


@pytest.fixture(scope="session")
def handout(library, course):
    return make_handout(library, LOCAL, course, CitationStyle.GB_2025)


@pytest.fixture
def as_pdf(tmp_path):
    """Let LibreOffice open a file, and give it as PDF."""
    if shutil.which("soffice") is None and os.environ.get("CI") != "true":
        pytest.skip("needs LibreOffice to open the file")

    def converted(content, ending):
        (tmp_path / f"a.{ending}").write_bytes(content)
        profile = f"-env:UserInstallation=file://{tmp_path}/profile"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path]
        subprocess.run(
            [*command, tmp_path / f"a.{ending}"], check=True, capture_output=True, timeout=180
        )
        return (tmp_path / "a.pdf").read_bytes()

    return converted
