"""Makes small .docx and .pdf files, part by part, so that a test states all that is in them."""

import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = (
    f'xmlns:w="{W}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def paragraph(text: str = "", *, properties: str = "", runs: str = "") -> str:
    """Write a `w:p`; `runs` is XML that follows the plain text."""
    plain = f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{plain}{runs}</w:p>"


def numbered(text: str, number_id: int, level: int = 0) -> str:
    """Write a paragraph that belongs to a list."""
    numbering = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number_id}"/></w:numPr>'
    return paragraph(text, properties=numbering)


def level(place: int, text: str, number_format: str = "decimal", extra: str = "") -> str:
    """Write a `w:lvl` of a list; `extra` is XML that comes before its text."""
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{number_format}"/>'
        f'{extra}<w:lvlText w:val="{text}"/></w:lvl>'
    )


def table(*rows: list[str]) -> str:
    """Write a `w:tbl`; each cell is the XML of its content, or of a whole `w:tc`."""
    lines = ""
    for row in rows:
        cells = [cell if cell.startswith("<w:tc>") else f"<w:tc>{cell}</w:tc>" for cell in row]
        lines += f"<w:tr>{''.join(cells)}</w:tr>"
    return f"<w:tbl>{lines}</w:tbl>"


def docx(
    path: Path,
    body: str,
    *,
    parts: dict[str, str] | None = None,
    main_type: str = _MAIN,
    extra: dict[str, bytes] | None = None,
) -> Path:
    """
    Write a Word file.

    Args:
        path: Where to.
        body: XML of the body.
        parts: Inner XML of `numbering`, `styles`, `footnotes` or `endnotes`.
        main_type: Content type of the main part.
        extra: Further entries of the archive.
    """
    parts = parts or {}
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="application/vnd.openxmlformats-'
        f'officedocument.wordprocessingml.{name}+xml"/>'
        for name in parts
    )
    relations = "".join(
        f'<Relationship Id="rId{place}" Type="{_OFFICE}/{name}" Target="{name}.xml"/>'
        for place, name in enumerate(parts, 1)
    )
    relationships = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{main_type}"/>{types}</Types>',
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships {relationships}><Relationship Id="rId1" '
            f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        )
        archive.writestr(
            "word/document.xml",
            f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
        )
        archive.writestr(
            "word/_rels/document.xml.rels",
            f"<Relationships {relationships}>{relations}</Relationships>",
        )
        for name, inner in parts.items():
            archive.writestr(f"word/{name}.xml", f"<w:{name} {NAMESPACES}>{inner}</w:{name}>")
        for name, content in (extra or {}).items():
            archive.writestr(name, content)
    return path


PDF_WIDTH, PDF_HEIGHT = 595, 842
# (left, baseline from the top, font size, text)
PlacedText = tuple[float, float, float, str]


def pdf(
    path: Path,
    *pages: list[PlacedText],
    rules: list[tuple[float, float, float, float]] | None = None,
    encrypted: bool = False,
) -> Path:
    """
    Write a PDF in a Chinese font that is named and not embedded.

    Args:
        path: Where to.
        pages: The texts of each page.
        rules: Lines drawn on the first page: (left, top, right, bottom).
        encrypted: Whether it asks for a password.
    """
    kids = " ".join(f"{10 + 2 * place} 0 R" for place in range(len(pages)))
    objects = {
        1: "<< /Type /Catalog /Pages 2 0 R >>",
        2: f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        3: "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light "
        "/Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>",
        4: "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> "
        "/W [1 95 500 814 939 500] /FontDescriptor 5 0 R >>",
        5: "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /Ascent 880 /Descent -120 "
        "/CapHeight 880 /ItalicAngle 0 /StemV 93 /FontBBox [-25 -254 1000 880] >>",
    }
    for place, texts in enumerate(pages):
        stream = "".join(_shown(text) for text in texts)
        if place == 0:
            stream += "".join(_ruled(rule) for rule in rules or [])
        objects[10 + 2 * place] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {PDF_WIDTH} {PDF_HEIGHT}] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {11 + 2 * place} 0 R >>"
        )
        objects[11 + 2 * place] = f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream"
    if encrypted:
        objects[6] = f"<< /Filter /Standard /V 1 /R 2 /O <{'5A' * 32}> /U <{'A5' * 32}> /P -4 >>"
    path.write_bytes(_pdf_bytes(objects, encrypted=encrypted))
    return path


def _shown(placed: PlacedText) -> str:
    left, top, size, text = placed
    codes = text.encode("utf-16-be").hex()
    return f"BT /F1 {size} Tf {left} {PDF_HEIGHT - top} Td <{codes}> Tj ET\n"


def _ruled(rule: tuple[float, float, float, float]) -> str:
    left, top, right, bottom = rule
    return f"{left} {PDF_HEIGHT - top} m {right} {PDF_HEIGHT - bottom} l S\n"


def _pdf_bytes(objects: dict[int, str], *, encrypted: bool) -> bytes:
    content = b"%PDF-1.6\n"
    offsets = {}
    for number, body in objects.items():
        offsets[number] = len(content)
        content += f"{number} 0 obj\n{body}\nendobj\n".encode("ascii")
    size = max(objects) + 1
    table_at = len(content)
    content += f"xref\n0 {size}\n0000000000 65535 f \n".encode("ascii")
    for number in range(1, size):
        if number in offsets:
            content += f"{offsets[number]:010} 00000 n \n".encode("ascii")
        else:
            content += b"0000000000 00000 f \n"
    security = f"/Encrypt 6 0 R /ID [<{'00' * 16}> <{'00' * 16}>]" if encrypted else ""
    trailer = f"trailer\n<< /Size {size} /Root 1 0 R {security} >>\nstartxref\n{table_at}\n%%EOF\n"
    return content + trailer.encode("ascii")
