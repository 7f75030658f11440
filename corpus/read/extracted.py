"""What a reader gives: the text of a file with the hints that its layout holds."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Block:
    """
    A paragraph, heading, table row or note of a file.

    Attributes:
        start: Code-point offset in `Extracted.text`.
        end: Offset one past its last character.
        kind: `paragraph`, `row` (a table row, cells joined by a tab), `note` (foot- or endnote)
            or `box` (text box).
        level: Outline level that the file itself gives, from 1; None for body text.
        centred: Whether it is set in the middle of the line.
        bold: Whether all of its text is bold.
        size: Font size in points; None where the file does not say.
    """

    start: int
    end: int
    kind: str = "paragraph"
    level: int | None = None
    centred: bool = False
    bold: bool = False
    size: float | None = None


@dataclass(frozen=True, slots=True)
class Extracted:
    """
    The text of a file.

    Attributes:
        text: The blocks' texts joined by one line feed each; never normalised.
        blocks: In reading order; `text[block.start:block.end]` is a block's text.
        format: `docx pdf html md txt card`.
        pages: Offset at which each page starts, the first 0; empty where there are no pages.
        declared: What the file's own metadata table says: (label, value), both stripped,
            labels without blanks and colon: `("发文字号", "国发〔2024〕1号")`.
        encoding: Of text formats; None otherwise.
        site: Host of the web page's own address; None where it gives none.
    """

    text: str
    blocks: tuple[Block, ...]
    format: str
    pages: tuple[int, ...] = ()
    declared: tuple[tuple[str, str], ...] = ()
    encoding: str | None = None
    site: str | None = None
