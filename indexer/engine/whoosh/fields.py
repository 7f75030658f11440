"""The fields of both kinds of rows in a Whoosh index."""

from whoosh.analysis import RegexTokenizer, SpaceSeparatedTokenizer
from whoosh.fields import ID, KEYWORD, NUMERIC, STORED, TEXT, Schema

from corpus.document import PLACE_BITS
from indexer.engine.schema import KEYWORDS, document_keyword, passage_keyword

# A row has the fields of its kind only, so a query on one kind's field never meets the other.
PARENT = "parent"  # ordinal, on both kinds of rows, to take them out by
ROW_KEY = "row_key"  # ordinal and place in one number; a document row has the last place
DATE = "date_key"
TITLE_SIZE = "title_size"
AUTHORITY = "authority"  # of its document, on both kinds of rows
STORED_KEYWORDS = "keywords"  # on a document row, to be counted

DOCUMENT_PLACE = (1 << PLACE_BITS) - 1
SEPARATOR = "\t"  # between the values of a keyword field, which may hold blanks


def row_key(ordinal: int, place: int = DOCUMENT_PLACE) -> int:
    """Give the key of a passage row, or of the document row."""
    return (ordinal << PLACE_BITS) + place


def build_schema() -> Schema:
    """Build the schema; every text is cut already and is split at blanks only."""
    schema = Schema()
    schema.add(PARENT, ID())
    for name in (ROW_KEY, DATE, TITLE_SIZE, AUTHORITY):
        schema.add(name, NUMERIC(int, bits=64, signed=False, shift_step=0, sortable=True))
    schema.add(STORED_KEYWORDS, STORED())
    for name in ("text", "scoped", "passage_bigrams"):
        schema.add(name, _cut_text(phrase=True))
    for name in ("passage_words", "passage_title"):
        schema.add(name, _cut_text(phrase=False))
    for name in ("title_key", "number_key", "numbers", *map(document_keyword, KEYWORDS)):
        schema.add(name, _keyword())
    for name in map(passage_keyword, KEYWORDS):
        schema.add(name, _keyword())
    return schema


def _cut_text(*, phrase: bool) -> TEXT:
    return TEXT(analyzer=SpaceSeparatedTokenizer(), phrase=phrase)


def _keyword() -> KEYWORD:
    return KEYWORD(analyzer=RegexTokenizer(f"[^{SEPARATOR}]+"))
