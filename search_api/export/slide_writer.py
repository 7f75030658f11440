"""Slides written with python-pptx; import it only where that is installed."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from pptx.enum.text import MSO_ANCHOR

from search_api.export import slide_page as page
from search_api.export.handout import Handout
from search_api.export.slides import (
    BELOW_COVER,
    COVER_HEIGHT,
    COVER_TOP,
    FOOT,
    FOOT_SIZE,
    FOOT_WIDTH,
    HEIGHT,
    MARGIN,
    TEXT_WIDTH,
    TITLE_HEIGHT,
    TOP,
    WIDTH,
    Slide,
    SlideLook,
    foot_height,
    slides,
)

_ABOVE_TOP, _TITLE_TOP = 22, 38
_SMALL = 14


def write_slides(handout: Handout, made_at: datetime) -> bytes:
    """Write the slides of a handout."""
    presentation = page.new_presentation(handout.title)
    for count, each in enumerate(slides(handout), 1):
        slide = page.new_slide(presentation)
        if each.look is SlideLook.COVER:
            _write_cover(slide, each)
        else:
            _write_title(slide, each)
            _write_text(slide, each)
            _write_foot(slide, each)
        frame = page.add_box(slide, WIDTH - MARGIN - 50, HEIGHT - 40, 50, 20)
        page.number(frame, count)
        if each.is_hidden:
            slide._element.set("show", "0")
        if each.notes:
            slide.notes_slide.notes_text_frame.text = each.notes
    made = made_at.astimezone(UTC).replace(tzinfo=None)
    presentation.core_properties.created = presentation.core_properties.modified = made
    written = BytesIO()
    presentation.save(written)
    return written.getvalue()


def _write_cover(slide: Any, each: Slide) -> None:
    frame = page.place(slide.shapes.title, MARGIN, COVER_TOP, TEXT_WIDTH, COVER_HEIGHT)
    page.write(frame, (each.title,), each.title_size, bold=True, anchor=MSO_ANCHOR.BOTTOM)
    page.add_rule(slide, MARGIN, BELOW_COVER - 24)
    if each.paragraphs:
        frame = page.add_box(slide, MARGIN, BELOW_COVER, TEXT_WIDTH, FOOT - BELOW_COVER)
        page.write(frame, each.paragraphs, each.size, colour=page.SECONDARY)


def _write_title(slide: Any, each: Slide) -> None:
    frame = page.place(slide.shapes.title, MARGIN, _TITLE_TOP, TEXT_WIDTH, TITLE_HEIGHT)
    page.write(frame, (each.title,), each.title_size, bold=True, anchor=MSO_ANCHOR.BOTTOM)
    page.add_rule(slide, MARGIN, _TITLE_TOP + TITLE_HEIGHT + 8)
    if each.above:
        frame = page.add_box(slide, MARGIN, _ABOVE_TOP, TEXT_WIDTH, 20)
        page.write(frame, (each.above,), _SMALL, colour=page.SECONDARY)


def _write_text(slide: Any, each: Slide) -> None:
    if not each.paragraphs:
        return
    is_quote = each.look is SlideLook.QUOTE
    frame = page.add_box(slide, MARGIN, TOP, TEXT_WIDTH, each.room)
    page.write(
        frame,
        each.paragraphs,
        each.size,
        font=page.QUOTE_FONT if is_quote else "",
        anchor=MSO_ANCHOR.MIDDLE if is_quote or each.is_sparse else MSO_ANCHOR.TOP,
    )


def _write_foot(slide: Any, each: Slide) -> None:
    if not each.source:
        return
    height = foot_height(each.source, each.mark)
    frame = page.add_box(slide, MARGIN, FOOT - height, FOOT_WIDTH, height)
    if each.mark:
        page.write(frame, (each.mark,), FOOT_SIZE, colour=page.RED, bold=True)
    page.write(frame, (each.source,), FOOT_SIZE, colour=page.SECONDARY)
