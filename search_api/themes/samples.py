"""The themes that come with the samples: made with them, taken out with them, and brought back."""

import tomllib
from collections.abc import Mapping
from importlib.resources import files
from pathlib import PurePath
from typing import Any

from corpus.actor import Actor
from corpus.catalogue import documents, paths
from corpus.catalogue.values import Stored
from corpus.document import Span
from corpus.errors import WrongValue
from corpus.metadata import SAMPLE_GRADE
from indexer.library import Library
from search_api.study.quoting import quoted, reference_of
from search_api.study.shelf import Opened
from search_api.themes.publishing import publish_theme
from search_api.themes.theme import PartName, Theme, ThemeItem, ThemeSearch
from search_api.themes.themes import THEMES

Told = Mapping[str, Any]  # a theme, or a document of one, as the file tells of it


def make_sample_themes(library: Library, actor: Actor, *, again: bool) -> tuple[str, ...]:
    """
    Make and publish the themes that come with the samples, each once.

    Args:
        library: Where the samples are.
        actor: Whose they will be; one who may change the library.
        again: Whether those that were removed come back, as they were.

    Returns:
        Titles of those that cannot be made, since a sample is not there or has other words.
    """
    told = tomllib.loads((files("search_api.themes") / "samples.toml").read_text("utf-8"))["theme"]
    stored = _samples(library)
    failed = []
    for each in reversed(told):  # what is published last stands first
        if _is_known(library, actor, each["sample"], again=again):
            continue
        try:
            made = THEMES.make(library, actor, theme_told(each, stored))
        except WrongValue:
            failed.append(each["title"])
        else:
            publish_theme(library, actor, made.paper.id, revision=made.paper.revision)
    return tuple(reversed(failed))


def remove_sample_themes(library: Library, actor: Actor) -> tuple[str, ...]:
    """Take out the themes that rest on nothing but samples; give their titles."""
    gone = [each for each in _sample_themes(library, actor) if _rests_on_samples(each.content)]
    for each in gone:
        THEMES.remove(library, actor, each.paper.id)
    return tuple(each.content.title for each in gone)


def theme_told(told: Told, stored: Mapping[str, Stored]) -> Theme:
    """
    Make a theme of what the file tells.

    Args:
        told: The theme.
        stored: The samples, by the names of their files.

    Raises:
        WrongValue: A sample is not there, or has not the words.
    """
    parts = {
        name.value: tuple(_item(each, stored) for each in told.get(name.value, ()))
        for name in PartName
    }
    theme = Theme(
        title=told["title"],
        introduction=told["introduction"].strip(),
        questions=tuple(told["questions"]),
        recommended_by=told["recommended_by"],
        search=ThemeSearch(query=told["query"]),
        sample=told["sample"],
    )
    return theme.model_copy(update=parts)


def _item(told: Told, stored: Mapping[str, Stored]) -> ThemeItem:
    source = stored.get(told["file"])
    if source is None:
        raise WrongValue(f"没有这篇示例：{told['file']}。")
    quotations = []
    for words in told["quotations"]:
        start = source.document.text.find(words)
        if start < 0:
            raise WrongValue(f"示例“{told['file']}”里没有“{words}”。")
        quotations.append(quoted(source, Span(start, start + len(words))))
    return ThemeItem(
        reference=reference_of(source), quotations=tuple(quotations), remark=told.get("remark", "")
    )


def _samples(library: Library) -> Mapping[str, Stored]:
    """Give the samples that are in the library, by the names of their files."""
    found: dict[str, Stored] = {}
    with library.catalogue.read() as connection:
        for path in paths.samples(connection):
            ordinal = documents.find(connection, path)
            stored = documents.get(connection, ordinal) if ordinal is not None else None
            if stored is not None:
                found[PurePath(path).name] = stored
    return found


def _is_known(library: Library, actor: Actor, sample: str, *, again: bool) -> bool:
    """Tell whether a theme is there already or was removed; bring it back where that is asked."""
    if any(each.content.sample == sample for each in _sample_themes(library, actor)):
        return True
    removed = (each for each in THEMES.removed(library, actor) if each.content.sample == sample)
    last = next(removed, None)
    if last is not None and again:
        THEMES.restore(library, actor, last.paper.id)
    return last is not None


def _sample_themes(library: Library, actor: Actor) -> tuple[Opened[Theme], ...]:
    return tuple(each for each in THEMES.all(library, actor) if each.content.sample)


def _rests_on_samples(theme: Theme) -> bool:
    return all(each.reference.source_grade == SAMPLE_GRADE for each in theme.items)
