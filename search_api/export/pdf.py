"""A handout as a PDF file."""

from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from search_api.export.blocks import TITLE_ROOM, NoteKind, blocks
from search_api.export.handout import Handout
from search_api.export.typesetting import typeset
from search_api.export.words import MAKER

_TEMPLATE = Path(__file__).with_name("course.typ")


def write_pdf(handout: Handout, made_at: datetime, kind: NoteKind) -> bytes:
    """
    Set a handout on A4, with its citations as notes of a kind.

    Raises:
        ExportUnavailable: The typesetter or a Chinese font is missing.
    """
    data = {
        "title": handout.title,
        "maker": MAKER,
        "notes": kind.value,
        "blocks": [asdict(each) for each in blocks(handout, TITLE_ROOM)],
    }
    return typeset(_TEMPLATE, data, made_at)
