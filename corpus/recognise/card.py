"""What a card says of the document that is held elsewhere; its facts come with the package."""

from pathlib import PurePath
from types import MappingProxyType

from corpus.document import Document, Fact
from corpus.metadata import UNVERIFIED_GRADE
from corpus.read.extracted import Extracted
from corpus.recognise.lines import read_lines
from corpus.recognise.passages import cut_passages


def recognise_card(extracted: Extracted, *, document_id: str, file_name: str) -> Document:
    """Make a document of a card: called by its file's name until its facts are given."""
    facts = {
        "title": Fact(PurePath(file_name).stem, 0.1, "rule"),
        "document_class": Fact("other", 0.1, "rule"),
        "source_grade": Fact(UNVERIFIED_GRADE, 0.1, "rule"),
    }
    lines = read_lines(extracted, ())
    return Document(
        id=document_id,
        text=extracted.text,
        facts=MappingProxyType(facts),
        passages=cut_passages(lines, (), text=extracted.text, head=0),
        source_grade=UNVERIFIED_GRADE,
        completeness=dict(extracted.declared)["完整性"],
    )
