"""The documents say what the program does."""

import re
from pathlib import Path

import pytest

from corpus.errors import KnowledgeBaseError
from corpus.metadata import LABELS
from corpus.settings import Settings
from corpus.text.fold import fold
from indexer.search.signs import FIELD_NAMES
from search_api.app import create_api
from search_api.command.main import app
from search_api.problems import STATUS

ROOT = Path(__file__).parents[1]
API = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
GUIDE = (ROOT / "web" / "guide.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_told(name):
    assert f"XUEJIAN_{name.upper()}`" in API


@pytest.mark.parametrize("command", [each.name for each in app.registered_commands])
def test_every_command_is_told(command):
    name = command or ""
    assert re.search(rf"\b{name}\b", API.split("## Command line")[1])


@pytest.mark.parametrize("error", [KnowledgeBaseError, *STATUS])
def test_every_error_is_told_with_its_status(error):
    (line,) = (line for line in API.splitlines() if f"`{error.code}`" in line and "|" in line)
    assert f"| {STATUS.get(error, 500)} |" in line


def test_every_address_of_the_api_is_told():
    for route in create_api().openapi()["paths"]:
        assert f"`{route}" in API, route


@pytest.mark.parametrize("name", sorted({fold(name) for name in FIELD_NAMES if not name.isascii()}))
def test_every_field_of_a_query_is_in_the_guide(name):
    assert name in GUIDE


@pytest.mark.parametrize("operator", ['"党的领导"', "-试点", "标题:改革", "国发〔2024〕1号"])
def test_every_operator_of_a_query_is_in_the_guide(operator):
    assert operator in GUIDE


@pytest.mark.parametrize("label", LABELS.values())
def test_every_label_is_in_the_glossary(label):
    assert label in GLOSSARY


def test_every_file_that_the_readme_points_to_is_there():
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert (ROOT / target).exists(), target
